"""The plan of an import: every row with what becomes of it, and everything that would be stored."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from situationroom.commands.import_decisions import Attached, Conflict, Decisions, RowKey, Suspect
from situationroom.commands.import_matched import Likenesses
from situationroom.intake.results import Reason, RowReading
from situationroom.models import Person, Request
from situationroom.models.made_quickly import made_quickly

Outcome = Literal["new", "updated", "unchanged", "duplicate", "rejected", "skipped"]


@made_quickly
@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row and what becomes of it.

    ``persons`` are references: a person's id, or -n for the n-th new person of the plan.
    ``request`` likewise. ``changes`` holds (case or name, field, before, after). ``suspects``
    are whom the row is probably about, best first; ``conflicts`` what it contradicts;
    ``attached`` whom it was taken to be about without an officer's word.
    """

    file: str
    sheet: str
    reading: RowReading
    outcome: Outcome
    why: Reason | None = None
    persons: tuple[int, ...] = ()
    request: int | None = None
    changes: tuple[tuple[str, str, object, object], ...] = ()
    suspects: tuple[Suspect, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    attached: tuple[Attached, ...] = ()

    @property
    def key(self) -> RowKey:
        """What decisions about the row are kept by."""
        return self.file, self.sheet, self.reading.row


@dataclass(slots=True)
class ImportPlan:
    """Everything a batch would do. ``revision`` is the state of the incident it was made for.

    ``decisions`` are the officer's, by which it was made and can be made again. A new person
    whom a decision attaches or skips keeps its place in ``new_persons``, so that references stay
    the same whatever is decided; it is named in ``left_out`` and not stored. A household of -n
    is the n-th of ``new_households``. ``names`` says who the suspects of the incident are.
    ``likenesses`` is what was compared, for the next plan of the same lists.
    """

    revision: int
    decisions: Decisions = field(default_factory=Decisions)
    rows: list[PlannedRow] = field(default_factory=list)
    new_persons: list[Person] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    updated: dict[int, Person] = field(default_factory=dict)
    new_requests: list[tuple[Request, tuple[int, ...]]] = field(default_factory=list)
    updated_requests: dict[int, Request] = field(default_factory=dict)
    new_households: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    likenesses: Likenesses | None = field(default=None, repr=False, compare=False)

    def counts(self, file: str | None = None, sheet: str | None = None) -> Counter[str]:
        """Rows by outcome, of one file, of one of its sheets, or of all."""
        return Counter(
            row.outcome
            for row in self.rows
            if file in (None, row.file) and sheet in (None, row.sheet)
        )

    @property
    def attached(self) -> int:
        """How many persons are taken for somebody known without an officer's word."""
        return sum(len(row.attached) for row in self.rows)

    @property
    def does_nothing(self) -> bool:
        return not any(row.persons for row in self.rows)
