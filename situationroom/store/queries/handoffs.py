"""Recipients, what each has had, and what changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.models import Handoff, Recipient
from situationroom.models.journal import Fields
from situationroom.store.codec import from_row, time_of
from situationroom.store.journal import changes_of
from situationroom.store.queries.merges import merged_into


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A recipient with everything handed to them, newest first."""

    recipient: Recipient
    handoffs: tuple[Handoff, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A hand-off in which a person's data stood, and under which of their numbers."""

    handoff: int
    number: int
    recipient: str
    made_at: datetime
    numbers: tuple[int, ...]


def recipients(connection: Connection) -> list[RecipientRow]:
    """All recipients by name."""
    rows = connection.execute(text("SELECT * FROM recipient ORDER BY name, id")).mappings()
    return [
        RecipientRow(recipient, tuple(handoffs_to(connection, recipient.id)))
        for recipient in [from_row(Recipient, row) for row in rows]
    ]


def recipient_named(connection: Connection, name: str) -> Recipient | None:
    """The recipient of this name."""
    query = "SELECT * FROM recipient WHERE lower(name) = lower(:name)"
    row = connection.execute(text(query), {"name": name.strip()}).mappings().first()
    return from_row(Recipient, row) if row else None


def handoffs_to(connection: Connection, recipient: int) -> list[Handoff]:
    """What a recipient was given, newest first."""
    query = "SELECT * FROM handoff WHERE recipient = :id ORDER BY number DESC"
    rows = connection.execute(text(query), {"id": recipient}).mappings()
    return [from_row(Handoff, row) for row in rows]


def given_to(connection: Connection, person: int) -> list[Given]:
    """Who was given this person's data, newest first; under the numbers merged into them too."""
    numbers = [person, *(merge.gone for merge in merged_into(connection, person))]
    query = (
        "SELECT h.id, h.number, r.name, h.made_at, j.value AS person FROM handoff h "
        "JOIN recipient r ON r.id = h.recipient, json_each(h.persons) j "
        f"WHERE j.value IN ({', '.join(map(str, numbers))}) ORDER BY h.made_at DESC, h.id DESC"
    )
    found: dict[int, Given] = {}
    for row in connection.execute(text(query)):
        before = found.get(row.id)
        under = (*(before.numbers if before else ()), row.person)
        found[row.id] = Given(row.id, row.number, row.name, time_of(row.made_at), under)
    return list(found.values())


def net_changes(
    connection: Connection, kind: str, since: int, until: int
) -> dict[int, tuple[Fields | None, Fields | None]]:
    """Records of a kind whose fields differ between two revisions: id -> (before, after).

    None before: it did not exist at ``since``. None after: it does not exist at ``until``. What was
    changed and changed back is left out.
    """
    net: dict[int, tuple[Fields | None, Fields | None]] = {}
    for revision in _revisions(connection, since, until):
        for change in changes_of(connection, revision):
            if change.kind == kind:
                net[change.id] = _folded(net.get(change.id), change.before, change.after)
    return {id_: pair for id_, pair in net.items() if pair[0] != pair[1]}


def _revisions(connection: Connection, since: int, until: int) -> Iterable[int]:
    query = "SELECT revision FROM entry WHERE revision > :since AND revision <= :until ORDER BY 1"
    return list(connection.scalars(text(query), {"since": since, "until": until}))


def _folded(
    known: tuple[Fields | None, Fields | None] | None, before: Fields | None, after: Fields | None
) -> tuple[Fields | None, Fields | None]:
    if known is None:
        return before, after
    first, last = known
    if after is None:
        return first, None
    if first is None or last is None or before is None:
        return first, {**(last or {}), **after}
    return _differing({**before, **first}, {**last, **after})


def _differing(first: Fields, last: Fields) -> tuple[Fields, Fields]:
    names = [name for name in last if first.get(name) != last[name]]
    return {name: first[name] for name in names}, {name: last[name] for name in names}
