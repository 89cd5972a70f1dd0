"""Text whose columns are set apart by spaces only, as printed lists and telexes are."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

_GAP = re.compile(r"\s{2,}|\t")
_SAMPLE = 60  # lines


def split(lines: Iterable[str], starts: Sequence[int]) -> Iterator[list[str]]:
    """The cells of each line: at the columns' places where those hold, else at every wide gap."""
    for line in lines:
        text = line.rstrip()
        cells = _at_places(_spread(text), starts) if starts else None
        yield cells if cells is not None else (_GAP.split(text.strip()) if text.strip() else [])


def column_starts(lines: Sequence[str]) -> tuple[int, ...]:
    """The places (a wide character counts twice) where the columns of these lines begin.

    A place counts where the line of most words has a word after a wide gap, and hardly any other
    line has a letter just before it; () where nothing is aligned.
    """
    told = [line.rstrip() for line in lines[:_SAMPLE] if line.strip()]
    if not told:
        return ()
    spread = [_spread(line) for line in told]
    header = max(spread, key=lambda line: len(_words(line)))
    starts = [0, *(start for start in _words(header) if start > 0)]
    kept = [s for s in starts if s == 0 or _is_clear(spread, s)]
    return tuple(kept) if len(kept) > 1 and len(kept) == len(starts) else ()


def widths(lines: Sequence[str]) -> list[int]:
    """How many cells each line has at wide gaps."""
    return [len(_GAP.split(line.strip())) for line in lines]


def _words(line: str) -> list[int]:
    return [m.start() for m in re.finditer(r"(?:(?<=\s\s)|^)\S", line)]


def _is_clear(lines: list[str], start: int) -> bool:
    crossed = sum(1 for line in lines if len(line) >= start and not line[start - 1].isspace())
    return crossed * 10 <= len(lines)


def _spread(line: str) -> str:
    """The line with a filler after each wide character, so that places are as they are seen."""
    if line.isascii():
        return line
    return "".join(c + "\0" if unicodedata.east_asian_width(c) in "WF" else c for c in line)


def _at_places(line: str, starts: Sequence[int]) -> list[str] | None:
    """None where a word runs across a place: this line is not set as the others are."""
    if any(len(line) >= s and s and not line[s - 1].isspace() for s in starts):
        return None
    ends = [*starts, max(len(line), starts[-1])]
    return [line[a:b].replace("\0", "").strip() for a, b in pairwise(ends)]
