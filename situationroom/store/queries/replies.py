"""What came back: which lines are known, whose they may be, what an officer has to decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from situationroom.models import Delivery, Message, Person, Reply
from situationroom.models.message import Meaning, ReplyState
from situationroom.models.vocabulary import OPEN_STATUSES
from situationroom.store.codec import from_row
from situationroom.store.derive import read_persons
from situationroom.store.transaction import chunks

_OPEN = ", ".join(f"'{status}'" for status in OPEN_STATUSES)


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A reply with whom it may be from and the message it answers."""

    reply: Reply
    persons: tuple[Person, ...]
    message: Message | None


def known_fingerprints(connection: Connection, some: Iterable[str]) -> set[str]:
    """Those that a report has already."""
    found: set[str] = set()
    for part in chunks(list(some)):
        query, values = _listed("SELECT fingerprint FROM report WHERE fingerprint IN ({})", part)
        found.update(connection.scalars(text(query), values))
    return found


def persons_at(connection: Connection, addresses: Sequence[str]) -> dict[str, list[int]]:
    """Who has one of these telephones (E.164) or mailboxes; one pass over everybody."""
    wanted, found = set(addresses), dict[str, list[int]]()
    if not wanted:
        return found
    phones = (
        "SELECT p.id, json_extract(j.value, '$.e164') FROM person p, json_each(p.phones) j "
        "WHERE p.phones <> '[]'"
    )
    mails = (
        "SELECT p.id, lower(j.value) FROM person p, json_each(p.emails) j WHERE p.emails <> '[]'"
    )
    for query in (phones, mails):
        for person, address in connection.execute(text(query)):
            if address in wanted and person not in found.setdefault(address, []):
                found[address].append(person)
    return found


def reply_requests(connection: Connection, persons: Sequence[int]) -> dict[int, int]:
    """The open request that an earlier reply of a person has opened, by person."""
    found: dict[int, int] = {}
    for some in chunks(persons):
        query = (
            "SELECT l.person, q.id FROM reply r JOIN request q ON q.id = r.request "
            "JOIN request_person l ON l.request = q.id "
            f"WHERE q.status IN ({_OPEN}) AND l.person IN ({_ids(some)}) ORDER BY q.id"
        )
        found.update((row[0], row[1]) for row in connection.execute(text(query)))
    return found


def searched(connection: Connection, persons: Sequence[int]) -> set[int]:
    """Persons for whom somebody is searching already."""
    found: set[int] = set()
    for some in chunks(persons):
        query = (
            "SELECT l.person FROM request_person l JOIN request q ON q.id = l.request "
            f"WHERE q.category = 'search' AND q.status IN ({_OPEN}) AND l.person IN ({_ids(some)})"
        )
        found.update(connection.scalars(text(query)))
    return found


def reply_ids(connection: Connection, state: ReplyState | None = None) -> list[int]:
    """Replies of a state; those to decide begin with cries for help, then the oldest."""
    if state is None:
        return list(connection.scalars(text("SELECT id FROM reply ORDER BY at DESC, id DESC")))
    query = text("SELECT id FROM reply WHERE state = :state ORDER BY meaning <> :help, at, id")
    values = {"state": str(state), "help": str(Meaning.NEEDS_HELP)}
    return list(connection.scalars(query, values))


def reply_rows(connection: Connection, ids: Sequence[int]) -> dict[int, ReplyRow]:
    """The lines of a page by reply id."""
    rows: dict[int, ReplyRow] = {}
    for some in chunks(ids):
        query = text(f"SELECT * FROM reply WHERE id IN ({_ids(some)})")
        found = [from_row(Reply, row) for row in connection.execute(query).mappings()]
        people = {p.id: p for p in read_persons(connection, [p for r in found for p in r.persons])}
        messages = _messages(connection, [r.delivery for r in found if r.delivery])
        for one in found:
            persons = tuple(people[p] for p in one.persons if p in people)
            rows[one.id] = ReplyRow(one, persons, messages.get(one.delivery or 0))
    return rows


def open_replies(connection: Connection) -> int:
    """How many replies an officer has to decide."""
    query = text("SELECT count(*) FROM reply WHERE state = 'open'")
    return int(connection.scalar(query) or 0)


def replies_naming(connection: Connection, person: int) -> list[int]:
    """Replies that may be from a person."""
    query = text("SELECT r.id FROM reply r, json_each(r.persons) j WHERE j.value = :id ORDER BY 1")
    return list(connection.scalars(query, {"id": person}))


def deliveries_to(connection: Connection, persons: Sequence[int], message: int) -> list[Delivery]:
    """The copies of a message that some persons had."""
    found: list[Delivery] = []
    for some in chunks(persons):
        query = f"SELECT * FROM delivery WHERE message = :message AND person IN ({_ids(some)})"
        rows = connection.execute(text(query), {"message": message}).mappings()
        found += [from_row(Delivery, row) for row in rows]
    return found


def _messages(connection: Connection, deliveries: Sequence[int]) -> dict[int, Message]:
    if not deliveries:
        return {}
    query = (
        "SELECT d.id AS delivery_id, m.* FROM delivery d JOIN message m ON m.id = d.message "
        f"WHERE d.id IN ({_ids(deliveries)})"
    )
    rows = connection.execute(text(query)).mappings()
    return {row["delivery_id"]: from_row(Message, row) for row in rows}


def _ids(some: Iterable[int]) -> str:
    return ", ".join(str(int(id_)) for id_ in some)


def _listed(query: str, part: Sequence[str]) -> tuple[str, dict[str, Any]]:
    values = {f"v{number}": value for number, value in enumerate(part)}
    return query.format(", ".join(f":{name}" for name in values)), values
