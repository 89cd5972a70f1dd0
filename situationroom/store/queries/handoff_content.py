"""What a hand-off says: everything open, or exactly what is different since the last one.

A hand-off speaks of the records as they were at its cut-off revision. ``content_since`` is asked
right after the cut-off, inside the transaction that makes the hand-off or for a preview, so that
the tables still say what they said then; ``content_of`` builds an old one again from the journal.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.models import Handoff, Note, Person, Recipient, Request
from situationroom.models.case_number import case_number
from situationroom.models.handoff import ChangedItem, FieldChange, HandoffContent, HandoffItem
from situationroom.models.journal import Fields, Json
from situationroom.models.vocabulary import RequestStatus
from situationroom.store.codec import default_fields, from_fields, from_row
from situationroom.store.derive import read_persons
from situationroom.store.past import as_of
from situationroom.store.queries.handoffs import handoffs_to, net_changes
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.merges import survivor
from situationroom.store.queries.requests import requests
from situationroom.store.transaction import chunks

DONE = (RequestStatus.RESOLVED, RequestStatus.CLOSED)
# Bookkeeping of the list that means nothing to an embassy.
UNSAID = {"due_at", "owned_since", "persons", "age_on", "household"}
# Who first told of a death is not for others; that it is confirmed is told by the safety status.
UNSAID |= {"death_reported_by", "death_source"}
NOTES_SHOWN = 5

Net = dict[int, tuple[Fields | None, Fields | None]]


def preview(
    connection: Connection,
    recipient: int,
    full: bool,
    now: datetime,
    officer: str = "",
) -> HandoffContent:
    """What the recipient's next hand-off would say if it were made now."""
    last = next(iter(handoffs_to(connection, recipient)), None)
    since = 0 if full or last is None else last.cutoff
    number = (last.number if last else 0) + 1
    cutoff = last_revision(connection)
    draft = Handoff(0, recipient, number, since == 0, since, cutoff, now, officer)
    return content_since(connection, draft)


def content_of(connection: Connection, handoff: int) -> HandoffContent:
    """What a hand-off that was made says, whatever has changed since."""
    row = connection.execute(text("SELECT * FROM handoff WHERE id = :id"), {"id": handoff})
    made = from_row(Handoff, row.mappings().one())
    if not _changed_since(connection, made.cutoff):
        return content_since(connection, made)
    with as_of(connection, revision=made.cutoff) as then:
        return content_since(then, made, journal=connection)


def _changed_since(connection: Connection, revision: int) -> bool:
    query = (
        "SELECT 1 FROM change WHERE revision > :revision "
        "AND kind IN ('person', 'request', 'note') LIMIT 1"
    )
    return connection.scalar(text(query), {"revision": revision}) is not None


def content_since(
    connection: Connection, handoff: Handoff, journal: Connection | None = None
) -> HandoffContent:
    """The content of a hand-off whose cut-off is now, in the records of ``connection``.

    ``journal`` is where the journal is, when the records were replayed elsewhere.
    """
    recipient = _recipient(connection, handoff.recipient)
    content = HandoffContent(the_incident(connection), recipient, handoff)
    if handoff.full:
        open_ids = connection.scalars(
            text(
                "SELECT id FROM request WHERE status NOT IN ('resolved', 'closed') "
                "ORDER BY CASE priority WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END, id"
            )
        ).all()
        items = _items(connection, open_ids, recipient)
        return replace(content, new=tuple(items))
    return _delta(connection, content, journal or connection)


def _delta(connection: Connection, content: HandoffContent, journal: Connection) -> HandoffContent:
    handoff, recipient = content.handoff, content.recipient
    asked = net_changes(journal, "request", handoff.since, handoff.cutoff)
    people = net_changes(journal, "person", handoff.since, handoff.cutoff)
    known = _handed_before(journal, handoff)
    noted = _noted(journal, handoff)
    touched = sorted({*asked, *noted, *_requests_about(connection, people)})
    items = {item.request.id: item for item in _items(connection, touched, recipient)}
    new = [i for i in items.values() if i.request.id not in known and i.request.is_open]
    had = [item for item in items.values() if item.request.id in known]
    joined = list(_joined(connection, journal, handoff, people))
    changed = [
        ChangedItem(i, (*_of_persons(i, joined), *_changes(i, asked, people)))
        for i in had
        if i.request.is_open
    ]
    return replace(
        content,
        new=tuple(new),
        changed=tuple(c for c in changed if c.changes or c.item.request.id in noted),
        resolved=tuple(i for i in had if _just_resolved(i.request, asked)),
        withdrawn=tuple(_withdrawn(known & asked.keys(), items, asked)),
    )


def _just_resolved(request: Request, asked: Net) -> bool:
    after = asked.get(request.id, (None, None))[1]
    return request.status in DONE and bool(after) and "resolved_at" in (after or {})


def _withdrawn(
    ids: Iterable[int], items: Mapping[int, HandoffItem], asked: Net
) -> Iterable[HandoffItem]:
    """Requests the recipient was given and that exist no more (an import was undone)."""
    for id_ in sorted(ids):
        before, after = asked[id_]
        if after is None and before is not None and id_ not in items:
            yield HandoffItem(_as_it_was(id_, before))


