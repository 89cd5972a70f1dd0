"""Messages: who they are for, what became of them, who has not answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.models import Booking, Delivery, Message, MessageTemplate, Movement, Person
from situationroom.models.message import REACHED, WAITING, DeliveryStatus, Journey, Meaning
from situationroom.store.codec import from_row, time_of
from situationroom.store.derive import read_persons
from situationroom.store.transaction import chunks

_REACHED = ", ".join(f"'{status}'" for status in REACHED)
_WAITING = ", ".join(f"'{status}'" for status in WAITING)
_AHEAD = "'assigned', 'confirmed', 'boarded'"


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message with its figures. ``statuses`` and ``answers`` count persons."""

    message: Message
    statuses: Mapping[DeliveryStatus, int] = field(default_factory=dict)
    answers: Mapping[Meaning, int] = field(default_factory=dict)
    silent: int = 0
    handed_at: datetime | None = None

    @property
    def persons(self) -> int:
        """Everybody on the list, whether they could be reached or not."""
        return sum(self.statuses.values())

    @property
    def waiting(self) -> int:
        """Persons whose message has not left yet."""
        return sum(self.statuses.get(status, 0) for status in WAITING)

    @property
    def reached(self) -> int:
        """Persons who have, or may have, the message."""
        return sum(self.statuses.get(status, 0) for status in REACHED)


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One person's copy, with the person and the message."""

    delivery: Delivery
    person: Person
    message: Message


def with_journeys(
    connection: Connection, ids: Sequence[int], movement: int | None = None
) -> list[tuple[Person, Journey]]:
    """Persons in the order of ``ids``, each with their next way out and their shelter.

    With ``movement`` only bookings on that one count; persons who no longer exist are left out.
    """
    people = {person.id: person for person in read_persons(connection, list(dict.fromkeys(ids)))}
    booked, sheltered = dict[int, Booking](), dict[int, str]()
    for some in chunks(list(people)):
        booked.update(_booked(connection, some, movement))
        sheltered.update(_sheltered(connection, some))
    movements = _movements(connection)
    found = []
    for id_, person in people.items():
        booking = booked.get(id_)
        journey = Journey(
            movements.get(booking.movement) if booking else None, booking, sheltered.get(id_, "")
        )
        found.append((person, journey))
    order = {id_: place for place, id_ in enumerate(dict.fromkeys(ids))}
    return sorted(found, key=lambda one: order[one[0].id])


def templates(connection: Connection) -> list[MessageTemplate]:
    """The cell's own texts that are in use, by name."""
    query = "SELECT * FROM message_template WHERE NOT withdrawn ORDER BY name, id"
    return [from_row(MessageTemplate, row) for row in connection.execute(text(query)).mappings()]


def message_with_id(connection: Connection, id_: int) -> Message | None:
    """One message, or None."""
    query = text("SELECT * FROM message WHERE id = :id")
    row = connection.execute(query, {"id": id_}).mappings().first()
    return from_row(Message, row) if row else None


def message_rows(connection: Connection) -> list[MessageRow]:
    """Every message with its figures, newest first."""
    counted = _counted(connection)
    rows = connection.execute(text("SELECT * FROM message ORDER BY id DESC")).mappings()
    return [
        MessageRow(message, *counted.get(message.id, ({}, {}, 0, None)))
        for message in (from_row(Message, row) for row in rows)
    ]


def deliveries_of(connection: Connection, message: int) -> list[Delivery]:
    """Every copy of a message, in the order of its list."""
    query = text("SELECT * FROM delivery WHERE message = :message ORDER BY id")
    rows = connection.execute(query, {"message": message}).mappings()
    return [from_row(Delivery, row) for row in rows]


def delivery_rows(connection: Connection, ids: Sequence[int]) -> dict[int, DeliveryRow]:
    """The lines of a page by delivery id."""
    rows: dict[int, DeliveryRow] = {}
    for some in chunks(ids):
        listed = ", ".join(str(int(id_)) for id_ in some)
        found = [
            from_row(Delivery, row)
            for row in connection.execute(
                text(f"SELECT * FROM delivery WHERE id IN ({listed})")
            ).mappings()
        ]
        people = {p.id: p for p in read_persons(connection, [d.person for d in found])}
        messages = {d.message: message_with_id(connection, d.message) for d in found}
        for one in found:
            message = messages[one.message]
            if message is not None and one.person in people:
                rows[one.id] = DeliveryRow(one, people[one.person], message)
    return rows


def delivery_ids(
    connection: Connection, message: int, statuses: Sequence[DeliveryStatus] = ()
) -> list[int]:
    """The copies of a message in the order of its list; ``statuses`` narrows."""
    only = f"AND status IN ({', '.join(repr(str(s)) for s in statuses)})" if statuses else ""
    query = f"SELECT id FROM delivery WHERE message = :message {only} ORDER BY id"
    return list(connection.scalars(text(query), {"message": message}))


def next_queued(connection: Connection, message: int, after: int) -> Delivery | None:
    """The next copy that waits for its own telephone or mailbox, past the delivery ``after``."""
    query = text(
        "SELECT * FROM delivery WHERE message = :message AND id > :after AND status = 'queued' "
        "AND carried_by IS NULL ORDER BY id LIMIT 1"
    )
    row = connection.execute(query, {"message": message, "after": after}).mappings().first()
    return from_row(Delivery, row) if row else None


