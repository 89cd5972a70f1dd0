"""The whole incident made ready to be looked at as of any moment, at once.

``prepare`` reads the journal once; ``replay_state.then`` says from it in milliseconds what the map
showed at any revision: the same as ``past.as_of``, which plays the journal again.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from situationroom.models import HeadCount, Movement, Site, Unit, Zone
from situationroom.models.vocabulary import (
    BookingStatus,
    Presence,
    Priority,
    RequestStatus,
    SeatKind,
    StayStatus,
)
from situationroom.store.codec import time_of
from situationroom.store.journal import touched_after
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.map_columns import SAFETY_CODES, on_step
from situationroom.store.queries.replay_times import Times, times
from situationroom.store.queries.replay_tracks import (
    Field,
    Track,
    Versions,
    ids_of,
    track,
    versions,
)

Step = Callable[[int, int, str], None]
NAN = float("nan")
MANY = 5_000
"""Past so many records changed since, everything is read again rather than these alone."""


def coded(words: Sequence[str]) -> Callable[[str], float]:
    """The number of each word of a closed list, in its order."""
    codes = {str(word): float(code) for code, word in enumerate(words)}
    return codes.__getitem__


def _epoch(told: str) -> float:
    return time_of(told).timestamp()


def _first(told: Any) -> int:
    """The first person of a request, 0 for none."""
    return next(iter(_persons(told)), 0)


def _others(told: Any) -> tuple[int, ...]:
    return _persons(told)[1:]


def _persons(told: Any) -> tuple[int, ...]:
    return tuple(json.loads(told) if isinstance(told, str) else told)


def followed(groups: dict[str, int]) -> dict[str, tuple[Field, ...]]:
    """What is followed of the records there may be very many of. Codes are places in their lists.

    ``groups`` numbers affiliations and grows while it is read.
    """
    return {
        "person": (
            Field("lat", "f8", on_step, NAN),
            Field("lon", "f8", on_step, NAN),
            Field("safety", "u1", SAFETY_CODES.__getitem__),
            Field("presence", "u1", coded([*Presence])),
            Field("last_contact", "i8", _epoch),
            Field("located_at", "i8", _epoch),
            Field("household", "i4"),
            Field("uncertainty_m", "f4", nothing=NAN),
            Field("affiliation", "i4", lambda name: groups.setdefault(name.strip(), len(groups))),
        ),
        "request": (
            Field("status", "u1", coded([*RequestStatus])),
            Field("priority", "u1", coded([*Priority])),
            Field("due_at", "f8", _epoch, NAN),
            Field("persons", "i8", _first, kept_as="person"),
            Field("persons", "O", _others, kept_as="others"),
            Field("persons", "u1", lambda told: bool(_others(told)), kept_as="several"),
        ),
        "stay": (
            Field("person", "i8"),
            Field("site", "i8"),
            Field("unit", "i8"),
            Field("status", "u1", coded([*StayStatus])),
        ),
        "booking": (
            Field("person", "i8"),
            Field("movement", "i8"),
            Field("status", "u1", coded([*BookingStatus])),
            Field("seat_kind", "u1", coded([*SeatKind])),
        ),
    }


@dataclass(frozen=True, slots=True)
class Replay:
    """Everything the map shows of every revision up to ``revision``."""

    revision: int
    times: Times
    tracks: dict[str, Track]
    groups: dict[str, int]
    sites: Versions[Site]
    units: Versions[Unit]
    counts: Versions[HeadCount]
    movements: Versions[Movement]
    zones: Versions[Zone]


def prepare(connection: Connection, step: Step = lambda *_: None) -> Replay:
    """Read the journal once. ``step(done, total, label)`` counts records and may cancel."""
    groups = {"": 0}
    fields = followed(groups)
    wanted = {kind: ids_of(connection, kind) for kind in fields}
    total, done = sum(map(len, wanted.values())), 0

    def read(count: int) -> None:
        nonlocal done
        done += count
        step(done, total, "")

    step(0, total, "")
    tracks = {
        kind: track(connection, kind, fields[kind], ids, read) for kind, ids in wanted.items()
    }
    return _with_the_few(connection, tracks, groups)


def caught_up(connection: Connection, replay: Replay) -> Replay:
    """With what was written since it was prepared."""
    touched = touched_after(connection, replay.revision, MANY)
    if touched is None:
        return prepare(connection)
    tracks, groups = dict(replay.tracks), dict(replay.groups)
    for kind, fields in followed(groups).items():
        ids = sorted(id_ for name, id_ in touched if name == kind)
        if ids:
            tracks[kind] = tracks[kind].renewed(ids, track(connection, kind, fields, ids))
    few = {"site", "unit", "head_count", "movement", "zone"}
    if any(kind in few for kind, _ in touched):
        return _with_the_few(connection, tracks, groups)
    now = times(connection)
    return replace(replay, revision=len(now.seconds), times=now, tracks=tracks, groups=groups)


def _with_the_few(
    connection: Connection, tracks: dict[str, Track], groups: dict[str, int]
) -> Replay:
    return Replay(
        revision=last_revision(connection),
        times=times(connection),
        tracks=tracks,
        groups=groups,
        sites=versions(connection, Site, "site"),
        units=versions(connection, Unit, "unit"),
        counts=versions(connection, HeadCount, "head_count"),
        movements=versions(connection, Movement, "movement"),
        zones=versions(connection, Zone, "zone"),
    )
