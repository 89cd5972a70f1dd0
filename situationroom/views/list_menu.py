"""The menu of a long list's look: order, groups, the filter row, columns, density."""

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from situationroom.texts import tr
from situationroom.views.actions import Action
from situationroom.views.long_list import LongList
from situationroom.views.table import RecordTable


def look_menu(parent: QWidget, long: LongList, table: RecordTable) -> QMenu:
    """Filled anew whenever it is opened, so that its checks are true."""
    menu = QMenu(parent)
    menu.aboutToShow.connect(lambda: fill(menu, long, table))
    return menu


def fill(menu: QMenu, long: LongList, table: RecordTable) -> None:
    """Every entry, with what holds now checked."""
    menu.clear()
    _sorts(menu, long)
    menu.addSeparator()
    _groups(menu.addMenu(tr("Group by")), long)
    for name, folded in ((tr("Fold all groups"), True), (tr("Unfold all groups"), False)):
        entry = menu.addAction(name)
        entry.setEnabled(bool(long.look.group))
        entry.triggered.connect(lambda _on=False, f=folded: long.fold_all(f))
    menu.addSeparator()
    columns = table.columns.menu()
    columns.setParent(menu, columns.windowFlags())
    columns.setTitle(tr("Columns"))
    row = menu.addAction(tr("Filter row"))
    row.setCheckable(True)
    row.setChecked(table.columns.filtering)
    row.toggled.connect(table.columns.show_filters)
    menu.addMenu(columns)


def list_actions(long: LongList) -> list[Action]:
    """What the menu and the bar of views do, by name."""
    groups = [
        Action(name, "columns", partial(long.group, key)) for key, name in long.kind.groups.items()
    ]
    return [
        Action(tr("Filter row"), "filter", long.enter_row),
        Action(tr("Clear the filter"), "close", long.clear),
        Action(tr("Save view"), "plus", long.save),
        *groups,
    ]


def _sorts(menu: QMenu, long: LongList) -> None:
    exclusive = QActionGroup(menu)
    for key, name in long.kind.sorts.items():
        entry = menu.addAction(name)
        entry.setCheckable(True)
        entry.setChecked(key == long.look.sort)
        exclusive.addAction(entry)
        entry.triggered.connect(lambda _on=False, k=key: long.sort(k, k == "opened"))


def _groups(menu: QMenu, long: LongList) -> None:
    exclusive = QActionGroup(menu)
    for key, name in long.kind.groups.items():
        entry = menu.addAction(name)
        entry.setCheckable(True)
        entry.setChecked(key == long.look.group)
        exclusive.addAction(entry)
        entry.triggered.connect(lambda _on=False, k=key: long.group(k))
