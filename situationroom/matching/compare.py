"""Comparing many pairs at a time: a level for every field and how rare what agrees is."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from situationroom.matching import compare_facts as facts
from situationroom.matching import compare_places as places
from situationroom.matching.arrays import Floats, Levels, Mask, Rows
from situationroom.matching.compare_names import Side, name_levels
from situationroom.matching.features import Features
from situationroom.matching.frequencies import Frequencies, day
from situationroom.matching.levels import FIELD, LEVEL
from situationroom.matching.name_rarity import name_rarity
from situationroom.matching.other_forms import better_forms

_ONE_DAY: Final = 3.5e-5  # the share of people born on one day, of some eighty years


@dataclass(slots=True)
class Compared:
    """``levels`` (pairs × fields); ``rarity`` the share of others with the value, or NaN."""

    levels: Levels
    rarity: Floats

    def taken(self, rows: Rows | Mask) -> "Compared":
        """Only these pairs."""
        return Compared(self.levels[rows], self.rarity[rows])


def compare(shares: Frequencies, a: Features, i: Rows, b: Features, j: Rows) -> Compared:
    """Compare row ``i[k]`` of ``a`` with row ``j[k]`` of ``b`` for every k."""
    found = compare_core(shares, a, i, b, j)
    _contacts(found, shares, a, i, b, j)
    _places(found, shares, a, i, b, j)
    return found


def compare_core(shares: Frequencies, a: Features, i: Rows, b: Features, j: Rows) -> Compared:
    """Only names, dates and sex: what decides whether the rest is worth a look."""
    found = Compared(
        np.zeros((len(i), len(FIELD)), dtype=np.int8, order="F"),
        np.full((len(i), len(FIELD)), np.nan, dtype=np.float32, order="F"),
    )
    _names(found, shares, a, i, b, j)
    _facts(found, shares, a, i, b, j)
    return found


def _put(
    found: Compared,
    field: str,
    level: Levels,
    rarity: Floats | None = None,
    at: str = "equal",
) -> None:
    place = FIELD[field]
    found.levels[:, place] = level
    if rarity is not None:
        rows = level == LEVEL[field][at]
        found.rarity[rows, place] = rarity[rows]


def _names(
    found: Compared, shares: Frequencies, a: Features, i: Rows, b: Features, j: Rows
) -> None:
    one, two = Side(a, i), Side(b, j)
    names = name_levels(a.vocabulary, one, two)
    better_forms(a.vocabulary, one, two, names.surname, names.given)
    for field, level in (("surname", names.surname), ("given", names.given)):
        _put(found, field, level)
        han = one.han_surname if field == "surname" else one.han_given
        found.rarity[:, FIELD[field]] = name_rarity(shares, field, names, han)


def _facts(
    found: Compared, shares: Frequencies, a: Features, i: Rows, b: Features, j: Rows
) -> None:
    born = np.maximum(shares.share("birth", day(a)[i], common=0.04), _ONE_DAY)
    _put(found, "birth", facts.birth_level(a, i, b, j), born)
    year = shares.share("year", a.birth[i, 0], common=16.0)
    _put(found, "year", facts.year_level(a, i, b, j), year)
    _put(found, "age", facts.age_level(a, i, b, j))
    _put(found, "sex", facts.equal_or_other("sex", a.sex[i], b.sex[j]))
    nation = facts.equal_or_other("nationality", a.nationality[i] + 1, b.nationality[j] + 1)
    _put(found, "nationality", nation, shares.share("nationality", a.nationality[i], common=500.0))
    house = facts.equal_or_other("household", a.household[i] + 1, b.household[j] + 1)
    _put(found, "household", house)


def _contacts(
    found: Compared, shares: Frequencies, a: Features, i: Rows, b: Features, j: Rows
) -> None:
    level, agreed = facts.document_level(a, i, b, j)
    _put(found, "document", level, shares.share("papers", agreed, mates=6, common=0.01))
    one_wrong = np.minimum(100.0 / 10.0 ** a.vocabulary.digits(a.lookalikes[i, 0]), 1e-3)
    _put(found, "document", level, one_wrong, "digit")
    level, agreed = facts.phone_level(a, i, b, j)
    rarity = shares.share("phones", agreed, mates=5, common=0.05)
    _put(found, "phone", level, rarity)
    _put(found, "phone", level, rarity, "kin")
    told = (a.emails[i, 0] >= 0) & (b.emails[j, 0] >= 0)
    level, agreed = facts.shared_level(
        "email",
        (("equal", a.emails[i], b.emails[j]), ("user", a.users[i], b.users[j])),
        told,
    )
    handles, _ = facts.shared_level("email", (("equal", a.handles[i], b.handles[j]),), told & False)
    level = np.where((handles > 0) & (level != LEVEL["email"]["equal"]), handles, level)
    _put(found, "email", level, shares.share("emails", agreed, mates=5, common=0.05))
    _put(found, "email", level, shares.share("users", agreed, mates=5, common=0.5), "user")
    told = (a.kin_phones[i, 0] >= 0) & (b.kin_phones[j, 0] >= 0)
    told |= (a.kin_names[i, 0] >= 0) & (b.kin_names[j, 0] >= 0)
    level, agreed = facts.shared_level(
        "kin",
        (("phone", a.kin_phones[i], b.kin_phones[j]), ("name", a.kin_names[i], b.kin_names[j])),
        told,
    )
    _put(found, "kin", level, shares.share("kin_phones", agreed, mates=5, common=0.05), "phone")
    _put(found, "kin", level, shares.share("kin_names", agreed, mates=3), "name")


def _places(
    found: Compared, shares: Frequencies, a: Features, i: Rows, b: Features, j: Rows
) -> None:
    level = places.place_level(a, i, b, j)
    _put(found, "place", level, shares.share("place", a.place[i], common=1.0))
    city = np.maximum(shares.share("city", a.city[i], common=100.0), 0.02)
    _put(found, "place", level, city, "city")
    level = places.affiliation_level(a, i, b, j)
    _put(found, "affiliation", level, shares.share("affiliation", a.affiliation[i], common=2.0))
    _put(found, "moment", places.moment_level(a, i, b, j))
