"""What a row asks of an officer: a problem to mend, a conflict to settle, a person to recognise."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from situationroom.commands.import_decisions import Conflict, Rule, Side, Suspect
from situationroom.intake.date_order import both_ways
from situationroom.intake.dates import AMBIGUOUS, Order
from situationroom.intake.results import Problem, Proposal
from situationroom.intake.turned_names import TURNED
from situationroom.legend import Tone
from situationroom.models import Person
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import both_names, left_to_right
from situationroom.views.flow import Flow
from situationroom.views.import_names import (
    proposal_text,
    reason_text,
    record_field,
    shown_field,
    told_fields,
    worth_saying,
)
from situationroom.views.import_sheet_line import TURN_KEY
from situationroom.views.widgets import Card

Answer = Literal["mend", "accept", "here", "list"]


ONE_LINE = 360
"""Pixels in which title and sentence stand beside each other."""


class Issue(Card):
    """A small card with an edge in its tone, a title, a sentence and buttons in a flow."""

    def __init__(self, title: str, tone: Tone, text: str = "") -> None:
        super().__init__(raised=True)
        self.body.setContentsMargins(*(theme.px(n) for n in (12, 8, 12, 8)))
        self.body.setSpacing(theme.px(5))
        shape = {"red": "triangle", "orange": "triangle", "yellow": "diamond"}.get(tone, "circle")
        sign = widgets.mark_label(left_to_right(title), shape, tone)  # type: ignore[arg-type]
        told = widgets.label(left_to_right(text))
        if sign.sizeHint().width() + told.sizeHint().width() < theme.px(ONE_LINE):
            self.body.addWidget(widgets.row(sign, told, None))
            return
        told.setWordWrap(True)
        self.body.addWidget(sign)
        self.body.addWidget(told)

    def ask(self, *buttons: QWidget) -> None:
        """Buttons below, wrapped where there is no room."""
        box = QWidget()
        flow = Flow(box, theme.px(6))
        for one in buttons:
            flow.addWidget(one)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body.addWidget(box)


def act(
    text: str, key: str, do: Callable[[], object], *, on: bool = False, icon: str | None = None
) -> QWidget:
    """A button that shows a key the sheet itself listens to; ``on`` for what is decided."""
    made = widgets.button(text, "check" if on else icon, "primary" if on else "plain", key, do)
    made.setShortcut("")  # several rows have the same key; the sheet knows which row is meant
    return made


def problem_issue(
    problem: Problem,
    answer: Callable[[Answer], object],
    order: Callable[[Order], object],
    turn: Callable[[], object],
) -> Issue:
    """A value kept as told: mend the cell, accept it, or decide for the whole column.

    ``order`` says how its dates are written, ``turn`` reads its names as the sheet says.
    """
    name = record_field(problem.field) if problem.field != "row" else tr("The row")
    told = f"{name}: {problem.told[:80]}" if problem.told else name
    made = Issue(told, "orange", reason_text(problem.reason))
    buttons: list[QWidget] = []
    if problem.reason.template == AMBIGUOUS.template:
        first, second = both_ways(problem.told)
        buttons += [
            act(tr("Day first: {date}", date=first or "?"), "D", lambda: order("dmy")),
            act(tr("Month first: {date}", date=second or "?"), "M", lambda: order("mdy")),
        ]
    if problem.reason.template == TURNED.template:
        buttons.append(act(tr("Turn back"), TURN_KEY, turn, icon="undo"))
    elif problem.field != "row":
        buttons.append(act(tr("Mend the cell"), "F2", lambda: answer("mend"), icon="edit"))
    buttons.append(act(tr("Right as it is"), "P", lambda: answer("accept"), icon="check"))
    made.ask(*buttons)
    return made


def conflict_issue(
    conflict: Conflict, side: Side, decided: bool, when: str, answer: Callable[[Side], object]
) -> Issue:
    """What an officer typed beside what the list says."""
    title = f"{conflict.label} · {record_field(conflict.field)}"
    made = Issue(title, "yellow")
    who = tr("{officer}, {time}", officer=conflict.officer or "—", time=when)
    made.body.addWidget(
        _table(
            (
                (tr("Here"), shown_field(conflict.field, conflict.here), who),
                (tr("The list"), shown_field(conflict.field, conflict.told), ""),
            )
        )
    )
    made.ask(
        act(tr("Keep what is here"), "K", lambda: answer("here"), on=decided and side == "here"),
        act(tr("Take the list's"), "T", lambda: answer("list"), on=side == "list"),
    )
    return made


def suspect_issue(
    suspect: Suspect,
    person: Person | None,
    draft: Person | None,
    rule: Rule | int | None,
    answer: Callable[[Rule | int], object],
) -> Issue:
    """Somebody the row is probably about, side by side with it; ``rule`` is what is decided."""
    case = person.case if person is not None and person.id > 0 else ""
    name = " ".join(part for part in (case, both_names(person) if person else "") if part)
    alike = tr("{n} % alike", n=round(suspect.score * 100))
    made = Issue(f"{tr('Probably {name}', name=name)} · {alike}", "yellow")
    for reason in suspect.reasons:
        made.body.addWidget(_wrapped("· " + reason_text(reason)))
    if person is not None and draft is not None:
        made.body.addWidget(_side_by_side(person, draft))
    same = rule in (suspect.person, "attach")
    made.ask(
        act(tr("The same person"), "S", lambda: answer(suspect.person), on=same),
        act(tr("A new person"), "N", lambda: answer("new"), on=rule == "new"),
        act(tr("Leave out"), "X", lambda: answer("skip"), on=rule == "skip"),
    )
    return made


def proposals_issue(proposals: Sequence[Proposal]) -> Issue:
    """What free text suggests where the list itself says nothing, and the words that led to it."""
    made = Issue(tr("Proposed from the words of the list"), "accent")
    for proposal in proposals:
        words = tr("“{words}”", words="”, “".join(proposal.words))
        made.body.addWidget(_wrapped(f"{proposal_text(proposal)}  ←  {words}"))
    return made


def changes_issue(changes: Sequence[tuple[str, str, object, object]]) -> Issue:
    """What is updated, field by field: before and after."""
    labels = list(dict.fromkeys(label for label, _, _, _ in changes))
    made = Issue(" · ".join([tr("What changes"), *labels[:1]]), "accent")
    lines = []
    for label, field, before, after in worth_saying(changes):
        name = record_field(field)
        told = name if label == labels[0] else f"{label} · {name}"
        lines.append((told, shown_field(field, before), shown_field(field, after)))
    made.body.addWidget(_table(lines, (tr("Field"), tr("Before"), tr("After"))))
    return made


_IDENTITY = ("native_name", "surname", "given_names", "birth_date", "documents", "phones")
"""What two persons are recognised by: said of both even where one of them has none."""


def _side_by_side(person: Person, draft: Person) -> QWidget:
    here, told = dict(told_fields(person)), dict(told_fields(draft))
    known = [record_field(name) for name in _IDENTITY if record_field(name) in here]
    names = dict.fromkeys((*known, *told))
    lines = [(name, told.get(name, "—"), here.get(name, "—")) for name in names]
    heads = (tr("Field"), tr("This row"), person.case if person.id > 0 else tr("Another row"))
    return _table(lines, heads)


def _table(lines: Sequence[tuple[str, ...]], heads: Sequence[str] = ()) -> QWidget:
    """Lines of quiet names and wrapped values; a value that differs from the first stands out."""
    box, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(10))
    grid.setVerticalSpacing(theme.px(3))
    for column, share in enumerate((5, 8, 8)):
        grid.setColumnStretch(column, share)
    for column, head in enumerate(heads):
        grid.addWidget(widgets.quiet(head, 11), 0, column)
    for at, line in enumerate(lines, start=1):
        differs = len(line) == 3 and bool(heads) and line[1] != line[2]
        for column, text in enumerate(line):
            tone: Tone = "quiet" if column == 0 else "text"
            if column == 2:
                tone = "accent" if differs else "quiet"
            cell = widgets.label(left_to_right(text), tone, 12 if column == 0 else 13)
            cell.setWordWrap(True)
            cell.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            cell.setMinimumWidth(theme.px(40))
            grid.addWidget(cell, at, column)
    box.setLayout(grid)
    return box


def _wrapped(text: str) -> QWidget:
    made = widgets.label(left_to_right(text))
    made.setWordWrap(True)
    return made
