"""The rolling list: who asked for what, how urgent, who deals with it, what comes next."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.desk import Touched
from situationroom.models.vocabulary import Category, Priority
from situationroom.store.queries.requests import (
    RequestFilter,
    request_ids,
    request_rows,
    view_counts,
)
from situationroom.texts import tr
from situationroom.views import widgets
from situationroom.views.acts_bar import ActsBar
from situationroom.views.elided import ElidedLabel
from situationroom.views.filter_field import FilterField
from situationroom.views.frame import Frame
from situationroom.views.request_acts import ACTS, PRIORITY_KEYS, RequestActs
from situationroom.views.request_menu import context_menu, order_menu
from situationroom.views.requests_columns import request_columns
from situationroom.views.rolling import Rolling
from situationroom.views.table import RecordTable
from situationroom.views.table_export import export_menu
from situationroom.views.widgets import Chip, Flow, button

LOOK_MS = 15_000
"""How often the list asks what has become overdue by itself."""


def _listing(connection: Any, serial: int, which: RequestFilter, sort: str, down: bool) -> Any:
    """Ids and counts of the saved views in one go; ``serial`` tells a stale answer."""
    ids = request_ids(connection, which, sort, descending=down)
    return serial, ids, view_counts(connection, which.now, which.officer)


class RequestsRoom(QWidget):
    """The rolling list with its saved views, its keys and its filter."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._which = RequestFilter(self._desk.now(), officer=self._desk.officer)
        self._sort, self._down = "urgency", False
        self._to_select: list[int] = []
        self.acts = RequestActs(frame, self)
        self.table = RecordTable(
            self._desk, "requests", request_columns(self._desk), request_rows, self
        )
        self.rolling = Rolling(self.table)
        self.chips = self._make_chips()
        self._summary = ElidedLabel()
        self.filter = FilterField(tr("Filter: name, number, words …"), 220, self.table)
        self.filter.textChanged.connect(self._typed)
        self.bar = ActsBar([(a.key, tr(a.name), a.icon) for a in ACTS], self._act)
        self._lay_out()
        self._connect()
        self._look(show=True)

    # --- what others ask of the room -----------------------------------------------------------

    def show_view(self, view: str) -> None:
        """One of the saved views by name."""
        if view in self.chips:
            self.chips[view].setChecked(True)
            self._which = replace(self._which, view=view, text="")
            self.filter.clear()
            self._look(show=True)

    def select_ids(self, ids: Sequence[int]) -> None:
        """Select these requests, in the view of all of them if this one lacks some."""
        if self.rolling.looking:  # the list is still being looked up
            self._to_select = list(ids)
            return
        missing = set(ids).difference(self.table.ids())
        if missing:
            self.chips["all"].setChecked(True)
            self._which = replace(self._which, view="all", text="", now=self._desk.now())
            self.filter.clear()
            self.rolling.show(
                self._desk.ask(request_ids, self._which, self._sort, descending=self._down)
            )
        self.table.select_ids(ids)
        self._picked(self.table.selected_ids())

    # --- the list follows the incident ---------------------------------------------------------

    def _look(self, *, show: bool = False) -> None:
        """Ask what the view holds now; ``show`` it at once, or behind the pill."""
        number = self.rolling.ask(show=show)
        self._which = replace(self._which, now=self._desk.now())
        self._desk.fetch(self._arrived, _listing, number, self._which, self._sort, self._down)

    def _look_again(self) -> None:
        """Time passes: what was in time is overdue now."""
        if self.isVisible():
            self._look()

    def _arrived(self, answer: tuple[int, list[int], dict[str, int]]) -> None:
        number, ids, counts = answer
        if not self.rolling.answer(number, ids):
            return
        self._count(counts)
        self._select_now()

    def _select_now(self) -> None:
        wanted, self._to_select = self._to_select, []
        if wanted:
            self.select_ids(wanted)

    def _changed(self, touched: Touched) -> None:
        if not touched.any_of("request", "note", "person", "incident"):
            return
        only = None if touched.any_of("person", "note") else touched.ids("request")
        self.table.refresh(only)
        self._look()

    def _count(self, counts: dict[str, int]) -> None:
        for name, chip in self.chips.items():
            chip.set_count(counts[name])
        targets = self._desk.incident.targets
        self._summary.setText(
            tr(
                "{open} open · answer red within {red}, orange {orange}, yellow {yellow} min",
                open=counts["open"],
                red=targets.red_minutes,
                orange=targets.orange_minutes,
                yellow=targets.yellow_minutes,
            )
        )
        self._say_empty()
        self._totals()

    def _say_empty(self) -> None:
        if self._which.text:
            self.table.set_empty(tr("Nothing found"), tr("Press Esc to clear the filter."))
        elif self._which.view in ("open", "all"):
            hint = tr("Press F2 when the telephone rings, or drop a list onto the window.")
            self.table.set_empty(tr("No requests yet"), hint)
        else:
            self.table.set_empty(tr("Nothing in this view"), tr("That is good news."))

    # --- what the officer does -----------------------------------------------------------------

    def _picked(self, ids: list[int]) -> None:
        self._frame.select("request", ids)
        self._totals()

    def _totals(self) -> None:
        self.bar.say(len(self.table.ids()), len(self.table.selected_ids()))

    def _act(self, key: str) -> None:
        ids = self.table.selected_ids()
        act = next(act for act in ACTS if act.key == key)
        if ids:
            act.do(self.acts, ids)

    def _entered(self, id_: int) -> None:
        self._frame.select("request", [id_])

    def _sorted(self, key: str, descending: bool) -> None:
        self._sort, self._down = key, descending
        self._look(show=True)

    def _typed(self, text: str) -> None:
        self._which = replace(self._which, text=text.strip())
        self._look(show=True)

    def _chosen(self, view: str) -> None:
        self._which = replace(self._which, view=view)
        self._look(show=True)
        self.table.setFocus()

    def menu(self) -> QMenu:
        """The context menu of the selected requests."""
        ids = self.table.selected_ids()
        return context_menu(self, self._frame, self.table, self.acts, ids)

    def _open_menu(self, at: QPoint) -> None:
        if self.table.selected_ids():
            menu = self.menu()
            menu.exec(at)
            menu.deleteLater()

    # --- the parts -----------------------------------------------------------------------------

    def _make_chips(self) -> dict[str, Chip]:
        names = {
            "open": tr("All open"),
            "mine": tr("Mine"),
            "overdue": tr("Overdue"),
            "unowned": tr("Nobody's"),
            "red": legend.short(Priority.RED),
            "waiting": tr("Waiting"),
            "search": legend.label(Category.SEARCH),
            "medical": legend.label(Category.MEDICAL),
            "evacuation": legend.label(Category.EVACUATION),
            "done": tr("Done"),
            "all": tr("Everything"),
        }
        group = QButtonGroup(self)
        chips: dict[str, Chip] = {}
        for view, name in names.items():
            chips[view] = Chip(name, None, "triangle", "red") if view == "red" else Chip(name)
            chips[view].clicked.connect(lambda _on=True, v=view: self._chosen(v))
            group.addButton(chips[view])
        chips[self._which.view].setChecked(True)
        return chips

    def _lay_out(self) -> None:
        new_call = button(tr("New call"), "phone", "primary", "F2", self._frame.start_call)
        new_call.setShortcut(QKeySequence())  # F2 belongs to the window; here it is only shown
        export = button(tr("Export"), "export")
        export.setMenu(export_menu(export, self._frame, self.table, tr("Requests")))
        sort = button(tr("Order"), "filter")
        sort.setMenu(order_menu(sort, self._sorted))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 0)
        outer.setSpacing(10)
        outer.addLayout(self._head(sort, export, new_call))
        flow = Flow(gap=6)
        for chip in self.chips.values():
            flow.addWidget(chip)
        outer.addLayout(flow)
        pill_row = QHBoxLayout()
        pill_row.addWidget(self.rolling.pill, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addLayout(pill_row)
        outer.addWidget(self.table, 1)
        outer.addWidget(self.bar)

    def _head(self, *buttons: QWidget) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(widgets.heading(tr("Requests")))
        head.addSpacing(4)
        head.addWidget(self._summary, 1)
        for widget in (self.filter, *buttons):
            head.addWidget(widget)
        return head

    def _connect(self) -> None:
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._entered)
        self.table.sort_changed.connect(self._sorted)
        self.table.menu_asked.connect(self._open_menu)
        keys = {act.key: lambda _ids, k=act.key: self._act(k) for act in ACTS}
        for key, priority in PRIORITY_KEYS.items():
            keys[key] = lambda ids, p=priority: self.acts.set_priority(ids, p)
        self.table.set_keys(keys)
        self.rolling.let_in_done.connect(self._totals)
        self._desk.changed.connect(self._changed)
        self.setFocusProxy(self.table)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._find)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look_again)
        self._timer.start()

    def _find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()
