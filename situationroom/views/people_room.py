"""The people the cell knows: saved views, one table, and what can be done to many at once."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from situationroom.desk import Touched
from situationroom.store.queries.people import person_rows
from situationroom.texts import tr
from situationroom.views import widgets
from situationroom.views.acts_bar import ActsBar
from situationroom.views.duplicates_page import DuplicatesPage
from situationroom.views.elided import ElidedLabel
from situationroom.views.filter_field import FilterField
from situationroom.views.frame import Frame
from situationroom.views.icons import icon
from situationroom.views.people_acts import ACTS, PeopleActs
from situationroom.views.people_columns import people_columns
from situationroom.views.people_views import listing, view_names
from situationroom.views.reunions_page import ReunionsPage
from situationroom.views.rolling import Rolling
from situationroom.views.table import RecordTable
from situationroom.views.table_export import export_menu
from situationroom.views.widgets import Chip, Flow, button

KINDS = ("person", "household", "stay", "booking", "movement", "request")
"""Records whose change may change a line of the table."""
DUPLICATES, REUNIONS = "duplicates", "reunions"
"""The views of those who are probably told of twice, and of missing who meet found."""


class PeopleRoom(QWidget):
    """Every person, in saved views, with a filter that knows hanzi, pinyin and last digits."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._view, self._text, self._sort, self._down = "all", "", "case", False
        self._to_select: list[int] = []
        self.acts = PeopleActs(frame, self)
        self.table = RecordTable(
            self._desk, "people", people_columns(self._desk), person_rows, self
        )
        self.rolling = Rolling(self.table)
        self.duplicates = DuplicatesPage(frame)
        self.twice = Chip(tr("Told of twice"), None, "square", "orange")
        self.duplicates.counted.connect(self.twice.set_count)
        self.reunions = ReunionsPage(frame)
        self.met = Chip(tr("Missing meets found"), None, "diamond", "accent")
        self.reunions.counted.connect(self.met.set_count)
        self.chips = self._make_chips()
        self._summary = ElidedLabel()
        self.filter = FilterField(tr("Filter: name, pinyin, last four digits …"), 250, self.table)
        self.filter.textChanged.connect(self._typed)
        keyed = [(act.key, tr(act.name), act.icon) for act in ACTS if act.key]
        self.bar = ActsBar(keyed, self._act)
        self._lay_out()
        self._connect()
        self._look(show=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.duplicates.start()
        self.reunions.start()

    def show_view(self, view: str) -> None:
        """One of the saved views by name; 'duplicates' and 'reunions' are the two queues."""
        if view == DUPLICATES:
            self._show_queue(self.twice, self.duplicates)
        elif view == REUNIONS:
            self._show_queue(self.met, self.reunions)
        elif view in self.chips:
            self.filter.clear()
            self._chosen(view)

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
        if self.rolling.looking:  # the list is still being looked up
            self._to_select = list(ids)
            return
        if set(ids).difference(self.table.ids()):
            self.filter.clear()
            self._view, self._text = "all", ""
            self.chips["all"].setChecked(True)
            self.rolling.show(self._desk.ask(listing, 0, "all", "", self._sort, self._down)[1])
        self.table.select_ids(ids)
        self._picked(self.table.selected_ids())

    # --- the list follows the incident ---------------------------------------------------------

    def _look(self, *, show: bool = False) -> None:
        number = self.rolling.ask(show=show)
        order = (self._sort, self._down)
        self._desk.fetch(self._arrived, listing, number, self._view, self._text, *order)

    def _arrived(self, answer: tuple[int, list[int], dict[str, int]]) -> None:
        number, ids, counts = answer
        if not self.rolling.answer(number, ids):
            return
        for name, chip in self.chips.items():
            chip.set_count(counts[name])
        self._summary.setText(tr("{n} persons known", n=f"{counts['all']:,}"))
        self._say_empty()
        self._totals()
        self._select_now()

    def _select_now(self) -> None:
        wanted, self._to_select = self._to_select, []
        if wanted:
            self.select_ids(wanted)

    def _changed(self, touched: Touched) -> None:
        if not touched.any_of(*KINDS):
            return
        only_persons = touched.records is not None and not touched.any_of(*KINDS[1:])
        self.table.refresh(touched.ids("person") if only_persons else None)
        self._look()

    def _say_empty(self) -> None:
        if self._text:
            self.table.set_empty(tr("Nothing found"), tr("Press Esc to clear the filter."))
        elif self._view == "all":
            hint = tr("Press F2 when the telephone rings, or drop a list onto the window.")
            self.table.set_empty(tr("Nobody is known yet"), hint)
        else:
            self.table.set_empty(tr("Nobody in this view"))

    # --- what the officer does -----------------------------------------------------------------

    def _picked(self, ids: list[int]) -> None:
        self._frame.select("person", ids)
        self._totals()

    def _show_table(self) -> None:
        self._pages.setCurrentWidget(self.table)
        self.bar.show()

    def _totals(self) -> None:
        self.bar.say(len(self.table.ids()), len(self.table.selected_ids()))

    def _act(self, key: str) -> None:
        if ids := self.table.selected_ids():
            next(act for act in ACTS if act.key == key).do(self.acts, ids)

    def _entered(self, id_: int) -> None:
        self._frame.select("person", [id_])

    def _sorted(self, key: str, descending: bool) -> None:
        self._sort, self._down = key, descending
        self._look(show=True)

    def _typed(self, text: str) -> None:
        self._text = text.strip()
        self._look(show=True)

    def _chosen(self, view: str) -> None:
        if view == "households" or self._view == "households":
            self._sort, self._down = ("household" if view == "households" else "case"), False
        self._view = view
        self.chips[view].setChecked(True)
        self._show_table()
        self._look(show=True)
        self.table.setFocus()

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

    def _make_chips(self) -> dict[str, Chip]:
        group, chips = QButtonGroup(self), dict[str, Chip]()
        for view, name in view_names().items():
            chips[view] = Chip(name)
            chips[view].clicked.connect(lambda _on=True, v=view: self._chosen(v))
            group.addButton(chips[view])
        for chip, view in ((self.twice, DUPLICATES), (self.met, REUNIONS)):
            chip.clicked.connect(lambda _on=True, v=view: self.show_view(v))
            group.addButton(chip)
        chips[self._view].setChecked(True)
        return chips

    def _lay_out(self) -> None:
        export = button(tr("Export"), "export")
        export.setMenu(export_menu(export, self._frame, self.table, tr("People")))
        add = button(tr("Add person"), "plus", "primary", on_click=self.acts.add)
        outer, head, flow = QVBoxLayout(self), QHBoxLayout(), Flow(gap=6)
        outer.setContentsMargins(16, 12, 16, 0)
        outer.setSpacing(10)
        head.setSpacing(8)
        head.addWidget(widgets.heading(tr("People")))
        head.addSpacing(4)
        head.addWidget(self._summary, 1)
        for widget in (self.filter, export, add):
            head.addWidget(widget)
        for chip in self.chips.values():
            flow.addWidget(chip)
        flow.addWidget(self.twice)
        flow.addWidget(self.met)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.duplicates)
        self._pages.addWidget(self.reunions)
        outer.addLayout(head)
        outer.addLayout(flow)
        outer.addWidget(self.rolling.pill, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self._pages, 1)
        outer.addWidget(self.bar)

    def _connect(self) -> None:
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._entered)
        self.table.sort_changed.connect(self._sorted)
        self.table.menu_asked.connect(self._open_menu)
        self.table.set_keys({act.key: partial(act.do, self.acts) for act in ACTS if act.key})
        self.rolling.let_in_done.connect(self._totals)
        self._desk.changed.connect(self._changed)
        self.setFocusProxy(self.table)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self.filter.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
