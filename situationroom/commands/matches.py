"""Who is told of twice: matching introduced to the store.

``look`` compares everybody once; ``look_again`` only those who have changed since. What officers
have answered (``commands.merging.say_apart``) is left out by ``open_pairs``.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from situationroom import matching
from situationroom.matching import Known, Pair, Step
from situationroom.models import Person
from situationroom.store.connection import Connection
from situationroom.store.queries.merges import apart
from situationroom.store.queries.people import everybody, persons

Key = tuple[int, int]


@dataclass(slots=True)
class Likeness:
    """Everybody as matching knows them, and the pairs found so far by (smaller id, larger id).

    ``lock`` is held while persons are changed, so that somebody typing never asks half a state.
    """

    known: Known
    pairs: dict[Key, Pair]
    households: dict[int, int]
    lock: Lock = field(default_factory=Lock)

    def hits(self, typed: Person, limit: int = 8) -> list[Pair]:
        """Who the person being typed may be; nothing while a change is being taken in."""
        if not self.lock.acquire(blocking=False):
            return []
        try:
            return matching.hits(self.known, typed, limit)
        finally:
            self.lock.release()


def look(connection: Connection, step: Step) -> Likeness:
    """Compare everybody with everybody. ``step`` reports and may raise Cancelled."""
    people = everybody(connection)
    known = matching.index(matching.prepare(people))
    found = matching.pairs(known, step)
    return Likeness(known, {(p.a, p.b): p for p in found}, _households(people))


def look_again(
    connection: Connection, step: Step, likeness: Likeness, ids: Collection[int]
) -> Likeness:
    """Take in persons who are new, changed or gone (``ids``); the same likeness, brought up."""
    people = persons(connection, sorted(ids))
    with likeness.lock:
        likeness.known.remove(sorted(ids))
        likeness.known.add(people)
        found = matching.against(likeness.known, people, step)
        likeness.households |= _households(people)
    for key in [key for key in likeness.pairs if set(ids).intersection(key)]:
        del likeness.pairs[key]
    for pair in _numbered(people, found):
        likeness.pairs[pair.a, pair.b] = pair
    return likeness


def open_pairs(connection: Connection, likeness: Likeness, now: datetime) -> list[Pair]:
    """The pairs nobody has answered yet, the surest first. ``now`` is aware UTC."""
    answered = apart(connection, now)
    waiting = (pair for key, pair in likeness.pairs.items() if key not in answered)
    return sorted(waiting, key=lambda pair: (-pair.score, pair.a, pair.b))


def clusters_of(
    connection: Connection, likeness: Likeness, pairs: Iterable[Pair], now: datetime
) -> list[list[int]]:
    """Persons who belong together, as far as nothing and no officer contradicts; ids ascending."""
    return matching.clusters(pairs, likeness.households, apart(connection, now))


def _numbered(people: Sequence[Person], found: Sequence[Sequence[Pair]]) -> Iterator[Pair]:
    """Pairs of ids, smaller first, of pairs that name a place in ``people``; nobody with itself."""
    for person, pairs in zip(people, found, strict=True):
        for pair in pairs:
            if pair.b > person.id:
                yield replace(pair, a=person.id)
            elif pair.b < person.id:
                swapped = tuple(replace(r, a=r.b, b=r.a) for r in pair.reasons)
                yield replace(pair, a=pair.b, b=person.id, reasons=swapped)


def _households(people: Iterable[Person]) -> dict[int, int]:
    return {person.id: person.household for person in people if person.household is not None}
