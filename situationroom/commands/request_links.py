"""Who a request is about, and which requests belong together: link, split, join."""

from collections.abc import Sequence
from dataclasses import replace

from situationroom.commands.people import called
from situationroom.models import Note, Person, Report, Request, RequestLink, Task
from situationroom.models.errors import RuleError
from situationroom.models.request import must_be_open
from situationroom.models.vocabulary import LinkKind, NoteKind, Priority, RequestStatus
from situationroom.store.queries.followups import links_of, records_of
from situationroom.store.transaction import Transaction

_URGENCY = list(Priority)


def add_persons(tx: Transaction, request: int, persons: Sequence[int]) -> Request:
    """The request is about these too. Raises RuleError when it is about all of them already."""
    asked = tx.get(Request, request)
    must_be_open(asked)
    new = [p for p in tx.get_all(Person, dict.fromkeys(persons)) if p.id not in asked.persons]
    if not new:
        raise RuleError("Request {number} is about them already.", number=asked.number)
    about = (*asked.persons, *(person.id for person in new))
    changed = tx.put(replace(asked, persons=about, party=max(asked.party, len(about))))
    names = _names(new)
    tx.describe("{numbers} is about {persons} too", numbers=asked.number, persons=names)
    return changed


def remove_persons(
    tx: Transaction, request: int, persons: Sequence[int], reason: str = ""
) -> Request:
    """The request is not about these. A party that counted no more than the named shrinks.

    Raises RuleError when it is about none of them.
    """
    asked = tx.get(Request, request)
    must_be_open(asked)
    gone = [p for p in tx.get_all(Person, dict.fromkeys(persons)) if p.id in asked.persons]
    if not gone:
        raise RuleError("Request {number} is about nobody of these.", number=asked.number)
    rest = _without(asked, [person.id for person in gone])
    names = _names(gone)
    tx.add(_note(tx, request, f"− {names}{_because(reason)}"))
    tx.describe("{numbers} is not about {persons}", numbers=asked.number, persons=names)
    return tx.put(rest)


def relate(tx: Transaction, one: int, other: int, reason: str) -> RequestLink:
    """Two requests belong together, and why. Raises RuleError without a reason, or twice."""
    first, second = tx.get(Request, one), tx.get(Request, other)
    _two(first, second)
    if not reason.strip():
        raise RuleError("Say how the two requests belong together.")
    if any(link.other(one) == other for link in tx.ask(links_of, one)):
        raise RuleError("{a} and {b} are linked already.", a=first.number, b=second.number)
    tx.describe(
        "{a} and {b} belong together: {reason}",
        a=first.number,
        b=second.number,
        reason=reason.strip(),
    )
    return _linked(tx, one, other, LinkKind.RELATED, reason)


def unrelate(tx: Transaction, link: int) -> RequestLink:
    """They do not belong together after all; what a split or a join left stays."""
    ending = tx.get(RequestLink, link)
    if ending.kind is not LinkKind.RELATED or ending.ended_at is not None:
        raise RuleError("Only a link an officer has made can be ended.")
    numbers = [tx.get(Request, id_).number for id_ in (ending.a, ending.b)]
    tx.describe("{a} and {b} do not belong together", a=numbers[0], b=numbers[1])
    return tx.put(replace(ending, ended_at=tx.now))


def split(tx: Transaction, request: int, persons: Sequence[int], reason: str = "") -> Request:
    """These persons get a request of their own, with the clock, owner and words of this one.

    Raises RuleError when nobody or everybody would go.
    """
    asked = tx.get(Request, request)
    must_be_open(asked)
    going = tuple(person for person in dict.fromkeys(persons) if person in asked.persons)
    if not going or len(going) == len(asked.persons):
        raise RuleError(
            "Choose some persons of request {number}, not all: those get a request of their own.",
            number=asked.number,
        )
    new = tx.add(replace(asked, id=0, persons=going, party=len(going)))
    tx.put(replace(_without(asked, going), party=max(asked.party - len(going), 1)))
    _linked(tx, request, new.id, LinkKind.SPLIT, reason)
    names = _names(tx.get_all(Person, going))
    tx.add(_note(tx, request, f"{names} → {new.number}{_because(reason)}"))
    tx.add(_note(tx, new.id, f"{names} ← {asked.number}{_because(reason)}"))
    tx.describe(
        "Split {numbers}: {persons} in {new}", numbers=asked.number, persons=names, new=new.number
    )
    return new


