"""Which letters each hanzi stands for in transliterations, learned from the gazetteer itself.

Every place outside the lands of hanzi that has a Chinese and a Latin name is an example: its
letters are shared out among its hanzi in the likeliest way, and what each hanzi got is counted
anew, five times over. situationroom/intake/place_sounds.py reads the counts.
"""

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from pypinyin import lazy_pinyin

from situationroom.intake.gazetteer import Index, Kind, read_index

LANDS_OF_HANZI = {"CN", "TW", "HK", "MO", "JP", "KR", "KP", "VN", "SG"}
MOST = 800  # examples of one country: four countries have more names than all others together
LONGEST = 5  # letters for one hanzi
ROUNDS = 5
POOR = -4.2  # mean likelihood of a hanzi under which two names do not belong together
NEVER = -1e9
_INITIALS = {
    "b": "bpv", "p": "pbf", "m": "m", "f": "fvpw", "d": "dt", "t": "td", "n": "n", "l": "lr",
    "g": "gkhcq", "k": "kcqgx", "h": "hgkcjx", "j": "jgkzcd", "q": "cqktj", "x": "sxhc",
    "zh": "jzgcd", "ch": "ctq", "sh": "sxch", "r": "rjzg", "z": "zsdt", "c": "ctsz", "s": "szcxt",
    "y": "yij", "w": "vwuoh",
}  # fmt: skip
_VOWELS = frozenset("aeiou")
Score = Callable[[str, str], float]
Example = tuple[str, str]


def build_sounds(gazetteer: Path, out: Path) -> None:
    """Write sounds.csv: a hanzi, its syllable, the letters it stood for and how often."""
    counts = learned(examples(read_index(gazetteer)))
    with out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["hanzi", "syllable", "letters"])
        for hanzi in sorted(counts):
            told = sorted(counts[hanzi].items(), key=lambda one: (-one[1], one[0]))
            kept = [one for one in told if one[1] > 1 or sum(counts[hanzi].values()) < 20]
            table.writerow([hanzi, syllable(hanzi), " ".join(f"{a}:{n}" for a, n in kept)])


def examples(index: Index) -> list[Example]:
    """Chinese and Latin names of the same place, as hanzi and letters alone."""
    found: list[Example] = []
    taken: Counter[str] = Counter()
    for row, country in enumerate(index.country):
        pair = names_of(index, row)
        if pair is not None and country not in LANDS_OF_HANZI and taken[country] < MOST:
            taken[country] += 1
            found.append(pair)
    return found


def names_of(index: Index, row: int) -> Example | None:
    """Both names of a town or province where the one can be the other's sound."""
    hanzi = index.fold(index.zh[row]).replace(" ", "")
    letters = re.sub(r"[^a-z]", "", index.fold(index.en[row]))
    if index.kind[row] in (Kind.COUNTRY, Kind.AIRPORT) or not letters:
        return None
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,12}", hanzi):
        return None
    return (hanzi, letters) if 0.9 * len(hanzi) <= len(letters) <= 4.5 * len(hanzi) else None


def learned(pairs: list[Example]) -> dict[str, Counter[str]]:
    """How often each hanzi stood for which letters."""
    score: Score = first_guess
    counts: dict[str, Counter[str]] = {}
    for number in range(ROUNDS):
        counts = defaultdict(Counter)
        for hanzi, letters in pairs:
            mean, parts = shared_out(hanzi, letters, score)
            if mean >= (-3.0 if number == 0 else POOR * 1.8):
                for one, part in zip(hanzi, parts, strict=True):
                    counts[one][part] += 1
        score = scoring(counts)
    return counts


def shared_out(hanzi: str, letters: str, score: Score) -> tuple[float, list[str]]:
    """The likeliest way to part the letters among the hanzi; its likelihood for each hanzi."""
    best = [0.0] + [NEVER] * len(letters)
    steps: list[list[int]] = []
    for one in hanzi:
        row = [
            max(
                (best[end - size] + score(one, letters[end - size : end]), size)
                for size in range(min(LONGEST, end) + 1)
            )
            for end in range(len(letters) + 1)
        ]
        best = [likely for likely, _ in row]
        steps.append([size for _, size in row])
    parts, end = [], len(letters)
    for row_of_steps in reversed(steps):
        parts.append(letters[end - row_of_steps[end] : end])
        end -= row_of_steps[end]
    return best[-1] / len(hanzi), parts[::-1]


def first_guess(hanzi: str, letters: str) -> float:
    """How well letters suit a syllable before anything is learned."""
    if not letters:
        return -4.0
    begin, rest = parted(syllable(hanzi))
    fits = letters[0] in _INITIALS[begin] if begin else letters[0] in "aeiourl"
    vowels = _VOWELS & set(letters)
    ends = rest[-1:] in ("n", "g"), len(letters) > 1 and letters[-1] in "nmg"
    more = sum(letter not in "aeiouhny" for letter in letters[1:])
    poor = (not fits) * 5.0 + bool(vowels and not vowels & set(rest)) + (ends[0] != ends[1]) * 1.2
    return -poor - 1.5 * more - 0.3 * abs(len(letters) - 2)


def scoring(counts: dict[str, Counter[str]]) -> Score:
    """The logarithm of how likely letters are for a hanzi, by it and by what sounds like it."""
    alike: dict[str, Counter[str]] = defaultdict(Counter)
    for hanzi, told in counts.items():
        alike[syllable(hanzi)].update(told)
    known: dict[Example, float] = {}

    def score(hanzi: str, letters: str) -> float:
        if (hanzi, letters) not in known:
            mine, same = counts.get(hanzi, Counter()), alike[syllable(hanzi)]
            pooled = (same[letters] + 1e-3) / (same.total() + 4)
            known[hanzi, letters] = math.log((mine[letters] + 6 * pooled) / (mine.total() + 6))
        return max(known[hanzi, letters], -6 - 3.0 * len(letters))

    return score


_heard: dict[str, str] = {}


def syllable(hanzi: str) -> str:
    """Pinyin without its tone."""
    if hanzi not in _heard:
        _heard[hanzi] = lazy_pinyin(hanzi)[0].replace("ü", "u").replace("v", "u")
    return _heard[hanzi]


def parted(sound: str) -> tuple[str, str]:
    """A syllable's first sound and the rest of it."""
    size = 2 if sound[:2] in ("zh", "ch", "sh") else int(sound[:1] in _INITIALS)
    return sound[:size], sound[size:]
