"""The triage beside a form: questions, and what their answers propose."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.models.triage import Answered, Question, proposal, reasons
from situationroom.models.vocabulary import Priority
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.buttons import Chip
from situationroom.views.call_panels import CallPanel
from situationroom.views.triage_list import TriageList
from situationroom.views.widgets import button


class Proposal(QWidget):
    """What the answers propose, and why. ``chips`` are the priorities an officer chooses from.

    The proposal is put into the chips only while nobody has chosen by hand; after that it is said
    beside them, and taken on demand. ``taken()`` when it moved the chips.
    """

    taken = Signal()

    def __init__(self, chips: Mapping[Priority, Chip], *, by_hand: bool) -> None:
        super().__init__()
        self.by_hand = by_hand
        self.proposed: Priority | None = None
        self._chips = chips
        self._at_first = _checked(chips)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(4))
        for chip in chips.values():
            chip.clicked.connect(lambda _on: self._chose())
        self._answers: Sequence[Answered] = ()
        self._say()

    def show_answers(self, answers: Sequence[Answered]) -> None:
        """Other answers: another proposal, or the one from before them."""
        self._answers, self.proposed = answers, proposal(answers)
        if not self.by_hand:
            self._set(self.proposed or self._at_first)
        self._say()

    def take(self) -> None:
        """The officer agrees with the proposal."""
        if self.proposed is not None:
            self._set(self.proposed)
            self._say()

    def _chose(self) -> None:
        self.by_hand = True
        self._say()

    def _set(self, priority: Priority) -> None:
        if not self._chips[priority].isChecked():
            self._chips[priority].setChecked(True)
            self.taken.emit()

    def _say(self) -> None:
        widgets.clear(self._lines)
        if self.proposed is None:
            said = tr("An answer that is urgent proposes the priority.")
            self._lines.addWidget(_wrapped(said, "quiet"))
            return
        mark, name = legend.mark(self.proposed), legend.short(self.proposed)
        said = tr("{priority} proposed", priority=name)
        self._lines.addWidget(widgets.mark_label(said, mark.shape, mark.tone, 700))
        self._lines.addWidget(_wrapped(why(self._answers, self.proposed), "text"))
        if _checked(self._chips) is not self.proposed:
            self._offer(name)

    def _offer(self, name: str) -> None:
        chosen = legend.short(_checked(self._chips))
        self._lines.addWidget(_wrapped(tr("Chosen: {priority}", priority=chosen), "orange"))
        take = button(tr("Take {priority}", priority=name), None, "plain", "Alt+P", self.take)
        self._lines.addWidget(widgets.row(take, None))


class TriagePanel(CallPanel):
    """The questions as a panel; ``changed()`` at every answer. ``start()`` is Ctrl+T."""

    changed = Signal()

    def __init__(
        self,
        questions: Sequence[Question],
        answers: Sequence[Answered],
        chips: Mapping[Priority, Chip],
        *,
        by_hand: bool,
        key: str = "Ctrl+T",
    ) -> None:
        super().__init__(tr("Triage"))
        self._came_from: QWidget | None = None
        self.list = TriageList(questions, answers)
        self.proposal = Proposal(chips, by_hand=by_hand)
        keys = tr("{key}, then Y yes · N no · U not known", key=key)
        self.body.addWidget(_wrapped(keys, "quiet"))
        self.body.addWidget(self.list)
        self.body.addWidget(self.proposal)
        self.list.changed.connect(self._answered)
        self.list.left.connect(self._go_back)
        self.proposal.taken.connect(self.changed)
        self.proposal.show_answers(self.list.answers())

    def start(self) -> None:
        """The keyboard goes to the questions, and afterwards back to where it was."""
        self._came_from = QApplication.focusWidget()
        self.list.start()

    def show_questions(self, questions: Sequence[Question]) -> None:
        """The table was changed by somebody while the form is open."""
        self.list.show_questions(questions)

    def _answered(self) -> None:
        self.proposal.show_answers(self.list.answers())
        self.changed.emit()

    def _go_back(self) -> None:
        if self._came_from is not None and self._came_from is not self.list:
            self._came_from.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.list.focusNextChild()


def why(answers: Sequence[Answered], priority: Priority) -> str:
    """The answers that propose this, as 'Is anybody injured? Yes'."""
    told = reasons(answers, priority)
    return "\n".join(f"{one.asked} {legend.label(one.answer)}" for one in told)


def _checked(chips: Mapping[Priority, Chip]) -> Priority:
    return next(priority for priority, chip in chips.items() if chip.isChecked())


def _wrapped(text: str, tone: legend.Tone) -> QWidget:
    made = widgets.label(text, tone, 12)
    made.setWordWrap(True)
    return made
