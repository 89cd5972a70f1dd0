"""A sheet to choose where persons go: a movement or a unit, with a reason where a rule asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from situationroom.jobs import Job
from situationroom.models.errors import RuleError
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.ask import Sheet
from situationroom.views.widgets import form_row, inline_error


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its id, how it reads, and whether it can be chosen now."""

    id: int
    text: str
    possible: bool = True


class ChooseSheet(Sheet):
    """``do(choice, reason)`` starts the command; a refusal is said here and the sheet stays."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        choices: Sequence[Choice],
        accept: str,
        do: Callable[[int, str], Job],
    ) -> None:
        super().__init__(parent, title, text, accept, "primary")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._do = do
        self.list = QListWidget()
        self.list.setMinimumHeight(theme.px(220))
        self.list.setAccessibleName(title)
        self.reason = QLineEdit(placeholderText=tr("Only where a rule asks for it"))
        self.error = inline_error()
        for choice in choices:
            self._add(choice)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.body.addWidget(self.list)
        self.body.addWidget(form_row(tr("Reason"), self.reason))
        self.body.addWidget(self.error)
        self.finish()
        first = next((n for n, choice in enumerate(choices) if choice.possible), -1)
        self.list.setCurrentRow(first)
        self.accept_button.setEnabled(first >= 0)
        self.list.setFocus()

    def accept(self) -> None:
        item = self.list.currentItem()
        if self.list.currentRow() < 0:
            return
        self.accept_button.setEnabled(False)
        job = self._do(item.data(Qt.ItemDataRole.UserRole), self.reason.text().strip())
        job.on_refusal = self._refused
        job.succeeded.connect(self._done)

    def _done(self, _result: object) -> None:
        super().accept()

    def _refused(self, error: RuleError) -> None:
        self.error.say_error(error)
        self.accept_button.setEnabled(True)
        self.reason.setFocus()

    def _add(self, choice: Choice) -> None:
        item = QListWidgetItem(choice.text)
        item.setData(Qt.ItemDataRole.UserRole, choice.id)
        if not choice.possible:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)
