"""The family desk: whom to call, when, and what they may be told."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from situationroom.desk import Touched
from situationroom.legend import Shape, Tone
from situationroom.store.queries.family import (
    VIEWS,
    WITHOUT,
    FamilyRow,
    calls_of_family,
    contacts_of_family,
    family_counts,
    family_ids,
    family_rows,
)
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.acts_bar import ActsBar
from situationroom.views.elided import ElidedLabel
from situationroom.views.family_acts import ACTS, FamilyActs
from situationroom.views.family_card import Calls, family_card
from situationroom.views.family_columns import family_columns
from situationroom.views.filter_field import FilterField
from situationroom.views.frame import Frame
from situationroom.views.short_list import ShortList
from situationroom.views.table import RecordTable
from situationroom.views.table_export import export_menu
from situationroom.views.widgets import Chip, Flow, button

LOOK_MS: Final = 20_000
"""How often the desk asks which calls have become due by themselves."""
KINDS: Final = ("family_contact", "family_call", "person", "household", "merge")


class FamilyRoom(QWidget):
    """A page of its own that belongs to the people: saved views, one table, every call below."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._view, self._text = "all", ""
        self._to_select: list[int] = []
        self._stale = False
        self.acts = FamilyActs(frame, self)
        self.table = RecordTable(
            self._desk, "family", family_columns(self._desk), family_rows, self
        )
        self.rolling = ShortList(self.table)
        self.chips = self._make_chips()
        self._summary = ElidedLabel()
        self.filter = FilterField(tr("Filter: name, telephone …"), 220, self.table)
        self.filter.textChanged.connect(self._typed)
        self.bar = ActsBar([(a.key, tr(a.name), a.icon) for a in ACTS], self._act)
        self.card = QVBoxLayout()
        self._lay_out()
        self._connect()
        self._look(show=True)

    def show_view(self, view: str) -> None:
        """One of the saved views by name; 'person 12' shows the family of somebody."""
        if view.startswith("person "):
            self.show_family(int(view.removeprefix("person ")))
        elif view in self.chips:
            self.chips[view].setChecked(True)
            self.filter.clear()
            self._chosen(view)

    def show_family(self, person: int) -> None:
        """Select the contacts of somebody's family; the person where there are none."""
        contacts = self._desk.ask(contacts_of_family, person)
        self._view = "all" if contacts else WITHOUT
        self.chips[self._view].setChecked(True)
        self._to_select = [contact.id for contact in contacts] or [-person]
        self._look(show=True)

    # --- the list follows the incident and the time --------------------------------------------

    def _look(self, *, show: bool = False) -> None:
        number = self.rolling.ask(show=show)
        args = (number, self._desk.now(), self._desk.officer, self._view, self._text)
        self._desk.fetch(self._arrived, _listing, *args)

    def _look_again(self) -> None:
        if self.isVisible():
            self._look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._renew()

    def _arrived(self, answer: tuple[int, list[int], dict[str, int]]) -> None:
        number, ids, counts = answer
        wanted, self._to_select = self._to_select, []
        if not self.rolling.answer(number, [*ids, *(i for i in wanted if i not in ids)]):
            self._to_select = wanted
            return
        for name, chip in self.chips.items():
            chip.set_count(counts[name])
        self._summary.setText(
            tr("{due} calls due, {late} overdue", due=counts["due"], late=counts["overdue"])
        )
        self._say_empty()
        if wanted:
            self.table.select_ids(wanted, tell=True)
        self._totals()

    def _changed(self, touched: Touched) -> None:
        if touched.any_of(*KINDS):
            # Nobody looks at a hidden page; it is brought up to date when it is opened.
            self._stale = not self.isVisible()
            if not self._stale:
                self._renew()

    def _renew(self) -> None:
        self._stale = False
        self.table.refresh()
        self._look()
        self._show(self.table.selected_ids())

    def _say_empty(self) -> None:
        if self._text:
            self.table.set_empty(tr("Nothing found"), tr("Press Esc to clear the filter."))
        elif self._view == WITHOUT:
            self.table.set_empty(tr("Every family asked about has a contact"))
        elif self._view in ("due", "overdue"):
            self.table.set_empty(tr("No call is due"), tr("That is good news."))
        else:
            said = tr("Choose “Without a contact” and press K to take over who callers named.")
            self.table.set_empty(tr("No family contact yet"), said)

    # --- what the officer does -----------------------------------------------------------------

    def _picked(self, ids: list[int]) -> None:
        row = self._show(ids)
        if row is not None and self.isVisible():
            self._frame.select("person", [row.person.id])

    def _show(self, ids: list[int]) -> FamilyRow | None:
        """What is known of the first of them, below the list."""
        rows = self._desk.ask(family_rows, ids[:1])
        widgets.clear(self.card)
        for row in rows.values():
            calls: Calls = self._desk.ask(calls_of_family, row.person.id)
            self.card.addWidget(family_card(self._frame, row, calls, self._desk.now()))
        if not rows:
            self.card.addWidget(widgets.quiet(tr("Choose a family: what may be told stands here.")))
        self.card.addStretch(1)
        self._totals()
        return next(iter(rows.values()), None)

    def _totals(self) -> None:
        self.bar.say(len(self.table.ids()), len(self.table.selected_ids()))

    def _act(self, key: str) -> None:
        if ids := self.table.selected_ids():
            next(act for act in ACTS if act.key == key).do(self.acts, ids)

    def _typed(self, text: str) -> None:
        self._text = text.strip()
        self._look(show=True)

    def _chosen(self, view: str) -> None:
        self._view = view
        self._look(show=True)
        self.table.setFocus()

    # --- the parts -----------------------------------------------------------------------------

    def _make_chips(self) -> dict[str, Chip]:
        group, chips = QButtonGroup(self), dict[str, Chip]()
        for view, (name, shape, tone) in _views().items():
            chips[view] = Chip(name, None, shape, tone)
            chips[view].clicked.connect(lambda _on=True, v=view: self._chosen(v))
            group.addButton(chips[view])
        chips[self._view].setChecked(True)
        return chips

    def _lay_out(self) -> None:
        export = button(tr("Export"), "export")
        export.setMenu(export_menu(export, self._frame, self.table, tr("Family desk")))
        back = button(
            tr("People"), "chevron-left", "quiet",
            on_click=lambda: self._frame.open_room("people"),
        )  # fmt: skip
        head, flow, outer = QHBoxLayout(), Flow(gap=6), QVBoxLayout(self)
        head.setSpacing(8)
        head.addWidget(back)
        head.addWidget(widgets.heading(tr("Family desk")))
        head.addSpacing(4)
        head.addWidget(self._summary, 1)
        head.addWidget(self.filter)
        head.addWidget(export)
        for chip in self.chips.values():
            flow.addWidget(chip)
        outer.setContentsMargins(16, 12, 16, 0)
        outer.setSpacing(10)
        outer.addLayout(head)
        outer.addLayout(flow)
        outer.addWidget(self.rolling.pill, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self._parts(), 1)
        outer.addWidget(self.bar)

    def _parts(self) -> QSplitter:
        """The list, and what is chosen in it below."""
        inside = QWidget()
        inside.setLayout(self.card)
        self.card.setContentsMargins(0, 0, theme.px(8), 0)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(widgets.scrolled(inside))
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        parts.setSizes([theme.px(340), theme.px(260)])
        return parts

    def _connect(self) -> None:
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda id_: self.acts.call([id_]))
        self.table.set_keys({act.key: partial(act.do, self.acts) for act in ACTS})
        self.rolling.let_in_done.connect(self._totals)
        self._desk.changed.connect(self._changed)
        self.setFocusProxy(self.table)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self.filter.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look_again)
        self._timer.start()
        self._picked([])


def _views() -> dict[str, tuple[str, Shape | None, Tone]]:
    """The saved views: what their chips say, and the mark before it."""
    named: dict[str, tuple[str, Shape | None, Tone]] = {
        "all": (tr("Everybody"), None, "text"),
        "due": (tr("Due"), "square", "orange"),
        "overdue": (tr("Overdue"), "triangle", "red"),
        "mine": (tr("Mine"), None, "text"),
        "points": (tr("Contact points"), "diamond", "accent"),
        "nothing": (tr("Nothing may be told"), None, "text"),
        WITHOUT: (tr("Without a contact"), "ring", "unknown"),
    }
    assert set(named) == {*VIEWS, WITHOUT}  # noqa: S101 - every view has its chip
    return named


def _listing(
    connection: Any, number: int, now: Any, officer: str, view: str, words: str
) -> tuple[int, list[int], dict[str, int]]:
    ids: Sequence[int] = family_ids(connection, now, officer, view, words)
    return number, list(ids), family_counts(connection, now, officer)
