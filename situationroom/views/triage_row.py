"""One question of the triage with its three answers."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from situationroom import legend
from situationroom.legend import Shape, Tone
from situationroom.models.triage import Answered, Question
from situationroom.models.vocabulary import Answer
from situationroom.texts import language
from situationroom.views import theme
from situationroom.views.buttons import Chip
from situationroom.views.icons import draw_shape
from situationroom.views.widgets import label

SIGNS: Final = {Answer.UNKNOWN: "?"}


class TriageRow(QWidget):
    """``answered(Answer)`` when an answer is clicked; the same one again takes it back.

    ``question`` is None for an answer whose question was taken out of the table meanwhile.
    """

    answered = Signal(str)

    def __init__(self, question: Question | None, answer: Answered | None) -> None:
        super().__init__()
        self.question, self.answer = question, answer
        self.is_current = False
        self.words: QLabel = label(question.words(language()) if question else answer_words(answer))
        self.words.setWordWrap(True)
        self.chips = {one: self._chip(one) for one in Answer}
        inside = QHBoxLayout(self)
        inside.setContentsMargins(*(theme.px(n) for n in (22, 3, 4, 3)))
        inside.setSpacing(theme.px(4))
        inside.addWidget(self.words, 1)
        for chip in self.chips.values():
            inside.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_answer(answer)

    def give(self, answer: Answer | None) -> None:
        """Answer the question; None takes the answer back."""
        if self.question is None:
            return
        asked, key = self.words.text(), self.question.key
        proposes = self.question.proposes(answer) if answer else None
        self.show_answer(Answered(key, asked, answer, proposes) if answer else None)

    def show_answer(self, answer: Answered | None) -> None:
        """What is answered now."""
        self.answer = answer
        for one, chip in self.chips.items():
            chip.setChecked(answer is not None and answer.answer is one)
            chip.setEnabled(self.question is not None)
        self.update()

    def stand(self, here: bool) -> None:
        """Whether the keyboard stands on this question."""
        self.is_current = here
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_current:
            painter.setPen(QPen(QColor(look.accent), 1))
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.answer is not None:
            size = theme.px(10)
            spot = QRectF(theme.px(6), (self.height() - size) / 2, size, size)
            shape, tone = answer_look(self.answer)
            draw_shape(painter, shape, look.tone(tone), spot)

    def _chip(self, answer: Answer) -> Chip:
        chip = Chip(SIGNS.get(answer) or legend.label(answer))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setToolTip(f"{legend.label(answer)} · {legend.mark(answer).letter}")
        chip.setAccessibleName(f"{self.words.text()} {legend.label(answer)}")
        chip.clicked.connect(lambda _on: self.answered.emit(str(answer)))
        return chip


def answer_look(answer: Answered) -> tuple[Shape, Tone]:
    """The mark of what an answer proposes; quiet where it proposes nothing, a ring for no answer.

    Nothing proposed is not the same as safe, so it is never green.
    """
    if answer.proposes is not None:
        return legend.shape(answer.proposes), legend.mark(answer.proposes).tone
    return ("ring" if answer.answer is Answer.UNKNOWN else "circle"), "quiet"


def answer_words(answer: Answered | None) -> str:
    """The question as it was asked."""
    return answer.asked if answer else ""
