"""Small sheets that ask for a reason, or whether to destroy."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.buttons import Kind, button


class Sheet(QDialog):
    """A small window-modal sheet with a title, a sentence, room for fields and two buttons."""

    def __init__(self, parent: QWidget, title: str, text: str, accept: str, kind: Kind) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(theme.px(440))
        self.body = QVBoxLayout(self)
        space = theme.px(20)
        self.body.setContentsMargins(space, space, space, space)
        self.body.setSpacing(theme.px(12))
        self.body.addWidget(_line(title, 16, 700, "text"))
        if text:
            self.body.addWidget(_line(text, 13, 400, "quiet"))
        self.accept_button = button(accept, kind=kind, on_click=self.accept)
        self.accept_button.setDefault(True)

    def finish(self) -> None:
        """Put the two buttons below what was added to ``body``."""
        from PySide6.QtWidgets import QHBoxLayout

        cancel = button(tr("Cancel"), kind="quiet", on_click=self.reject)
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for one in (cancel, self.accept_button):
            buttons.addWidget(one)
        self.body.addLayout(buttons)


def ask_text(
    parent: QWidget, title: str, question: str, placeholder: str = "", required: bool = True
) -> str | None:
    """A line of text from the officer, stripped; None when cancelled."""
    sheet = Sheet(parent, title, question, tr("OK"), "primary")
    field = QLineEdit(placeholderText=placeholder)
    field.setAccessibleName(question or title)
    field.setMinimumHeight(theme.px(34))
    sheet.body.addWidget(field)
    sheet.finish()
    ok: QPushButton = sheet.accept_button
    ok.setEnabled(not required)
    field.textChanged.connect(lambda text: ok.setEnabled(bool(text.strip()) or not required))
    field.setFocus()
    accepted = sheet.exec() == QDialog.DialogCode.Accepted
    text = field.text().strip()
    sheet.deleteLater()
    return text if accepted else None


def confirm(parent: QWidget, title: str, text: str, do: str, *, danger: bool = True) -> bool:
    """True when the officer agrees. Only for what destroys or has happened outside."""
    sheet = Sheet(parent, title, text, do, "danger" if danger else "primary")
    sheet.finish()
    agreed = sheet.exec() == QDialog.DialogCode.Accepted
    sheet.deleteLater()
    return agreed


def _line(text: str, size: int, weight: int, tone: str) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tone", tone)
    made.setFont(theme.font(size, weight))
    made.setWordWrap(True)
    return made
