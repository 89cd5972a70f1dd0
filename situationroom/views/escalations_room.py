"""The escalation list: what nobody acknowledged in time, who has been out of contact too long."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from situationroom.commands.escalations import acknowledge_escalations
from situationroom.desk import Touched
from situationroom.models.incident import Targets
from situationroom.store.queries.escalations import (
    EscalationRow,
    escalation_counts,
    escalation_ids,
    escalation_rows,
    kind_and_record,
    row_id,
)
from situationroom.texts import tr
from situationroom.views import widgets
from situationroom.views.acts_bar import ActsBar
from situationroom.views.elided import ElidedLabel
from situationroom.views.escalations_columns import escalation_columns
from situationroom.views.frame import Frame
from situationroom.views.short_list import ShortList
from situationroom.views.table import RecordTable
from situationroom.views.table_export import export_menu
from situationroom.views.widgets import Chip, Flow, ask_text, button

LOOK_MS: Final = 15_000
"""How often the list asks what has gone up by itself."""
KINDS: Final = ("request", "person", "escalation", "incident", "stay", "booking")


class EscalationsRoom(QWidget):
    """A page of its own; it belongs to the requests, and the shift lead works from it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._view, self._stale = "open", False
        self.table = RecordTable(
            self._desk, "escalations", escalation_columns(self._desk), self._rows, self
        )
        self.rolling = ShortList(self.table)
        self.chips = self._make_chips()
        self._summary = ElidedLabel()
        self.bar = ActsBar([("A", tr("Seen, with a note"), "check")], lambda _key: self.seen())
        self._lay_out()
        self._connect()
        self._look(show=True)

    def show_view(self, view: str) -> None:
        """One of the saved views by name."""
        if view in self.chips:
            self.chips[view].setChecked(True)
            self._view = view
            self._look(show=True)

    def seen(self) -> None:
        """The officer has seen what is selected, and says in a few words what is done about it."""
        ids = self.table.selected_ids()
        if not ids:
            return
        title = tr("Escalation seen: {n}", n=len(ids))
        question = tr("What is done about it? Your name and the time are kept with it.")
        note = ask_text(self, title, question, required=False)
        if note is None:
            return
        told = [kind_and_record(row) for row in ids]
        requests = [id_ for kind, id_ in told if kind == "request"]
        persons = [id_ for kind, id_ in told if kind == "person"]
        job = self._desk.run(acknowledge_escalations, requests, persons, note)
        job.succeeded.connect(lambda n: self._frame.say(tr("Escalation seen: {n}", n=n)))

    # --- the list follows the incident and the time --------------------------------------------

    def _rows(self, connection: Any, ids: Sequence[int]) -> dict[int, EscalationRow]:
        now, targets = self._desk.now(), self._desk.incident.targets
        return escalation_rows(connection, ids, now, targets)

    def _look(self, *, show: bool = False) -> None:
        number, targets = self.rolling.ask(show=show), self._desk.incident.targets
        args = (number, self._desk.now(), targets, self._view)
        self._desk.fetch(self._arrived, _listing, *args)

    def _look_again(self) -> None:
        if self.isVisible():
            self._look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.table.refresh()
            self._look()

    def _arrived(self, answer: tuple[int, list[int], dict[str, int]]) -> None:
        number, ids, counts = answer
        if not self.rolling.answer(number, ids):
            return
        for name, chip in self.chips.items():
            chip.set_count(counts[name])
        said = tr(
            "{requests} requests nobody acknowledged, {persons} persons out of contact",
            requests=counts["requests"],
            persons=counts["persons"],
        )
        self._summary.setText(said)
        self._say_empty()
        self._totals()

    def _changed(self, touched: Touched) -> None:
        if not touched.any_of(*KINDS):
            return
        # Nobody looks at a hidden page; it is brought up to date when it is opened.
        self._stale = not self.isVisible()
        if not self._stale:
            self._refresh(touched)
            self._look()

    def _refresh(self, touched: Touched) -> None:
        """Only the lines that may say something else are read again."""
        if touched.any_of("escalation", "incident"):
            self.table.refresh()
            return
        for kind in ("request", "person"):
            ids = touched.ids(kind)
            self.table.refresh(None if ids is None else [row_id(kind, id_) for id_ in ids])

    def _say_empty(self) -> None:
        if self._view == "seen":
            self.table.set_empty(tr("Nothing was acknowledged here yet"))
        else:
            said = tr("Whatever is overdue or out of contact too long stands here by itself.")
            self.table.set_empty(tr("Nothing has gone up"), said)

    # --- what the officer does -----------------------------------------------------------------

    def _picked(self, ids: list[int]) -> None:
        told = [kind_and_record(row) for row in ids]
        kind = told[0][0] if told else "request"
        if self.isVisible():
            self._frame.select(kind, [id_ for one, id_ in told if one == kind])
        self._totals()

    def _totals(self) -> None:
        self.bar.say(len(self.table.ids()), len(self.table.selected_ids()))

    def _chosen(self, view: str) -> None:
        self._view = view
        self._look(show=True)
        self.table.setFocus()

    # --- the parts -----------------------------------------------------------------------------

    def _make_chips(self) -> dict[str, Chip]:
        names = {
            "open": Chip(tr("Not seen yet"), None, "triangle", "red"),
            "requests": Chip(tr("Requests")),
            "persons": Chip(tr("Persons")),
            "seen": Chip(tr("Seen by officers")),
            "all": Chip(tr("Everything")),
        }
        group = QButtonGroup(self)
        for view, chip in names.items():
            chip.clicked.connect(lambda _on=True, v=view: self._chosen(v))
            group.addButton(chip)
        names[self._view].setChecked(True)
        return names

    def _lay_out(self) -> None:
        export = button(tr("Export"), "export")
        export.setMenu(export_menu(export, self._frame, self.table, tr("Escalation")))
        back = button(
            tr("Requests"), "chevron-left", "quiet",
            on_click=lambda: self._frame.open_room("requests"),
        )  # fmt: skip
        head, flow, outer = QHBoxLayout(), Flow(gap=6), QVBoxLayout(self)
        head.setSpacing(8)
        head.addWidget(back)
        head.addWidget(widgets.heading(tr("Escalation")))
        head.addSpacing(4)
        head.addWidget(self._summary, 1)
        head.addWidget(export)
        for chip in self.chips.values():
            flow.addWidget(chip)
        outer.setContentsMargins(16, 12, 16, 0)
        outer.setSpacing(10)
        outer.addLayout(head)
        outer.addLayout(flow)
        outer.addWidget(self.rolling.pill, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self.table, 1)
        outer.addWidget(self.bar)

    def _connect(self) -> None:
        self.table.picked.connect(self._picked)
        self.table.set_keys({"A": lambda _ids: self.seen()})
        self.rolling.let_in_done.connect(self._totals)
        self._desk.changed.connect(self._changed)
        self.setFocusProxy(self.table)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look_again)
        self._timer.start()


def _listing(connection: Any, number: int, now: Any, targets: Targets, view: str) -> Any:
    ids = escalation_ids(connection, now, targets, view)
    return number, ids, escalation_counts(connection, now, targets)
