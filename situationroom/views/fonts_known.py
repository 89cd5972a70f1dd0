"""Which scripts this machine can show: a name in boxes says less than no name."""

from functools import cache, lru_cache

from PySide6.QtGui import QFontDatabase

_Script = QFontDatabase.WritingSystem
SCRIPTS = (
    (0x0900, 0x097F, _Script.Devanagari),
    (0x0980, 0x09FF, _Script.Bengali),
    (0x0A00, 0x0A7F, _Script.Gurmukhi),
    (0x0A80, 0x0AFF, _Script.Gujarati),
    (0x0B00, 0x0B7F, _Script.Oriya),
    (0x0B80, 0x0BFF, _Script.Tamil),
    (0x0C00, 0x0C7F, _Script.Telugu),
    (0x0C80, 0x0CFF, _Script.Kannada),
    (0x0D00, 0x0D7F, _Script.Malayalam),
    (0x0D80, 0x0DFF, _Script.Sinhala),
    (0x0E00, 0x0E7F, _Script.Thai),
    (0x0E80, 0x0EFF, _Script.Lao),
    (0x0F00, 0x0FFF, _Script.Tibetan),
    (0x1000, 0x109F, _Script.Myanmar),
    (0x10A0, 0x10FF, _Script.Georgian),
    (0x1780, 0x17FF, _Script.Khmer),
    (0x0530, 0x058F, _Script.Armenian),
    (0x0590, 0x05FF, _Script.Hebrew),
    (0x0700, 0x074F, _Script.Syriac),
    (0x0780, 0x07BF, _Script.Thaana),
    (0xAC00, 0xD7A3, _Script.Korean),
)
"""First and last character of scripts that not every machine has a font for."""
NO_FONT = ((0x1200, 0x139F), (0x1800, 0x18AF))
"""Ethiopic and Mongolian: Qt does not tell who can write them."""


@lru_cache(maxsize=5_000)
def readable(text: str) -> bool:
    """Whether there is a font for every script of a text."""
    return all(_known(ord(character)) for character in set(text) if character > "\u052f")


def _known(code: int) -> bool:
    if any(first <= code <= last for first, last in NO_FONT):
        return False
    return next((_has(script) for first, last, script in SCRIPTS if first <= code <= last), True)


@cache
def _has(script: QFontDatabase.WritingSystem) -> bool:
    return bool(QFontDatabase.families(script))
