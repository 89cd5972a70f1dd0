"""From levels back to words: what agrees, what does not, and what each is worth."""

from collections.abc import Callable
from typing import Final

import numpy as np

from situationroom.matching.arrays import Floats, Levels, Rows
from situationroom.matching.compare import Compared
from situationroom.matching.features import Features
from situationroom.matching.levels import FIELDS, NAMES
from situationroom.matching.names import Name, name_of
from situationroom.matching.reasons import Pair, Reason, Verdict
from situationroom.matching.scoring import (
    PROBABLY,
    SAME,
    Model,
    contradictory,
    odds,
    parts,
)
from situationroom.matching.sentences import TEMPLATES
from situationroom.models import Person

DIFFERS: Final = frozenset({"other", "valid", "country"})
"""Levels at which two values are not the same."""


def explained(
    model: Model,
    compared: Compared,
    chance: Floats,
    a: tuple[Features, Rows],
    b: tuple[Features, Rows],
) -> list[Pair]:
    """A pair for every row, with its reasons, the weightiest first."""
    if not len(chance):
        return []
    _, family, strangers = odds(model, compared)
    weights = np.zeros(compared.levels.shape)
    for field in range(len(NAMES)):
        m, r, u = parts(model, compared, field)
        weights[:, field] = (m - np.where(family > strangers, r, u)).round(1)
    against = contradictory(compared)
    return [
        _pair(compared.levels[k], weights[k], float(chance[k]), bool(against[k]), *_two(a, b, k))
        for k in range(len(chance))
    ]


def _two(
    a: tuple[Features, Rows], b: tuple[Features, Rows], k: int
) -> tuple[tuple[int, Person], tuple[int, Person]]:
    (first, i), (second, j) = a, b
    return (
        (int(first.ids[i[k]]), first.persons[i[k]]),
        (int(second.ids[j[k]]), second.persons[j[k]]),
    )


def _pair(
    levels: Levels,
    weights: Floats,
    chance: float,
    against: bool,
    a: tuple[int, Person],
    b: tuple[int, Person],
) -> Pair:
    told = np.flatnonzero(levels)
    reasons = [
        _reason(NAMES[f], int(levels[f]), float(weights[f]), a[1], b[1]) for f in told.tolist()
    ]
    reasons.sort(key=lambda reason: (-abs(reason.weight), reason.field))
    return Pair(a[0], b[0], chance, verdict_of(chance, against), tuple(reasons), against)


def verdict_of(chance: float, against: bool) -> Verdict:
    """A contradiction is always left to an officer, whatever else agrees."""
    if chance >= SAME and not against:
        return "same"
    return "probably" if chance >= PROBABLY else "possible"


def _reason(field: str, level: int, weight: float, a: Person, b: Person) -> Reason:
    name = FIELDS[field][level - 1].name
    if name in DIFFERS:
        weight = min(weight, 0.0)  # it may tell two of a family apart, but speaks for nobody
    one, two = told(field, a), told(field, b)
    values = {"a": one, "b": two}
    return Reason(field, one, two, weight, TEMPLATES[field][name], values)


def told(field: str, person: Person) -> str:
    """The person's value of a field as one text."""
    return _TOLD[field](person)


def _name(person: Person) -> Name:
    return name_of((person.native_name, person.surname, person.given_names, ()))


def _surname(person: Person) -> str:
    return _name(person).han_surname or person.surname or person.native_name


def _given(person: Person) -> str:
    return _name(person).han_given or person.given_names or person.native_name


def _age(person: Person) -> str:
    return person.birth_date or (str(person.age) if person.age is not None else "")


def _phones(person: Person) -> str:
    return ", ".join(phone.e164 or phone.told for phone in person.phones)


def _kin(person: Person) -> str:
    return ", ".join(" ".join(filter(None, (kin.name, kin.phone))) for kin in person.kin)


def _place(person: Person) -> str:
    return ", ".join(dict.fromkeys(filter(None, (person.place_text, person.city))))


_TOLD: Final[dict[str, Callable[[Person], str]]] = {
    "surname": _surname,
    "given": _given,
    "birth": _age,
    "year": _age,
    "age": _age,
    "sex": lambda person: person.sex or "",
    "document": lambda person: ", ".join(paper.number for paper in person.documents),
    "phone": _phones,
    "email": lambda person: ", ".join((*person.emails, *person.handles)),
    "place": _place,
    "affiliation": lambda person: person.affiliation,
    "nationality": lambda person: person.nationality or "",
    "kin": _kin,
    "household": lambda _: "",
    "moment": _place,
}
