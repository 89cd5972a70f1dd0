"""The incident as of one revision of a prepared replay: what the map and its figures show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from situationroom.models import Movement, Zone
from situationroom.models.shelter import Fill
from situationroom.models.vocabulary import (
    OPEN_STATUSES,
    SEATED,
    BookingStatus,
    Presence,
    Priority,
    RequestStatus,
    Safety,
    SeatKind,
    Stage,
    StayStatus,
)
from situationroom.store.queries.figures import Figures
from situationroom.store.queries.map_columns import SAFETY_CODES, MapColumns
from situationroom.store.queries.map_details import MapDetails
from situationroom.store.queries.map_requests import OpenRequests
from situationroom.store.queries.replay import Replay
from situationroom.store.queries.replay_times import time_at
from situationroom.store.queries.replay_tracks import FOR_EVER, Track
from situationroom.store.queries.shelters import SiteRow, UnitRow
from situationroom.store.queries.transport import MovementRow

Codes = NDArray[np.uint8]
Places = NDArray[np.intp]
Pairs = tuple[Places, Places]
_STAGES, _STATUSES, _PRIORITIES = [*Stage], [*RequestStatus], [*Priority]
_STAYS, _BOOKINGS, _SEATS = [*StayStatus], [*BookingStatus], [*SeatKind]
_CHECKED_IN = _STAYS.index(StayStatus.CHECKED_IN)
_PLANNED = _STAYS.index(StayStatus.PLANNED)
_OPEN = [_STATUSES.index(status) for status in OPEN_STATUSES]
_LOST = [SAFETY_CODES[safety] for safety in (Safety.UNKNOWN, Safety.MISSING)]
_GONE = (Stage.BOARDED, Stage.ARRIVED, Stage.LEFT_INDEPENDENTLY, Stage.NOT_IN_AREA)
_OF_PRESENCE = np.array([_STAGES.index(Stage(str(presence))) for presence in Presence], np.uint8)
_OF_BOOKING = {
    BookingStatus.BOARDED: Stage.BOARDED,
    BookingStatus.CONFIRMED: Stage.ASSIGNED,
    BookingStatus.ASSIGNED: Stage.ASSIGNED,
    BookingStatus.ARRIVED: Stage.ARRIVED,
}
"""The stage of who holds a seat; of several seats the one named first here counts."""
NONE = 255
_RANK = {Stage.BOARDED: 0, Stage.ASSIGNED: 1, Stage.ARRIVED: 2}


@dataclass(frozen=True, slots=True)
class Then:
    """The incident as it was believed to be at ``at``, after entry ``revision``.

    ``details`` say more of each person of ``columns``; ``open`` counts requests.
    """

    at: datetime
    revision: int
    columns: MapColumns
    details: MapDetails
    requests: OpenRequests
    figures: Figures
    open: Mapping[Priority, int]
    sites: tuple[SiteRow, ...]
    movements: tuple[MovementRow, ...]
    zones: tuple[Zone, ...]


def then(replay: Replay, at: float) -> Then:
    """The incident as of a moment (epoch seconds): entries up to there count, later ones do not."""
    return then_after(replay, replay.times.revision(int(at)), at)


def then_after(replay: Replay, revision: int, at: float) -> Then:
    """The incident after an entry; ``at`` (epoch seconds) decides what was overdue."""
    held = {kind: track.at(revision) for kind, track in replay.tracks.items()}
    people, stays = held["person"], held["stay"]
    sheltered = _sheltered(people, stays)
    stage = _stages(people, sheltered, held["booking"])
    said, pairs = people.columns, _asked(people, held["request"])
    return Then(
        at=time_at(at),
        revision=revision,
        columns=MapColumns(people.id, said["lat"], said["lon"], said["safety"]),
        details=_details(replay, people, stage, _urgency(people, held["request"], pairs)),
        requests=_requests(people, held["request"], pairs),
        figures=_figures(people, stage, sheltered, held["request"], at),
        open=_open(held["request"]),
        sites=_sites(replay, revision, stays),
        movements=_movements(replay, revision, held["booking"]),
        zones=tuple(z for z in replay.zones.at(revision)[::-1] if z.withdrawn_at is None),
    )


def _sheltered(people: Track, stays: Track) -> NDArray[np.bool_]:
    checked_in = stays.columns["person"][stays.columns["status"] == _CHECKED_IN]
    return np.isin(people.id, checked_in)


def _stages(people: Track, sheltered: NDArray[np.bool_], bookings: Track) -> Codes:
    """As ``derive`` writes them into ``person_stage``: a seat before a bed before what was said."""
    stage = _OF_PRESENCE[people.columns["presence"]]
    stage[sheltered] = _STAGES.index(Stage.SHELTERED)
    for rank in (2, 1, 0):  # what counts most is written last
        for status, means in _OF_BOOKING.items():
            if _RANK[means] == rank:
                seated = bookings.columns["status"] == _BOOKINGS.index(status)
                who = np.isin(people.id, bookings.columns["person"][seated])
                stage[who] = _STAGES.index(means)
    return stage


def _figures(
    people: Track, stage: Codes, sheltered: NDArray[np.bool_], requests: Track, at: float
) -> Figures:
    """The figures of ``queries.figures``, whose definitions hold here too."""
    lost = _among(people.columns["safety"], _LOST)
    gone = _among(stage, [_STAGES.index(one) for one in _GONE])
    status = requests.columns["status"]
    late = requests.columns["due_at"] < int(at)  # a request without a due time is never late
    counts = np.bincount(stage, minlength=len(_STAGES))
    out = (Stage.ARRIVED, Stage.LEFT_INDEPENDENTLY)
    return Figures(
        affected=len(people.id),
        unaccounted=int((lost & ~gone).sum()),
        open=int(_among(status, _OPEN).sum()),
        overdue=int((late & (status == _STATUSES.index(RequestStatus.NEW))).sum()),
        sheltered=int(sheltered.sum()),
        moving=int(counts[_STAGES.index(Stage.BOARDED)]),
        out=int(sum(counts[_STAGES.index(one)] for one in out)),
    )


def _among(codes: Codes, wanted: Sequence[int]) -> NDArray[np.bool_]:
    """Which codes are wanted: looked up, which is ten times as fast as searched for."""
    table = np.zeros(256, bool)
    table[wanted] = True
    return table[codes]


def _open(requests: Track) -> dict[Priority, int]:
    still = _among(requests.columns["status"], _OPEN)
    counts = np.bincount(requests.columns["priority"][still], minlength=len(_PRIORITIES))
    return {priority: int(counts[code]) for code, priority in enumerate(_PRIORITIES)}


def _details(replay: Replay, people: Track, stage: Codes, urgency: Codes) -> MapDetails:
    said = people.columns
    return MapDetails(
        id=people.id,
        stage=stage,
        priority=urgency,
        heard=said["last_contact"],
        located=said["located_at"],
        household=said["household"],
        sureness=said["uncertainty_m"],
        group=said["affiliation"],
        groups=tuple(replay.groups),
    )


def _urgency(people: Track, requests: Track, pairs: Pairs) -> Codes:
    """The code of the most urgent open request about each person, 0 for none."""
    asked, person = pairs
    found = np.full(len(people.id), NONE, np.uint8)
    np.minimum.at(found, person, requests.columns["priority"][asked] + 1)
    found[found == NONE] = 0
    return found


def _requests(people: Track, requests: Track, pairs: Pairs) -> OpenRequests:
    """Open requests, each with its first person who has a position."""
    asked, person = pairs
    placed = np.isfinite(people.columns["lat"][person])
    first = np.full(len(requests.id), FOR_EVER, np.int64)
    np.minimum.at(first, asked[placed], people.id[person[placed]])
    first[first == FOR_EVER] = 0
    still = np.flatnonzero(_among(requests.columns["status"], _OPEN))
    urgent = (requests.columns["priority"][still] + 1).astype(np.uint8)
    return OpenRequests(requests.id[still], urgent, first[still])


def _asked(people: Track, requests: Track) -> Pairs:
    """Places of the open requests and of the persons they are about, pair by pair."""
    said = requests.columns
    still = _among(said["status"], _OPEN)
    one = np.flatnonzero(still & (said["person"] > 0))
    # Most requests are about one person: only the others are looked at one by one.
    many = np.flatnonzero(still & (said["several"] > 0))
    rest = [(place, id_) for place in many for id_ in said["others"][place]]
    asked = np.concatenate([one, np.array([place for place, _ in rest], np.intp)])
    ids = np.concatenate([said["person"][one], np.array([id_ for _, id_ in rest], np.int64)])
    return asked, np.searchsorted(people.id, ids)


def _sites(replay: Replay, revision: int, stays: Track) -> tuple[SiteRow, ...]:
    """By name, as the shelters' room lists them."""
    inside = _counted(stays.columns["unit"], stays.columns["status"])
    units: dict[int, list[UnitRow]] = {}
    for unit in replay.units.at(revision):
        checked_in = inside.get((unit.id, _CHECKED_IN), 0)
        planned = inside.get((unit.id, _PLANNED), 0)
        fill = Fill(unit.capacity, unit.blocked, unit.held_for_groups, checked_in + planned)
        units.setdefault(unit.site, []).append(UnitRow(unit, fill, checked_in, planned))
    counts = replay.counts.at(revision)
    last = {count.site: count for count in sorted(counts, key=lambda count: (count.at, count.id))}
    known = sorted(replay.sites.at(revision), key=lambda site: (site.name, site.id))
    return tuple(SiteRow(s, tuple(units.get(s.id, ())), last.get(s.id)) for s in known)


def _movements(replay: Replay, revision: int, bookings: Track) -> tuple[MovementRow, ...]:
    """By departure, as the transport room lists them."""
    booked = bookings.columns
    taken = _among(booked["status"], [_BOOKINGS.index(status) for status in SEATED])
    seats = _counted(booked["movement"][taken], booked["seat_kind"][taken])
    statuses = _counted(booked["movement"], booked["status"])
    return tuple(
        MovementRow(
            movement,
            {_SEATS[code]: n for (id_, code), n in seats.items() if id_ == movement.id},
            {_BOOKINGS[code]: n for (id_, code), n in statuses.items() if id_ == movement.id},
        )
        for movement in sorted(replay.movements.at(revision), key=_leaves)
    )


def _leaves(movement: Movement) -> tuple[bool, float, int]:
    at = movement.departs_at
    return at is None, at.timestamp() if at else 0.0, movement.id


def _counted(of: NDArray[np.int64], code: Codes) -> dict[tuple[int, int], int]:
    """How often each pair occurs."""
    key, count = np.unique(of * 256 + code, return_counts=True)
    return {(int(k) >> 8, int(k) & 255): int(n) for k, n in zip(key, count, strict=True)}
