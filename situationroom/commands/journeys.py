"""Departure and arrival: what has happened outside and cannot be undone."""

from collections.abc import Sequence
from dataclasses import replace

from situationroom.commands.requests import opened
from situationroom.models import Booking, Movement, Note, Person, Request
from situationroom.models.request import reopened
from situationroom.models.transport import must_allow
from situationroom.models.vocabulary import (
    BookingStatus,
    Category,
    MovementStatus,
    NoteKind,
    Priority,
    Safety,
    Source,
    StayStatus,
)
from situationroom.store.queries.requests import requests_of
from situationroom.store.queries.shelters import stays_of_persons
from situationroom.store.queries.transport import bookings_of
from situationroom.store.transaction import Transaction
from situationroom.texts import tr

HAVE_SEATS = (BookingStatus.ASSIGNED, BookingStatus.CONFIRMED)


def depart(tx: Transaction, movement: int) -> list[Booking]:
    """It has left. Whoever had a seat and did not board is a no-show, back on the rolling list.

    Returns the no-shows. Whoever boarded has left their shelter.
    """
    left = tx.get(Movement, movement)
    must_allow(left, MovementStatus.DEPARTED)
    tx.put(replace(left, status=MovementStatus.DEPARTED, departed_at=tx.now))
    rows = tx.ask(bookings_of, movement)
    boarded = [row.booking.person for row in rows if row.booking.status is BookingStatus.BOARDED]
    _leave_shelters(tx, boarded)
    missed = [row.booking for row in rows if row.booking.status in HAVE_SEATS]
    for booking in missed:
        tx.put(replace(booking, status=BookingStatus.NO_SHOW))
        _back_on_the_list(tx, booking.person, left.number)
    tx.describe(
        "{movement} departed; on board {n}, no-shows {missed}",
        movement=left.number,
        n=len(boarded),
        missed=len(missed),
    )
    tx.lasting()
    return missed


def arrive(tx: Transaction, movement: int, missing: Sequence[int] = ()) -> None:
    """It has arrived. Persons of ``missing`` boarded and were not counted off: searched for."""
    there = tx.get(Movement, movement)
    must_allow(there, MovementStatus.ARRIVED)
    tx.put(replace(there, status=MovementStatus.ARRIVED, arrived_at=tx.now))
    arrived = 0
    for row in tx.ask(bookings_of, movement):
        if row.booking.status is not BookingStatus.BOARDED:
            continue
        if row.person.id in missing:
            _lost_on_the_way(tx, row.booking, row.person, there.number)
        else:
            tx.put(replace(row.booking, status=BookingStatus.ARRIVED))
            _safe(tx, row.person)
            arrived += 1
    tx.describe(
        "{movement} arrived; arrived {n}, missing {missing}",
        movement=there.number,
        n=arrived,
        missing=len(missing),
    )
    tx.lasting()


def _leave_shelters(tx: Transaction, persons: Sequence[int]) -> None:
    for stay in tx.ask(stays_of_persons, persons):
        if stay.status is StayStatus.CHECKED_IN:
            tx.put(replace(stay, status=StayStatus.CHECKED_OUT, checked_out_at=tx.now))
        elif stay.status is StayStatus.PLANNED:
            tx.put(replace(stay, status=StayStatus.CANCELLED))


def _back_on_the_list(tx: Transaction, person: int, number: str) -> None:
    request = _live_request(tx, person) or tx.add(
        opened(
            tx,
            Request(
                0,
                tx.now,
                tx.now,
                persons=(person,),
                category=Category.EVACUATION,
                priority=Priority.ORANGE,
                description=tr("No-show on {movement}", movement=number),
            ),
        )
    )
    said = tr("No-show on {movement}", movement=number)
    tx.add(Note(0, tx.now, tx.officer, said, NoteKind.NOTE, request=request.id))


def _live_request(tx: Transaction, person: int) -> Request | None:
    """The person's open request, or the last one of theirs alone reopened."""
    requests = tx.ask(requests_of, person)
    for request in requests:
        if request.is_open:
            return request
    own = [request for request in requests if len(request.persons) == 1]
    return tx.put(reopened(own[0], tx.incident.targets, tx.now)) if own else None


def _safe(tx: Transaction, person: Person) -> None:
    if person.safety in (Safety.UNKNOWN, Safety.MISSING, Safety.NEEDS_HELP):
        source = Source.OFFICER
        tx.put(replace(person, safety=Safety.SAFE, safety_source=source, safety_at=tx.now))


def _lost_on_the_way(tx: Transaction, booking: Booking, person: Person, number: str) -> None:
    tx.put(replace(booking, status=BookingStatus.NO_SHOW))
    tx.put(replace(person, safety=Safety.MISSING, safety_source=Source.OFFICER, safety_at=tx.now))
    lost = tr("Boarded {movement} and was not counted off", movement=number)
    draft = Request(0, tx.now, tx.now, persons=(person.id,), description=lost)
    tx.add(opened(tx, replace(draft, category=Category.SEARCH, priority=Priority.RED)))
