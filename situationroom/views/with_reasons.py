"""Acts that a rule refuses until somebody says why: split households, full shelters."""

from collections.abc import Callable, Sequence

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

    def again(error: RuleError) -> None:
        reason = _why(parent, error, SPLIT)
        if reason is None:
            refused(error)
        else:
            give_seats(parent, frame, movement, persons, refused, waitlist=waitlist,
                       split_reason=reason)  # fmt: skip

    job = frame.desk.run(assign, movement, list(persons), split_reason, waitlist)
    job.on_refusal = again
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

    def again(error: RuleError) -> None:
        full, split = _why(parent, error, FULL), _why(parent, error, SPLIT)
        if full is None and split is None:
            refused(error)
        else:
            take_in(parent, frame, unit, persons, refused, reason=full or reason,
                    split_reason=split or split_reason)  # fmt: skip

    job = frame.desk.run(check_in, list(persons), unit, reason, split_reason)
    job.on_refusal = again
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

    def again(error: RuleError) -> None:
        why = _why(parent, error, FULL)
        if why is None:
            refused(error)
        else:
            keep_places(parent, frame, unit, persons, refused, why)

    job = frame.desk.run(plan_stay, list(persons), unit, reason)
    job.on_refusal = again
    return job


def _why(parent: QWidget, error: RuleError, template: str) -> str | None:
    if not error.template.startswith(template):
        return None
    return ask_text(parent, tr("A reason is needed"), sentence(error), tr("Reason"))
