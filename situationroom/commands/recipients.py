"""Whom a message is for, by the words an officer says it in."""

from collections.abc import Callable, Sequence

from situationroom.models.case_number import running_number
from situationroom.models.errors import InputError, RuleError
from situationroom.models.vocabulary import SEATED, Safety, Stage, StayStatus
from situationroom.store.connection import Connection
from situationroom.store.queries.merges import survivor
from situationroom.store.queries.people import (
    PersonFilter,
    households,
    members,
    person_ids,
    persons,
)
from situationroom.store.queries.shelters import sites, stays_of_site
from situationroom.store.queries.transport import bookings_of, movement_by_number

Found = list[int]


def recipients_named(connection: Connection, words: Sequence[str]) -> list[int]:
    """Persons by 'all', 'movement:B-07', 'site:NAME', 'household:NAME', 'city:Ankara',
    'safety:missing', 'stage:in_area' or case numbers; each once.

    Raises InputError for a word nobody understands, RuleError for what does not exist.
    """
    found: dict[int, None] = {}
    for word in words:
        kind, _colon, name = word.partition(":")
        ways = _WAYS.get(kind.casefold())
        for id_ in ways(connection, name) if ways else _case(connection, word):
            found[id_] = None
    return list(found)


def aboard(connection: Connection, movement: int) -> list[int]:
    """Everybody who has a place on a movement."""
    rows = bookings_of(connection, movement)
    return [row.person.id for row in rows if row.booking.status in SEATED]


def staying_at(connection: Connection, site: int) -> list[int]:
    """Everybody checked in at a site."""
    rows = stays_of_site(connection, site)
    return [row.person.id for row in rows if row.stay.status is StayStatus.CHECKED_IN]


def _all(connection: Connection, _name: str) -> Found:
    return person_ids(connection, PersonFilter())


def _movement(connection: Connection, name: str) -> Found:
    found = movement_by_number(connection, name)
    if found is None:
        raise RuleError("There is no movement {number}.", number=name)
    return aboard(connection, found.id)


def _site(connection: Connection, name: str) -> Found:
    for row in sites(connection):
        if row.site.name.casefold() == name.strip().casefold():
            return staying_at(connection, row.site.id)
    raise RuleError("There is no shelter called {name}.", name=name)


def _household(connection: Connection, name: str) -> Found:
    for one in households(connection):
        if one.name.casefold() == name.strip().casefold():
            return [person.id for person in members(connection, one.id)]
    raise RuleError("There is no household called {name}.", name=name)


def _city(connection: Connection, name: str) -> Found:
    return person_ids(connection, PersonFilter(city=name.strip()))


def _safety(connection: Connection, name: str) -> Found:
    try:
        return person_ids(connection, PersonFilter(safety=(Safety(name.casefold()),)))
    except ValueError:
        raise _not_understood(f"safety:{name}") from None


def _stage(connection: Connection, name: str) -> Found:
    try:
        return person_ids(connection, PersonFilter(stage=(Stage(name.casefold()),)))
    except ValueError:
        raise _not_understood(f"stage:{name}") from None


def _case(connection: Connection, word: str) -> Found:
    running = running_number(word)
    if running is None:
        raise _not_understood(word)
    found = persons(connection, [survivor(connection, running)])
    if not found:
        raise RuleError("Nobody has the case number {number}.", number=word)
    return [found[0].id]


def _not_understood(word: str) -> InputError:
    return InputError(
        "{word} names nobody: say a case number, all, movement:NUMBER, site:NAME, "
        "household:NAME, city:NAME, safety:STATE or stage:STAGE.",
        word=word,
    )


_WAYS: dict[str, Callable[[Connection, str], Found]] = {
    "all": _all,
    "movement": _movement,
    "site": _site,
    "household": _household,
    "city": _city,
    "safety": _safety,
    "stage": _stage,
}
