"""Find persons and take them along: a search field over a list that can be dragged away."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.cities import city_name
from situationroom.desk import Desk, Touched
from situationroom.models.person import needs_on, years_old
from situationroom.models.vocabulary import Presence, Stage
from situationroom.store.queries.people import (
    PersonFilter,
    PersonRow,
    members,
    person_ids,
    person_rows,
    persons,
)
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.table import Column, Label, RecordTable
from situationroom.views.widgets import Button, Chip, button
from situationroom.views.wrapped import flow

MIME = "application/x-situationroom-persons"
WAIT_MS = 120
WAITING = (Stage.IN_AREA, Stage.SHELTERED)


class DragTable(RecordTable):
    """A table of persons whose selected rows can be dragged onto something."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.setDragEnabled(True)
        self.expand: Callable[[Sequence[int]], list[int]] = list

    def startDrag(self, _actions: Qt.DropAction) -> None:
        ids = self.expand(self.selected_ids())
        if not ids:
            return
        drag = QDrag(self)
        drag.setMimeData(persons_mime(ids))
        drag.exec(Qt.DropAction.CopyAction)


def persons_mime(ids: Sequence[int]) -> QMimeData:
    """Persons as something that is dragged."""
    data = QMimeData()
    data.setData(MIME, QByteArray(",".join(map(str, ids)).encode()))
    data.setText(tr("{n} persons", n=len(ids)))
    return data


def persons_of(data: QMimeData) -> list[int]:
    """The persons that are dragged; none when it is something else."""
    if not data.hasFormat(MIME):
        return []
    return [int(part) for part in data.data(MIME).toStdString().split(",") if part.isdigit()]


class PeoplePanel(QWidget):
    """Who could come along. ``taken(persons, action)`` when an action's button is pressed.

    ``actions`` are (key, text) of the buttons; the first is also what Enter does. With "households
    together" on, whoever is taken brings the members of their household that are in the area.
    """

    taken = Signal(list, str)

    def __init__(self, desk: Desk, name: str, actions: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._desk = desk
        self.search = QLineEdit(placeholderText=tr("Case, name, pinyin, tail of a telephone …"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Find persons"))
        self.together = QCheckBox(tr("Households together"))
        self.together.setChecked(True)
        self.waiting = Chip(tr("Without a seat"))
        self.waiting.setChecked(True)
        self.table = DragTable(desk, name, _columns(desk), person_rows)
        self.table.expand = self.with_households
        self.table.set_empty(tr("Nobody found"), tr("Try fewer letters, or part of a number."))
        self.buttons = [self._action(key, text, first=not n) for n, (key, text) in
                        enumerate(actions)]  # fmt: skip
        self._wait = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._lay_out()
        self._connect(actions)
        self.load()

    def load(self) -> None:
        """Look again who there is, households one after the other."""
        stages = WAITING if self.waiting.isChecked() else ()
        which = PersonFilter(text=self.search.text(), stage=stages)
        self._desk.fetch(self.table.set_ids, person_ids, which, "household")

    def with_households(self, ids: Sequence[int]) -> list[int]:
        """These persons and, when wanted, everybody of their households in the area."""
        if not self.together.isChecked():
            return list(ids)
        return with_households(self._desk, ids)

    def refresh(self, touched: Touched) -> None:
        """New entries have come."""
        if touched.any_of("person", "booking", "stay", "household"):
            self.table.refresh(touched.ids("person"))
            self._wait.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.table.ids():
            self.table.setFocus()
            self.table.select_ids(self.table.ids()[:1], tell=True)
            return
        super().keyPressEvent(event)

    def _take(self, key: str) -> None:
        chosen = self.table.selected_ids()
        if not chosen and len(self.table.ids()) == 1:
            chosen = list(self.table.ids())
        if chosen:
            self.taken.emit(self.with_households(chosen), key)

    def _action(self, key: str, text: str, *, first: bool) -> Button:
        icon = "plus" if first else None
        return button(text, icon, "primary" if first else "plain", on_click=lambda: self._take(key))

    def _connect(self, actions: Sequence[tuple[str, str]]) -> None:
        self._wait.timeout.connect(self.load)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.search.returnPressed.connect(lambda: self._take(actions[0][0]))
        self.waiting.toggled.connect(lambda _on: self.load())
        self.table.opened.connect(lambda _id: self._take(actions[0][0]))

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(self.search)
        inside.addWidget(flow(self.waiting, self.together, *self.buttons))
        inside.addWidget(self.table, 1)


def with_households(desk: Desk, ids: Sequence[int]) -> list[int]:
    """These persons and everybody of their households who is in the area."""
    found = list(dict.fromkeys(ids))
    households = {p.household for p in desk.ask(persons, found) if p.household is not None}
    for household in sorted(households):
        there = [p.id for p in desk.ask(members, household) if p.presence is Presence.IN_AREA]
        found += [id_ for id_ in there if id_ not in found]
    return found


def need_labels(desk: Desk) -> Callable[[Any], list[Label]]:
    """A function from a row with a ``person`` to the labels of their needs."""

    def labels(row: Any) -> list[Label]:
        return [
            Label(legend.code(need), legend.mark(need).tone, legend.label(need))
            for need in needs_on(row.person, desk.now().date())
        ]

    return labels


def sex_and_age(desk: Desk, row: Any) -> str:
    """'F 31', as far as it is known."""
    age = years_old(row.person, desk.now().date())
    sex = legend.code(row.person.sex) if row.person.sex else ""
    return f"{sex} {'' if age is None else age}".strip()


def _columns(desk: Desk) -> list[Column]:
    def name(row: PersonRow) -> str:
        return row.person.native_name or row.person.latin_name or row.person.case

    return [
        Column("case", tr("Case"), 84, lambda r: r.person.case, tabular=True,
               shape=lambda r: legend.shape(r.person.safety),
               tone=lambda r: legend.mark(r.person.safety).tone,
               tooltip=lambda r: legend.label(r.person.safety)),
        Column("name", tr("Name"), 190, name, bold=True, stretch=True,
               more=lambda r: r.person.latin_name if r.person.native_name else ""),
        Column("household", tr("Household"), 110, lambda r: r.household_name,
               tone=lambda _r: "quiet"),
        Column("age", tr("Sex, age"), 70, lambda r: sex_and_age(desk, r), tabular=True),
        Column("needs", tr("Needs"), 90, lambda _r: "", labels=need_labels(desk)),
        Column("city", tr("City"), 96, lambda r: city_name(r.person.city)),
        Column("stage", tr("Stage"), 110, lambda r: legend.label(r.stage),
               shape=lambda r: legend.shape(r.stage),
               tone=lambda r: legend.mark(r.stage).tone),
    ]  # fmt: skip
