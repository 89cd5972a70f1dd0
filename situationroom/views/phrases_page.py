"""Phrase cards: chosen by language, shown on the whole screen or printed to be cut apart."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from situationroom.exports.phrases import Phrase, card_languages, language_of, phrases
from situationroom.jobs import Step
from situationroom.texts import language, tr
from situationroom.views import theme
from situationroom.views.choice import Choice
from situationroom.views.filter_field import FilterField
from situationroom.views.frame import Frame
from situationroom.views.phrases_shown import ShownPhrase, direction_of
from situationroom.views.transport_card import PickCard
from situationroom.views.widgets import button, clear, label, quiet, row, scrolled

COLUMNS = 3


class PhrasesPage(QWidget):
    """``listed`` are the phrases in view; a click or Enter on one holds it up full screen."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.listed: list[Phrase] = []
        self.cards: dict[str, PhraseCard] = {}
        self.shown: ShownPhrase | None = None
        self.language = Choice()
        for one in card_languages():
            self.language.addItem(one.name(language()), one.code)
        begin = language_of(frame.desk.incident.country)
        self.language.setCurrentIndex(max(0, self.language.findData(begin)))
        self.filled = QLineEdit(placeholderText=tr("Number or address for the card"))
        self.filled.setMaxLength(80)
        self._grid = QGridLayout()
        self._lay_out()
        self.language.currentIndexChanged.connect(lambda _n: self.load())
        self.filter.textChanged.connect(lambda _text: self.load())
        self.load()

    @property
    def code(self) -> str:
        """The language the cards are in (ISO 639-1)."""
        return str(self.language.currentData())

    def load(self) -> None:
        """The phrases that hold what is typed, in the chosen language."""
        words = self.filter.text().casefold().split()
        self.listed = [one for one in phrases() if _holds(one, self.code, words)]
        clear(self._grid)
        self.cards = {}
        for place, phrase in enumerate(self.listed):
            card = PhraseCard(phrase, self.code)
            card.chosen.connect(lambda place=place: self.hold_up(place))
            self.cards[phrase.key] = card
            self._grid.addWidget(card, place // COLUMNS, place % COLUMNS)
        if not self.listed:
            self._grid.addWidget(quiet(tr("Nothing found; try fewer words.")), 0, 0)
        self._grid.setRowStretch(len(phrases()), 1)

    def hold_up(self, place: int = 0) -> None:
        """Show a phrase to somebody, as large as the screen."""
        if not self.listed:
            return
        text = self.filled.text().strip()
        self.shown = ShownPhrase(self.window(), self.listed, place, self.code, text)
        self.shown.showFullScreen()
        self.shown.activateWindow()

    def print_cards(self) -> None:
        """Ask where the cards that are listed go."""
        name = f"{tr('Phrase cards')} {self.code}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Phrase cards"), name, "*.pdf")
        if chosen:
            self.write(Path(chosen).with_suffix(".pdf"))

    def write(self, path: Path) -> None:
        """Write the cards that are listed, while the window goes on."""
        desk, listed, code = self.frame.desk, list(self.listed), self.code
        filled, drill = self.filled.text().strip(), desk.incident.drill

        def work(_step: Step) -> Path:
            from situationroom.exports.phrase_cards import write_phrase_cards

            write_phrase_cards(path, listed, code, filled, drill)
            return path

        job = desk.work(tr("Writing {file}", file=path.name), work)
        job.succeeded.connect(self._written)

    def _written(self, path: Path) -> None:
        self.frame.say(tr("Saved {file}", file=str(path)))

    def _lay_out(self) -> None:
        self.filter = FilterField(tr("What to show"), 200, self)
        self.language.setAccessibleName(tr("Language of the card"))
        self.language.setMinimumWidth(theme.px(180))
        self.filled.setFixedWidth(theme.px(240))
        show = button(tr("Show full screen"), "eye", "primary", on_click=self.hold_up)
        paper = button(tr("Print cards …"), "print", on_click=self.print_cards)
        hint = quiet(
            tr("Show these phrases to somebody on the screen, or print them as cards. Let "
               "somebody who speaks the language look at a card before you rely on it; languages "
               "whose letters this program cannot print are left out."), 12)  # fmt: skip
        hint.setWordWrap(True)
        self._grid.setSpacing(theme.px(10))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        inner = QWidget()
        inner.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, theme.px(8), 0)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*(theme.px(n) for n in (20, 12, 20, 12)))
        inside.setSpacing(theme.px(10))
        inside.addWidget(row(self.language, self.filter, self.filled, None, paper, show))
        inside.addWidget(hint)
        inside.addWidget(scrolled(inner), 1)


class PhraseCard(PickCard):
    """One phrase: large as it is shown, small as the officer reads it."""

    def __init__(self, phrase: Phrase, code: str) -> None:
        super().__init__()
        said = label(phrase.texts[code], size=17, weight=500)
        said.setWordWrap(True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setLayoutDirection(direction_of(phrase.texts[code]))
        own = label(phrase.texts["zh"], "quiet", 13)
        own.setWordWrap(True)
        own.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(said, 1)
        self.body.addWidget(own)
        if code != "en":
            english = quiet(phrase.texts["en"], 12)
            english.setWordWrap(True)
            english.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.body.addWidget(english)
        self.setMinimumHeight(theme.px(104))
        self.setAccessibleName(f"{phrase.texts['zh']} {phrase.texts[code]}")


def _holds(phrase: Phrase, code: str, words: list[str]) -> bool:
    whole = " ".join((phrase.texts["zh"], phrase.texts["en"], phrase.texts[code])).casefold()
    return all(word in whole for word in words)
