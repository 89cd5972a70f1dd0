"""Persons as columns of numbers, so that millions of pairs are compared at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Final

import numpy as np

from situationroom.matching.arrays import Floats, Numbers, Rows
from situationroom.matching.vocabulary import Vocabulary
from situationroom.models import Person
from situationroom.models.vocabulary import Source

SLOTS: Final = 4  # documents, telephones, kin's telephones kept of one person


@dataclass(slots=True)
class Features:
    """One element (or row) a person in every column; -1, 0 or NaN where nothing was told.

    ``birth`` is year, month, day, ``digits`` the same with four bits a digit; ``aged`` the year
    of birth from an age as told; ``phones`` and ``kin_phones`` the last eight digits as a number;
    ``at`` when seen there, seconds since 1970; ``lat`` and ``lon`` degrees, ``radius`` metres;
    ``expiry`` is year * 10000 + month * 100 + day.
    """

    vocabulary: Vocabulary
    persons: list[Person]
    ids: Rows
    name: Numbers
    surname: Numbers
    given: Numbers
    han_surname: Numbers
    han_given: Numbers
    told: Numbers
    sex: Numbers
    birth: Numbers
    digits: Rows
    aged: Numbers
    papers: Numbers
    lookalikes: Numbers
    kinds: Numbers
    expiry: Numbers
    phones: Rows
    kin_phones: Rows
    kin_names: Numbers
    emails: Numbers
    users: Numbers
    handles: Numbers
    affiliation: Numbers
    place: Numbers
    city: Numbers
    nationality: Numbers
    household: Rows
    at: Rows
    lat: Floats
    lon: Floats
    radius: Floats

    def __len__(self) -> int:
        return len(self.ids)


COLUMNS: Final = tuple(f.name for f in fields(Features)[2:])


def prepare(persons: Sequence[Person], vocabulary: Vocabulary | None = None) -> Features:
    """The columns of ``persons``; give the vocabulary of those they will be compared with."""
    v = vocabulary or Vocabulary()
    name = _ints(v.name((p.native_name, p.surname, p.given_names, p.other_names)) for p in persons)
    parts = v.name_parts(name)
    birth = _ints(v.date[p.birth_date] if p.birth_date else 0 for p in persons)
    papers = _slots(persons, lambda p: [v.paper[d.number] for d in p.documents])
    emails = _slots(persons, lambda p: [v.email[text] for text in p.emails], 2)
    return Features(
        v,
        list(persons),
        ids=np.array([p.id for p in persons], dtype=np.int64),
        name=name,
        surname=parts[:, 0],
        given=parts[:, 1],
        han_surname=parts[:, 2],
        han_given=parts[:, 3],
        told=parts[:, 4],
        sex=_ints(_SEXES.get(p.sex or "", 0) for p in persons),
        birth=np.stack([birth // 10_000, birth // 100 % 100, birth % 100], axis=1),
        digits=_digits(birth),
        aged=_ints(_aged(p) for p in persons),
        papers=papers,
        lookalikes=v.lookalike(papers),
        kinds=_slots(
            persons, lambda p: [v.kinds.number(f"{d.type} {d.issuer}") for d in p.documents]
        ),
        expiry=_slots(persons, lambda p: [_day(v.date[d.expiry]) for d in p.documents]),
        phones=_slots(persons, lambda p: [last_eight(x.e164 or x.told) for x in p.phones]),
        kin_phones=_slots(persons, lambda p: [last_eight(kin.phone) for kin in p.kin]),
        kin_names=_slots(persons, lambda p: [v.kin[kin.name] for kin in p.kin], 2),
        emails=emails,
        users=v.user(emails),
        handles=_slots(persons, lambda p: [v.text[f"@{text}"] for text in p.handles], 2),
        affiliation=_ints(v.text[p.affiliation] for p in persons),
        place=_ints(v.place[p.place_text] for p in persons),
        city=_ints(v.text[p.city] for p in persons),
        nationality=_ints(v.text[p.nationality or ""] for p in persons),
        household=_longs(-1 if p.household is None else p.household for p in persons),
        at=_longs(_seen_at(p) for p in persons),
        lat=_floats(p.lat for p in persons),
        lon=_floats(p.lon for p in persons),
        radius=_floats(p.uncertainty_m for p in persons),
    )


def joined(parts: Sequence[Features]) -> Features:
    """Several sets of one vocabulary as one."""
    columns = {name: np.concatenate([getattr(p, name) for p in parts]) for name in COLUMNS}
    everybody = [person for part in parts for person in part.persons]
    return Features(parts[0].vocabulary, everybody, **columns)


def chosen(features: Features, rows: Rows) -> Features:
    """Only these rows."""
    columns = {name: getattr(features, name)[rows] for name in COLUMNS}
    return Features(features.vocabulary, [features.persons[i] for i in rows], **columns)


_SEEN: Final = frozenset(
    (Source.GPS, Source.PHONE_CELL, Source.OFFICER, Source.HOSPITAL, Source.AUTHORITY, Source.SELF)
)
_SEXES: Final = {"F": 1, "M": 2}


def _ints(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int32)


def _longs(values: Iterable[int]) -> Rows:
    return np.fromiter(values, dtype=np.int64)


def _floats(values: Iterable[float | None]) -> Floats:
    return np.fromiter((np.nan if value is None else value for value in values), dtype=np.float32)


def _slots(
    persons: Sequence[Person], values: Callable[[Person], list[int]], width: int = SLOTS
) -> Rows:
    """The first values of every person side by side, -1 behind the last."""
    listed = [values(person) for person in persons]
    lengths = np.fromiter(map(len, listed), dtype=np.int64, count=len(listed))
    flat = np.fromiter(chain.from_iterable(listed), dtype=np.int64)
    ends = np.cumsum(lengths)
    slot = np.arange(len(flat)) - np.repeat(ends - lengths, lengths)
    column = np.full((len(persons), width), -1, dtype=np.int64)
    kept = slot < width
    column[np.repeat(np.arange(len(persons)), lengths)[kept], slot[kept]] = flat[kept]
    return column


def last_eight(phone: str) -> int:
    """The last eight digits as a number; -1 for fewer than six digits."""
    tail = phone[-8:]
    if len(phone) > 8 and tail.isdigit() and tail.isascii():
        return int(tail)
    digits = "".join(char for char in phone if "0" <= char <= "9")
    return int(digits[-8:]) if len(digits) >= 6 else -1


def _digits(dates: Numbers) -> Rows:
    """YYYYMMDD with each of its eight digits in four bits."""
    places = range(8)
    return np.asarray(sum(dates.astype(np.int64) // 10**k % 10 << 4 * k for k in places))


def _day(date: int) -> int:
    """The last day on which a document with this expiry is valid; -1 where none was told."""
    if not date:
        return -1
    return date + (0 if date % 10_000 else 1_200) + (0 if date % 100 else 31)


def _seen_at(person: Person) -> int:
    """When somebody or something saw the person there; a list's or a caller's word is no sight."""
    seen = person.location_source in _SEEN and person.located_at is not None
    return int(person.located_at.timestamp()) if seen and person.located_at else 0


def _aged(person: Person) -> int:
    if person.age is None or person.birth_date or person.age_on is None:
        return 0
    return person.age_on.year - person.age
