"""Known phrases inside a text, the longest at each place, whatever its case, width and accents.

A phrase of a script with spaces is a whole word ('warden' is not 'war'); ``*`` at its end lets the
word go on ('pregnan*'). Chinese, Japanese and Thai need no boundaries.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from situationroom.intake.fold import alike

_HANZI: Final = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_JOINED: Final = re.compile(f"[{_HANZI}]")
_PREFIXES: Final = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ك")  # and, the, with, for
GROUP: Final = 16  # first letters looked at together
_END: Final = r"(?![^\W\d_])"


@cache
def _letters() -> dict[int, str]:
    """One character for one, so that places in the folded text are places in the told one."""
    accented = (
        c for block in ((0xC0, 0x250), (0x400, 0x460), (0x1E00, 0x1F00)) for c in range(*block)
    )
    table = {c: unicodedata.normalize("NFD", chr(c))[0].lower() for c in accented}
    table |= {c: meant for c, meant in alike().items() if len(meant) == 1}
    return table | {ord("’"): "'", ord("İ"): "i", ord("ı"): "i", ord("ß"): "s", ord("\n"): " "}


@cache
def _written_otherwise() -> re.Pattern[str]:
    """Any character that ``_letters`` changes; most texts have none, and translating is slow."""
    return re.compile(f"[{re.escape(''.join(map(chr, _letters())))}]")


def level(text: str) -> str:
    """The text for comparing, character for character as long as the NFKC form of ``text``."""
    if text.isascii():
        return text.lower()
    flat = text.translate(_letters()) if _written_otherwise().search(text) else text
    low = flat.lower()
    return low if len(low) == len(flat) else "".join(c.lower()[:1] for c in flat)


class Found(NamedTuple):
    """A phrase as known and where it stands in the levelled text."""

    phrase: str
    start: int
    end: int


class Phrases:
    """Finds any of many phrases in one pass over the text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        told = tuple(phrases)
        opened = {bare(p) for p in told if p.endswith("*")}
        known = {bare(p) for p in told}
        joined = {p for p in known if _JOINED.match(p)}
        prefixed = rf"(?<![^\W\d_])(?:{'|'.join(_PREFIXES)})?"
        arabic = {p for p in known if "\u0600" <= p[0] <= "\u06ff"}
        apart = known - joined - arabic
        self._pattern = re.compile(
            rf"{_first(apart)}(?<![^\W\d_{_HANZI}]){_alternation(_trie(apart), opened)}|"
            rf"{_first(joined)}{_alternation(_trie(joined), opened)}|"
            rf"(?=[\u0600-\u06ff]){prefixed}(?P<arabic>{_alternation(_trie(arabic), opened)})"
        )

    def finditer(self, told: str) -> Iterator[Found]:
        """Every phrase of the levelled text ``told`` that stands there as a word."""
        for match in self._pattern.finditer(told):
            place = match.lastgroup or 0
            yield Found(match[place], match.start(place), match.end())


@cache
def bare(phrase: str) -> str:
    """A phrase of the word list as it is found: levelled, without its open end."""
    return level(phrase).rstrip("*?").strip()


def _first(phrases: Iterable[str]) -> str:
    """A look ahead that passes over every place where none of the phrases can begin."""
    return f"(?=[{''.join(sorted({re.escape(p[0]) for p in phrases}))}])"


def _trie(phrases: Iterable[str]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for phrase in sorted(phrases):
        node = root
        for character in phrase:
            node = node.setdefault(character, {})
        node[""] = phrase
    return root


def _alternation(node: Mapping[str, Any], opened: set[str]) -> str:
    """A regular expression that tries the longest phrase first and looks at a letter once."""
    ways = {c: re.escape(c) + _alternation(below, opened) for c, below in node.items() if c}
    grouped = list(ways.values()) if len(ways) <= 2 * GROUP else _grouped(ways)
    ended = node.get("")
    if ended is not None:
        grouped.append("" if ended in opened or _JOINED.search(ended[-1]) else _END)
    return grouped[0] if len(grouped) == 1 else f"(?:{'|'.join(grouped)})"


def _grouped(ways: Mapping[str, str]) -> list[str]:
    """Many first letters in groups, so that not every one of them is tried one by one."""
    letters = list(ways)
    return [
        f"(?=[{''.join(map(re.escape, group))}])(?:{'|'.join(ways[c] for c in group)})"
        for at in range(0, len(letters), GROUP)
        if (group := letters[at : at + GROUP])
    ]
