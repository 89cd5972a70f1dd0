"""Places whose name was not quite caught: one or two letters away, or alike in Chinese sound.

Looked for among one country's places only, and only after nothing bears the name itself.
"Gazientep" is Gaziantep; "安塔利雅" sounds like 安塔利亚.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from situationroom.intake.gazetteer import Index, Kind
from situationroom.intake.mentions import segments, usable

SHORTEST = 5  # letters; shorter names differ by one letter from too many words
LONG = 8  # letters from which two slips are forgiven
_SIZE = 5_000  # inhabitants; villages are called like too many words
_HANZI = re.compile(r"[\u3400-\u9fff]{3,}")
_SOUNDS = str.maketrans({"ü": "u", "v": "u"})


class Guess(NamedTuple):
    """What was told, folded, and the gazetteer rows that may be meant, most important first."""

    told: str
    rows: tuple[int, ...]


def misspelt_in(index: Index, text: str, country: str) -> Guess | None:
    """The place of the country that a word or words of the text nearly name."""
    for part in segments(text):
        folded = index.fold(part)
        if guess := _by_letters(index, folded, country) or _by_sound(index, folded, country):
            return guess
    return None


def made_ready(index: Index, country: str) -> Iterator[None]:
    """Prepare what the first misspelt name would wait for, piece by piece."""
    sound("安卡拉")
    yield
    _names(index, country)
    yield


def _by_letters(index: Index, folded: str, country: str) -> Guess | None:
    for words in _runs(folded):
        rows = _near_letters(index, words, country)
        if rows:
            return Guess(words, rows)
    return None


def _runs(folded: str) -> Iterator[str]:
    """Up to three words in a row, the longest run first, that could be a name."""
    words = [w for w in folded.split() if w.isalpha() and ord(w[0]) < 0x3400][:12]
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            run = " ".join(words[at : at + size])
            if len(run) >= SHORTEST and usable(words[at]) and usable(words[at + size - 1]):
                yield run


@lru_cache(maxsize=65_536)
def _near_letters(index: Index, told: str, country: str) -> tuple[int, ...]:
    """Rows of the nearest names that begin alike; () when none is near enough."""
    names = _names(index, country)[0].get(told[0], [])
    slips = 2 if len(told) >= LONG else 1
    near = extract(told, names, scorer=OSA.distance, score_cutoff=slips, limit=5)
    best = [name for name, away, _ in near if away == near[0][1]]
    rows = {row for name in best for row in _known(index, name, country)}
    return tuple(sorted(rows, key=lambda r: -index.population[r]))


def _by_sound(index: Index, folded: str, country: str) -> Guess | None:
    for run in _HANZI.findall(folded):
        sounds = sound(run)
        for size in range(min(7, len(run)), 2, -1):
            if size == 3 and len(run) > 4:
                break  # three syllables inside a sentence sound like anything
            for at in range(len(run) - size + 1):
                rows = _names(index, country)[1].get(sounds[at : at + size])
                if rows:
                    return Guess(run[at : at + size], rows)
    return None


def sound(hanzi: str) -> tuple[str, ...]:
    """Syllables without tones, where speakers of the south and the north meet: zh is z, ng is n."""
    from pypinyin import lazy_pinyin

    plain = (s.translate(_SOUNDS) for s in lazy_pinyin(hanzi))
    return tuple(re.sub(r"^([zcs])h", r"\1", s).replace("ng", "n") for s in plain)


@lru_cache(maxsize=4)
def _names(
    index: Index, country: str
) -> tuple[dict[str, list[str]], dict[tuple[str, ...], tuple[int, ...]]]:
    """The country's names by first letter, and its places by the sound of their Chinese names."""
    letters: dict[str, list[str]] = defaultdict(list)
    sounds: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for name in keys_in(index, country):
        rows = _known(index, name, country) if len(name) > 2 else ()
        if not rows:
            continue
        if _HANZI.fullmatch(name):
            sounds[sound(name)].update(rows)
        elif len(name) >= SHORTEST and ord(name[0]) < 0x3400:
            letters[name[0]].append(name)
    ordered = {
        k: tuple(sorted(rows, key=lambda r: -index.population[r])) for k, rows in sounds.items()
    }
    return dict(letters), ordered


def keys_in(index: Index, country: str) -> Iterator[str]:
    """Every folded name that a place of the country (ISO alpha-2) bears."""
    if country not in index.nations:
        return
    owner = np.repeat(np.arange(len(index.keys)), np.diff(index.starts))
    mine = index.nation[index.postings] == index.nations.index(country)
    for number in np.unique(owner[mine]).tolist():
        yield index.keys[number]


def _known(index: Index, name: str, country: str) -> tuple[int, ...]:
    """The rows of this name in the country that people far away have heard of."""
    return tuple(
        r
        for r in index.rows(name)
        if index.country[r] == country
        and (index.kind[r] is not Kind.CITY or index.population[r] >= _SIZE)
    )
