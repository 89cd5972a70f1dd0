"""Persons as columns of numbers, so that millions of pairs are compared at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from situationroom.matching import chinese
from situationroom.matching.arrays import Floats, Numbers, Rows
from situationroom.matching.growing import Growing
from situationroom.matching.name_keys import name_keys
from situationroom.matching.names import Name, name_of, without_titles
from situationroom.matching.scripts import fold
from situationroom.matching.words import Words
from situationroom.models import Person

SLOTS: Final = 4  # documents, telephones, kin's telephones kept of one person
_LOOKALIKE: Final = str.maketrans("OQDISBZ", "0001582")


class Codes:
    """Numbers for texts that are compared whole; equal text, equal number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.texts: list[str] = []

    def number(self, text: str) -> int:
        """The text's number; -1 for no text."""
        if not text:
            return -1
        found = self.numbers.setdefault(text, len(self.texts))
        if found == len(self.texts):
            self.texts.append(text)
        return found


class Vocabulary:
    """What the persons of one incident say, each text once. It only ever grows."""

    def __init__(self) -> None:
        self.words = Words()
        self.names: list[Name] = []
        self.name_keys: list[tuple[int, ...]] = []
        self._name_numbers: dict[Name, int] = {}
        self.place_words: list[tuple[int, ...]] = [()]
        self.many_forms = Growing(0)
        self.han_letters = Growing(0, 2)
        self.han, self.papers, self.lookalikes, self.kinds = Codes(), Codes(), Codes(), Codes()
        self.emails, self.users, self.texts, self.places = Codes(), Codes(), Codes(), Codes()

    def name(self, name: Name) -> int:
        """The number of a whole name with all its forms."""
        found = self._name_numbers.get(name)
        if found is None:
            found = self._name_numbers[name] = len(self.names)
            self.names.append(name)
            self.name_keys.append(name_keys(name, self.words))
            self.many_forms.append(bool(name.others) or len(name.tokens) > 2)
        return found

    def place(self, text: str) -> int:
        """The number of a place as told, its longer words noted; the last stands for no place."""
        known = len(self.places.texts)
        found = self.places.number(text)
        if found == known:
            words = [word for word in text.split() if len(word) > 2 and word.isascii()]
            self.place_words[-1:] = [tuple(self.texts.number(w) + 1 for w in words[:8]), ()]
        return found

    def han_number(self, text: str) -> int:
        """The number of a surname or given name in hanzi, its two characters noted."""
        known = len(self.han.texts)
        found = self.han.number(text)
        if found == known:
            self.han_letters.append((ord(text[0]), ord(text[1])) if len(text) == 2 else (0, 0))
        return found


