"""Words that nobody could place: grouped, decided once for everybody who says them, remembered."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from situationroom.intake.own_places import OwnPlaces, place_key
from situationroom.intake.places import open_gazetteer
from situationroom.models import Person, Placing
from situationroom.models.errors import RuleError
from situationroom.models.place import check_placing, check_point
from situationroom.models.vocabulary import Precision, Source
from situationroom.store.connection import Connection
from situationroom.store.queries.places import (
    places,
    placing_of,
    placings,
    positions_in_area,
    standing_at,
    unplaced,
)
from situationroom.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One text nobody could place; ``spellings`` as written, ``persons`` their ids."""

    key: str
    text: str
    spellings: tuple[str, ...]
    persons: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Positions that cannot be right as they stand, of ``persons``.

    ``why`` is "swapped" (only exchanged they lie in the incident's country), "zero" (0, 0) or
    "abroad" (in ``country``).
    """

    why: str
    country: str
    persons: tuple[int, ...]


def own_places(connection: Connection) -> OwnPlaces:
    """The gazetteer with the incident's own places and decisions."""
    return OwnPlaces.of(open_gazetteer(), placings(connection), places(connection))


def unplaced_texts(connection: Connection) -> list[Unplaced]:
    """Every text without a position with all who say it, the most frequent first."""
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    persons: dict[str, list[int]] = defaultdict(list)
    for told in unplaced(connection):
        if key := place_key(told.place_text):
            texts[key][told.place_text] += 1
            persons[key].append(told.id)
    found = [
        Unplaced(key, spelt.most_common(1)[0][0], tuple(spelt), tuple(persons[key]))
        for key, spelt in texts.items()
    ]
    return sorted(found, key=lambda one: (-len(one.persons), one.key))


def place_text(tx: Transaction, draft: Placing) -> int:
    """Decide where these words are: everybody who says them is placed, whoever says them later
    is placed alike. Gives how many persons were placed now.

    A second decision about the same words moves those whom the first one placed. Raises RuleError
    without words or off the earth.
    """
    key = place_key(draft.text)
    before = tx.ask(placing_of, key)
    said = {"officer": tx.officer, "decided_at": tx.now, "forgotten_at": None}
    decided = check_placing(replace(draft, key=key, **said))  # type: ignore[arg-type]
    ids = [told.id for told in tx.ask(unplaced) if place_key(told.place_text) == key]
    if before is not None:
        there = tx.ask(standing_at, before.lat, before.lon)
        ids += [told.id for told in there if place_key(told.place_text) == key]
        tx.put(replace(decided, id=before.id))
    else:
        tx.add(decided)
    for person in tx.get_all(Person, ids):
        tx.put(_placed(person, decided, before, tx))
    tx.describe(
        "{text} placed at {place}: {n} persons", text=decided.text, place=decided.name, n=len(ids)
    )
    return len(ids)


def forget_placing(tx: Transaction, placing: int) -> None:
    """Later words are not placed so any more; who was placed stays there."""
    gone = tx.put(replace(tx.get(Placing, placing), forgotten_at=tx.now))
    tx.describe("{text} is no longer placed at {place}", text=gone.text, place=gone.name)


def exchange_positions(tx: Transaction, persons: Sequence[int]) -> None:
    """Latitude and longitude of these persons change places. Raises RuleError off the earth."""
    for person in tx.get_all(Person, persons):
        if person.lat is None or person.lon is None:
            raise RuleError("{case} is not on the map.", case=person.case)
        check_point(person.lon, person.lat)
        country = next(iter(open_gazetteer().lands(person.lon, person.lat)), person.country)
        tx.put(replace(person, lat=person.lon, lon=person.lat, country=country))
    tx.describe("Latitude and longitude exchanged: {n} persons", n=len(persons))


def take_positions_away(tx: Transaction, persons: Sequence[int]) -> None:
    """These positions are none; their words stay and wait to be placed."""
    for person in tx.get_all(Person, persons):
        nowhere = replace(person, lat=None, lon=None, uncertainty_m=None)
        tx.put(replace(nowhere, precision=Precision.UNKNOWN))
    tx.describe("Position taken away: {n} persons", n=len(persons))


def doubtful_positions(connection: Connection, country: str) -> list[Doubtful]:
    """Persons in the area whose position is 0, 0 or outside ``country`` (ISO alpha-2)."""
    lands = open_gazetteer().lands
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in positions_in_area(connection):
        if one.lat == 0 and one.lon == 0:
            groups["zero", ""].append(one.id)
        elif (there := lands(one.lat, one.lon)) and country not in there:
            turned = abs(one.lon) <= 90 and country in lands(one.lon, one.lat)
            groups["swapped" if turned else "abroad", there[0]].append(one.id)
    found = [Doubtful(why, where, tuple(ids)) for (why, where), ids in groups.items()]
    return sorted(found, key=lambda one: (one.why == "abroad", -len(one.persons)))


def _placed(person: Person, at: Placing, before: Placing | None, tx: Transaction) -> Person:
    city = at.city if before is not None and person.city == before.city else ""
    return replace(
        person,
        lat=at.lat,
        lon=at.lon,
        uncertainty_m=at.uncertainty_m,
        precision=at.precision,
        country=at.country,
        city=city or person.city or at.city,
        location_source=Source.OFFICER,
        located_at=person.located_at or tx.now,
    )
