"""Acts that a rule refuses until somebody says why: split households, full shelters."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from situationroom.commands.shelters import check_in, plan_stay
from situationroom.commands.transport import assign
from situationroom.jobs import Job
from situationroom.models.errors import RuleError
from situationroom.texts import tr
from situationroom.views.frame import Frame
from situationroom.views.widgets import ask_text
from situationroom.words import sentence

SPLIT = "{household} would be split"
FULL = "{unit} is full"
Refused = Callable[[RuleError], object]


def give_seats(
    parent: QWidget,
    frame: Frame,
    movement: int,
    persons: Sequence[int],
    refused: Refused,
    *,
    waitlist: bool = False,
    split_reason: str = "",
) -> Job:
    """Assign persons; a split household is asked a reason for. Other refusals go to ``refused``."""
    job = frame.desk.run(assign, movement, list(persons), split_reason, waitlist)

    def because(why: str) -> None:
        give_seats(parent, frame, movement, persons, refused, waitlist=waitlist, split_reason=why)

    job.on_refusal = _asking(parent, refused, {SPLIT: because})
    words = tr("{n} persons on the waiting list") if waitlist else tr("{n} persons have a seat")
    job.succeeded.connect(lambda booked: frame.say(words.format(n=len(booked))))
    return job


def take_in(
    parent: QWidget,
    frame: Frame,
    unit: int,
    persons: Sequence[int],
    refused: Refused,
    *,
    reason: str = "",
    split_reason: str = "",
) -> Job:
    """Check in; asks why when the unit is full or a household would be split."""
    job = frame.desk.run(check_in, list(persons), unit, reason, split_reason)

    def though_full(why: str) -> None:
        take_in(parent, frame, unit, persons, refused, reason=why, split_reason=split_reason)

    def though_split(why: str) -> None:
        take_in(parent, frame, unit, persons, refused, reason=reason, split_reason=why)

    job.on_refusal = _asking(parent, refused, {FULL: though_full, SPLIT: though_split})
    return job


def keep_places(
    parent: QWidget,
    frame: Frame,
    unit: int,
    persons: Sequence[int],
    refused: Refused,
    reason: str = "",
) -> Job:
    """Plan stays; asks why when the unit is full."""
    job = frame.desk.run(plan_stay, list(persons), unit, reason)

    def though_full(why: str) -> None:
        keep_places(parent, frame, unit, persons, refused, why)

    job.on_refusal = _asking(parent, refused, {FULL: though_full})
    return job


def _asking(
    parent: QWidget, refused: Refused, ways: Mapping[str, Callable[[str], None]]
) -> Callable[[RuleError], None]:
    """Ask why where the refusal begins as one of ``ways``, and go that way with the reason."""

    def asked(error: RuleError) -> None:
        way = next((way for rule, way in ways.items() if error.template.startswith(rule)), None)
        why = way and ask_text(parent, tr("A reason is needed"), sentence(error), tr("Reason"))
        if way is None or why is None:
            refused(error)
        else:
            way(why)

    return asked
