"""Widgets in lines that wrap where the room is narrow."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from situationroom.views.widgets import Flow


def flow(*widgets: QWidget) -> QWidget:
    """A box of widgets from left to right, wrapped onto new lines."""
    box = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    layout = Flow(box)
    for widget in widgets:
        layout.addWidget(widget)
    return box
