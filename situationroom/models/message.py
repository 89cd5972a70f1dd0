"""Messages to many, what became of each of them, and what came back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from situationroom.models.errors import RuleError
from situationroom.models.made_quickly import made_quickly
from situationroom.models.record import Record
from situationroom.models.transport import Booking, Movement

CONFIRM_ABOVE = 50
"""From how many recipients on the officer types their number instead of pressing a button."""
LEFT_HANGING = timedelta(minutes=2)
"""A message that is being sent for longer was left by a program that ended in the middle."""
MOST_TRIES = 3


class Channel(StrEnum):
    SMS = "sms"
    EMAIL = "email"


class Way(StrEnum):
    """How messages leave: into a file somebody else sends, or to the servers that were set up."""

    FILE = "file"
    SERVER = "server"


class DeliveryStatus(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    HANDED_OVER = "handed_over"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    STOPPED = "stopped"
    LEFT_OUT = "left_out"
    UNREACHABLE = "unreachable"


WAITING = (DeliveryStatus.QUEUED, DeliveryStatus.SENDING)
REACHED = (DeliveryStatus.HANDED_OVER, DeliveryStatus.UNCERTAIN)
"""Whoever may have the message, and may therefore answer it."""


class Meaning(StrEnum):
    """What a reply says. ``OTHER`` is everything an officer has to read."""

    SAFE = "safe"
    NEEDS_HELP = "needs_help"
    OTHER = "other"


class ReplyState(StrEnum):
    APPLIED = "applied"
    OPEN = "open"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Wording:
    """The text in one language (BCP 47, such as 'zh'); ``subject`` is for e-mail only."""

    language: str
    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Constant:
    """What a field says that is the same for all, such as the hotline."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class MessageTemplate(Record):
    """A text to begin with, in several languages."""

    name: str
    wordings: tuple[Wording, ...] = ()
    asks: bool = True
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Message(Record):
    """One message to many. ``about`` says whose list it was; ``asks`` whether it wants an answer.

    ``recipients`` is the number the officer confirmed: how many telephones and mailboxes get it.
    """

    made_at: datetime
    made_by: str
    title: str
    about: str = ""
    wordings: tuple[Wording, ...] = ()
    constants: tuple[Constant, ...] = ()
    channels: tuple[Channel, ...] = ()
    way: Way = Way.FILE
    asks: bool = True
    recipients: int = 0
    repeats: int | None = None

    @property
    def number(self) -> str:
        """As it is called: 'M-007'."""
        return f"M-{self.id:03d}"


@made_quickly
@dataclass(frozen=True, slots=True)
class Delivery(Record):
    """One person's copy of a message, word for word.

    Whoever shares a telephone or mailbox with somebody is reached by that one's message:
    ``carried_by`` is its delivery. ``reason`` is an English sentence of ours, or the server's.
    """

    message: int
    person: int
    status: DeliveryStatus
    channel: Channel | None = None
    address: str = ""
    language: str = ""
    subject: str = ""
    text: str = ""
    carried_by: int | None = None
    tries: int = 0
    tried_at: datetime | None = None
    handed_at: datetime | None = None
    reason: str = ""
    file: str = ""
    answer: Meaning | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reply(Record):
    """What came back, word for word; its report keeps the whole line.

    ``persons`` are those it may be from: none for an unknown sender. ``why`` says, as an English
    sentence, what an officer has to decide.
    """

    at: datetime
    sender: str
    text: str
    report: int
    persons: tuple[int, ...] = ()
    delivery: int | None = None
    meaning: Meaning = Meaning.OTHER
    state: ReplyState = ReplyState.OPEN
    why: str = ""
    request: int | None = None
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """What a message may say of somebody's way out, and where they are cared for."""

    movement: Movement | None = None
    booking: Booking | None = None
    shelter: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try.

    QUEUED means it was certainly not sent and may be tried again; ``counts`` is False where the
    server could not be reached at all, which is no failed try of this recipient's.
    """

    status: DeliveryStatus
    reason: str = ""
    counts: bool = True


def must_go_to_a_file(*, drill: bool, way: Way) -> None:
    """Raises RuleError where a drill would reach real telephones or mailboxes."""
    if drill and way is not Way.FILE:
        raise RuleError(
            "This is an exercise: messages go into a file, never to a telephone or a mailbox."
        )
