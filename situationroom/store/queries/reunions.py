"""Searches that have found somebody: who asked, who was found, who is still to be found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, text

from situationroom.models import Merge, Person, Report, Request
from situationroom.models.vocabulary import NoteKind, Safety
from situationroom.store.journal import changes_of
from situationroom.store.queries.merges import merged_into, revision_of
from situationroom.store.queries.people import persons
from situationroom.store.queries.reports import reports_of_request
from situationroom.store.queries.requests import requests
from situationroom.store.queries.sightings import ELSEWHERE, HEARD_OF, Sighting, listed, sightings

State = Literal["reconciled", "closed"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asked and is to be called back; ``at`` is aware UTC.

    ``relation`` is as told. Without a report of a caller it is the next of kin on the case.
    """

    name: str
    phone: str
    relation: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody a search asked for, as they are now, the numbers they were told of under as well."""

    person: Person
    merged: tuple[int, ...]
    sightings: tuple[Sighting, ...]
    told: bool

    @property
    def death(self) -> Literal["", "reported", "confirmed"]:
        """Whether news of a death is among it, and whether two officers have confirmed it."""
        if self.person.safety is Safety.DECEASED:
            return "confirmed"
        return "reported" if self.person.death_reported_by else ""


@dataclass(frozen=True, slots=True)
class Reunion:
    """One search request that has found somebody; ``missing`` are who it still asks for."""

    request: Request
    found: tuple[Found, ...]
    missing: tuple[Person, ...]
    askers: tuple[Asker, ...]

    @property
    def state(self) -> State:
        """Reconciled until whoever asked was told of everybody found, or the search is over."""
        told = all(found.told for found in self.found)
        return "closed" if told or not self.request.is_open else "reconciled"


def reunions(connection: Connection) -> list[Reunion]:
    """Every search that has found somebody, those to be called back first."""
    asked = list(connection.scalars(text(_SEARCHES)))
    made = (_reunion(connection, request) for request in requests(connection, asked))
    some = [reunion for reunion in made if reunion is not None]
    return sorted(some, key=lambda reunion: (reunion.state != "reconciled", reunion.request.id))


def reunion_of(connection: Connection, request: int) -> Reunion | None:
    """What this search has found; None while it has found nobody."""
    asked = next(iter(requests(connection, [request])), None)
    return None if asked is None else _reunion(connection, asked)


# Only searches whose persons were merged or seen need a closer look.
_SEARCHES = (
    "SELECT DISTINCT r.id FROM request r JOIN request_person l ON l.request = r.id "
    "WHERE r.category = 'search' AND ("
    "l.person IN (SELECT kept FROM merge) "
    "OR l.person IN (SELECT person FROM stay WHERE status IN ('checked_in', 'checked_out')) "
    "OR l.person IN (SELECT person FROM booking WHERE status IN ('boarded', 'arrived')) "
    "OR EXISTS (SELECT 1 FROM report_person p JOIN report t ON t.id = p.report "
    "WHERE p.person = l.person AND t.sheet > 0 AND t.request IS NULL AND t.caller = '') "
    "OR l.person IN (SELECT id FROM person WHERE death_reported_by <> '' OR (safety IN ("
    + ", ".join(f"'{safety}'" for safety in HEARD_OF)
    + ") AND safety_source IN ("
    + ", ".join(f"'{source}'" for source in ELSEWHERE)
    + ")))) ORDER BY r.id"
)


def _reunion(connection: Connection, request: Request) -> Reunion | None:
    people = persons(connection, request.persons)
    seen = sightings(connection, [person.id for person in people])
    called = _called(connection, request.id)
    found, missing = [], []
    for person in people:
        merges = merged_into(connection, person.id)
        how = tuple(_found_by(connection, person, merges, seen, request))
        if how:
            gone = tuple(merge.gone for merge in merges)
            found.append(Found(person, gone, how, person.id in called))
        else:
            missing.append(person)
    if not found:
        return None
    return Reunion(request, tuple(found), tuple(missing), tuple(askers(connection, request)))


def _found_by(
    connection: Connection,
    person: Person,
    merges: Sequence[Merge],
    seen: Mapping[int, Sequence[Sighting]],
    request: Request,
) -> Iterator[Sighting]:
    """What says that this person was found. A merge with somebody seen is an officer's word."""
    if not merges:
        yield from (s for s in seen.get(person.id, ()) if _is_news(s, person, request))
        return
    yield from (sighting for sighting in seen.get(person.id, ()) if sighting.kind != "list")
    before = list(_before(connection, merges))
    for who, safety, source in before:
        if safety in HEARD_OF and source in ELSEWHERE and safety != person.safety:
            yield Sighting(who, "safety", safety, source)
    if person.safety is not Safety.MISSING or any(s != "missing" for _, s, _ in before):
        yield from listed(connection, [person.id])


def _is_news(sighting: Sighting, person: Person, request: Request) -> bool:
    """Seen, not only expected; a list must be newer than the search, all be newer than the loss."""
    if sighting.kind == "stay" and sighting.how == "planned":
        return False
    if sighting.kind == "booking" and sighting.how not in ("boarded", "arrived"):
        return False
    lost = person.safety_at if person.safety is Safety.MISSING else None
    if sighting.kind == "list":
        lost = max(request.opened_at, lost or request.opened_at)
    return lost is None or (sighting.at is not None and sighting.at > lost)


def _before(connection: Connection, merges: Iterable[Merge]) -> Iterator[tuple[int, str, str]]:
    """Number, safety and its source, as the sides of these merges had them."""
    for merge in merges:
        for change in changes_of(connection, revision_of(connection, merge.id)):
            before = change.before or {}
            if change.kind == "person" and (change.id == merge.gone or "safety" in before):
                safety, source = before.get("safety"), before.get("safety_source")
                yield change.id, str(safety or "unknown"), str(source or "")


def _called(connection: Connection, request: int) -> set[int]:
    query = "SELECT person FROM note WHERE request = :request AND kind = :kind AND person > 0"
    values = {"request": request, "kind": str(NoteKind.OUTCOME)}
    return set(connection.scalars(text(query), values))


def askers(connection: Connection, request: Request) -> list[Asker]:
    """Every caller once, the latest call first; without any, the next of kin on the case."""
    once: dict[str, Asker] = {}
    for report in reports_of_request(connection, request.id):
        if report.caller or report.caller_phone:
            once.setdefault(report.caller_phone or report.caller, _caller(report))
    if not once:
        for person in persons(connection, request.persons):
            for kin in person.kin:
                once.setdefault(kin.phone or kin.name, Asker(kin.name, kin.phone, kin.relation))
    return list(once.values())


def _caller(report: Report) -> Asker:
    at = report.called_at or report.received_at
    return Asker(report.caller, report.caller_phone, report.caller_relation, at)
