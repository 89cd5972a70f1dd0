"""A list with what is chosen in it beside it, as the queues of the people room stand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from situationroom.views import theme


def list_beside(page: QWidget, table: QWidget, problem: QWidget, chosen: QWidget) -> None:
    """Fill ``page``: the list on the left; on the right a problem, if any, over what is chosen."""
    right = QWidget()
    inside = QVBoxLayout(right)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(problem)
    inside.addWidget(chosen, 1)
    parts = QSplitter(Qt.Orientation.Horizontal)
    parts.setChildrenCollapsible(False)
    parts.addWidget(table)
    parts.addWidget(right)
    parts.setStretchFactor(0, 2)
    parts.setStretchFactor(1, 3)
    parts.setSizes([theme.px(430), theme.px(640)])
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(parts)
