"""What an officer decides about a batch before it is done, and what there is to decide.

A row is meant by (file, sheet, row): file as ``read_files`` names it, row as the sheet numbers it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from situationroom.intake.results import Reason
from situationroom.models import Person
from situationroom.models.made_quickly import made_quickly

Rule = Literal["new", "attach", "skip"]
"""A probable duplicate is a new person, is the one it resembles most, or is left out."""
Side = Literal["here", "list"]
"""In a conflict what is here stays, or what the list says takes its place."""
RowKey = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Decisions:
    """How probable duplicates and conflicts are settled, for all and row by row.

    Nothing an officer typed is replaced by default, and nobody is joined but as the incident's
    ``attach_from`` says; ``by_itself`` is False where an officer wants not even that. An int in
    ``duplicate_rows`` is the person to attach the row to: an id, or -n for the n-th new person
    of the plan. ``conflict_fields`` is by row and field.
    """

    duplicates: Rule = "new"
    duplicate_rows: Mapping[RowKey, Rule | int] = field(default_factory=dict)
    conflicts: Side = "here"
    conflict_fields: Mapping[tuple[str, str, int, str], Side] = field(default_factory=dict)
    by_itself: bool = True

    def about(self, row: RowKey) -> Rule | int:
        """What shall become of a row that is probably somebody known."""
        return self.duplicate_rows.get(row, self.duplicates)

    def side(self, row: RowKey, name: str) -> Side:
        """Which value of the field ``name`` shall stand."""
        return self.conflict_fields.get((*row, name), self.conflicts)


@made_quickly
@dataclass(frozen=True, slots=True)
class Suspect:
    """Somebody a row is probably about: a person's id, or -n for the n-th new one of the plan.

    ``score`` is 0..1; ``reasons`` say what the two have in common and what not. ``certain`` is
    the chance (0..1) where a document says so too and nothing contradicts, else 0.
    """

    person: int
    score: float
    reasons: tuple[Reason, ...]
    certain: float = 0.0


@made_quickly
@dataclass(frozen=True, slots=True)
class Attached:
    """``person`` (an id) was taken for the one of the row, ``told``, without being asked."""

    person: int
    certainty: float
    told: Person


@made_quickly
@dataclass(frozen=True, slots=True)
class Conflict:
    """A told value that contradicts what is here, which an officer has to choose between.

    ``person`` is the id of the person (or -n of the batch; 0 when ``label`` is a request's
    number), ``officer`` who typed ``here`` (or whose import brought it) and ``at`` when.
    """

    person: int
    label: str
    field: str
    here: object
    told: object
    officer: str
    at: datetime
