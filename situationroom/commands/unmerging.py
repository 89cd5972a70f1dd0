"""Taking a merge apart, also when much has happened since.

Whatever still says what the merge made it say goes back to how it was. What was changed since, and
what came since, stays with the survivor and is told: nobody can know whom of the two it was about.
"""

from dataclasses import dataclass, replace

from situationroom.commands.people import called
from situationroom.commands.transport import reissue_if_frozen
from situationroom.models import RECORDS, Booking, Merge, Movement, Note, Person, Record
from situationroom.models.errors import RuleError
from situationroom.models.journal import Change, Fields, Json
from situationroom.models.vocabulary import SEATED, BookingStatus
from situationroom.store.codec import from_fields, to_fields
from situationroom.store.journal import changes_backwards
from situationroom.store.queries.merges import (
    created_since,
    fields_since,
    merge_of,
    records_about,
    revision_of,
)
from situationroom.store.queries.transport import seats_taken
from situationroom.store.transaction import Transaction
from situationroom.texts import tr

_LEFT_ALONE = (Movement, RECORDS["manifest"])  # versions only go up


@dataclass(frozen=True, slots=True)
class Since:
    """What stays with the survivor: fields changed since the merge, and new records by kind."""

    fields: tuple[str, ...] = ()
    new: tuple[tuple[str, int], ...] = ()


def unmerge(tx: Transaction, gone: int) -> tuple[Person, Since]:
    """Bring the person back who went in a merge; returns them and what stays with the survivor.

    Raises RuleError when that number was not merged, or its survivor was merged further since.
    """
    merge = tx.ask(merge_of, gone)
    if merge is None:
        raise RuleError("This person was not merged with anybody.")
    survivor = tx.find(Person, merge.kept)
    if survivor is None:
        raise RuleError("The survivor was merged with somebody else since; take that apart first.")
    revision = tx.ask(revision_of, merge.id)
    changes = [c for some in changes_backwards(tx.connection, revision) for c in some]
    since = Since(
        tx.ask(fields_since, "person", merge.kept, revision), _new_since(tx, merge, revision)
    )
    for change in changes:
        _put_back(tx, change, merge)
    back = tx.get(Person, gone)
    tx.describe("{gone} and {kept} taken apart", gone=called(back), kept=called(survivor))
    _tell(tx, since, survivor, back)
    for movement in {c.id for c in changes if RECORDS[c.kind] is Movement}:
        reissue_if_frozen(tx, tx.get(Movement, movement))
    return back, since


def _put_back(tx: Transaction, change: Change, merge: Merge) -> None:
    kind = RECORDS[change.kind]
    record = tx.find(kind, change.id)
    if kind in _LEFT_ALONE:
        return
    if change.before is None:
        if record is not None:
            tx.remove(kind, change.id)
    elif record is None:
        if change.after is None:
            tx.put(_returned(tx, from_fields(kind, change.id, change.before)))
    elif change.after is not None:
        tx.put(_fields_back(record, change.before, change.after, merge))


def _fields_back(record: Record, before: Fields, after: Fields, merge: Merge) -> Record:
    """Every field that still says what the merge made it say goes back; the others stay."""
    now = to_fields(record)
    back = {name: value for name, value in before.items() if now[name] == after[name]}
    if "persons" in before and "persons" not in back:
        back["persons"] = _named_again(now["persons"], before["persons"], merge)
    return from_fields(type(record), record.id, {**now, **back})


def _named_again(now: Json, before: Json, merge: Merge) -> Json:
    """A list of persons changed since: the one who went stands in it again."""
    assert isinstance(now, list) and isinstance(before, list)  # noqa: S101 - a field of ids
    kept = [person for person in now if person != merge.kept or merge.kept in before]
    return [*kept, merge.gone]


def _returned(tx: Transaction, record: Record) -> Record:
    """A booking that fell away comes back; without a free seat it waits for one."""
    if not isinstance(record, Booking) or record.status not in SEATED:
        return record
    movement = tx.get(Movement, record.movement)
    taken = tx.ask(seats_taken, movement.id).get(record.seat_kind, 0)
    if taken < movement.capacity.of(record.seat_kind):
        return record
    return replace(record, status=BookingStatus.WAITLISTED)


def _new_since(tx: Transaction, merge: Merge, revision: int) -> tuple[tuple[str, int], ...]:
    about = tx.ask(records_about, merge.kept)
    counts = {kind: len(tx.ask(created_since, kind, ids, revision)) for kind, ids in about.items()}
    return tuple((kind, n) for kind, n in counts.items() if n)


def _tell(tx: Transaction, since: Since, survivor: Person, back: Person) -> None:
    """Both cards say what could not be divided."""
    if not since.fields and not since.new:
        return
    for person, other in ((survivor, back), (back, survivor)):
        said = tr(
            "Taken apart from {other}. What came since the merge stays with {kept}: {new} records, "
            "{changed} changed fields.",
            other=other.case,
            kept=survivor.case,
            new=sum(n for _kind, n in since.new),
            changed=len(since.fields),
        )
        tx.add(Note(0, tx.now, tx.officer, said, person=person.id))
