"""The texts of a message, one for each language, with what they cost as SMS."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from situationroom.messaging.fields import FIELDS
from situationroom.messaging.segments import segments
from situationroom.models.message import Wording
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.message_words import language_word
from situationroom.views.widgets import Chip, Flow, button, form_row, quiet, row

FIRST = ("zh", "en")
MORE = ("tr", "ru", "ar", "fr", "de", "es", "pt", "ja", "ko", "th", "vi", "id")


class OneText(QWidget):
    """``changed()`` while subject or text is typed."""

    changed = Signal()

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.subject = QLineEdit(placeholderText=tr("Only for e-mail; else the title"))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(110))
        self.cost = quiet("", 12)
        field = button(tr("Insert a field"), "plus", "quiet")
        field.setMenu(self._fields(field))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(form_row(tr("Subject line"), self.subject))
        outer.addWidget(form_row(tr("Text"), self.text))
        outer.addWidget(row(field, None, self.cost))
        self.subject.textChanged.connect(self.changed)
        self.text.textChanged.connect(self._typed)
        self._typed()

    def wording(self) -> Wording | None:
        """What stands here; None for nothing."""
        told = self.text.toPlainText()
        return Wording(self.language, told, self.subject.text().strip()) if told.strip() else None

    def show_wording(self, wording: Wording | None) -> None:
        """Another text."""
        self.subject.setText(wording.subject if wording else "")
        self.text.setPlainText(wording.text if wording else "")

    def _typed(self) -> None:
        size = segments(self.text.toPlainText())
        self.cost.setText(
            tr("About {n} SMS ({encoding}, {units} characters)",
               n=size.parts, encoding=size.encoding, units=size.units)
        )  # fmt: skip
        self.changed.emit()

    def _fields(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for name in FIELDS:
            menu.addAction(f"{{{name}}}").triggered.connect(
                lambda _on=False, n=name: self._insert(f"{{{n}}}")
            )
        return menu

    def _insert(self, text: str) -> None:
        cursor: QTextCursor = self.text.textCursor()
        cursor.insertText(text)
        self.text.setFocus()


class Texts(QWidget):
    """``changed()`` when any of the texts is another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, OneText] = {}
        self.chips: dict[str, Chip] = {}
        self._stack = QStackedWidget()
        self._flow = Flow(gap=6)
        other = button(tr("Other language"), "language", "quiet")
        menu = QMenu(other)
        for language in MORE:
            menu.addAction(language_word(language)).triggered.connect(
                lambda _on=False, one=language: self.choose(one)
            )
        other.setMenu(menu)
        for language in FIRST:
            self._add(language)
        self._flow.addWidget(other)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addLayout(self._flow)
        outer.addWidget(self._stack, 1)
        self.choose(FIRST[0])

    def choose(self, language: str) -> None:
        """Show the text in this language."""
        if language not in self.pages:
            self._add(language)
        for one, chip in self.chips.items():
            chip.setChecked(one == language)
        self._stack.setCurrentWidget(self.pages[language])

    def wordings(self) -> tuple[Wording, ...]:
        """Every text that says something."""
        found = (page.wording() for page in self.pages.values())
        return tuple(one for one in found if one is not None)

    def show_wordings(self, wordings: Sequence[Wording]) -> None:
        """These texts instead of what stands here."""
        by_language = {wording.language: wording for wording in wordings}
        for language in by_language:
            if language not in self.pages:
                self._add(language)
        for language, page in self.pages.items():
            page.show_wording(by_language.get(language))
        if wordings and not self.pages[self._shown()].wording():
            self.choose(wordings[0].language)

    def _shown(self) -> str:
        return next(one for one, chip in self.chips.items() if chip.isChecked())

    def _add(self, language: str) -> None:
        page, chip = OneText(language), Chip(language_word(language))
        self.pages[language], self.chips[language] = page, chip
        self._stack.addWidget(page)
        self._flow.addWidget(chip)
        page.changed.connect(self.changed)
        chip.clicked.connect(lambda _on=True, one=language: self.choose(one))
