"""The identity check beside a call: nothing is read out before the caller is known to be theirs.

What is expected stays covered; a typed answer is compared without showing it.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from situationroom import legend
from situationroom.commands.identity import judged
from situationroom.models import IdentityCheck, Person
from situationroom.models.identity import expected, outcome_of, questions_of
from situationroom.models.vocabulary import CheckOutcome, IdentityQuestion
from situationroom.texts import tr
from situationroom.views import theme, times, widgets
from situationroom.views.bidi import both_names, left_to_right
from situationroom.views.call_panels import CallPanel
from situationroom.views.elided import ElidedLabel
from situationroom.views.widgets import Chip, button

COVERED = "•••••"


class Answer(QWidget):
    """One question: what the caller says, and whether it is right. ``judged()`` at every change."""

    judged = Signal()

    def __init__(self, person: Person, question: IdentityQuestion) -> None:
        super().__init__()
        self._person, self.question = person, question
        self.said = QLineEdit(placeholderText=tr("What the caller says"))
        self.said.setAccessibleName(legend.label(question))
        self.said.setMinimumHeight(theme.px(30))
        self.said.setMaxLength(200)
        self.right = Chip(tr("Right"), None, "circle", "safe")
        self.wrong = Chip(tr("Wrong"), None, "triangle", "red")
        self.shown = widgets.quiet(COVERED, 12)
        self.uncover = button("", "eye", "quiet", on_click=self._uncover)
        self.uncover.setToolTip(tr("Show the answer"))
        self.uncover.setAccessibleName(tr("Show the answer"))
        name = widgets.label(asked_words(question), size=12, weight=500)
        name.setWordWrap(True)
        head = widgets.row(self.shown, None, self.uncover, self.right, self.wrong, gap=4)
        layout = widgets.column(name, self.said, head, gap=3).layout()
        if layout is not None:
            self.setLayout(layout)
        self.said.textEdited.connect(self._compare)
        self.right.clicked.connect(lambda on: self._mark(on, self.wrong))
        self.wrong.clicked.connect(lambda on: self._mark(on, self.right))

    @property
    def verdict(self) -> bool | None:
        """Whether the answer is right; None while it was not asked."""
        if self.right.isChecked() or self.wrong.isChecked():
            return self.right.isChecked()
        return None

    def _compare(self, told: str) -> None:
        found = judged(self._person, self.question, told)
        self.right.setChecked(found is True)
        self.wrong.setChecked(found is False and len(told.strip()) > 2)
        self.judged.emit()

    def _mark(self, on: bool, other: Chip) -> None:
        if on:
            other.setChecked(False)
        self.judged.emit()

    def _uncover(self) -> None:
        """The expected answer, for as long as the form stands; what is not asked stays covered."""
        self.shown.setText(left_to_right(" / ".join(expected(self._person, self.question))))
        self.uncover.hide()


class IdentityPanel(CallPanel):
    """``record_asked(person, asked, right)`` when the officer keeps the answers."""

    record_asked = Signal(int, object, object)

    def __init__(self) -> None:
        super().__init__(tr("Identity check"))
        self.person: Person | None = None
        self.answers: list[Answer] = []
        self.kept: IdentityCheck | None = None
        self.hide()

    def show_person(self, person: Person | None, last: IdentityCheck | None, zone: str) -> None:
        """The questions about somebody the cell has; nobody hides the panel."""
        if person == self.person and last == self.kept:
            return
        self.person, self.kept = person, last
        heading = self.body.itemAt(0)
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.answers = []
        self.setVisible(person is not None and heading is not None)
        if person is not None:
            self._fill(person, last, zone)

    def _fill(self, person: Person, last: IdentityCheck | None, zone: str) -> None:
        name = ElidedLabel(f"{person.case} {both_names(person)}", "text")
        self.body.addWidget(name)
        self.verdict = widgets.Banner("", "orange")
        self.body.addWidget(self.verdict)
        if last is not None:
            words = f"{legend.label(last.outcome)} · {times.clock(last.at, zone)} · {last.officer}"
            mark = legend.mark(last.outcome)
            self.body.addWidget(widgets.mark_label(words, mark.shape, mark.tone))
        self.answers = [Answer(person, question) for question in questions_of(person)]
        for answer in self.answers:
            answer.judged.connect(self._judge)
            self.body.addWidget(answer)
        self.record = button(tr("Record the check"), "check", "plain", "Ctrl+I", self._record)
        self.body.addWidget(widgets.row(self.record, None))
        self._judge()

    def asked(self) -> tuple[IdentityQuestion, ...]:
        """What was asked."""
        return tuple(a.question for a in self.answers if a.verdict is not None)

    def right(self) -> tuple[IdentityQuestion, ...]:
        """What was answered rightly."""
        return tuple(a.question for a in self.answers if a.verdict)

    @property
    def is_unrecorded(self) -> bool:
        """True while answers were given that are not kept yet."""
        return bool(self.asked())

    def _judge(self) -> None:
        outcome = outcome_of(self.asked(), self.right())
        if not self.asked() and self.kept is not None:
            outcome = self.kept.outcome
        said = {
            CheckOutcome.PASSED: tr("Passed: the caller may be told."),
            CheckOutcome.FAILED: tr("Failed: tell this caller nothing about the person."),
            CheckOutcome.NOT_ASKED: self._not_asked(),
        }
        self.verdict.say(said[outcome])
        self.verdict.set_tone(legend.mark(outcome).tone)

    def _not_asked(self) -> str:
        if not self.answers:
            return tr("Nothing is known to ask for: tell nothing, and set a security phrase.")
        if self.right():
            return tr("One answer is right; ask one more before you tell anything.")
        return tr("Not checked: tell nothing yet. Two right answers, or the phrase.")

    def _record(self) -> None:
        if self.person is not None:
            self.record_asked.emit(self.person.id, self.asked(), self.right())


def asked_words(question: IdentityQuestion) -> str:
    """What the officer says to the caller."""
    asked: dict[IdentityQuestion, Callable[[], str]] = {
        IdentityQuestion.PHRASE: lambda: tr("The security phrase agreed at the first call?"),
        IdentityQuestion.BIRTH_DATE: lambda: tr("The person's date of birth?"),
        IdentityQuestion.DOCUMENT: lambda: tr("The last four signs of the passport?"),
        IdentityQuestion.KIN: lambda: tr("Whom did the family name as contact?"),
    }
    return asked[question]()
