"""What a room full of people is shown: figures, times, words of closed lists, cities of the map.

``Picture`` is all the screen, the page and the sitrep are given. There is no field for what was
typed about a person; a test walks its types. Typed texts (a shelter's name) come in only as
``Released``: an officer has read exactly this text and said that it may be shown.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from situationroom.models.errors import RuleError
from situationroom.models.harmless import must_be_harmless
from situationroom.models.record import Record
from situationroom.models.suppression import LEAST_SMALL, MOST_SMALL, NOBODY, Count
from situationroom.models.vocabulary import (
    IncidentKind,
    Mode,
    MovementStatus,
    Priority,
    SiteKind,
    SiteState,
    Standing,
    Tier,
    ZoneKind,
)

_CODE = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[A-Z]{1,3}[ -]?\d{1,4}[A-Z]?")


class Page(StrEnum):
    """The pages of the briefing in their order."""

    MAP = "map"
    FIGURES = "figures"
    DEPARTURES = "departures"
    SHELTERS = "shelters"
    CURVES = "curves"
    ZONES = "zones"


class FigureName(StrEnum):
    """The figures of the top strip."""

    AFFECTED = "affected"
    UNACCOUNTED = "unaccounted"
    OPEN = "open"
    OVERDUE = "overdue"
    SHELTERED = "sheltered"
    MOVING = "moving"
    OUT = "out"


DEFINITIONS: Final = {
    "affected": "Every national the cell knows in connection with this incident.",
    "unaccounted": "Persons whose safety is missing or not verified and who have not left.",
    "open": "Requests that are neither resolved nor closed.",
    "overdue": "New requests that nobody acknowledged before they were due.",
    "sheltered": "Persons checked in at a shelter.",
    "moving": "Persons on board a movement that has not arrived.",
    "out": "Persons who arrived outside, or left by themselves.",
}
"""What each figure counts, in words."""


class Releasable(StrEnum):
    """Whose typed text an officer can let the room read."""

    INCIDENT = "incident"
    SITE = "site"
    MOVEMENT = "movement"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Country:
    """An ISO 3166 alpha-2 code. Raises ValueError for anything else."""

    code: str

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(self.code)


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a vehicle, such as 'XC 4101' or 'B-07'. Raises ValueError for other texts."""

    text: str

    def __post_init__(self) -> None:
        if not _NUMBER.fullmatch(self.text):
            raise ValueError(self.text)


def reads_as_number(told: str) -> bool:
    """Whether what was typed as a movement's number is one; it is then shown without a tick."""
    return _NUMBER.fullmatch(told.strip().upper()) is not None


@dataclass(frozen=True, slots=True)
class Released:
    """A typed text an officer has let the room read. Raises RuleError for a harmful one."""

    text: str

    def __post_init__(self) -> None:
        must_be_harmless(self.text)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, and by how much it changed since the last sitrep where both may be shown."""

    name: FigureName
    count: Count
    change: int | None = None


@dataclass(frozen=True, slots=True)
class OutOfContact:
    """Persons unaccounted for by how long nobody heard of them; ``tier`` None: never.

    ``hours`` from when to when the tier is; 0 where it is open.
    """

    tier: Tier | None
    count: Count
    hours: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Group:
    """Persons in and around a city of the map (its row in ``map.labels.names()``).

    ``parts`` are at least as large as small numbers are and add up to ``count``; none where the
    count is hidden.
    """

    city: int
    count: Count
    parts: tuple[tuple[Standing, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Departure:
    """A movement: seats alone, for stretchers and laps would say who travels."""

    number: Number | Released | None
    mode: Mode
    origin: int | None
    destination: int | None
    departs_at: datetime | None
    arrives_at: datetime | None
    status: MovementStatus
    seats: int
    taken: Count
    left: Count


@dataclass(frozen=True, slots=True)
class Shelter:
    """A shelter: places in use, and when they will be if people keep coming as they do."""

    kind: SiteKind
    name: Released | None
    city: int | None
    state: SiteState
    usable: int
    present: Count
    full_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A zone in force and about how many are inside.

    Each of its ``polygons`` is an outline and its holes, in WGS-84 degrees (lat, lon).
    """

    kind: ZoneKind
    city: int | None
    ends_at: datetime | None
    inside: Count
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """So many are out by then, together; ``done`` False where it is planned."""

    at: datetime
    total: int
    done: bool


@dataclass(frozen=True, slots=True)
class Response:
    """The median minutes until requests opened around a time were acknowledged."""

    priority: Priority
    at: datetime
    minutes: float


@dataclass(frozen=True, slots=True)
class Picture:
    """One moment for the room. Times carry the incident's zone, ``at_home`` the ministry's."""

    at: datetime
    at_home: datetime
    started_at: datetime
    kind: IncidentKind
    country: Country | None
    drill: bool
    small: int
    title: Released | None = None
    since: datetime | None = None
    figures: tuple[Figure, ...] = ()
    out_of_contact: tuple[OutOfContact, ...] = ()
    groups: tuple[Group, ...] = ()
    unplaced: Count = NOBODY
    departures: tuple[Departure, ...] = ()
    shelters: tuple[Shelter, ...] = ()
    areas: tuple[Area, ...] = ()
    arrivals: tuple[Step, ...] = ()
    responses: tuple[Response, ...] = ()

    def figure(self, name: FigureName) -> Figure:
        """The figure of this name."""
        return next(figure for figure in self.figures if figure.name is name)


@dataclass(frozen=True, slots=True)
class Release:
    """An officer let the room read ``text`` of a record; it lapses when the text changes."""

    kind: Releasable
    record: int
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class Briefing(Record):
    """How the room is briefed: from which number on counts are shown, seconds of each page.

    ``dwell`` follows the order of ``Page``; 0 leaves a page out.
    """

    small: int = 5
    dwell: tuple[int, ...] = (30, 20, 20, 20, 20, 20)
    released: tuple[Release, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class SitrepFile:
    """A file that was made: its name and the SHA-256 of its bytes, in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Sitrep(Record):
    """A numbered situation report and the figures it said; the next one tells the change."""

    number: int
    made_at: datetime
    made_by: str
    cutoff: int
    affected: int
    unaccounted: int
    open: int
    overdue: int
    sheltered: int
    moving: int
    out: int
    files: tuple[SitrepFile, ...] = ()


def check_briefing(briefing: Briefing) -> Briefing:
    """Return ``briefing``; raises RuleError where nothing would be hidden, or nothing shown."""
    if not LEAST_SMALL <= briefing.small <= MOST_SMALL:
        raise RuleError(
            "Small numbers are hidden below {least} to {most}; give a number between them.",
            least=LEAST_SMALL,
            most=MOST_SMALL,
        )
    if len(briefing.dwell) != len(Page) or any(not 0 <= n <= 3600 for n in briefing.dwell):
        raise RuleError("A page stays for 1 to 3,600 seconds; 0 leaves it out.")
    if not any(briefing.dwell):
        raise RuleError("At least one page must be shown.")
    return briefing
