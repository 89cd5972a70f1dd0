"""What a scanned or pasted document says, in a line below the field it was put into."""

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.commands.typed_mrz import TypedMrz
from situationroom.legend import Tone
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import left_to_right
from situationroom.views.widgets import button


class Scanned(QWidget):
    """Document, birth and sex that were read, and each digit that does not fit, in red."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(2))
        self.hide()

    def show_paper(self, paper: TypedMrz | None, *, problems: bool = True) -> None:
        """Say what was read, and what is wrong with it; nothing for None."""
        self._begin()
        if paper is not None:
            self._add(summary(paper), "safe" if not paper.problems else "quiet")
            for sentence in paper.sentences if problems else ():
                self._add(sentence, "red")
        self.setVisible(bool(self.texts))

    def show_trouble(self, sentence: str) -> None:
        """Say why lines could not be read; nothing for ''."""
        self._begin()
        if sentence:
            self._add(sentence, "red")
        self.setVisible(bool(self.texts))

    def _begin(self) -> None:
        self.texts = []
        while self._lines.count():
            old = self._lines.takeAt(0)
            if old is not None and (widget := old.widget()):
                widget.hide()
                widget.deleteLater()

    def _add(self, text: str, tone: Tone) -> None:
        line = widgets.label(left_to_right(text), tone, 12, 500)
        line.setWordWrap(True)
        self._lines.addWidget(line)
        self.texts.append(text)


class PasteMrz(QWidget):
    """A field for machine-readable lines that folds out; ``read`` gets each text and the field."""

    def __init__(self, read: Callable[[str, QPlainTextEdit], None]) -> None:
        super().__init__()
        self._read = read
        self.unfold = button(
            tr("Scan or paste the lines at the foot of a passport"), "scan", "quiet"
        )
        self.unfold.setCheckable(True)
        self.unfold.setAutoDefault(False)
        self.lines = QPlainTextEdit(placeholderText="P<CHNZHANG<<WEI<<<<<<<<<<<<<<<<<<<<<<<<<<<<")
        self.lines.setAccessibleName(tr("Machine-readable lines"))
        self.lines.setTabChangesFocus(True)
        self.lines.setFont(theme.font(13, tabular=True))
        self.lines.setFixedHeight(theme.px(64))
        self.lines.hide()
        self.said = Scanned()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(4))
        inside.addWidget(widgets.row(self.unfold, None))
        inside.addWidget(self.lines)
        inside.addWidget(self.said)
        self.unfold.toggled.connect(self._unfolded)
        self.lines.textChanged.connect(self._typed)

    def show_paper(self, paper: TypedMrz) -> None:
        """Fold the field in again and say what was read; problems stand beside their fields."""
        self.unfold.setChecked(False)
        self.said.show_paper(paper, problems=False)

    def _unfolded(self, on: bool) -> None:
        self.lines.setVisible(on)
        if on:
            self.lines.setFocus()

    def _typed(self) -> None:
        if text := self.lines.toPlainText():
            self._read(text, self.lines)


def summary(paper: TypedMrz) -> str:
    """'E12345678 · CHN · Female · born 1985-03-02 · valid until 2028-01-01'."""
    person, document = paper.person, paper.document
    parts = [document.number, person.nationality or ""]
    parts += [legend.label(person.sex)] if person.sex else []
    parts += [tr("born {date}", date=person.birth_date)] if person.birth_date else []
    parts += [tr("valid until {date}", date=document.expiry)] if document.expiry else []
    return " · ".join(part for part in parts if part)
