"""The form of one record: its fields scroll, what is wrong and the two buttons stand below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.widgets import button, inline_error, row, scrolled


class RecordForm(QWidget):
    """``saved(id)`` once it is stored, ``left()`` when the officer turns away.

    A form of a record says what to do in ``store`` and calls ``lay_out`` once with its parts.
    """

    saved = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.error = inline_error()
        self.save = button(tr("Save"), "check", "primary", "Ctrl+Return", self.store)

    def store(self) -> None:
        """Store what the form says; a refusal is for ``error``."""
        raise NotImplementedError

    def lay_out(self, *parts: QWidget | QLayout) -> None:
        """``parts`` below one another, and the foot every form has."""
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.setSpacing(theme.px(12))
        for part in parts:
            if isinstance(part, QLayout):
                inside.addLayout(part)
            else:
                inside.addWidget(part)
        inside.addStretch(1)
        away = button(tr("Cancel"), kind="quiet", shortcut="Esc", on_click=self.left.emit)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner), 1)
        outer.addWidget(self.error)
        outer.addWidget(row(None, away, self.save))