def waiting_count(connection: Connection, message: int) -> int:
    """How many telephones and mailboxes still wait for a message."""
    query = text(
        "SELECT count(*) FROM delivery WHERE message = :message AND carried_by IS NULL "
        f"AND status IN ({_WAITING})"
    )
    return int(connection.scalar(query, {"message": message}) or 0)


def carried_with(connection: Connection, delivery: int) -> list[int]:
    """The copies that are reached by another one's message."""
    query = text("SELECT id FROM delivery WHERE carried_by = :id ORDER BY id")
    return list(connection.scalars(query, {"id": delivery}))


def silent_ids(connection: Connection, message: int | None = None) -> list[int]:
    """Copies that (may) have arrived, ask for an answer and have none; oldest first.

    Who has answered a later message, or was repeated one, is asked about by that one only.
    """
    only = "AND d.message = :message" if message is not None else ""
    query = (
        "SELECT d.id FROM delivery d JOIN message m ON m.id = d.message "
        f"WHERE m.asks AND d.answer IS NULL AND d.status IN ({_REACHED}) {only} "
        "AND NOT EXISTS (SELECT 1 FROM delivery l JOIN message n ON n.id = l.message "
        "  WHERE l.person = d.person AND l.id > d.id AND n.asks "
        f"  AND (l.answer IS NOT NULL OR (n.repeats IS NOT NULL AND l.status IN ({_REACHED})))) "
        "ORDER BY d.handed_at, d.id"
    )
    values = {"message": message} if message is not None else {}
    return list(connection.scalars(text(query), values))


def messages_to(connection: Connection, person: int) -> list[DeliveryRow]:
    """What was sent to a person, newest first."""
    query = text("SELECT id FROM delivery WHERE person = :id ORDER BY id DESC")
    ids = list(connection.scalars(query, {"id": person}))
    rows = delivery_rows(connection, ids)
    return [rows[id_] for id_ in ids if id_ in rows]


def last_deliveries(connection: Connection, addresses: Sequence[str]) -> dict[str, list[Delivery]]:
    """The last message to each address (case does not matter), with the copies it carried."""
    found: dict[str, list[Delivery]] = {}
    for some in chunks(list(dict.fromkeys(addresses))):
        values = {f"a{number}": address for number, address in enumerate(some)}
        listed = ", ".join(f":{name}" for name in values)
        query = (
            f"SELECT * FROM delivery WHERE address IN ({listed}) AND status IN ({_REACHED}) "
            "ORDER BY message DESC, id"
        )
        for row in connection.execute(text(query), values).mappings():
            delivery = from_row(Delivery, row)
            group = found.setdefault(delivery.address, [])
            if not group or group[0].message == delivery.message:
                group.append(delivery)
    return found


def _counted(
    connection: Connection,
) -> dict[int, tuple[dict[DeliveryStatus, int], dict[Meaning, int], int, datetime | None]]:
    query = (
        "SELECT d.message, d.status, d.answer, m.asks, count(*), max(d.handed_at) FROM delivery d "
        "JOIN message m ON m.id = d.message GROUP BY 1, 2, 3"
    )
    found: dict[
        int, tuple[dict[DeliveryStatus, int], dict[Meaning, int], int, datetime | None]
    ] = {}
    for message, status, answer, asks, count, handed in connection.execute(text(query)):
        statuses, answers, silent, last = found.get(message, ({}, {}, 0, None))
        kind = DeliveryStatus(status)
        statuses[kind] = statuses.get(kind, 0) + count
        if answer is not None:
            answers[Meaning(answer)] = answers.get(Meaning(answer), 0) + count
        elif asks and kind in REACHED:
            silent += count
        times = [at for at in (last, time_of(handed) if handed else None) if at]
        found[message] = (statuses, answers, silent, max(times, default=None))
    return found


def _booked(
    connection: Connection, ids: Sequence[int], movement: int | None
) -> Iterator[tuple[int, Booking]]:
    listed = ", ".join(str(int(id_)) for id_ in ids)
    only = "AND b.movement = :movement" if movement is not None else ""
    query = (
        "SELECT b.* FROM booking b JOIN movement m ON m.id = b.movement "
        f"WHERE b.person IN ({listed}) AND b.status IN ({_AHEAD}) {only} "
        "AND m.status NOT IN ('arrived', 'cancelled') "
        "ORDER BY m.departs_at IS NULL DESC, m.departs_at DESC, b.id DESC"
    )
    values = {"movement": movement} if movement is not None else {}
    for row in connection.execute(text(query), values).mappings():
        yield row["person"], from_row(Booking, row)  # the next departure comes last and stays


def _sheltered(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    listed = ", ".join(str(int(id_)) for id_ in ids)
    query = (
        "SELECT s.person, o.name FROM stay s JOIN site o ON o.id = s.site "
        f"WHERE s.person IN ({listed}) AND s.status = 'checked_in' ORDER BY s.id"
    )
    yield from ((row[0], row[1]) for row in connection.execute(text(query)))


def _movements(connection: Connection) -> dict[int, Movement]:
    rows = connection.execute(text("SELECT * FROM movement")).mappings()
    return {movement.id: movement for movement in (from_row(Movement, row) for row in rows)}
