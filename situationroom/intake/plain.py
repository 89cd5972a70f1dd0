"""A cell's text made plain: full-width letters, foreign digits and invisible marks do not count."""

import unicodedata
from typing import Final

from situationroom.intake.results import Reason

LONGEST: Final = 2_000
"""Characters of a cell that names, dates, numbers and papers are looked for in. No person fills
more; what is longer is a story, and looking through it would only hold up the list."""

TOO_LONG: Final = Reason(
    "This is too long for this column; the cell is kept as told. Put the story under Remarks."
)

_DIGITS: Final = {
    code: str(unicodedata.digit(chr(code)))
    for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0x1040, 0x17E0)  # Arabic, Persian, Indic,
    for code in range(start, start + 10)  # Thai, Burmese and Khmer digits
}
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SIGNS: Final = {**_DIGITS, **_DASHES}


def plain(text: str) -> str:
    """The text in ordinary width with ASCII digits and dashes, without invisible marks.

    Rare hanzi (of any plane, with their variation marks) stay as they are. Only the first
    ``LONGEST`` characters are looked at.
    """
    if text.isascii() and text.isprintable():
        return text[:LONGEST].strip()
    told = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST].translate(_SIGNS)
    if not told.isprintable():
        told = "".join(c for c in told if _is_seen(c))
    return told.strip()


def _is_seen(character: str) -> bool:
    if character in "\n\t":
        return True
    kind = unicodedata.category(character)
    return kind not in ("Cc", "Cf", "Cs")


def said(reason: Reason, **values: object) -> Reason:
    """The same sentence with its values filled in."""
    return Reason(reason.template, values)
