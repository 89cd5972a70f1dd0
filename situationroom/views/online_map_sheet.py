"""Street maps from the network: the address, whose map it is, and a switch that is off at first."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from situationroom.map.online_address import OnlineMap, online_map
from situationroom.models.errors import InputError
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.widgets import button, form_row, heading, inline_error, label, row


@dataclass(frozen=True, slots=True)
class OnlineChoice:
    """What the officer decided: which map, whether it is asked for now, and at the next start."""

    map: OnlineMap
    on: bool
    again: bool


class OnlineMapSheet(QDialog):
    """``chosen(OnlineChoice)`` when it was accepted; nothing is asked of anybody before that."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, known: OnlineChoice | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Street maps from the network"))
        self.address = QLineEdit(known.map.address if known else "")
        self.address.setPlaceholderText("https://tiles.example.org/{z}/{x}/{y}.png")
        self.credit = QLineEdit(known.map.credit if known else "")
        self.credit.setPlaceholderText(tr("for example: © OpenStreetMap contributors"))
        self.on = QCheckBox(tr("Load map pictures from the network"))
        self.on.setChecked(known.on if known else False)
        self.again = QCheckBox(tr("Also after the next start of the program"))
        self.again.setChecked(known.again if known else False)
        self.trouble = inline_error()
        self._lay_out()
        self.on.toggled.connect(self._ready)
        self._ready()

    def accept(self) -> None:
        """Take it, or say what is wrong with it."""
        try:
            shown = online_map(self.address.text(), self.credit.text())
        except InputError as error:
            self.trouble.say_error(error)
            self.resize(self.width(), self._outer.totalHeightForWidth(self.width()))
            return
        on = self.on.isChecked()
        self.chosen.emit(OnlineChoice(shown, on, on and self.again.isChecked()))
        super().accept()

    def _ready(self) -> None:
        self.again.setEnabled(self.on.isChecked())

    def _lay_out(self) -> None:
        told = label(
            tr(
                "While this is on, the server learns which places you look at, when, and the "
                "network address of this machine; it does not learn anything of the incident. "
                "Pictures are kept on this disk for 30 days. Removing the map from the list "
                "removes them."
            ),
            "quiet",
            12,
        )
        told.setWordWrap(True)
        self._outer = outer = QVBoxLayout(self)
        space = theme.px(20)
        outer.setContentsMargins(space, space, space, space)
        outer.setSpacing(theme.px(12))
        outer.addWidget(heading(self.windowTitle()))
        outer.addWidget(form_row(tr("Address of the map pictures"), self.address))
        outer.addWidget(form_row(tr("Whose map it is"), self.credit, tr("Shown on the map.")))
        for part in (self.on, self.again, told, self.trouble):
            outer.addWidget(part)
        cancel = button(tr("Cancel"), on_click=self.reject)
        take = button(tr("Use this map"), kind="primary", on_click=self.accept)
        take.setDefault(True)
        cancel.setAutoDefault(False)
        outer.addWidget(row(None, cancel, take))
        self.setMinimumWidth(theme.px(560))
