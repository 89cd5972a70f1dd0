"""Menus of the rolling list: what can be done to the selected requests, in what order to list."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from situationroom import legend
from situationroom.texts import tr
from situationroom.views.frame import Frame
from situationroom.views.icons import icon
from situationroom.views.request_acts import ACTS, PRIORITY_KEYS, RequestActs, category_menu
from situationroom.views.table import RecordTable


def context_menu(
    parent: QWidget, frame: Frame, table: RecordTable, acts: RequestActs, ids: Sequence[int]
) -> QMenu:
    """Every act with its key, priorities, categories, the map, a call, a copy."""
    menu = QMenu(parent)
    for act in (act for act in ACTS if act.key != "K"):  # the categories stand below, unfolded
        entry = menu.addAction(icon(act.icon), f"{tr(act.name)}\t{act.key}")
        entry.triggered.connect(_doing(act.do, acts, ids))
    menu.addSeparator()
    for key, priority in PRIORITY_KEYS.items():
        entry = menu.addAction(f"{legend.label(priority)}\t{key}")
        entry.triggered.connect(_doing(acts.set_priority, ids, priority))
    menu.addMenu(category_menu(menu, lambda chosen: acts.set_category(ids, chosen)))
    menu.addSeparator()
    menu.addAction(icon("pin"), tr("Show on the map")).triggered.connect(
        _doing(_on_map, frame, table, ids)
    )
    menu.addAction(icon("phone"), tr("Call about this request")).triggered.connect(
        _doing(frame.start_call, ids[0])
    )
    menu.addAction(icon("copy"), f"{tr('Copy')}\tCtrl+C").triggered.connect(table.copy)
    return menu


def _doing(act: Callable[..., object], *values: object) -> Callable[..., object]:
    """Qt may add whether the entry is checked; no act wants to know."""
    return lambda *_checked: act(*values)


def _on_map(frame: Frame, table: RecordTable, ids: Sequence[int]) -> None:
    rows = table.records.rows_of(ids)
    frame.show_on_map([person for row in rows for person in row.request.persons])
