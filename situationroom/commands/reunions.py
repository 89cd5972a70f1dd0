"""Missing meets found: pairs of somebody sought and somebody seen, and calling back who asked.

Nothing about a death goes anywhere by itself: until two officers have confirmed it nobody is
called back, and what is said is said by an officer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from situationroom import legend
from situationroom.commands.people import called
from situationroom.commands.requests import resolve
from situationroom.matching import Pair
from situationroom.models import Note, Person
from situationroom.models.errors import RuleError
from situationroom.models.person import is_told_dead
from situationroom.models.vocabulary import BookingStatus, NoteKind, Safety, Source, StayStatus
from situationroom.store.connection import Connection
from situationroom.store.queries.people import persons
from situationroom.store.queries.reunions import Found, reunion_of
from situationroom.store.queries.sightings import Sighting, sightings, sought
from situationroom.store.transaction import Transaction
from situationroom.texts import tr


@dataclass(frozen=True, slots=True)
class Meeting:
    """A pair of which one side is looked for and the other was seen.

    ``death`` is True when one side is deceased, or reported to be.
    """

    pair: Pair
    sought: int
    seen: int
    sightings: tuple[Sighting, ...]
    death: bool = False


def meetings(connection: Connection, pairs: Sequence[Pair]) -> list[Meeting]:
    """Those of the pairs in which missing meets found, in their order."""
    ids = {person for pair in pairs for person in (pair.a, pair.b)}
    missing = sought(connection, ids)
    asked = [pair for pair in pairs if pair.a in missing or pair.b in missing]
    both = {person for pair in asked for person in (pair.a, pair.b)}
    seen = sightings(connection, both)
    people = {person.id: person for person in persons(connection, sorted(both))}
    made = (_meeting(pair, missing, seen, people) for pair in asked)
    return [meeting for meeting in made if meeting is not None]


def _meeting(
    pair: Pair,
    missing: set[int],
    seen: dict[int, list[Sighting]],
    people: dict[int, Person],
) -> Meeting | None:
    # A side that is only looked for is the better answer to "who is sought".
    sides = sorted(((pair.a, pair.b), (pair.b, pair.a)), key=lambda ab: bool(seen.get(ab[0])))
    for one, other in sides:
        if one in missing and seen.get(other):
            death = any(is_told_dead(people[id_]) for id_ in (one, other) if id_ in people)
            return Meeting(pair, one, other, tuple(seen[other]), death)
    return None


def call_back(tx: Transaction, request: int, said: str) -> bool:
    """Whoever asked was told of everybody this search has found, with these words.

    The request is resolved when it asks for nobody else; else it stays open for the others, and a
    note says who was told of. Returns whether it is over. Raises RuleError when it has found
    nobody, and for a death that two officers have not confirmed.
    """
    reunion = tx.ask(reunion_of, request)
    if reunion is None:
        raise RuleError("This search has found nobody yet.")
    if not said.strip():
        raise RuleError("Write something first.")
    told = [found for found in reunion.found if not found.told]
    _may_be_told(told)
    over = not reunion.missing
    if over:
        resolve(tx, [request], said)
    for found in () if over else told:
        tx.add(_outcome(tx, request, found.person, said))
    names = ", ".join(called(found.person) for found in reunion.found)
    tx.describe("Called back about {persons}: {text}", persons=names, text=said.strip())
    return over


def _outcome(tx: Transaction, request: int, person: Person, said: str) -> Note:
    words, kind = said.strip(), NoteKind.OUTCOME
    return Note(0, tx.now, tx.officer, words, kind, request=request, person=person.id)


def _may_be_told(found: Iterable[Found]) -> None:
    for one in found:
        if one.death == "reported":
            raise RuleError(
                "A death is told only when two officers have confirmed it: {person}.",
                person=called(one.person),
            )


def sighting_words(sighting: Sighting) -> str:
    """One sighting in words, without its time."""
    what, how = sighting.what, sighting.how
    if sighting.kind == "safety":
        source = legend.label(Source(how)) if how else ""
        return " · ".join(part for part in (legend.label(Safety(what)), source) if part)
    if sighting.kind == "death":
        return tr("Death reported by {source}, not confirmed", source=what)
    if sighting.kind == "stay":
        return f"{what} · {legend.label(StayStatus(how))}"
    if sighting.kind == "booking":
        return f"{what} · {legend.label(BookingStatus(how))}"
    return tr("{file}, row {row}", file=what, row=how or "—")


def death_warning(confirmed: bool) -> str:
    """What an officer reads where a death is among the news."""
    if confirmed:
        return tr("Two officers have confirmed a death. An officer tells the family in person.")
    return tr("A death is told of. Nobody is told before two officers have confirmed it.")
