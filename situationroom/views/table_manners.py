"""How every table of the program behaves: whole rows, by the pixel, nothing edited in place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def behave(table: QTableView) -> None:
    """Selection of rows, smooth scrolling, no grid; every paint fills its part by itself."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    # Every paint fills its part, so that a scroll may move what is painted already.
    table.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setMouseTracking(True)
    table.setFrameShape(QTableView.Shape.NoFrame)


def dress_heads(table: QTableView) -> None:
    """Rows of one height without numbers; columns that are moved, sorted and elided."""
    side = table.verticalHeader()
    side.hide()
    side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    side.setMinimumSectionSize(20)
    head = table.horizontalHeader()
    head.setSectionsMovable(True)
    head.setHighlightSections(False)
    head.setSectionsClickable(True)
    head.setMinimumSectionSize(36)
    head.setSortIndicatorShown(False)
    head.setTextElideMode(Qt.TextElideMode.ElideRight)
