"""The offline gazetteer's data: places, their names in many scripts, and how names are folded.

One .npz (about 8 MB, read once in about half a second) built by scripts/build_resources.py.
Names are found by exact folded key; resolving a caller's words is places.py's work.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Letters that Unicode does not take apart, and marks that people leave out.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h",
     "ə": "a", "'": "", "’": "", "‘": "", "ʻ": "", "ʼ": "", "`": "", "´": "", "·": "", "・": ""}
)  # fmt: skip
_GAPS = re.compile(r"[\W_]+")
AT_ONCE = 20_000  # keys


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
    Positions are arrays for searches over all places, the rest lists for quick single looks.

    `en`, `zh` are display names ("" where unknown); `country` ISO 3166 alpha-2; `lat`, `lon`
    degrees WGS-84; `population` persons (0 unknown); `radius` metres within which the named
    place lies; `region` the row of its first-level province or -1.
    """

    en: list[str]
    zh: list[str]
    country: list[str]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    population: list[int]
    radius: list[float]
    kind: list[Kind]
    region: list[int]
    hanzi: dict[int, str]
    first: dict[str, int]
    postings: NDArray[np.int32]
    starts: NDArray[np.int32]
    countries: dict[str, int]

    def rows(self, folded: str) -> list[int]:
        """The rows whose name folds to exactly this key, most important first."""
        at = self.first.get(folded)
        if at is None:
            return []
        found: list[int] = self.postings[self.starts[at] : self.starts[at + 1]].tolist()
        return found

    def fold(self, text: str) -> str:
        """`fold` with this index's table of hanzi."""
        return fold(text, self.hanzi)


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


def read_index(path: Path) -> Index:
    """Read the file that scripts/build_resources_gazetteer.py wrote."""
    with np.load(path, allow_pickle=False) as stored:
        keys = _lines(stored["keys"])
        country = [code.decode() for code in stored["country"].tolist()]
        states = np.flatnonzero(stored["kind"] == Kind.COUNTRY).tolist()
        kinds = list(Kind)
        old, new = _lines(stored["hanzi"])
        return Index(
            en=_lines(stored["en"]),
            zh=_lines(stored["zh"]),
            country=country,
            lat=stored["lat"] / 1e5,
            lon=stored["lon"] / 1e5,
            population=stored["population"].tolist(),
            radius=stored["radius"].astype(np.float64).tolist(),
            kind=[kinds[k] for k in stored["kind"].tolist()],
            region=stored["region"].tolist(),
            hanzi={ord(a): b for a, b in zip(old, new, strict=True)},
            first=_places(keys),
            postings=stored["postings"],
            starts=stored["starts"],
            countries={country[row]: row for row in states},
        )


def _places(keys: list[str]) -> dict[str, int]:
    """Where each key stands; all of them in one call would hold up the window."""
    places: dict[str, int] = {}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        places.update(zip(some, range(start, start + len(some)), strict=True))
    return places


def _lines(blob: NDArray[np.uint8]) -> list[str]:
    return blob.tobytes().decode("utf-8").split("\n")
