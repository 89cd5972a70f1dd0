"""The table of the triage: what is asked, in both languages, and what each answer proposes."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from situationroom import legend
from situationroom.commands.incidents import set_questions
from situationroom.models.triage import LONGEST_QUESTION, MOST_QUESTIONS, Question
from situationroom.models.triage_questions import QUESTIONS
from situationroom.models.vocabulary import Answer, Priority
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.choice import Choice
from situationroom.views.frame import Frame
from situationroom.views.record_form import RecordForm
from situationroom.views.widgets import Button, button


class QuestionsForm(RecordForm):
    """``questions()`` is the table as it stands in the form."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._before = frame.desk.incident.triage
        self.rows: list[QuestionRow] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.px(8))
        self.grid.setVerticalSpacing(theme.px(6))
        self.grid.setColumnStretch(1, 5)
        self.grid.setColumnStretch(2, 5)
        add = button(tr("Another question"), "plus", "quiet", on_click=self.add)
        kind = legend.label(frame.desk.incident.kind)
        defaults = button(
            tr("Back to those for: {kind}", kind=kind), "undo", "quiet", on_click=self.reset
        )
        said = tr("The gravest first. An answer proposes a priority; the officer chooses it.")
        self.show_questions(self._before)
        self.lay_out(widgets.quiet(said), self.grid, widgets.row(add, defaults, None))

    def questions(self) -> tuple[Question, ...]:
        """The questions as they stand in the form."""
        return tuple(row.question() for row in self.rows)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Another table in the form."""
        widgets.clear(self.grid)
        self.rows = [QuestionRow(question) for question in questions]
        titles = ("", tr("In Chinese"), tr("In English"), *(_proposes(answer) for answer in Answer))
        for place, title in enumerate(titles):
            self.grid.addWidget(widgets.quiet(title, 12), 0, place)
        for number, row in enumerate(self.rows, start=1):
            self.grid.addWidget(widgets.quiet(str(number)), number, 0)
            for place, widget in enumerate(row.widgets, start=1):
                self.grid.addWidget(widget, number, place)
            row.up.clicked.connect(lambda _on, r=row: self._move(r))
            row.gone.clicked.connect(lambda _on, r=row: self._take_out(r))

    def add(self) -> None:
        """An empty question at the end."""
        if len(self.rows) < MOST_QUESTIONS:
            new = Question(uuid4().hex[:8], "", "", yes=Priority.ORANGE)
            self.show_questions([*self.questions(), new])
            self.rows[-1].zh.setFocus()

    def reset(self) -> None:
        """What belongs to the kind of incident, in the form; stored only on saving."""
        self.show_questions(QUESTIONS[self._desk.incident.kind])

    def store(self) -> None:
        self.error.say("")
        wanted = self.questions()
        if wanted == QUESTIONS[self._desk.incident.kind]:
            wanted = ()
        job = self._desk.run(set_questions, wanted, self._before)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(self._stored)

    def _stored(self, _nothing: object) -> None:
        self._before = self._desk.incident.triage
        self.show_questions(self._before)
        self._frame.say(tr("The questions are kept; open call forms ask them too."))
        self.saved.emit(self._desk.incident.id)

    def _move(self, row: "QuestionRow") -> None:
        place, listed = self.rows.index(row), list(self.questions())
        if place:
            listed[place - 1], listed[place] = listed[place], listed[place - 1]
            self.show_questions(listed)
            self.rows[place - 1].up.setFocus()

    def _take_out(self, row: "QuestionRow") -> None:
        place = self.rows.index(row)
        self.show_questions([q for n, q in enumerate(self.questions()) if n != place])


class QuestionRow:
    """The widgets of one question, for a line of the grid."""

    def __init__(self, question: Question) -> None:
        self._key = question.key
        self.zh = _line(question.zh, tr("In Chinese"))
        self.en = _line(question.en, tr("In English"))
        self.proposes = {answer: _priority(question.proposes(answer), answer) for answer in Answer}
        self.up = _sign("chevron-up", tr("Ask it earlier"))
        self.gone = _sign("trash", tr("Take this question out"))
        self.widgets: list[QWidget] = [
            self.zh, self.en, *self.proposes.values(), self.up, self.gone,
        ]  # fmt: skip

    def question(self) -> Question:
        """The question as it stands."""
        yes, no, unknown = (self._chosen(answer) for answer in Answer)
        words = self.zh.text().strip(), self.en.text().strip()
        return Question(self._key, *words, yes, no, unknown)

    def _chosen(self, answer: Answer) -> Priority | None:
        chosen = self.proposes[answer].currentData()
        return Priority(chosen) if chosen else None


def _proposes(answer: Answer) -> str:
    return tr("{answer} proposes", answer=legend.short(answer))


def _line(text: str, name: str) -> QLineEdit:
    made = QLineEdit(text, maxLength=LONGEST_QUESTION * 2)
    made.setAccessibleName(name)
    made.setMinimumWidth(theme.px(180))
    made.setCursorPosition(0)
    return made


def _priority(chosen: Priority | None, answer: Answer) -> Choice:
    box = Choice()
    box.addItem("—", "")
    for priority in Priority:
        box.addItem(legend.short(priority), str(priority))
    box.setCurrentIndex(max(0, box.findData(str(chosen or ""))))
    box.setAccessibleName(_proposes(answer))
    return box


def _sign(icon: str, name: str) -> Button:
    made = button("", icon, "quiet")
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
