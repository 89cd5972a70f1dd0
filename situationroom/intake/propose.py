"""What free text suggests: category, priority, needs, each with the words that led to it.

A proposal is for an officer to see; it never stands against what a list says in its own column.
The words are data (``resources/intake/words.json``, "propose"), reviewed, in nine languages. A
denied word proposes nothing: 无人受伤, "not injured".
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache, lru_cache
from typing import Final

from situationroom.intake.negation import denies, goes_on, is_denied
from situationroom.intake.phrases import Found, Phrases, bare, level
from situationroom.intake.results import Proposal
from situationroom.intake.vocabulary_words import vocabulary
from situationroom.models.vocabulary import Category, Need, Priority

LONGEST: Final = 4_000  # characters of a text that are looked at
Meaning = tuple[str, str]  # ("priority", "red")
WEAK: Final = "weak"  # a category told by a word that often only says where or with what ("hotel?")
RED: Final[Meaning] = ("priority", Priority.RED.value)
# Which category a text that speaks of several is about: what cannot wait first.
_CATEGORIES: Final = (
    Category.MEDICAL, Category.SEARCH, Category.DOCUMENTS, Category.SAFETY, Category.EVACUATION,
    Category.LEGAL, Category.SHELTER, Category.SUPPLIES, Category.FAMILY, Category.INFORMATION,
)  # fmt: skip
_RANK: Final[Mapping[Meaning, int]] = {
    (kind, value.value): rank
    for kind, values in (
        ("category", _CATEGORIES),
        (WEAK, _CATEGORIES),
        ("priority", Priority),
        ("needs", Need),
    )
    for rank, value in enumerate(values)
}


@lru_cache(maxsize=16_384)
def propose(text: str) -> tuple[Proposal, ...]:
    """Proposals in the order category, priority, needs; at most one category and one priority.

    Of several categories the one told by the most pressing words is proposed, then the first of
    the word list; of several priorities the highest. ``words`` are as they stand in the text.
    """
    told = text if text.isascii() else unicodedata.normalize("NFKC", text)
    told = told[:LONGEST]
    flat = level(told)
    if len(flat) != len(told):  # a letter whose small form is longer; never seen in practice
        told = flat
    words: dict[Meaning, list[str]] = {}
    pressing: set[Meaning] = set()
    for phrase, start, end in _affirmed(flat):
        meanings = _meanings()[phrase]
        if RED in meanings:
            pressing.update(meanings)
        for meaning in meanings:
            words.setdefault(meaning, []).append(told[start:end])
    return tuple(_proposal(m, words[m]) for m in _chosen(words, pressing))


def _affirmed(flat: str) -> Iterator[Found]:
    """The phrases of the text that nothing denies."""
    if not denies(flat):
        yield from (found for found in _phrases().finditer(flat) if found[0] in _meanings())
        return
    last: Found | None = None
    for found in _phrases().finditer(flat):
        if is_denied(flat, found.start, found.end) or (
            last is not None and goes_on(flat, last.end, found.start)
        ):
            last = found
        elif found.phrase in _meanings():
            yield found


def _chosen(words: Iterable[Meaning], pressing: Set[Meaning]) -> list[Meaning]:
    ranked = sorted(words, key=_RANK.__getitem__)
    categories = [m for m in ranked if m[0] == "category"] or [m for m in ranked if m[0] == WEAK]
    first = [m for m in categories if m in pressing] or categories
    priorities = [m for m in ranked if m[0] == "priority"]
    return first[:1] + priorities[:1] + [m for m in ranked if m[0] == "needs"]


def _proposal(meaning: Meaning, words: Iterable[str]) -> Proposal:
    kind, value = meaning
    return Proposal("category" if kind == WEAK else kind, value, tuple(dict.fromkeys(words)))


@cache
def _phrases() -> Phrases:
    told = vocabulary()["propose"]
    words = [
        word
        for kind in ("category", "priority", "needs")
        for ws in told[kind].values()
        for word in ws
    ]
    return Phrases([*words, *told["nothing"]])


@cache
def _meanings() -> Mapping[str, tuple[Meaning, ...]]:
    """Levelled phrase -> what it suggests. A phrase also suggests the needs of words inside it."""
    reviewed = vocabulary()["propose"]
    found: dict[str, list[Meaning]] = {bare(word): [] for word in reviewed["nothing"]}
    silent = set(found)
    for kind in ("category", "priority", "needs"):
        for value, words in reviewed[kind].items():
            for word in words:
                if bare(word) not in silent:
                    told = (WEAK if word.endswith("?") else kind, value)
                    found.setdefault(bare(word), []).append(told)
    return {p: (*m, *_inside(p, m, found)) for p, m in found.items() if p not in silent}


def _inside(
    phrase: str, told: list[Meaning], found: Mapping[str, list[Meaning]]
) -> tuple[Meaning, ...]:
    """What the words inside a phrase add: 胰岛素 in 没有胰岛素 tells of medication."""
    missing = {"category", WEAK, "needs"} - {kind for kind, _ in told}
    missing -= {"category", WEAK} if "category" not in missing else set()
    if not missing or len(phrase) < 3:
        return ()
    starts = [i + 1 for i, c in enumerate(phrase) if c == " "] or range(1, len(phrase) - 1)
    shorter = phrase.rpartition(" ")[0] or phrase[:-1]
    tails = [shorter, *(phrase[start:] for start in starts)]
    inner = [
        m for tail in tails for f in _phrases().finditer(tail) for m in found.get(f.phrase, ())
    ]
    return tuple(dict.fromkeys(m for m in inner if m[0] in missing))
