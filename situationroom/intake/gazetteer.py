"""The offline gazetteer's data: places, their names in many scripts, and how names are folded.

One .npz (about 9 MB, read once in about a quarter of a second) built by
scripts/build_resources.py. Names are found by exact folded key (place_keys.py); resolving a
caller's words is places.py's work.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from situationroom.intake.place_keys import Keys, Lines

# Letters that Unicode does not take apart, and marks that people leave out.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h",
     "ə": "a", "'": "", "’": "", "‘": "", "ʻ": "", "ʼ": "", "`": "", "´": "", "·": "", "・": ""}
)  # fmt: skip
_GAPS = re.compile(r"[\W_]+")


class Kind(IntEnum):
    """What a gazetteer entry is; the order is also the order of trust between equal names."""

    CITY = 0
    CAPITAL = 1
    REGION = 2
    COUNTRY = 3
    AIRPORT = 4
    LANDMARK = 5


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Columns of equal length n, one row a place, and an index from folded name to rows.
    Positions are arrays for searches over all places, the rest sequences for quick single looks.

    `en`, `zh` are display names ("" where unknown); `country` ISO 3166 alpha-2, `nation` the same
    as a number (`nations` names them); `lat`, `lon` degrees WGS-84; `population` persons (0
    unknown); `radius` metres within which the named place lies; `region` the row of its
    first-level province or -1. `postings[starts[k]:starts[k + 1]]` are the rows of key k.
    """

    en: Sequence[str]
    zh: Sequence[str]
    country: list[str]
    nation: NDArray[np.int16]
    nations: list[str]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    population: list[int]
    radius: list[int]
    kind: list[Kind]
    region: list[int]
    table: dict[int, str]
    keys: Keys
    postings: NDArray[np.int32]
    starts: NDArray[np.int32]
    countries: dict[str, int]

    def rows(self, folded: str) -> list[int]:
        """The rows whose name folds to exactly this key, most important first."""
        at = self.keys.find(folded)
        if at < 0:
            return []
        found: list[int] = self.postings[self.starts[at] : self.starts[at + 1]].tolist()
        return found

    def fold(self, text: str) -> str:
        """`fold` with this index's table of hanzi, in one pass over the text."""
        if text.isascii():
            return fold(text, {})
        plain = unicodedata.normalize("NFKD", text).casefold().translate(self.table)
        return _GAPS.sub(" ", unicodedata.normalize("NFC", plain)).strip()


def fold(text: str, hanzi: dict[int, str]) -> str:
    """A name as it is compared: no case, accents, punctuation; hanzi in the simplified form.

    "İZMİR" and "Izmir" both give "izmir"; "Sihanouk-Ville" gives "sihanouk ville".
    """
    if text.isascii():
        plain = text.lower().translate(_LETTERS)
    else:
        apart = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(hanzi)
        plain = unicodedata.normalize("NFC", plain)
    return _GAPS.sub(" ", plain).strip()


def folding(hanzi: dict[int, str]) -> dict[int, str]:
    """What `fold` replaces and drops, as one table."""
    marks = {c: "" for c in range(0x300, 0x1F000) if unicodedata.combining(chr(c))}
    letters = {code: value.translate(hanzi) for code, value in _LETTERS.items()}
    return {**marks, **hanzi, **letters}


def read_index(path: Path) -> Index:
    """Read the file that scripts/build_resources_gazetteer.py wrote."""
    with np.load(path, allow_pickle=False) as stored:
        codes, nation = np.unique(stored["country"], return_inverse=True)
        nations = [code.decode() for code in codes.tolist()]
        country = [nations[n] for n in nation.tolist()]
        states = np.flatnonzero(stored["kind"] == Kind.COUNTRY).tolist()
        kinds = list(Kind)
        old, new = Lines(stored["hanzi"].tobytes())
        return Index(
            en=Lines(stored["en"].tobytes()),
            zh=Lines(stored["zh"].tobytes()),
            country=country,
            nation=nation.astype(np.int16),
            nations=nations,
            lat=stored["lat"] / 1e5,
            lon=stored["lon"] / 1e5,
            population=stored["population"].tolist(),
            radius=stored["radius"].tolist(),
            kind=[kinds[k] for k in stored["kind"].tolist()],
            region=stored["region"].tolist(),
            table=folding({ord(a): b for a, b in zip(old, new, strict=True)}),
            keys=Keys(stored["keys"].tobytes()),
            postings=stored["postings"],
            starts=stored["starts"],
            countries={country[row]: row for row in states},
        )
