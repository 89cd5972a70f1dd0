"""Hand-offs: who was given whose data, when, and what was in it."""

from dataclasses import dataclass
from datetime import datetime

from situationroom.models.incident import Incident
from situationroom.models.person import Person
from situationroom.models.record import Record
from situationroom.models.request import Note, Request
from situationroom.models.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Recipient(Record):
    """To whom the cell hands lists. Empty ``cities`` or ``categories`` mean all."""

    name: str
    contact: str = ""
    cities: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    with_notes: bool = True


@dataclass(frozen=True, slots=True)
class HandoffFile:
    """A file that was made: its name and the SHA-256 of its bytes, in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Handoff(Record):
    """One numbered hand-off; ``since`` is the cut-off of the recipient's last one (0 if full)."""

    recipient: int
    number: int
    full: bool
    since: int
    cutoff: int
    made_at: datetime
    made_by: str
    files: tuple[HandoffFile, ...] = ()
    requests: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()
    sent_at: datetime | None = None
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandoffItem:
    """One request with whom it is about and what was noted, as the recipient sees it."""

    request: Request
    persons: tuple[Person, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record since the last hand-off; ``about`` is its case or request number."""

    about: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """A request the recipient has, with what is different now."""

    item: HandoffItem
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class HandoffContent:
    """Exactly what one hand-off says. In a full one everything open is ``new``."""

    incident: Incident
    recipient: Recipient
    handoff: Handoff
    new: tuple[HandoffItem, ...] = ()
    changed: tuple[ChangedItem, ...] = ()
    resolved: tuple[HandoffItem, ...] = ()
    withdrawn: tuple[HandoffItem, ...] = ()
