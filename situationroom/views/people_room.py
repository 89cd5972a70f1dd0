"""The people the cell knows: saved views, one table, and what can be done to many at once."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from situationroom.desk import Touched
from situationroom.store.queries.people import person_rows
from situationroom.store.queries.person_fields import check_person_field
from situationroom.texts import tr
from situationroom.views import people_views, widgets
from situationroom.views.actions import Action
from situationroom.views.acts_bar import ActsBar
from situationroom.views.duplicates_page import DuplicatesPage
from situationroom.views.elided import ElidedLabel
from situationroom.views.frame import Frame
from situationroom.views.icons import icon
from situationroom.views.list_menu import list_actions, look_menu
from situationroom.views.lister import Counts
from situationroom.views.long_list import ListKind, LongList
from situationroom.views.people_acts import ACTS, PeopleActs
from situationroom.views.people_columns import people_columns
from situationroom.views.people_views import view_names
from situationroom.views.reunions_page import ReunionsPage
from situationroom.views.table import RecordTable
from situationroom.views.table_export import export_menu
from situationroom.views.widgets import Chip, button

KINDS = ("person", "household", "stay", "booking", "movement", "request")
"""Records whose change may change a line of the table."""
DUPLICATES, REUNIONS = "duplicates", "reunions"
"""The views of those who are probably told of twice, and of missing who meet found."""


class PeopleRoom(QWidget):
    """Every person, in saved views, with a filter that knows hanzi, pinyin and last digits."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self.acts = PeopleActs(frame, self)
        self.table = RecordTable(
            self._desk, "people", people_columns(self._desk), person_rows, self
        )
        self.list = LongList(frame, self.table, _kind(), _chips())
        views = self.list.views
        self.rolling, self.chips, self.filter = self.list.rolling, views.chips, self.list.filter
        self.duplicates = DuplicatesPage(frame)
        self.twice = Chip(tr("Told of twice"), None, "square", "orange")
        self.duplicates.counted.connect(self.twice.set_count)
        self.reunions = ReunionsPage(frame)
        self.met = Chip(tr("Missing meets found"), None, "diamond", "accent")
        self.reunions.counted.connect(self.met.set_count)
        views.add(self.twice, self.met)
        self._summary = ElidedLabel()
        keyed = [(act.key, tr(act.name), act.icon) for act in ACTS if act.key]
        self.bar = ActsBar(keyed, self._act)
        self._lay_out()
        self._connect()
        self.list.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.wake()
        self.duplicates.start()
        self.reunions.start()

    def show_view(self, view: str) -> None:
        """One of the saved views by name; 'duplicates' and 'reunions' are the two queues."""
        if view == DUPLICATES:
            self._show_queue(self.twice, self.duplicates)
        elif view == REUNIONS:
            self._show_queue(self.met, self.reunions)
        elif view in self.chips:
            self._show_table()
            self.list.show_view(view)

    def _show_queue(self, chip: Chip, page: DuplicatesPage | ReunionsPage) -> None:
        """A queue of pairs instead of the table."""
        chip.setChecked(True)
        self._pages.setCurrentWidget(page)
        self.bar.hide()
        page.start()
        page.setFocus()

    def select_ids(self, ids: Sequence[int]) -> None:
        """Select these persons, in the view of everybody if this one lacks some."""
        self._show_table()
        if self.list.select(ids):
            self._picked(self.table.selected_ids())

    def show_only(self, ids: Sequence[int]) -> None:
        """The list of exactly these persons."""
        self._show_table()
        self.list.show_only(ids)

    def meet(self, kind: str, ids: Sequence[int]) -> None:
        """What is selected in the window is marked here, too."""
        if kind == "person":
            self.list.meet(ids)

    # --- the list follows the incident ---------------------------------------------------------

    def _count(self, counts: Counts) -> None:
        self._summary.setText(tr("{n} persons known", n=f"{counts.views['all']:,}"))

    def _changed(self, touched: Touched) -> None:
        if not touched.any_of(*KINDS):
            return
        only_persons = touched.records is not None and not touched.any_of(*KINDS[1:])
        self.table.refresh(touched.ids("person") if only_persons else None)
        self.list.follow()

    def _say_empty(self) -> None:
        if self.list.look.narrowed:
            self.table.set_empty(tr("Nothing found"), tr("Press Esc to clear the filter."))
        elif self.list.look.view == "all":
            hint = tr("Press F2 when the telephone rings, or drop a list onto the window.")
            self.table.set_empty(tr("Nobody is known yet"), hint)
        else:
            self.table.set_empty(tr("Nobody in this view"))
        self._totals()

    # --- what the officer does -----------------------------------------------------------------

    def _picked(self, ids: list[int]) -> None:
        self._frame.select("person", ids)
        self._totals()

    def _show_table(self) -> None:
        self._pages.setCurrentWidget(self.table)
        self.bar.show()

    def _totals(self) -> None:
        self.bar.say(len(self.table.records.listing.ids), len(self.table.selected_ids()))

    def _act(self, key: str) -> None:
        if ids := self.table.selected_ids():
            next(act for act in ACTS if act.key == key).do(self.acts, ids)

    def _entered(self, id_: int) -> None:
        self._frame.select("person", [id_])

    def _chosen(self) -> None:
        self._show_table()
        self.table.setFocus()

    def list_actions(self) -> list[Action]:
        """What can be done with the list, by name, for the palette."""
        return list_actions(self.list)

    def menu(self) -> QMenu:
        """The context menu of the selected persons."""
        menu, ids = QMenu(self), self.table.selected_ids()
        for act in ACTS:
            entry = menu.addAction(icon(act.icon), f"{tr(act.name)}\t{act.key}".rstrip())
            entry.triggered.connect(lambda _on=False, a=act: a.do(self.acts, ids))
        menu.addSeparator()
        menu.addAction(icon("copy"), f"{tr('Copy')}\tCtrl+C").triggered.connect(self.table.copy)
        return menu

    def _open_menu(self, at: QPoint) -> None:
        if self.table.selected_ids():
            menu = self.menu()
            menu.exec(at)
            menu.deleteLater()

    # --- the parts -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        export = button(tr("Export"), "export")
        described = self.list.described
        export.setMenu(export_menu(export, self._frame, self.table, tr("People"), described))
        look = button(tr("Order"), "columns")
        look.setMenu(look_menu(look, self.list, self.table))
        family = button(tr("Family desk"), "household", on_click=self._open_family)
        places = button("", "pin", "quiet", on_click=lambda: self._frame.open_room("places"))
        places.setToolTip(tr("Places: put everybody on the map who says the same words"))
        places.setAccessibleName(tr("Places and words for places"))
        add = button(tr("Add person"), "plus", "primary", on_click=self.acts.add)
        outer, head = QVBoxLayout(self), QHBoxLayout()
        outer.setContentsMargins(16, 12, 16, 0)
        outer.setSpacing(10)
        head.setSpacing(8)
        head.addWidget(widgets.heading(tr("People")))
        head.addSpacing(4)
        head.addWidget(self._summary, 1)
        for widget in (self.filter, look, places, family, export, add):
            head.addWidget(widget)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.duplicates)
        self._pages.addWidget(self.reunions)
        outer.addLayout(head)
        outer.addWidget(self.list.views)
        outer.addWidget(self.rolling.pill, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self._pages, 1)
        outer.addWidget(self.bar)

    def _open_family(self) -> None:
        self._frame.open_room("family")

    def _connect(self) -> None:
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._entered)
        self.table.menu_asked.connect(self._open_menu)
        self.table.set_keys({act.key: partial(act.do, self.acts) for act in ACTS if act.key})
        self.rolling.let_in_done.connect(self._totals)
        self.list.arrived.connect(self._say_empty)
        self.list.counted.connect(self._count)
        self.list.entered.connect(self._chosen)
        self.twice.clicked.connect(lambda _on=True: self.show_view(DUPLICATES))
        self.met.clicked.connect(lambda _on=True: self.show_view(REUNIONS))
        self._desk.changed.connect(self._changed)
        self.setFocusProxy(self.table)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self.filter.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        row = QShortcut(QKeySequence("Ctrl+Shift+L"), self, self.list.enter_row)
        row.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _chips() -> dict[str, Chip]:
    return {view: Chip(name) for view, name in view_names().items()}


def _kind() -> ListKind:
    groups = {
        "": tr("No groups"),
        "household": tr("Grouped by household"),
        "place": tr("Grouped by place"),
        "safety": tr("Grouped by safety status"),
        "stage": tr("Grouped by stage"),
        "affiliation": tr("Grouped by affiliation"),
    }
    sorts = {
        "case": tr("By case number"),
        "name": tr("By name"),
        "contact": tr("Longest without contact"),
    }
    return ListKind(
        "people",
        people_views.FIRST,
        people_views.KNOWN,
        people_views.listed,
        people_views.counted,
        check_person_field,
        sorts,
        groups,
        tr("Filter: name, pinyin, last four digits …"),
    )
