"""A crisis cell's persons with truth: families, twins, and callers who tell of them again.

Everything is invented and comes from a seed. ``cell(seed, families)`` gives persons and, beside
each, the number of the human being told of. Names are Chinese (told in hanzi, traditional hanzi,
pinyin in any order, Wade-Giles, Cantonese), Turkish, Arabic, Vietnamese, Russian and German.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from situationroom.models import Person
from situationroom.models.person import Document, Kin, Phone
from situationroom.models.vocabulary import Precision, Sex
from tests.matching.names import CULTURES, Culture, Forms, Given, told

CITIES = (
    ("Istanbul", 41.01, 28.95), ("Ankara", 39.92, 32.85), ("Izmir", 38.42, 27.14),
    ("Antalya", 36.90, 30.70), ("Bursa", 40.19, 29.06),
)  # fmt: skip
HOTELS = ("Grand Bosphorus", "Hotel Anadolu", "Blue Harbour Inn", "Pera Residence", "Kaya Palace")
GROUPS = ("第3旅行团", "Ankara Metro Line 4", "Boğaziçi Üniversitesi", "新丝路旅行社", "", "")
KINDS = {"alone": 50, "couple": 12, "parents": 22, "twins": 6, "brothers": 10}
DAY = date(2016, 7, 18)


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody, with the forms of the name."""

    person: Person
    culture: Culture
    surname: Forms
    given: Given


def cell(seed: int, families: int, again: float = 0.35) -> tuple[list[Person], list[int]]:
    """Persons of so many families, ``again`` of them told of once more; and who is who."""
    random = Random(seed)  # noqa: S311 - invented persons, the same every time
    said: list[tuple[Person, int]] = []
    number = 0
    for _ in range(families):
        for human in _family(random):
            number += 1
            said.append((human.person, number))
            while random.random() < again:
                said.append((_again(random, human), number))
    random.shuffle(said)
    persons = [replace(person, id=place) for place, (person, _) in enumerate(said, start=1)]
    return persons, [human for _, human in said]


def _family(random: Random) -> list[Human]:
    """One to four who travel together, with one telephone, hotel, group and kin."""
    culture = random.choices(CULTURES, weights=[c.weight for c in CULTURES])[0]
    kind = random.choices(list(KINDS), weights=list(KINDS.values()))[0]
    alone = random.randint(18, 75)
    ages = {"alone": [alone], "couple": [40, 38], "parents": [41, 39, 12, 9],
            "twins": [38, 10, 10], "brothers": [33, 30]}[kind]  # fmt: skip
    surname = random.choices(
        culture.surnames, range(2 * len(culture.surnames), len(culture.surnames), -1)
    )[0]
    born = DAY - timedelta(days=random.randrange(4_000))
    shared = _shared(random)
    humans = []
    for place, given in enumerate(random.sample(list(culture.given), len(ages))):
        apart = 0 if kind == "twins" else place * 97
        birth = born - timedelta(days=ages[place] * 365 + apart)
        wife = kind in ("couple", "parents") and place == 1 and culture.own_surname
        own = random.choice(culture.surnames) if wife else surname
        fields = _fields(random, culture, own, given, birth, adult=ages[place] > 15)
        phones = (*fields.pop("phones"), *shared.phones)
        person = replace(shared, **fields, phones=phones)
        humans.append(Human(person, culture, own, given))
    return humans


def _shared(random: Random) -> Person:
    city, lat, lon = random.choice(CITIES)
    return Person(
        0,
        phones=(Phone(f"+9053{random.randrange(10**8):08}"),),
        kin=(Kin("", "母亲", f"+86138{random.randrange(10**8):08}"),),
        place_text=f"{random.choice(HOTELS)}, {city}",
        city=city,
        country="TR",
        lat=lat,
        lon=lon,
        uncertainty_m=10_000.0,
        precision=Precision.CITY,
        affiliation=random.choice(GROUPS),
    )


def _fields(
    random: Random, culture: Culture, surname: Forms, given: Given, birth: date, *, adult: bool
) -> dict[str, Any]:
    own = (Phone(f"+9054{random.randrange(10**8):08}"),) if adult and random.random() < 0.5 else ()
    letter = random.choice("EG" if culture.country == "CHN" else "U")
    paper = Document("P", f"{letter}{random.randrange(10**8):08}", culture.country, "2024-05-01")
    return {
        **told(random, culture, surname, given.forms, again=False),
        "sex": Sex.FEMALE if given.female else Sex.MALE,
        "birth_date": birth.isoformat(),
        "nationality": culture.country,
        "documents": (paper,),
        "phones": own,
    }


def _again(random: Random, human: Human) -> Person:
    """Another caller's telling: other spelling, less of it, a slip here and there.

    What decides is left: a document, or a telephone and a birth date of some kind.
    """
    person = human.person
    name: dict[str, Any] = dict(
        told(random, human.culture, human.surname, human.given.forms, again=True)
    )
    with_paper = random.random() < 0.5
    with_phone = not with_paper or random.random() < 0.5
    return replace(
        person,
        **name,
        **_birth(random, person),
        sex=person.sex if random.random() < 0.6 else None,
        nationality=person.nationality if random.random() < 0.5 else None,
        documents=tuple(_slip(random, paper) for paper in person.documents) if with_paper else (),
        phones=(random.choice(person.phones),) if with_phone else (),
        kin=person.kin if random.random() < 0.3 else (),
        affiliation=person.affiliation if random.random() < 0.5 else "",
        place_text=person.city if random.random() < 0.5 else "",
        city=person.city if random.random() < 0.7 else "",
        lat=None,
        lon=None,
    )


def _birth(random: Random, person: Person) -> dict[str, Any]:
    year, month, day = str(person.birth_date).split("-")
    way = random.random()
    if way < 0.6:
        return {"birth_date": person.birth_date}
    if way < 0.75:
        return {"birth_date": year}
    if way < 0.82 and int(day) <= 12:
        return {"birth_date": f"{year}-{day}-{month}"}
    if way < 0.9:
        return {"birth_date": None, "age": DAY.year - int(year), "age_on": DAY}
    other = date.fromisoformat(str(person.birth_date)) + timedelta(days=random.choice((-1, 1)))
    return {"birth_date": other.isoformat()}


def _slip(random: Random, paper: Document) -> Document:
    number = paper.number
    way, place = random.random(), random.randrange(1, len(number) - 1)
    if way < 0.1:
        number = number[:place] + str((int(number[place]) + 3) % 10) + number[place + 1 :]
    elif way < 0.16:
        number = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    elif way < 0.2:
        number = number.replace("0", "O").replace("1", "I")
    return replace(paper, number=number, expiry="")
