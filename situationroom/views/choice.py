"""A combo box of the vocabulary that a scrolling mouse wheel never changes by accident."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from situationroom import legend


class Choice(QComboBox):
    """A combo box that leaves the wheel to the area it stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def choice(members: Sequence[StrEnum], chosen: StrEnum | None = None) -> Choice:
    """A box of vocabulary members by their labels; ``currentData`` is the member's value."""
    box = Choice()
    for member in members:
        box.addItem(legend.label(member), str(member))
    if chosen is not None:
        box.setCurrentIndex(max(0, box.findData(str(chosen))))
    return box
