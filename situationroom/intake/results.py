"""What reading a list gives: every row of every sheet, what was understood and what was not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from situationroom.models.made_quickly import made_quickly
from situationroom.models.person import Person
from situationroom.models.report import Report
from situationroom.models.request import Request
from situationroom.models.vocabulary import Precision

if TYPE_CHECKING:
    from situationroom.intake.row import Layout

Step = Callable[[int, int, str], None]
"""``step(done, total, label)`` reports progress; it may raise ``models.errors.Cancelled``."""

Kind = Literal["persons", "shelters", "none"]
Outcome = Literal["read", "rejected", "skipped"]


class Located(Protocol):
    """What a gazetteer knows of a place: WGS-84 degrees, radius in metres."""

    @property
    def name_en(self) -> str: ...
    @property
    def city_en(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def precision(self) -> Precision: ...
    @property
    def uncertainty_m(self) -> float: ...
    @property
    def doubt(self) -> "Reason | None": ...
    @property
    def origin(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What the incident knows before reading. ``country`` ISO alpha-2, ``home`` alpha-3 or alpha-2.

    Times on a list are the home zone's (the hotline's); ``now`` and ``started_at`` are aware.
    """

    country: str
    home: str
    home_zone: str
    incident_zone: str
    started_at: datetime
    now: datetime
    resolve: Callable[[str, str | None], Located | None]


@made_quickly
@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence for the officer: ``tr(reason.template, **reason.values)`` says it."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


@made_quickly
@dataclass(frozen=True, slots=True)
class Problem:
    """A value that is kept as told because it is damaged, ambiguous or surprising.

    ``column`` is the index of its cell where one cell is meant; None for the whole row.
    """

    field: str
    told: str
    reason: Reason
    column: int | None = None


@made_quickly
@dataclass(frozen=True, slots=True)
class Proposal:
    """What free text suggests where the list itself says nothing, and the words that led to it.

    ``field`` is "category", "priority" or "needs"; ``value`` the vocabulary's value ("medical").
    """

    field: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column: index from 0, its header, the field it fills and how sure that is (0..1)."""

    index: int
    header: str
    field: str | None
    confidence: float


@made_quickly
@dataclass(frozen=True, slots=True)
class RowReading:
    """One row (numbered from 1 as the spreadsheet shows it). Records in it are drafts with id 0.

    ``why`` says why the row was rejected or skipped (None for a row that was read).
    ``cells_in_order`` are the original cells from column A on, for giving rejects back; ``fixed``
    what an officer put in their place in the preview, by column index.
    """

    row: int
    outcome: Outcome
    why: Reason | None
    report: Report | None
    persons: tuple[Person, ...]
    request: Request | None
    problems: tuple[Problem, ...]
    cells_in_order: tuple[str, ...]
    proposals: tuple[Proposal, ...] = ()
    fixed: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet: ``header_row`` counts from 1; ``rows`` holds every row that is not blank.

    ``rules`` is how its rows were read, so that one of them can be read again (``reread``).
    """

    name: str
    hidden: bool
    header_row: int | None
    columns: tuple[ColumnReading, ...]
    rows: tuple[RowReading, ...]
    kind: Kind
    rules: "Layout | None" = field(default=None, compare=False, repr=False)

    @property
    def headers(self) -> tuple[str, ...]:
        """The header row in order, as a workbook of rejects repeats it."""
        return tuple(column.header for column in self.columns)


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file, sheet by sheet. ``sha256`` is the file's, in hex."""

    file: str
    sheets: tuple[SheetReading, ...]
    sha256: str = ""
