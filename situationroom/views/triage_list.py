"""The questions of the triage below one another: a key answers each and goes on to the next."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from situationroom.models.triage import Answered, Question
from situationroom.models.vocabulary import Answer
from situationroom.texts import tr
from situationroom.views import widgets
from situationroom.views.triage_row import TriageRow

KEYS: Final = {
    Qt.Key.Key_Y: Answer.YES, Qt.Key.Key_1: Answer.YES,
    Qt.Key.Key_N: Answer.NO, Qt.Key.Key_2: Answer.NO,
    Qt.Key.Key_U: Answer.UNKNOWN, Qt.Key.Key_3: Answer.UNKNOWN,
    Qt.Key.Key_Question: Answer.UNKNOWN,
}  # fmt: skip
_BACK: Final = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TriageList(QWidget):
    """``changed()`` at every answer; ``left()`` after the last one and on Esc.

    Y, N and U answer (or 1, 2, 3), the arrows move, Backspace takes an answer back.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, questions: Sequence[Question], answers: Sequence[Answered] = ()) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Triage"))
        self.rows: list[TriageRow] = []
        self.at = 0
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.show_questions(questions, answers)

    def answers(self) -> list[Answered]:
        """What is answered, in the order of the questions."""
        return [row.answer for row in self.rows if row.answer is not None]

    def show_questions(
        self, questions: Sequence[Question], answers: Sequence[Answered] | None = None
    ) -> None:
        """Another table: what was answered stays, also where the question is gone from it."""
        given = {one.question: one for one in (self.answers() if answers is None else answers)}
        widgets.clear(self._lines)
        self.rows = [TriageRow(question, given.pop(question.key, None)) for question in questions]
        self.rows += [TriageRow(None, answer) for answer in given.values()]
        for row in self.rows:
            row.answered.connect(lambda told, of=row: self._clicked(of, Answer(told)))
            self._lines.addWidget(row)
        self._go(min(self.at, len(self.rows) - 1))

    def start(self) -> None:
        """The keyboard stands on the first question that is not answered."""
        open_ones = (place for place, row in enumerate(self.rows) if row.answer is None)
        self._go(next(open_ones, 0))
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        # These keys belong to the questions before any window hears of them.
        if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not _is_bare(event) or not self.rows:
            super().keyPressEvent(event)
        elif key in KEYS:
            self._answer(KEYS[key])
        elif key in _BACK:
            self._give(self.rows[self.at], None)
        elif key in _MOVES:
            self._go(self.at + _MOVES[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._go(self.at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._go(self.at)

    def _answer(self, answer: Answer) -> None:
        self._give(self.rows[self.at], answer)
        if self.at == len(self.rows) - 1:
            self.left.emit()
        else:
            self._go(self.at + 1)

    def _clicked(self, row: TriageRow, answer: Answer) -> None:
        again = row.answer is not None and row.answer.answer is answer
        self._give(row, None if again else answer)

    def _give(self, row: TriageRow, answer: Answer | None) -> None:
        row.give(answer)
        self.changed.emit()

    def _go(self, place: int) -> None:
        self.at = max(0, min(place, len(self.rows) - 1))
        for number, row in enumerate(self.rows):
            row.stand(number == self.at and self.hasFocus())


def _is_ours(event: QEvent) -> bool:
    keys = (*KEYS, *_BACK, *_MOVES, Qt.Key.Key_Escape)
    return isinstance(event, QKeyEvent) and event.key() in keys and _is_bare(event)


def _is_bare(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    )
    return held == Qt.KeyboardModifier.NoModifier
