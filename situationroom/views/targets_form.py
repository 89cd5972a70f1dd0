"""The times of an incident: to acknowledge, out of contact, to escalate, of supplies."""

from dataclasses import replace

from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.commands.incidents import set_targets
from situationroom.legend import Shape, Tone
from situationroom.models.incident import MOST_STEPS, EscalationStep, Targets
from situationroom.models.vocabulary import Priority, Tier
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.frame import Frame
from situationroom.views.record_form import RecordForm
from situationroom.views.widgets import button

NEXT_STEP = 1.0
"""Times the target, by which a new step comes later than the last."""


class TargetsForm(RecordForm):
    """``targets()`` is what stands in the form; a refusal says beside it what cannot be kept."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._before = old = frame.desk.incident.targets
        minutes = (old.red_minutes, old.orange_minutes, old.yellow_minutes)
        self.minutes = {p: _number(n, 99_999) for p, n in zip(Priority, minutes, strict=True)}
        hours = ((Tier.ORANGE, old.orange_tier_hours), (Tier.RED, old.red_tier_hours))
        self.hours = {tier: _number(n, 9_999) for tier, n in hours}
        self.cover = _number(old.cover_days, 999)
        self.steps: list[StepRow] = []
        self._step_lines = QVBoxLayout()
        self._step_lines.setSpacing(theme.px(6))
        for step in old.steps:
            self._add_step(step)
        add = button(tr("Another step"), "plus", "quiet", on_click=self.add_step)
        self.lay_out(
            self._times(),
            widgets.section(tr("Not acknowledged in time: tell")), self._step_lines,
            widgets.row(add, None),
        )  # fmt: skip

    def targets(self) -> Targets:
        """The times as they stand in the form."""
        red, orange, yellow = (self.minutes[priority].value() for priority in Priority)
        return replace(
            self._before,
            red_minutes=red,
            orange_minutes=orange,
            yellow_minutes=yellow,
            orange_tier_hours=self.hours[Tier.ORANGE].value(),
            red_tier_hours=self.hours[Tier.RED].value(),
            cover_days=self.cover.value(),
            steps=tuple(row.step() for row in self.steps),
        )

    def store(self) -> None:
        self.error.say("")
        job = self._desk.run(set_targets, self.targets(), self._before)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(self._stored)

    def add_step(self) -> None:
        """One step more, later than the last."""
        if len(self.steps) < MOST_STEPS:
            last = self.steps[-1].times.value() if self.steps else 0.0
            self._add_step(EscalationStep(last + NEXT_STEP))
            self.steps[-1].whom.setFocus()

    def _stored(self, moved: int) -> None:
        self._before = self._desk.incident.targets
        self._frame.say(tr("The targets are kept; {n} requests got another due time.", n=moved))
        self.saved.emit(self._desk.incident.id)

    def _times(self) -> QWidget:
        """To acknowledge on the left, out of contact and supplies on the right."""
        waiting = widgets.quiet(tr("Whoever waits now is due by the new times, too."), 12)
        answers = widgets.section(tr("Acknowledge a new request within"))
        tiers = widgets.section(tr("Out of contact, since the last contact"))
        left = widgets.column(answers, self._answers(), waiting, None)
        supplies = widgets.section(tr("Supplies"))
        right = widgets.column(tiers, self._tiers(), supplies, self._supplies(), None)
        return widgets.row(left, right, gap=32)

    def _add_step(self, step: EscalationStep) -> None:
        row = StepRow(step, step_default(len(self.steps)))
        row.gone.clicked.connect(lambda _on: self._take_out(row))
        self.steps.append(row)
        self._step_lines.addWidget(row)

    def _take_out(self, row: "StepRow") -> None:
        self.steps.remove(row)
        row.hide()
        row.deleteLater()

    def _answers(self) -> QWidget:
        lines = [
            (legend.short(p), legend.shape(p), legend.mark(p).tone, spin, tr("min"))
            for p, spin in self.minutes.items()
        ]
        return _grid(lines)

    def _tiers(self) -> QWidget:
        lines = [
            (tr("{tier} from", tier=legend.short(t)), legend.shape(t), legend.mark(t).tone, spin,
             tr("hours"))
            for t, spin in self.hours.items()
        ]  # fmt: skip
        return _grid(lines)

    def _supplies(self) -> QWidget:
        return _grid([(tr("Warn under"), "square", "orange", self.cover, tr("days of cover"))])


class StepRow(QWidget):
    """After how many times the target, and whom it is told to."""

    def __init__(self, step: EscalationStep, usual: str) -> None:
        super().__init__()
        self.times = QDoubleSpinBox(
            minimum=0, maximum=100, singleStep=0.5, decimals=1, value=step.times
        )
        self.times.setAccessibleName(tr("Times the target"))
        self.times.setFixedWidth(theme.px(90))
        self.whom = QLineEdit(step.whom, placeholderText=usual, maxLength=60)
        self.whom.setAccessibleName(tr("Whom it is told to"))
        self.gone = button("", "minus", "quiet")
        self.gone.setAccessibleName(tr("Take this step out"))
        self.gone.setToolTip(tr("Take this step out"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        words = widgets.quiet(tr("× the target:"))
        inside.addWidget(widgets.row(self.times, words, self.whom, self.gone))

    def step(self) -> EscalationStep:
        """The step as it stands."""
        return EscalationStep(round(self.times.value(), 1), self.whom.text().strip())


def step_default(place: int) -> str:
    """Whom a step is told to where nobody is named."""
    return tr("Group lead") if place == 0 else tr("Shift lead")


def _grid(lines: list[tuple[str, Shape, Tone, QSpinBox, str]]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnMinimumWidth(0, theme.px(110))
    grid.setColumnStretch(3, 1)
    for n, (name, shape, tone, spin, unit) in enumerate(lines):
        spin.setAccessibleName(name)
        grid.addWidget(widgets.mark_label(name, shape, tone), n, 0)
        grid.addWidget(spin, n, 1)
        grid.addWidget(widgets.quiet(unit), n, 2)
    box = QWidget()
    box.setObjectName("clear")
    box.setLayout(grid)
    return box


def _number(value: int, most: int) -> QSpinBox:
    """Takes 0, too: the rule says in words why that cannot be."""
    spin = QSpinBox(minimum=0, maximum=most, value=value)
    spin.setFixedWidth(theme.px(100))
    return spin
