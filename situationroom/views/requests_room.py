"""The rolling list: who asked for what, how urgent, who deals with it, what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.desk import Touched
from situationroom.models.vocabulary import Category, Priority
from situationroom.store.queries.request_fields import check_request_field
from situationroom.store.queries.requests import request_rows
from situationroom.texts import tr
from situationroom.views import requests_listing, widgets
from situationroom.views.actions import Action
from situationroom.views.acts_bar import ActsBar
from situationroom.views.elided import ElidedLabel
from situationroom.views.frame import Frame
from situationroom.views.list_menu import list_actions, look_menu
from situationroom.views.lister import Counts
from situationroom.views.long_list import ListKind, LongList
from situationroom.views.request_acts import ACTS, PRIORITY_KEYS, RequestActs
from situationroom.views.request_menu import context_menu
from situationroom.views.requests_columns import request_columns
from situationroom.views.served_page import ServedPage
from situationroom.views.table import RecordTable
from situationroom.views.table_export import export_menu
from situationroom.views.widgets import Chip, button

LOOK_MS = 15_000
"""How often the list asks what has become overdue by itself."""


class RequestsRoom(QWidget):
    """The rolling list with its saved views, its keys and its filters."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._persons: int | None = None
        self.acts = RequestActs(frame, self)
        self.table = RecordTable(
            self._desk, "requests", request_columns(self._desk), request_rows, self
        )
        self.list = LongList(frame, self.table, _kind(), _chips())
        self.rolling, self.chips, self.filter = (
            self.list.rolling,
            self.list.views.chips,
            self.list.filter,
        )
        self.served = ServedPage(frame)
        self.served_chip = Chip(tr("Are all served?"))
        self.list.views.add(self.served_chip)
        self._summary = ElidedLabel()
        self.bar = ActsBar([(a.key, tr(a.name), a.icon) for a in ACTS], self._act)
        self._lay_out()
        self._connect()
        self.list.start()

    # --- what others ask of the room -----------------------------------------------------------

    def show_view(self, view: str) -> None:
        """One of the views by name; 'served' is the reconciliation, 'served:…' one of its lists."""
        name, _, check = view.partition(":")
        if name == "served":
            self.served_chip.setChecked(True)
        if check:
            self.served.choose(check)
        self.list.show_view(view)

    def select_ids(self, ids: Sequence[int]) -> None:
        """Select these requests, in the view of all of them if this one lacks some."""
        if self.served_chip.isChecked():
            self.list.views.check(self.list.look.view, self.list.chosen)
        if self.list.select(ids):
            self._picked(self.table.selected_ids())

    # --- the list follows the incident ---------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.wake()

    def _look_again(self) -> None:
        """Time passes: what was in time is overdue now."""
        if self.isVisible():
            self.list.follow()

    def _changed(self, touched: Touched) -> None:
        if not touched.any_of("request", "note", "person", "incident", "task"):
            return
        only = None if touched.any_of("person", "note", "task") else touched.ids("request")
        self.table.refresh(only)
        self.list.follow()

    def _count(self, counts: Counts) -> None:
        self._persons = counts.persons
        targets = self._desk.incident.targets
        self._summary.setText(
            tr(
                "{open} open · answer red within {red}, orange {orange}, yellow {yellow} min",
                open=f"{counts.views['open']:,}",
                red=targets.red_minutes,
                orange=targets.orange_minutes,
                yellow=targets.yellow_minutes,
            )
        )
        self._totals()

    def _say_empty(self) -> None:
        if self.list.look.narrowed:
            self.table.set_empty(tr("Nothing found"), tr("Press Esc to clear the filter."))
        elif self.list.look.view in ("open", "all"):
            hint = tr("Press F2 when the telephone rings, or drop a list onto the window.")
            self.table.set_empty(tr("No requests yet"), hint)
        else:
            self.table.set_empty(tr("Nothing in this view"), tr("That is good news."))
        self._persons = None
        self._totals()

    # --- what the officer does -----------------------------------------------------------------

    def _picked(self, ids: list[int]) -> None:
        self._frame.select("request", ids)
        self._totals()

    def _totals(self) -> None:
        rows, about = len(self.table.records.listing.ids), ""
        if self._persons is not None:
            about = tr("{n} persons", n=f"{self._persons:,}")
        self.bar.say(rows, len(self.table.selected_ids()), about)

    def _act(self, key: str) -> None:
        ids = self.table.selected_ids()
        act = next(act for act in ACTS if act.key == key)
        if ids:
            act.do(self.acts, ids)

    def _show_served(self, on: bool) -> None:
        self._pages.setCurrentWidget(self.served if on else self.table)
        self.bar.setVisible(not on)

    def _entered(self, id_: int) -> None:
        self._frame.select("request", [id_])

    def list_actions(self) -> list[Action]:
        """What can be done with the list, by name, for the palette."""
        return list_actions(self.list)

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

    def _lay_out(self) -> None:
        new_call = button(tr("New call"), "phone", "primary", "F2", self._frame.start_call)
        new_call.setShortcut(QKeySequence())  # F2 belongs to the window; here it is only shown
        export = button(tr("Export"), "export")
        described = self.list.described
        export.setMenu(export_menu(export, self._frame, self.table, tr("Requests"), described))
        look = button(tr("Order"), "columns")
        look.setMenu(look_menu(look, self.list, self.table))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 0)
        outer.setSpacing(10)
        gone_up = button("", "alert", "quiet", on_click=self._open_escalations)
        gone_up.setAccessibleName(tr("Escalation list"))
        gone_up.setToolTip(tr("Escalation list") + " · Ctrl+Shift+E")
        outer.addLayout(self._head(gone_up, look, export, new_call))
        outer.addWidget(self.list.views)
        outer.addWidget(self.rolling.pill, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.served)
        outer.addWidget(self._pages, 1)
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
        self.served_chip.toggled.connect(self._show_served)
        self.served.counted.connect(self.served_chip.set_count)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._entered)
        self.table.menu_asked.connect(self._open_menu)
        keys = {act.key: lambda _ids, k=act.key: self._act(k) for act in ACTS}
        for key, priority in PRIORITY_KEYS.items():
            keys[key] = lambda ids, p=priority: self.acts.set_priority(ids, p)
        self.table.set_keys(keys)
        self.rolling.let_in_done.connect(self._totals)
        self.list.arrived.connect(self._say_empty)
        self.list.counted.connect(self._count)
        self.list.entered.connect(self.table.setFocus)
        self._desk.changed.connect(self._changed)
        self.setFocusProxy(self.table)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._find)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        row = QShortcut(QKeySequence("Ctrl+Shift+L"), self, self.list.enter_row)
        row.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look_again)
        self._timer.start()

    def _open_escalations(self) -> None:
        self._frame.open_room("escalations")

    def _find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()


