"""Who is at one point of the map, as a list: as many as there are, at once, by keyboard too."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut

from situationroom.store.queries.people import PersonFilter, person_ids, person_rows
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.people_columns import people_columns
from situationroom.views.table import RecordTable
from situationroom.views.table_column import Column
from situationroom.views.widgets import Card, button, row, title

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

WIDTH, ROWS = 470, 12
SHOWN = ("safety", "name", "latin", "contact")
"""Columns that help to choose one of many; the others wait in the header's menu."""


class PointList(Card):
    """Sorted by its headers; the arrow keys choose, Enter opens the card, Esc closes the list."""

    def __init__(self, room: "MapRoom", ids: Sequence[int]) -> None:
        super().__init__()
        self._room, self._desk, self._ids = room, room.frame.desk, tuple(ids)
        self.setFixedWidth(theme.px(WIDTH))
        away = button("", "close", "quiet", on_click=room.areas.close)
        away.setAccessibleName(tr("Close"))
        away.setToolTip(tr("Close"))
        head = title(tr("{n} persons at one point", n=f"{len(ids):,}"))
        every = button(tr("Select all"), "people", "quiet", None, lambda: room.choose(list(ids)))
        self.body.addWidget(row(head, None, every, away))
        self.table = RecordTable(
            self._desk, "map point", _columns(people_columns(self._desk)), person_rows, self
        )
        self.table.set_ids(self._ids)
        self.body.addWidget(self.table, 1)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda id_: room.choose([id_]))
        self.table.sort_changed.connect(self._sort)
        self._desk.changed.connect(self._follow)
        QShortcut(QKeySequence("Esc"), self, room.areas.close)

    def sizeHint(self) -> QSize:
        rows = min(max(len(self._ids), 3), ROWS) + 1
        height = theme.px(72) + rows * self.table.verticalHeader().defaultSectionSize()
        return QSize(theme.px(WIDTH), height)

    def _picked(self, ids: list[int]) -> None:
        if ids:
            self._room.choose(ids)

    def _sort(self, key: str, descending: bool) -> None:
        which = PersonFilter(ids=self._ids)
        self._desk.latest(
            "map point", self.table.set_ids, person_ids, which, key, descending=descending
        )

    def _follow(self) -> None:
        self.table.refresh()


def _columns(known: Sequence[Column]) -> list[Column]:
    by_key = {column.key: column for column in known}
    shown = [replace(by_key[key], hidden=False, ask=None, stretch=key == "latin") for key in SHOWN]
    rest = [c for c in known if c.key not in SHOWN]
    return shown + [replace(c, hidden=True, ask=None, stretch=False) for c in rest]
