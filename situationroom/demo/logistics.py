"""Shelters, coaches and charter flights of the demonstration."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from situationroom.commands.journeys import arrive, depart
from situationroom.commands.shelters import add_site, check_in, record_head_count
from situationroom.commands.transport import (
    assign,
    board,
    cancel_movement,
    close_movement,
    create_movement,
    start_boarding,
)
from situationroom.demo.clock import StoryClock
from situationroom.models import Movement, Site, Unit
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import Mode, SiteKind, Stage
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.people import PersonFilter, person_ids, person_rows
from situationroom.store.queries.shelters import sites
from situationroom.store.queries.transport import bookings_of

ZONE = "Europe/Istanbul"
FREE = (Stage.IN_AREA, Stage.SHELTERED)


def site(
    file: IncidentFile, name: str, kind: SiteKind, city: str, at: tuple[float, float], *units: Unit
) -> list[int]:
    """Open a shelter; returns the ids of its units."""
    place = Site(0, name=name, kind=kind, city=city, country="TR", lat=at[0], lon=at[1])
    opened = file.run(add_site, place, units)[0]
    found = next(row for row in file.ask(sites) if row.site.id == opened.id)
    return [row.unit.id for row in found.units]


def fill(file: IncidentFile, unit: int, city: str, places: int) -> None:
    """Check in so many persons of a city, families together."""
    persons = together(file, city, places, (Stage.IN_AREA,))
    for start in range(0, len(persons), 20):
        group = persons[start : start + 20]
        file.run(check_in, group, unit, "", "分批登记")


def count_heads(file: IncidentFile, unit: int, persons: int, by: str) -> None:
    """Somebody on site counted."""
    for row in file.ask(sites):
        if any(part.unit.id == unit for part in row.units):
            file.run(record_head_count, row.site.id, persons, by)


def movement(
    file: IncidentFile,
    number: str,
    mode: Mode,
    capacity: Capacity,
    way: tuple[str, str],
    **more: object,
) -> int:
    """Create a movement; ``more`` are its other fields."""
    draft = Movement(0, number, mode, capacity, way[0], way[1])
    draft = _with(draft, departure_zone=ZONE, arrival_zone=ZONE, **more)
    return file.run(create_movement, draft)[0].id


def seats(file: IncidentFile, movement: int, city: str, places: int) -> None:
    """Give seats to persons of a city, families together, those with needs among them."""
    persons = together(file, city, places, FREE)
    for start in range(0, len(persons), 30):
        file.run(assign, movement, persons[start : start + 30], "分组登车")


def travel(
    file: IncidentFile, clock: StoryClock, movement: int, departs: datetime, *, no_shows: int = 0
) -> None:
    """Close two hours before, board one hour before, leave on time."""
    clock.at(departs - timedelta(hours=2), lambda: file.run(close_movement, movement))
    clock.at(departs - timedelta(hours=1), lambda: file.run(start_boarding, movement))
    for part in range(4):
        when = departs - timedelta(minutes=45 - part * 10)
        clock.at(when, partial(_board, file, movement, part, no_shows))
    clock.at(departs, lambda: file.run(depart, movement))


def land(file: IncidentFile, clock: StoryClock, movement: int, at: datetime) -> None:
    """It arrives."""
    clock.at(at, lambda: file.run(arrive, movement))


def cancel(file: IncidentFile, movement: int, because: str) -> None:
    """It does not run."""
    file.run(cancel_movement, movement, because)


def together(file: IncidentFile, city: str, places: int, stages: Sequence[Stage]) -> list[int]:
    """Up to ``places`` persons of a city who are free, whole households only."""
    ids = file.ask(person_ids, PersonFilter(city=city, stage=tuple(stages)))
    rows = file.ask(person_rows, ids)
    groups: dict[object, list[int]] = {}
    for id_ in ids:
        groups.setdefault(rows[id_].person.household or ("alone", id_), []).append(id_)
    chosen: list[int] = []
    for group in groups.values():
        if len(chosen) + len(group) <= places:
            chosen += group
    return chosen


def _board(file: IncidentFile, movement: int, part: int, no_shows: int) -> None:
    rows = file.ask(bookings_of, movement)
    expected = [row.person.id for row in rows][: len(rows) - no_shows]
    quarter = expected[part::4]
    if quarter:
        file.run(board, movement, quarter)


def _with(draft: Movement, **more: object) -> Movement:
    return replace(draft, **more)  # type: ignore[arg-type]


def close_movement_of(file: IncidentFile, movement: int) -> None:
    """Close it: the manifest is frozen."""
    file.run(close_movement, movement)


def begin_boarding(file: IncidentFile, movement: int, missing: int) -> None:
    """Boarding has begun; some are not there yet."""
    file.run(start_boarding, movement)
    for part in range(3):
        _board(file, movement, part, missing)
