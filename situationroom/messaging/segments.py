"""How many SMS a text takes: GSM 03.38 (3GPP TS 23.038, 6.2.1) or else UCS-2.

One message holds 160 septets or 70 UCS-2 units; a longer one is cut into parts of 153 or 67,
because each part then carries a header (TS 23.040, 9.2.3.24.1).
"""

from dataclasses import dataclass
from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
"""Each of these takes two septets: an escape stands before it."""


@dataclass(frozen=True, slots=True)
class Segments:
    """``parts`` SMS in ``encoding`` ('GSM-7' or 'UCS-2'); ``units`` are septets or UCS-2 units."""

    parts: int
    encoding: str
    units: int


def segments(text: str) -> Segments:
    """What ``text`` costs as SMS; an empty text takes none."""
    letters = frozenset(text)
    if letters <= _BASIC | _EXTENDED:
        units = len(text) + sum(text.count(letter) for letter in letters & _EXTENDED)
        return Segments(_parts(units, 160, 153), "GSM-7", units)
    units = len(text.encode("utf-16-le", "replace")) // 2
    return Segments(_parts(units, 70, 67), "UCS-2", units)


def _parts(units: int, alone: int, in_parts: int) -> int:
    return min(units, 1) if units <= alone else -(-units // in_parts)
