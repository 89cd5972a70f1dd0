"""The identity check beside a call: nothing is read out before the caller is known to be theirs.

What is expected stays covered; a typed answer is compared without showing it.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.commands.identity import judged, record_check
from situationroom.desk import Desk
from situationroom.models import IdentityCheck, Person
from situationroom.models.identity import expected, outcome_of, questions_of
from situationroom.models.vocabulary import CheckOutcome, IdentityQuestion
from situationroom.store.queries.cards import checks_of
from situationroom.store.queries.people import persons
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
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(3))
        for part in (name, self.said, head):
            inside.addWidget(part)
        self.said.textEdited.connect(self._compare)
        self.said.editingFinished.connect(self.finish)
        self.right.clicked.connect(lambda on: self._mark(on, self.wrong))
        self.wrong.clicked.connect(lambda on: self._mark(on, self.right))

    @property
    def verdict(self) -> bool | None:
        """Whether the answer is right; None while it was not asked."""
        if self.right.isChecked() or self.wrong.isChecked():
            return self.right.isChecked()
        return None

    def finish(self) -> None:
        """What was typed is the answer; until then it can only be right."""
        if self.verdict is None:
            self.wrong.setChecked(judged(self._person, self.question, self.said.text()) is False)
            self.judged.emit()

    def _compare(self, told: str) -> None:
        self.right.setChecked(judged(self._person, self.question, told) is True)
        self.wrong.setChecked(False)
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
    """Asks about one person at a time, keeps the answers, says whether anything may be told."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Identity check"))
        self._desk = desk
        self.person: Person | None = None
        self.answers: list[Answer] = []
        self.kept: IdentityCheck | None = None
        self._caller: Callable[[], str] = str
        self._phone: Callable[[], str] = str
        self._inside = QVBoxLayout()
        self._inside.setSpacing(theme.px(8))
        self.body.addLayout(self._inside)
        self.hide()

    def ask_about(
        self, person: int | None, caller: Callable[[], str], phone: Callable[[], str]
    ) -> None:
        """The questions about somebody the cell has, and who answers them; None hides them."""
        self._caller, self._phone = caller, phone
        if person != (self.person.id if self.person else None):
            self._show(person)

    def start(self) -> None:
        """The keyboard to the first question (Ctrl+L)."""
        if self.answers:
            self.answers[0].said.setFocus()

    def record(self) -> None:
        """Keep the answers that were given and not kept yet."""
        for answer in self.answers:
            answer.finish()
        if self.person is not None and self.asked():
            told = (self.asked(), self.right(), self._caller(), self._phone())
            job = self._desk.run(record_check, self.person.id, *told)
            job.succeeded.connect(self._recorded)

    def _recorded(self, check: IdentityCheck) -> None:
        if self.person is not None and check.person == self.person.id:
            self._show(check.person, check)

    def _show(self, person: int | None, kept: IdentityCheck | None = None) -> None:
        found = self._desk.ask(persons, [person]) if person else []
        self.person, self.kept = next(iter(found), None), kept
        widgets.clear(self._inside)
        self.answers = []
        self.setVisible(self.person is not None)
        if self.person is not None:
            before = self._desk.ask(checks_of, self.person.id, 1)
            self._fill(self.person, next(iter(before), None))

    def _fill(self, person: Person, last: IdentityCheck | None) -> None:
        zone, now = self._desk.incident.incident_zone, self._desk.now()
        name = ElidedLabel(f"{person.case} {both_names(person)}", "text")
        self._inside.addWidget(name)
        self.verdict = widgets.Banner("", "orange")
        self._inside.addWidget(self.verdict)
        if last is not None:
            mark, at = legend.mark(last.outcome), times.short_stamp(last.at, zone, now)
            who = " · ".join(p for p in (last.caller or last.caller_phone, at, last.officer) if p)
            line = widgets.quiet(who, 12)
            line.setWordWrap(True)
            done = widgets.mark_label(legend.label(last.outcome), mark.shape, mark.tone)
            self._inside.addWidget(widgets.column(widgets.row(done, None), line, gap=1))
        self.answers = [Answer(person, question) for question in questions_of(person)]
        for answer in self.answers:
            answer.judged.connect(self._judge)
            self._inside.addWidget(answer)
        self._inside.addWidget(widgets.quiet(tr("Ctrl+L goes to the first question."), 12))
        keep = button(tr("Record the check"), "check", "plain", "Ctrl+R", self.record)
        keep.setShortcut("")  # the form hears the key; here it is only shown
        self._inside.addWidget(widgets.row(keep, None))
        self._judge()

    def asked(self) -> tuple[IdentityQuestion, ...]:
        """What was asked."""
        return tuple(a.question for a in self.answers if a.verdict is not None)

    def right(self) -> tuple[IdentityQuestion, ...]:
        """What was answered rightly."""
        return tuple(a.question for a in self.answers if a.verdict)

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


def asked_words(question: IdentityQuestion) -> str:
    """What the officer says to the caller."""
    asked: dict[IdentityQuestion, Callable[[], str]] = {
        IdentityQuestion.PHRASE: lambda: tr("The security phrase agreed at the first call?"),
        IdentityQuestion.BIRTH_DATE: lambda: tr("The person's date of birth?"),
        IdentityQuestion.DOCUMENT: lambda: tr("The last four signs of the passport?"),
        IdentityQuestion.KIN: lambda: tr("Whom did the family name as contact?"),
    }
    return asked[question]()
