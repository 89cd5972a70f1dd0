"""The frozen list of who travels."""

from dataclasses import replace
from datetime import date

from situationroom.models import Household, Manifest, Movement, Person
from situationroom.models.person import Document, needs_on, years_old
from situationroom.models.priority_code import best_code, code_order
from situationroom.models.transport import ManifestLine
from situationroom.models.vocabulary import SEATED, SeatKind
from situationroom.store.queries.transport import BookingRow, bookings_of
from situationroom.store.transaction import Transaction


def issue_manifest(tx: Transaction, movement: Movement) -> Manifest:
    """The next version, frozen: best household code first, households together."""
    rows = [row for row in tx.ask(bookings_of, movement.id) if row.booking.status in SEATED]
    lines = tuple(_line(tx, row) for row in _ordered(rows))
    version = movement.version + 1
    tx.put(replace(movement, version=version))
    return tx.add(Manifest(0, movement.id, version, tx.now, tx.officer, lines))


def _ordered(rows: list[BookingRow]) -> list[BookingRow]:
    groups: dict[tuple[int, int], list[BookingRow]] = {}
    for row in rows:
        alone = (1, row.person.id)
        key = (0, row.person.household) if row.person.household else alone
        groups.setdefault(key, []).append(row)
    codes = {key: best_code(row.booking.code for row in group) for key, group in groups.items()}
    waited = {key: min(row.booking.id for row in group) for key, group in groups.items()}
    keys = sorted(groups, key=lambda key: (code_order(codes[key]), waited[key]))
    return [row for key in keys for row in sorted(groups[key], key=lambda r: r.booking.code)]


def _line(tx: Transaction, row: BookingRow) -> ManifestLine:
    person, booking, today = row.person, row.booking, tx.now.date()
    document = _best_document(person)
    household = tx.get(Household, person.household).name if person.household else ""
    return ManifestLine(
        booking=booking.id,
        person=person.id,
        case=person.case,
        surname=person.surname,
        given_names=person.given_names,
        native_name=person.native_name,
        sex=person.sex or "",
        birth_date=person.birth_date or "",
        age=years_old(person, today),
        nationality=person.nationality or "",
        document_type=document.type,
        document_number=document.number,
        document_issuer=document.issuer,
        document_expiry=document.expiry,
        code=booking.code,
        household=household,
        needs=_needs(person, today),
        bags=booking.bags,
        lap=booking.seat_kind is SeatKind.LAP,
        onward_contact=_onward(person),
        seat=booking.seat,
    )


def _best_document(person: Person) -> Document:
    travel = [document for document in person.documents if document.type != "I"]
    return next(iter(travel or person.documents), Document("", ""))


def _needs(person: Person, day: date) -> tuple[str, ...]:
    return tuple(str(need) for need in needs_on(person, day))


def _onward(person: Person) -> str:
    kin = next(iter(person.kin), None)
    if kin is not None:
        return " ".join(part for part in (kin.name, kin.phone) if part)
    return next((phone.e164 or phone.told for phone in person.phones), "")
