"""How common every value is among the incident's persons: what many share says little."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np

from situationroom.matching.arrays import Floats, Numbers, Rows
from situationroom.matching.features import Features
from situationroom.matching.vocabulary import Vocabulary
from situationroom.settings import resource

KIN_OF_NAME: Final = 15
BEFORE: Final = 1_000  # persons that what is known beforehand counts for


@dataclass(slots=True)
class Frequencies:
    """Shares (0..1) of values by what they are a value of; ``n`` persons were counted."""

    n: int
    vocabulary: Vocabulary
    counts: dict[str, Numbers] = field(default_factory=dict)
    values: dict[str, Numbers] = field(default_factory=dict)
    before: dict[str, Floats] = field(default_factory=dict)

    def share(self, kind: str, codes: Numbers, *, mates: int = 2, common: float = 0.5) -> Floats:
        """The share of other persons with this value.

        ``mates`` tellings of it are taken to be of one person, ``common`` is how many in
        ``BEFORE`` would have it if nobody else was seen with it.
        """
        told = np.maximum(self._counted(kind, codes) - mates, 0)
        known = self.before.get(kind)
        extra = np.full(len(codes), common)
        if known is not None:
            inside = (codes >= 0) & (codes < len(known))
            extra = np.where(inside, known[np.where(inside, codes, 0)] * BEFORE, common)
        return np.asarray((told + extra) / (self.n + BEFORE))

    def given_share(self, surname: Numbers, given: Numbers, share: Floats) -> Floats:
        """The share of others with this given name among those of this surname.

        Names are not independent: whoever is called Köhler is seldom called 伟. ``share`` is the
        given name's share among all; it counts for as much as ``KIN_OF_NAME`` persons.
        """
        both = np.maximum(self._counted("whole", whole_name(surname, given)) - 1, 0)
        bearers = np.maximum(self._counted("of surname", surname) - 1, 0)
        return np.asarray((both + KIN_OF_NAME * share) / (bearers + KIN_OF_NAME))

    def _counted(self, kind: str, codes: Numbers) -> Numbers:
        counts = self.counts[kind]
        if kind in self.values:
            values = self.values[kind]
            place = np.minimum(np.searchsorted(values, codes), max(len(values) - 1, 0))
            return np.where(values[place] == codes, counts[place], 0) if len(values) else codes * 0
        inside = (codes >= 0) & (codes < len(counts))
        return np.where(inside, counts[np.where(inside, codes, 0)], 0) if len(counts) else codes * 0


def count(f: Features) -> Frequencies:
    """Count every value of these persons."""
    found = Frequencies(len(f), f.vocabulary)
    words = f.vocabulary.words
    for part, codes, han in (
        ("surname", f.surname, f.han_surname),
        ("given", f.given, f.han_given),
    ):
        for key in ("joined", "skeleton", "canon"):
            found.counts[f"{part} {key}"] = _times(words.key(key)[codes])
        found.counts[f"{part} han"] = _times(han)
    for name in ("papers", "emails", "users", "kin_names"):
        found.counts[name] = _times(getattr(f, name).ravel())
    for name in ("affiliation", "place", "city", "nationality"):
        found.counts[name] = _times(getattr(f, name))
    found.counts["year"] = _times(f.birth[:, 0])
    _count_whole_names(found, f)
    for name, column in (("phones", f.phones), ("kin_phones", f.kin_phones), ("birth", day(f))):
        values, counts = np.unique(column[column > 0], return_counts=True)
        found.values[name], found.counts[name] = values, counts
    _known_beforehand(found)
    return found


def _count_whole_names(found: Frequencies, f: Features) -> None:
    """Different persons by surname, and by surname and given name together.

    Tellings with one name and year of birth count once: they are likely to be of one person.
    """
    canon = f.vocabulary.words.key("canon").astype(np.int64)
    surname, given = canon[f.surname], canon[f.given]
    told = np.flatnonzero((surname >= 0) & (given >= 0) & (f.birth[:, 0] > 0))
    whole = whole_name(surname[told], given[told])
    people = np.unique(whole * 4_096 + f.birth[told, 0])
    names, counts = np.unique(people // 4_096, return_counts=True)
    found.values["whole"], found.counts["whole"] = names, counts
    found.counts["of surname"] = np.bincount(names >> 24, weights=counts).astype(np.int64)


def whole_name(surname: Numbers, given: Numbers) -> Rows:
    """One number for the sounds of surname and given name."""
    return surname.astype(np.int64) << 24 | given


def day(f: Features) -> Rows:
    """A full date of birth as one number; 0 for a partial one."""
    year, month, of_month = (f.birth[:, i].astype(np.int64) for i in range(3))
    return np.where(of_month > 0, year * 10_000 + month * 100 + of_month, 0)


def _times(codes: Numbers) -> Numbers:
    codes = codes[codes >= 0]
    return np.bincount(codes) if len(codes) else np.zeros(0, dtype=np.int64)


@cache
def _shares() -> dict[str, dict[str, float]]:
    data = json.loads(resource("names/frequency.json").read_text(encoding="utf-8"))
    return {
        part: {
            word: float(share) / 1000 for share, words in table.items() for word in words.split()
        }
        for part, table in data.items()
        if not part.startswith("_")
    }


def _known_beforehand(found: Frequencies) -> None:
    """Shares of the commonest Chinese names, so that ten persons know that 王伟 is common."""
    words = found.vocabulary.words
    canon = words.key("canon")
    for part in ("surname", "given"):
        for spelt, share in _shares()[part].items():
            han = found.vocabulary.han.numbers.get(spelt)
            if han is not None:
                _note(found, f"{part} han", han, share)
        for spelt, share in _shares()[f"{part} latin"].items():
            number = words.numbers.get(spelt)
            if number is not None:
                _note(found, f"{part} joined", int(words.key("joined")[number]), share)
                _note(found, f"{part} canon", int(canon[number]), share)


def _note(found: Frequencies, kind: str, code: int, share: float) -> None:
    if kind not in found.before:
        size = max(len(found.counts[kind]), code + 1)
        found.before[kind] = np.full(size, 0.5 / BEFORE)
    known = found.before[kind]
    if code >= len(known):
        known = found.before[kind] = np.pad(
            known, (0, code + 1 - len(known)), constant_values=0.5 / BEFORE
        )
    known[code] = max(known[code], share)
