"""What belongs to one seat: its number, bags, remarks, and another priority with its reason."""

import re
from dataclasses import dataclass, replace

from situationroom.commands.people import called
from situationroom.commands.transport import reissue_if_frozen
from situationroom.models import Booking, Movement, Person
from situationroom.models.errors import RuleError
from situationroom.store.queries.transport import bookings_of
from situationroom.store.transaction import Transaction

MOST_BAGS = 99
_CODE = re.compile(r"(I|II|III|IV|V)-[A-E]")


@dataclass(frozen=True, slots=True)
class SeatDetails:
    """As an officer types them. ``reason`` is needed where ``code`` is not the one that follows."""

    seat: str = ""
    bags: int = 0
    remarks: str = ""
    code: str = ""
    reason: str = ""


def edit_booking(tx: Transaction, movement: int, person: int, details: SeatDetails) -> Booking:
    """Other details of one seat; on a closed movement the next version of the manifest follows.

    Raises RuleError for impossible bags, an unknown code, or another code without a reason.
    """
    booking = _booking(tx, movement, person)
    code = details.code.strip().upper() or booking.code
    if not 0 <= details.bags <= MOST_BAGS:
        raise RuleError("{n} is no number of bags.", n=details.bags)
    if not _CODE.fullmatch(code):
        raise RuleError("{code} is no priority code; write it like I-B.", code=code)
    if code != booking.code and not details.reason.strip():
        raise RuleError("Say why the priority shall be {code}.", code=code)
    edited = replace(
        booking,
        seat=details.seat.strip(),
        bags=details.bags,
        remarks=details.remarks.strip(),
        code=code,
        code_reason=details.reason.strip() or booking.code_reason,
    )
    tx.put(edited)
    target = tx.get(Movement, movement)
    name = called(tx.get(Person, person))
    tx.describe("Seat of {person} on {movement}", person=name, movement=target.number)
    reissue_if_frozen(tx, target)
    return edited


def _booking(tx: Transaction, movement: int, person: int) -> Booking:
    for row in tx.ask(bookings_of, movement):
        if row.booking.person == person:
            return row.booking
    raise RuleError(
        "{person} is not on {movement}.",
        person=tx.get(Person, person).name,
        movement=tx.get(Movement, movement).number,
    )
