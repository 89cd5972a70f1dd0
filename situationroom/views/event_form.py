"""F3: what happened and what was decided, into the journal. Several may be written in a row."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from situationroom.commands.events import record_decision, record_event
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.frame import Frame
from situationroom.views.widgets import Chip, button, heading, inline_error, quiet


class EventForm(QDialog):
    """A small window beside the work, not over it: nothing waits for it."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Event or decision"))
        self.setMinimumWidth(theme.px(520))
        self._frame = frame
        self.event_chip = Chip(tr("Event"))
        self.decision_chip = Chip(tr("Decision"))
        self.text = QPlainTextEdit(
            placeholderText=tr("What happened or was decided, in one or two sentences")
        )
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(110))
        self.text.setAccessibleName(tr("Event or decision"))
        self.error = inline_error()
        self.save = button(
            tr("Write into the journal"), "check", "primary", "Ctrl+Return", self._write
        )
        self._kinds = QButtonGroup(self)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self._write)
        self.text.setFocus()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        space = theme.px(20)
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.px(12))
        kinds = QHBoxLayout()
        for chip in (self.event_chip, self.decision_chip):
            self._kinds.addButton(chip)
            kinds.addWidget(chip)
        kinds.addStretch(1)
        self.event_chip.setChecked(True)
        foot = QHBoxLayout()
        foot.addWidget(quiet(tr("Signed {officer}", officer=self._frame.desk.officer), 12))
        foot.addStretch(1)
        foot.addWidget(button(tr("Cancel"), None, "quiet", on_click=self.close))
        foot.addWidget(self.save)
        layout.addWidget(heading(tr("Event or decision")))
        layout.addLayout(kinds)
        for one in (self.text, self.error):
            layout.addWidget(one)
        layout.addLayout(foot)

    def _write(self) -> None:
        command = record_decision if self.decision_chip.isChecked() else record_event
        job = self._frame.desk.run(command, self.text.toPlainText().strip())
        job.on_refusal = self.error.say_error
        job.succeeded.connect(self._written, Qt.ConnectionType.QueuedConnection)

    def _written(self, _result: object) -> None:
        self._frame.say(tr("Written into the journal."))
        self.close()