def _as_it_was(id_: int, before: Fields) -> Request:

    return from_fields(Request, id_, {**default_fields(Request), **before})


def _handed_before(connection: Connection, handoff: Handoff) -> set[int]:
    """Requests of this recipient's earlier hand-offs."""
    earlier = [h for h in handoffs_to(connection, handoff.recipient) if h.number < handoff.number]
    return {request for old in earlier for request in old.requests}


def _joined(
    connection: Connection, journal: Connection, handoff: Handoff, people: Net
) -> Iterable[tuple[int, FieldChange]]:
    """Case numbers the recipient has that are another's now, or one of their own again.

    Each with the person on whose requests it is told.
    """
    given = _persons_handed(journal, handoff)
    for before, after in net_changes(journal, "merge", handoff.since, handoff.cutoff).values():
        told = after if before is None else before
        if (before is None) == (after is None) or told is None:
            continue
        kept, gone = (survivor(connection, int(str(told[side]))) for side in ("kept", "gone"))
        number = int(str(told["gone"]))
        if before is None and number in given:
            was = _named(number, people.get(number, (None, None))[0])
            yield kept, FieldChange(case_number(kept), "one_person", was, case_number(kept))
        elif before is not None and kept in given:
            numbers = case_number(kept), case_number(number)
            yield gone, FieldChange(numbers[1], "own_number", *numbers)


def _named(person: int, fields: Fields | None) -> str:
    """'0007-6 单晓彤': who went under this number."""
    said = fields or {}
    name = said.get("native_name") or said.get("surname") or ""
    return f"{case_number(person)} {name}".strip()


def _of_persons(
    item: HandoffItem, joined: Iterable[tuple[int, FieldChange]]
) -> Iterable[FieldChange]:
    return [change for person, change in joined if person in item.request.persons]


def _persons_handed(connection: Connection, handoff: Handoff) -> set[int]:
    """Persons of this recipient's earlier hand-offs."""
    earlier = [h for h in handoffs_to(connection, handoff.recipient) if h.number < handoff.number]
    return {person for old in earlier for person in old.persons}


def _noted(connection: Connection, handoff: Handoff) -> set[int]:
    query = (
        "SELECT n.request FROM change c JOIN note n ON n.id = c.id "
        "WHERE c.kind = 'note' AND c.revision > :since AND c.revision <= :cutoff "
        "AND n.request IS NOT NULL"
    )
    between = {"since": handoff.since, "cutoff": handoff.cutoff}
    return set(connection.scalars(text(query), between))


def _requests_about(connection: Connection, people: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(list(people)):
        listed = ", ".join(map(str, some))
        query = f"SELECT request FROM request_person WHERE person IN ({listed})"
        found.update(connection.scalars(text(query)))
    return found


def _changes(item: HandoffItem, asked: Net, people: Net) -> tuple[FieldChange, ...]:
    found = list(_field_changes(item.request.number, asked.get(item.request.id), Request))
    for person in item.persons:
        found += _field_changes(person.case, people.get(person.id), Person)
    return tuple(found)


def _field_changes(
    about: str, pair: tuple[Fields | None, Fields | None] | None, kind: type
) -> Iterable[FieldChange]:
    if pair is None or pair[1] is None:
        return
    before, after = pair[0] or {}, pair[1]
    for field, value in after.items():
        if field not in UNSAID:
            yield FieldChange(about, field, _said(before.get(field)), _said(value))


def _said(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_said(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_said(item) for item in value.values() if item)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _items(connection: Connection, ids: Sequence[int], recipient: Recipient) -> list[HandoffItem]:
    found = requests(connection, ids)
    people = {p.id: p for p in read_persons(connection, [p for r in found for p in r.persons])}
    notes = _notes(connection, ids) if recipient.with_notes else {}
    items = [
        HandoffItem(
            request,
            tuple(people[p] for p in request.persons if p in people),
            tuple(notes.get(request.id, ())[:NOTES_SHOWN]),
        )
        for request in found
    ]
    return [item for item in items if _concerns(recipient)(item)]


def _concerns(recipient: Recipient) -> Callable[[HandoffItem], bool]:
    def concerns(item: HandoffItem) -> bool:
        if recipient.categories and item.request.category not in recipient.categories:
            return False
        places = {person.city for person in item.persons}
        return not recipient.cities or bool(places & set(recipient.cities))

    return concerns


def _notes(connection: Connection, ids: Sequence[int]) -> dict[int, list[Note]]:
    notes: dict[int, list[Note]] = {}
    for some in chunks(list(ids)):
        listed = ", ".join(map(str, some))
        query = f"SELECT * FROM note WHERE request IN ({listed}) ORDER BY id DESC"
        for row in connection.execute(text(query)).mappings():
            notes.setdefault(row["request"], []).append(from_row(Note, row))
    return notes


def _recipient(connection: Connection, id_: int) -> Recipient:
    row = connection.execute(text("SELECT * FROM recipient WHERE id = :id"), {"id": id_})
    return from_row(Recipient, row.mappings().one())