def join(tx: Transaction, kept: int, gone: int) -> Request:
    """``gone`` is the same as ``kept``: persons, notes, reports, tasks and links follow.

    The number that goes finds the other from then on. Raises RuleError for one request twice and
    for one that is no longer open.
    """
    stays, goes = tx.get(Request, kept), tx.get(Request, gone)
    _two(stays, goes)
    for request in (stays, goes):
        must_be_open(request)
    _follow(tx, kept, gone)
    _links_follow(tx, kept, gone)
    _linked(tx, kept, gone, LinkKind.JOINED, "")
    tx.add(_note(tx, kept, f"← {goes.number}: {goes.description}".rstrip(": ")))
    tx.put(_closed_into(tx, goes, stays))
    tx.describe("{gone} is {kept}; joined", gone=goes.number, kept=stays.number)
    return tx.put(_both(stays, goes))


def _both(stays: Request, goes: Request) -> Request:
    """More urgent of the two, due by the earlier time while nobody has answered."""
    about = tuple(dict.fromkeys([*stays.persons, *goes.persons]))
    new = stays.status is RequestStatus.NEW
    return replace(
        stays,
        persons=about,
        party=max(stays.party, goes.party, len(about)),
        priority=min(stays.priority, goes.priority, key=_URGENCY.index),
        due_at=min(stays.due_at, goes.due_at) if new else stays.due_at,
        description=stays.description or goes.description,
    )


def _closed_into(tx: Transaction, goes: Request, stays: Request) -> Request:
    return replace(
        goes,
        status=RequestStatus.CLOSED,
        closed_at=tx.now,
        joined_into=stays.id,
        waiting_until=None,
        next_action="",
        next_action_at=None,
        outcome=f"→ {stays.number}",
    )


def _follow(tx: Transaction, kept: int, gone: int) -> None:
    hanging = tx.ask(records_of, gone)
    for note in tx.get_all(Note, hanging["note"]):
        tx.put(replace(note, request=kept))
    for report in tx.get_all(Report, hanging["report"]):
        tx.put(replace(report, request=kept))
    for task in tx.get_all(Task, hanging["task"]):
        tx.put(replace(task, request=kept))
    for earlier in tx.get_all(Request, hanging["request"]):  # joined into the one that goes now
        tx.put(replace(earlier, joined_into=kept))


def _links_follow(tx: Transaction, kept: int, gone: int) -> None:
    """What belonged to the one belongs to the other; a link between the two themselves ends."""
    known = {link.other(kept) for link in tx.ask(links_of, kept)}
    for link in tx.ask(links_of, gone):
        far = link.other(gone)
        if far == kept or far in known:
            tx.put(replace(link, ended_at=tx.now))
        else:
            ends = (kept, far) if link.a == gone else (far, kept)
            tx.put(replace(link, a=ends[0], b=ends[1]))


def _linked(tx: Transaction, a: int, b: int, kind: LinkKind, reason: str) -> RequestLink:
    return tx.add(RequestLink(0, a, b, tx.now, tx.officer, kind, reason.strip()))


def _without(asked: Request, persons: Sequence[int]) -> Request:
    rest = tuple(person for person in asked.persons if person not in persons)
    named_only = asked.party <= len(asked.persons)
    return replace(asked, persons=rest, party=max(len(rest), 1) if named_only else asked.party)


def _two(first: Request, second: Request) -> None:
    if first.id == second.id:
        raise RuleError("Choose two different requests.")


def _note(tx: Transaction, request: int, text: str) -> Note:
    return Note(0, tx.now, tx.officer, text, NoteKind.NOTE, request=request)


def _because(reason: str) -> str:
    return f": {reason.strip()}" if reason.strip() else ""


def _names(persons: Sequence[Person]) -> str:
    shown = ", ".join(called(person) for person in persons[:5])
    return shown + (f" … ({len(persons)})" if len(persons) > 5 else "")
