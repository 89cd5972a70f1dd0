"""Everything the cell knows about one person, on one card."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, text

from situationroom.models import (
    Booking,
    Household,
    IdentityCheck,
    Merge,
    Movement,
    Note,
    Person,
    Record,
    Request,
    Site,
    Stay,
    Task,
    Zone,
)
from situationroom.models.journal import Entry
from situationroom.models.vocabulary import Stage
from situationroom.store.codec import from_row
from situationroom.store.queries.attachments import AttachedRow, attached_to
from situationroom.store.queries.family import FamilyRow, rows_of_person
from situationroom.store.queries.followups import Linked, linked_to, tasks_of
from situationroom.store.queries.handoffs import Given, given_to
from situationroom.store.queries.journal_pages import EntryFilter, entry_ids, entry_rows
from situationroom.store.queries.merges import merged_into
from situationroom.store.queries.messages import DeliveryRow, messages_to
from situationroom.store.queries.people import members, persons
from situationroom.store.queries.reports import Told, reports_of_person, reports_of_request, told
from situationroom.store.queries.requests import notes_of, requests, requests_of
from situationroom.store.queries.shelters import stays_of_person
from situationroom.store.queries.transport import bookings_of_person
from situationroom.store.queries.zones import zones_around

R = TypeVar("R", bound=Record)
HISTORY = 30


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person with household, requests, reports, stays, bookings, notes and history."""

    person: Person
    stage: Stage
    household: Household | None
    members: tuple[Person, ...]
    requests: tuple[Request, ...]
    reports: tuple[Told, ...]
    stays: tuple[tuple[Stay, Site], ...]
    bookings: tuple[tuple[Booking, Movement], ...]
    notes: tuple[Note, ...]
    history: tuple[Entry, ...]
    merged: tuple[Merge, ...] = ()
    given: tuple[Given, ...] = ()
    family: tuple[FamilyRow, ...] = ()
    messages: tuple[DeliveryRow, ...] = ()
    attached: tuple[AttachedRow, ...] = ()
    checks: tuple[IdentityCheck, ...] = ()
    zones: tuple[Zone, ...] = ()
    """In force or not, the worst first."""


@dataclass(frozen=True, slots=True)
class RequestCard:
    """One request with its persons, reports, notes, tasks, linked requests and history."""

    request: Request
    persons: tuple[Person, ...]
    reports: tuple[Told, ...]
    notes: tuple[Note, ...]
    history: tuple[Entry, ...]
    tasks: tuple[Task, ...] = ()
    links: tuple[Linked, ...] = ()


def person_card(connection: Connection, id_: int) -> PersonCard | None:
    """The card, or None when the person no longer exists."""
    person = next(iter(persons(connection, [id_])), None)
    if person is None:
        return None
    stage = connection.scalar(
        text("SELECT stage FROM person_stage WHERE person = :id"), {"id": id_}
    )
    return PersonCard(
        person=person,
        stage=Stage(stage or person.presence),
        household=_one(connection, Household, "household", person.household),
        members=tuple(members(connection, person.household)) if person.household else (),
        requests=tuple(requests_of(connection, id_)),
        reports=tuple(told(connection, reports_of_person(connection, id_))),
        stays=tuple(
            (stay, site)
            for stay in stays_of_person(connection, id_)
            if (site := _one(connection, Site, "site", stay.site))
        ),
        bookings=tuple(
            (booking, movement)
            for booking in bookings_of_person(connection, id_)
            if (movement := _one(connection, Movement, "movement", booking.movement))
        ),
        notes=_notes_of_person(connection, id_),
        history=history(connection, "person", id_),
        merged=tuple(merged_into(connection, id_)),
        given=tuple(given_to(connection, id_)),
        family=tuple(rows_of_person(connection, id_)),
        messages=tuple(messages_to(connection, id_)),
        attached=tuple(attached_to(connection, id_)),
        checks=tuple(checks_of(connection, id_)),
        zones=tuple(zones_around(connection, person)),
    )


def request_card(connection: Connection, id_: int) -> RequestCard | None:
    """The card, or None when the request no longer exists."""
    request = next(iter(requests(connection, [id_])), None)
    if request is None:
        return None
    return RequestCard(
        request=request,
        persons=tuple(persons(connection, request.persons)),
        reports=tuple(told(connection, reports_of_request(connection, id_))),
        notes=tuple(notes_of(connection, id_)),
        history=history(connection, "request", id_),
        tasks=tuple(tasks_of(connection, id_)),
        links=tuple(linked_to(connection, id_)),
    )


def history(connection: Connection, kind: str, id_: int) -> tuple[Entry, ...]:
    """The last entries that touched a record, newest first."""
    revisions = entry_ids(connection, EntryFilter(record=(kind, id_)))[:HISTORY]
    found = entry_rows(connection, revisions) if revisions else {}
    return tuple(found[revision] for revision in revisions)


def checks_of(connection: Connection, person: int, limit: int = 5) -> list[IdentityCheck]:
    """The last identity checks of callers about a person, newest first."""
    query = "SELECT * FROM identity_check WHERE person = :id ORDER BY id DESC LIMIT :limit"
    rows = connection.execute(text(query), {"id": person, "limit": limit}).mappings()
    return [from_row(IdentityCheck, row) for row in rows]


def _one(connection: Connection, record: type[R], kind: str, id_: int | None) -> R | None:
    if id_ is None:
        return None
    row = connection.execute(text(f"SELECT * FROM {kind} WHERE id = :id"), {"id": id_}).mappings()
    found = row.first()
    return from_row(record, found) if found else None


def _notes_of_person(connection: Connection, person: int) -> tuple[Note, ...]:
    query = "SELECT * FROM note WHERE person = :id ORDER BY id DESC"
    rows = connection.execute(text(query), {"id": person}).mappings()
    return tuple(from_row(Note, row) for row in rows)
