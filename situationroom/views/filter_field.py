"""The field above a list that filters it while letters are typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from situationroom.commands.typed_mrz import looked_for
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import icon


class FilterField(QLineEdit):
    """``hint`` says what is looked for; Esc clears the field and goes back to ``table``."""

    def __init__(self, hint: str, width: int, table: QWidget) -> None:
        super().__init__(placeholderText=hint)
        self._table = table
        self.setAccessibleName(tr("Filter"))
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)  # a file dropped here is for the window
        self.addAction(icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self.setFixedWidth(theme.px(width))
        self.textEdited.connect(self._scanned)
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._leave)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _scanned(self, text: str) -> None:
        """A passport's machine-readable lines are looked for by its number."""
        if "<" in text and (number := looked_for(text)) != text.strip():
            self.setText(number)

    def _leave(self) -> None:
        self.clear()
        self._table.setFocus()
