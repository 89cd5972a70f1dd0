"""Two persons who are one: merge them, or say that they are two.

Everything that hangs on the one who goes follows to the survivor: reports, requests, notes, stays
and bookings. The case number that goes finds the survivor from then on (``Merge``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from situationroom.commands.people import called
from situationroom.commands.transport import reissue_if_frozen
from situationroom.models import (
    Apart,
    Booking,
    Delivery,
    FamilyContact,
    IdentityCheck,
    Merge,
    Movement,
    Note,
    Person,
    Reply,
    Report,
    Request,
    Stay,
)
from situationroom.models.errors import RuleError
from situationroom.models.merging import Side, merged
from situationroom.models.vocabulary import ACTIVE_STAYS, SEATED, BookingStatus, StayStatus
from situationroom.store.queries.attachments import attached_to
from situationroom.store.queries.merges import answers_about, records_about
from situationroom.store.transaction import Transaction

_FURTHEST = (
    BookingStatus.ARRIVED,
    BookingStatus.BOARDED,
    BookingStatus.CONFIRMED,
    BookingStatus.ASSIGNED,
    BookingStatus.WAITLISTED,
)


def merge_persons(
    tx: Transaction, kept: int, gone: int, taken: Mapping[str, Side] | None = None
) -> Person:
    """``gone`` is ``kept``. ``taken`` says which side a group of fields is taken from
    (``models.merging.GROUPS``); what is not named is proposed by ``models.merging.choices``.

    Raises RuleError for one person twice, for a pair that was said to be two persons, and where
    both were counted on board of one movement.
    """
    survivor, other = tx.get(Person, kept), tx.get(Person, gone)
    _may_be_one(tx, survivor, other)
    hanging = tx.ask(records_about, gone)
    _tell_of(tx, hanging, kept, gone)
    _stay_with(tx, hanging["stay"], kept)
    tx.remove(Person, gone)
    result = tx.put(merged(survivor, other, taken))
    _answers_follow(tx, gone, kept)
    tx.add(Merge(0, kept, gone, tx.now, tx.officer))
    _travel_as(tx, hanging["booking"], kept)
    tx.describe("{gone} is {kept}; merged", gone=called(other), kept=called(result))
    return result


def say_apart(
    tx: Transaction, pairs: Sequence[tuple[int, int]], until: datetime | None = None
) -> None:
    """These pairs are not one person, for good; or are to be asked about again at ``until``."""
    for one, two in pairs:
        a, b = sorted((one, two))
        first, second = tx.get(Person, a), tx.get(Person, b)
        before = next((x for x in tx.ask(answers_about, [a]) if (x.a, x.b) == (a, b)), None)
        answer = Apart(before.id if before else 0, a, b, tx.now, tx.officer, until)
        tx.put(answer) if before else tx.add(answer)
        names = {"a": called(first), "b": called(second)}
        if until is None:
            tx.describe("{a} and {b} are two persons", **names)
        else:
            tx.describe("{a} and {b}: to be looked at later", **names)


def _may_be_one(tx: Transaction, survivor: Person, other: Person) -> None:
    if survivor.id == other.id:
        raise RuleError("{person} cannot be merged with itself.", person=called(survivor))
    pair = (min(survivor.id, other.id), max(survivor.id, other.id))
    for answer in tx.ask(answers_about, [survivor.id]):
        if (answer.a, answer.b) == pair and answer.until is None:
            raise RuleError(
                "{officer} has said that {a} and {b} are two persons; take that back first.",
                officer=answer.officer,
                a=called(survivor),
                b=called(other),
            )


def _answers_follow(tx: Transaction, gone: int, kept: int) -> None:
    """Who is not ``gone`` is not ``kept`` either, and is not asked about again."""
    answered = {(answer.a, answer.b) for answer in tx.ask(answers_about, [kept])}
    for answer in tx.ask(answers_about, [gone]):
        other = answer.b if answer.a == gone else answer.a
        pair = (min(kept, other), max(kept, other))
        if other == kept or pair in answered:
            tx.remove(Apart, answer.id)
        else:
            tx.put(replace(answer, a=pair[0], b=pair[1]))


def _tell_of(tx: Transaction, hanging: Mapping[str, Sequence[int]], kept: int, gone: int) -> None:
    for report in tx.get_all(Report, hanging["report"]):
        tx.put(replace(report, persons=_renamed(report.persons, gone, kept)))
    for request in tx.get_all(Request, hanging["request"]):
        about = _renamed(request.persons, gone, kept)
        tx.put(replace(request, persons=about))
    for note in tx.get_all(Note, hanging["note"]):
        tx.put(replace(note, person=kept))
    _speak_with(tx, hanging["family_contact"], kept)
    for delivery in tx.get_all(Delivery, hanging["delivery"]):
        tx.put(replace(delivery, person=kept))
    for reply in tx.get_all(Reply, hanging["reply"]):
        tx.put(replace(reply, persons=_renamed(reply.persons, gone, kept)))
    for row in tx.ask(attached_to, gone):
        tx.put(replace(row.attachment, person=kept))
    for check in tx.get_all(IdentityCheck, hanging["identity_check"]):
        tx.put(replace(check, person=kept))


def _speak_with(tx: Transaction, contacts: Sequence[int], kept: int) -> None:
    for contact in tx.get_all(FamilyContact, contacts):
        tx.put(replace(contact, person=kept))


def _renamed(persons: Sequence[int], gone: int, kept: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(kept if person == gone else person for person in persons))


def _stay_with(tx: Transaction, stays: Sequence[int], kept: int) -> None:
    """Nobody is at two shelters: of two stays the newer goes on."""
    ours = [s for s in tx.get_all(Stay, tx.ask(records_about, kept)["stay"]) if _goes_on(s)]
    theirs = tx.get_all(Stay, stays)
    going_on = sorted([*ours, *filter(_goes_on, theirs)], key=_began)
    for stay in theirs:
        tx.put(replace(stay, person=kept))
    for stay in going_on[:-1]:
        moved = replace(stay, person=kept)
        if stay.status is StayStatus.PLANNED:
            tx.put(replace(moved, status=StayStatus.CANCELLED))
        else:
            tx.put(replace(moved, status=StayStatus.CHECKED_OUT, checked_out_at=tx.now))


def _goes_on(stay: Stay) -> bool:
    return stay.status in ACTIVE_STAYS


def _began(stay: Stay) -> tuple[bool, str, int]:
    at = stay.checked_in_at or stay.planned_at
    return stay.status is StayStatus.CHECKED_IN, at.isoformat() if at else "", stay.id


def _travel_as(tx: Transaction, bookings: Sequence[int], kept: int) -> None:
    """One booking a movement: the one that has come further stays."""
    ours = tx.get_all(Booking, tx.ask(records_about, kept)["booking"])
    by_movement = {booking.movement: booking for booking in ours}
    for booking in tx.get_all(Booking, bookings):
        rival = by_movement.get(booking.movement)
        if rival is None:
            tx.put(replace(booking, person=kept))
        else:
            _one_of(tx, rival, booking, kept)
        if booking.status in SEATED:
            reissue_if_frozen(tx, tx.get(Movement, booking.movement))


def _one_of(tx: Transaction, ours: Booking, theirs: Booking, kept: int) -> None:
    on_board = (BookingStatus.BOARDED, BookingStatus.ARRIVED)
    if ours.status in on_board and theirs.status in on_board:
        raise RuleError(
            "Both were counted on board of {movement}; they are two persons.",
            movement=tx.get(Movement, ours.movement).number,
        )
    further, other = sorted((ours, theirs), key=_rank)
    tx.remove(Booking, other.id)
    tx.put(replace(further, person=kept))


def _rank(booking: Booking) -> int:
    return _FURTHEST.index(booking.status) if booking.status in _FURTHEST else len(_FURTHEST)
