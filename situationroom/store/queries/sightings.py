"""Who is looked for, and who was seen: by a list, at a shelter, on board, by a hospital."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, text

from situationroom.models import Person
from situationroom.models.vocabulary import OPEN_STATUSES, SEATED, Safety, Source
from situationroom.store.codec import time_of
from situationroom.store.queries.people import persons
from situationroom.store.transaction import chunks

ELSEWHERE: Final = (
    Source.HOSPITAL,
    Source.AUTHORITY,
    Source.REGISTRATION,
    Source.OFFICER,
    Source.SELF,
)
"""Sources other than those who seek."""
HEARD_OF: Final = (Safety.SAFE, Safety.INJURED, Safety.NEEDS_HELP, Safety.DECEASED)

Kind = Literal["safety", "death", "stay", "booking", "list"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing that says where somebody was or how they are.

    ``what`` is a safety status, the source of a death, a site, a movement's number or a file's
    name; ``how`` the source, the state of stay or booking, or the row. ``at`` is aware UTC.
    """

    person: int
    kind: Kind
    what: str
    how: str = ""
    at: datetime | None = None


def sought(connection: Connection, ids: Collection[int]) -> set[int]:
    """Those of ``ids`` who are missing, or searched for while nobody else has told of them."""
    searched = set(_links(connection, ids))
    return {
        id_
        for id_, safety, source in _safety_of(connection, ids)
        if safety == Safety.MISSING or (id_ in searched and not _is_heard_of(safety, source))
    }


def _safety_of(
    connection: Connection, ids: Collection[int]
) -> Iterable[tuple[int, str, str | None]]:
    """Number, safety and its source; whole persons of a long queue take a hundred times longer."""
    for some in chunks(sorted(ids)):
        query = f"SELECT id, safety, safety_source FROM person WHERE id IN ({_ids(some)})"
        yield from ((id_, safety, how) for id_, safety, how in connection.execute(text(query)))


def sightings(connection: Connection, ids: Collection[int]) -> dict[int, list[Sighting]]:
    """Everything by which these persons were seen, newest first; who was not is left out.

    Somebody missing was not seen by standing on a list: lists of the missing exist too.
    """
    found: dict[int, list[Sighting]] = {}
    people = persons(connection, sorted(ids))
    missing = {person.id for person in people if person.safety is Safety.MISSING}
    listed = (s for s in _rows(connection, _LISTED, ids, "list") if s.person not in missing)
    told = (sighting for person in people for sighting in told_of(person))
    stays = _rows(connection, _STAYS, ids, "stay")
    for one in (*told, *stays, *_rows(connection, _BOOKINGS, ids, "booking"), *listed):
        found.setdefault(one.person, []).append(one)
    for some in found.values():
        some.sort(key=lambda sighting: sighting.at.timestamp() if sighting.at else 0, reverse=True)
    return found


def told_of(person: Person) -> Iterable[Sighting]:
    """What somebody else than those who seek has said of how a person is."""
    if _is_heard_of(person.safety, person.safety_source):
        source = str(person.safety_source)
        yield Sighting(person.id, "safety", str(person.safety), source, person.safety_at)
    if person.death_reported_by and person.safety is not Safety.DECEASED:
        yield Sighting(person.id, "death", person.death_source, person.death_reported_by)


def listed(connection: Connection, ids: Collection[int]) -> list[Sighting]:
    """The rows of lists nobody asked anything with: registrations, crews, patients, passengers."""
    return list(_rows(connection, _LISTED, ids, "list"))


def _is_heard_of(safety: str, source: str | None) -> bool:
    return safety in HEARD_OF and source in ELSEWHERE


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_SEARCHED: Final = (
    "SELECT l.person FROM request_person l JOIN request r ON r.id = l.request "
    f"WHERE r.category = 'search' AND r.status IN ({_quoted(OPEN_STATUSES)}) "
    "AND l.person IN ({ids})"
)
_STAYS: Final = (
    "SELECT s.person, t.name AS what, s.status AS how, "
    "coalesce(s.checked_out_at, s.checked_in_at, s.planned_at) AS at "
    "FROM stay s JOIN site t ON t.id = s.site "
    "WHERE s.status <> 'cancelled' AND s.person IN ({ids})"
)
_BOOKINGS: Final = (
    "SELECT b.person, m.number AS what, b.status AS how, "
    "coalesce(b.boarded_at, b.booked_at) AS at "
    "FROM booking b JOIN movement m ON m.id = b.movement "
    f"WHERE b.status IN ({_quoted(SEATED)}) AND b.person IN ({{ids}})"
)
_LISTED: Final = (
    "SELECT l.person, s.file AS what, r.row AS how, r.received_at AS at "
    "FROM report_person l JOIN report r ON r.id = l.report JOIN sheet s ON s.id = r.sheet "
    "WHERE r.request IS NULL AND r.caller = '' AND l.person IN ({ids})"
)


def _links(connection: Connection, ids: Collection[int]) -> Iterable[int]:
    for some in chunks(sorted(ids)):
        yield from connection.scalars(text(_SEARCHED.format(ids=_ids(some))))


def _rows(
    connection: Connection, query: str, ids: Collection[int], kind: Kind
) -> Iterable[Sighting]:
    for some in chunks(sorted(ids)):
        for row in connection.execute(text(query.format(ids=_ids(some)))):
            how = "" if row.how is None else str(row.how)
            yield Sighting(row.person, kind, row.what, how, _time(row.at))


def _ids(some: Sequence[int]) -> str:
    return ", ".join(str(int(id_)) for id_ in some)


def _time(told: Any) -> datetime | None:
    return time_of(told) if told else None