def _chips() -> dict[str, Chip]:
    names = {
        "open": tr("All open"),
        "mine": tr("Mine"),
        "overdue": tr("Overdue"),
        "due": tr("Due again"),
        "unowned": tr("Nobody's"),
        "red": legend.short(Priority.RED),
        "waiting": tr("Waiting"),
        "search": legend.label(Category.SEARCH),
        "medical": legend.label(Category.MEDICAL),
        "evacuation": legend.label(Category.EVACUATION),
        "done": tr("Done"),
        "all": tr("Everything"),
    }
    shapes = {"red": Chip(names["red"], None, "triangle", "red")}
    return {view: shapes.get(view) or Chip(name) for view, name in names.items()}


def _kind() -> ListKind:
    sorts = {
        "urgency": tr("By urgency"),
        "due": tr("By due time"),
        "opened": tr("Newest first"),
        "contact": tr("Longest without contact"),
    }
    groups = {
        "": tr("No groups"),
        "place": tr("Grouped by place"),
        "category": tr("Grouped by category"),
        "owner": tr("Grouped by owner"),
        "household": tr("Grouped by household"),
        "priority": tr("Grouped by priority"),
        "status": tr("Grouped by status"),
    }
    return ListKind(
        "requests",
        requests_listing.FIRST,
        requests_listing.KNOWN,
        requests_listing.listed,
        requests_listing.counted,
        check_request_field,
        sorts,
        groups,
        tr("Filter: name, number, words …"),
    )