@dataclass(slots=True)
class Features:
    """One element (or row) a person in every column; -1, 0 or NaN where nothing was told.

    ``birth`` is year, month, day; ``aged`` the year of birth from an age as told; ``phones`` and
    ``kin_phones`` the last eight digits as a number; ``at`` seconds since 1970; ``lat`` and
    ``lon`` degrees, ``radius`` metres; ``expiry`` is year * 10000 + month * 100 + day.
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


_LONG: Final = frozenset({"ids", "phones", "kin_phones", "household", "at"})
_FLOAT: Final = frozenset({"lat", "lon", "radius"})
COLUMNS: Final = tuple(f.name for f in fields(Features)[2:])


def prepare(persons: Sequence[Person], vocabulary: Vocabulary | None = None) -> Features:
    """The columns of ``persons``; give the vocabulary of those they will be compared with."""
    vocabulary = vocabulary or Vocabulary()
    rows = [_row(person, vocabulary) for person in persons]
    columns = zip(*rows, strict=True) if rows else ([] for _ in COLUMNS)
    arrays: dict[str, Any] = {
        name: np.array(column, dtype=_type(name)) if rows else _empty(name)
        for name, column in zip(COLUMNS, columns, strict=True)
    }
    return Features(vocabulary, list(persons), **arrays)


def joined(parts: Sequence[Features]) -> Features:
    """Several sets of one vocabulary as one."""
    columns = {name: np.concatenate([getattr(p, name) for p in parts]) for name in COLUMNS}
    return Features(parts[0].vocabulary, [p for part in parts for p in part.persons], **columns)


def chosen(features: Features, rows: Rows) -> Features:
    """Only these rows."""
    columns = {name: getattr(features, name)[rows] for name in COLUMNS}
    return Features(features.vocabulary, [features.persons[i] for i in rows], **columns)


def _type(name: str) -> type:
    return np.int64 if name in _LONG else np.float32 if name in _FLOAT else np.int32


_WIDE: Final = {
    "birth": 3, "papers": SLOTS, "lookalikes": SLOTS, "kinds": SLOTS, "expiry": SLOTS,
    "phones": SLOTS, "kin_phones": SLOTS, "kin_names": 2, "emails": 2, "users": 2, "handles": 2,
}  # fmt: skip


def _empty(name: str) -> npt.NDArray[np.generic]:
    shape = (0, _WIDE[name]) if name in _WIDE else (0,)
    return np.zeros(shape, dtype=_type(name))


def _row(person: Person, v: Vocabulary) -> tuple[object, ...]:
    name = name_of(person)
    numbers = [plain_paper(document.number) for document in person.documents[:SLOTS]]
    emails = [email.strip().lower() for email in person.emails[:2]]
    number = v.words.number
    return (
        person.id,
        v.name(name),
        number(name.surname),
        number(name.given),
        v.han_number(name.han_surname),
        v.han_number(name.han_given),
        name.told,
        {"F": 1, "M": 2}.get(person.sex or "", 0),
        _birth(person.birth_date),
        _aged(person),
        _filled([v.papers.number(text) for text in numbers], SLOTS),
        _filled([v.lookalikes.number(text.translate(_LOOKALIKE)) for text in numbers], SLOTS),
        _filled([v.kinds.number(f"{d.type} {d.issuer}") for d in person.documents[:SLOTS]], SLOTS),
        _filled([_day(d.expiry) for d in person.documents[:SLOTS]], SLOTS),
        _filled([last_eight(p.e164 or p.told) for p in person.phones[:SLOTS]], SLOTS),
        _filled([last_eight(kin.phone) for kin in person.kin[:SLOTS]], SLOTS),
        _filled([_kin_name(kin.name, v) for kin in person.kin[:2]], 2),
        _filled([v.emails.number(email) for email in emails], 2),
        _filled([v.users.number(_user(email)) for email in emails], 2),
        _filled([v.texts.number(f"@{handle.casefold()}") for handle in person.handles[:2]], 2),
        v.texts.number(plain_text(person.affiliation)),
        v.place(plain_text(person.place_text)),
        v.texts.number(plain_text(person.city)),
        v.texts.number(person.nationality or ""),
        -1 if person.household is None else person.household,
        int(person.located_at.timestamp()) if person.located_at else 0,
        np.nan if person.lat is None else person.lat,
        np.nan if person.lon is None else person.lon,
        np.nan if person.uncertainty_m is None else person.uncertainty_m,
    )


def _filled(values: list[int], width: int) -> tuple[int, ...]:
    return (*values, *(-1,) * (width - len(values)))


def plain_paper(number: str) -> str:
    """A document number in capitals and digits only."""
    return number if number.isalnum() else "".join(filter(str.isalnum, number)).upper()


def last_eight(phone: str) -> int:
    """The last eight digits as a number; -1 for fewer than six digits."""
    digits = "".join(filter(str.isdigit, phone))
    return int(digits[-8:]) if len(digits) >= 6 and digits.isascii() else -1


def plain_text(text: str) -> str:
    """A place or an employer: folded, every hanzi a word of its own."""
    if text.isascii():
        return fold(text)
    han = " ".join(chinese.simplified(text))
    return f"{fold(text)} {han}".strip()


def _user(email: str) -> str:
    user = "".join(filter(str.isalnum, email.partition("@")[0]))
    return user if len(user) >= 5 else ""


def _kin_name(text: str, v: Vocabulary) -> int:
    """A kin's whole name; 'Ms Xu' or '母亲' alone would join half the country."""
    han = chinese.simplified(text)
    if han:
        whole = len(han) > 1 and not set(han) & set("父母妈爸夫妻兄弟姐妹儿女属友亲爷奶先生士")
        return v.words.number(chinese.mandarin(han)) if whole else -1
    plain = without_titles(fold(text))
    return v.words.number(plain) if " " in plain else -1


def _birth(text: str | None) -> tuple[int, int, int]:
    parts = [int(part) for part in (text or "").split("-") if part.isdigit()]
    return (*parts, 0, 0, 0)[:3]  # type: ignore[return-value]  # three after the slice


def _day(text: str) -> int:
    year, month, day = _birth(text)
    return year * 10_000 + (month or 12) * 100 + (day or 31) if year else -1


def _aged(person: Person) -> int:
    if person.age is None or person.birth_date:
        return 0
    told = person.age_on or date(2000, 1, 1)
    return told.year - person.age if person.age_on else 0
