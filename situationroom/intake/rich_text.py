"""The runs of one rich text: which letters are struck through and which are not.

Cut by plain search, never by a pattern that could look for a missing end again and again.
"""

import html
import re
from dataclasses import dataclass

_TEXT = re.compile(rb"<t\b[^<>]*>([^<]*)</t>")
_STRIKE = re.compile(rb"<(?:d?strike)\b([^<>]*)>")
_OFF = re.compile(rb"""val=["'](?:0|false)["']""")


@dataclass(frozen=True, slots=True)
class Runs:
    """The letters that hold and those that are struck through."""

    kept: str
    struck: str


def is_struck(properties: bytes) -> bool:
    """Whether run or font properties hold a strike that is on (ECMA-376 part 1, 18.4.10)."""
    found = _STRIKE.search(properties)
    return found is not None and not _OFF.search(found[1])


def struck_runs(item: bytes) -> Runs | None:
    """The two halves of a string item's XML; None where nothing of it is struck."""
    kept: list[str] = []
    struck: list[str] = []
    for piece in item.split(b"</r>")[:-1]:
        run = piece[max(piece.rfind(b"<r>"), piece.rfind(b"<r "), 0) :]
        (struck if is_struck(run) else kept).append(plain(run))
    told = "".join(struck).strip()
    return Runs("".join(kept).strip(), told) if told else None


def plain(xml: bytes) -> str:
    """All the text of an item, of a comment for one."""
    return html.unescape("".join(t.decode("utf-8", "replace") for t in _TEXT.findall(xml)))
