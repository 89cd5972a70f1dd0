"""Cells that hold one of a few words: sex, priority, safety, wish, yes and no.

The words are data (``resources/intake/words.json``). A word nobody knows gives None, never a guess;
a denied word ('没有受伤', 'not missing') is not what it denies.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from situationroom.intake.counts import MOST_IN_PARTY, read_age, read_party
from situationroom.intake.fold import fold
from situationroom.intake.nations import read_nationality
from situationroom.intake.negation import is_denied
from situationroom.intake.phrases import Phrases, bare, level
from situationroom.intake.propose import propose
from situationroom.intake.vocabulary_words import vocabulary
from situationroom.models.vocabulary import Category, Need, Priority, Safety, Sex, Who, Wish

__all__ = [
    "MOST_IN_PARTY", "is_family", "is_priority", "is_relation", "is_self", "is_unknown", "plain",
    "propose_category", "read_age", "read_nationality", "read_needs", "read_party",
    "read_priority", "read_safety", "read_sex", "read_who", "read_wish", "read_yes",
    "told_category",
]  # fmt: skip


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """The text without width, case, accents and outer spaces, for comparing with words."""
    return fold(text).strip()


@cache
def _exact(kind: str) -> Mapping[str, str]:
    """Word -> value; the first value that claims a word has it."""
    found: dict[str, str] = {}
    for value, words in vocabulary()[kind].items():
        for word in words:
            found.setdefault(plain(word), value)
    return found


@cache
def _set(kind: str) -> frozenset[str]:
    return frozenset(map(plain, vocabulary()[kind]))


@cache
def _within(kind: str) -> tuple[Phrases, Mapping[str, str]]:
    """The words of a kind that may stand inside a longer cell."""
    told = {
        bare(word): value
        for word, value in _exact(kind).items()
        if len(word) > 2 or (not word.isascii() and len(word) > 1)
    }
    return Phrases(told), told


def _one_of(kind: str, text: str) -> tuple[str | None, str]:
    """The value of the longest word of the cell, and the value it denies ('' for none)."""
    told = plain(text)
    exact = _exact(kind).get(told.rstrip(".。!！"))
    if exact or not told or len(told) > 200:
        return exact, ""
    phrases, values = _within(kind)
    flat, best, denied = level(told), "", ""
    for found in phrases.finditer(flat):
        if is_denied(flat, found.start, found.end):
            denied = values[found.phrase]
        elif len(found.phrase) > len(best):
            best = found.phrase
    return values.get(best), denied


def is_unknown(text: str) -> bool:
    """True for the many ways to write that nothing is known: 不详, N/A, a dash, unbekannt."""
    told = text.strip()
    return bool(told) and _can_begin_unknown(told[0]) and _is_unknown(told)


@lru_cache(maxsize=16_384)
def _can_begin_unknown(character: str) -> bool:
    """Asked first, for nearly every short cell of a list is asked about, and few begin so."""
    return plain(character)[:1] in {word[0] for word in _set("unknown") if word}


@lru_cache(maxsize=8192)
def _is_unknown(told: str) -> bool:
    return plain(told) in _set("unknown")


@lru_cache(maxsize=8192)
def read_sex(text: str) -> Sex | None:
    """女/female/F, 男/male/M, X and the words of other languages; None for anything else."""
    words, told = _exact("sex"), plain(text).strip(" .()")
    if told in words:
        return Sex(words[told])
    parts = [part for part in re.split(r"[\s/()（）|,;]+", told) if part]
    found = {words.get(part) for part in parts} if len(parts) < 4 else set()
    # 'M/F' is a question, no answer.
    return Sex(found.pop() or "") if len(found) == 1 and None not in found else None


@lru_cache(maxsize=8192)
def read_priority(text: str) -> Priority | None:
    """特别紧急/红 red, 紧急/橙 orange, 一般/黄 yellow, and the words of other languages."""
    found, denied = _one_of("priority", text)
    if found is None and denied:
        return Priority.YELLOW
    return Priority(found) if found else None


@lru_cache(maxsize=8192)
def is_priority(text: str) -> bool:
    """Whether the cell is a priority and nothing else."""
    return plain(text) in _exact("priority")


@lru_cache(maxsize=8192)
def told_category(text: str) -> Category | None:
    """A category column: one of the category's own words, else what its words propose."""
    found = _exact("category").get(plain(text))
    proposed = Category(found) if found else propose_category(text)[0]
    return None if proposed is Category.OTHER and found is None else proposed


def propose_category(text: str) -> tuple[Category, str]:
    """The category a description speaks of and the first word that led to it."""
    for proposal in propose(text):
        if proposal.field == "category":
            return Category(proposal.value), proposal.words[0]
    return Category.OTHER, ""


def read_needs(text: str) -> tuple[Need, ...]:
    """The needs a free text speaks of, in the order of the vocabulary."""
    return tuple(Need(p.value) for p in propose(text) if p.field == "needs")


@lru_cache(maxsize=8192)
def read_safety(text: str) -> Safety | None:
    """A status column; ``Safety.DECEASED`` is what was told, and never stored from a list."""
    found, _ = _one_of("safety", text)
    return Safety(found) if found else None


@lru_cache(maxsize=8192)
def read_wish(text: str) -> Wish | None:
    """Wants to leave, wants to stay, undecided; not wanting to leave is staying."""
    found, denied = _one_of("wish", text)
    if found is None and denied == Wish.LEAVE.value:
        return Wish.STAY
    return Wish(found) if found else None


@lru_cache(maxsize=8192)
def read_who(text: str) -> Who:
    """What somebody does in the country, from an occupation."""
    found, _ = _one_of("who", text)
    return Who(found) if found else Who.UNKNOWN


@lru_cache(maxsize=8192)
def read_yes(text: str) -> bool | None:
    """True for yes, False for no, None for 不详 and everything else."""
    told = plain(text)
    if told in _set("yes"):
        return True
    return False if told in _set("no") else None


@lru_cache(maxsize=8192)
def is_family(relation: str) -> bool:
    """Whether somebody of this relation is family of the person."""
    return next(_relations("family").finditer(level(plain(relation))), None) is not None


@lru_cache(maxsize=8192)
def is_relation(text: str) -> bool:
    """Whether a cell tells a relation: family, friend, colleague, the person."""
    told = level(plain(text))
    return is_self(text) or any(
        found.end - found.start >= len(told) * 0.5
        for kind in ("family", "others")
        for found in _relations(kind).finditer(told)
    )


@cache
def _relations(kind: str) -> Phrases:
    return Phrases(vocabulary()[kind])


@lru_cache(maxsize=8192)
def is_self(relation: str) -> bool:
    """Whether the caller speaks of himself."""
    return plain(relation) in _set("self")
