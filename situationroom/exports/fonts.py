"""Fonts of printed documents: a chain that knows hanzi, Latin, Cyrillic, Arabic and rare hanzi.

Every character is printed with the first font of the chain that has it. What no font has is
printed as its number, "[U+1F600]": nothing that was told disappears from a document.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from situationroom.models.errors import StoreError
from situationroom.settings import resource

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

_BIDI_RIGHT = {"R", "AL", "AN"}
_INVISIBLE = {"Cc", "Cf", "Cs"}  # control, direction and joiner marks, halves of surrogate pairs


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that one font prints."""

    font: str
    text: str


def files(bold: bool) -> list[Path]:
    """The font files in order of preference; rare hanzi come last."""
    folder = resource("fonts")
    first = folder / f"SituationSans-{'Bold' if bold else 'Regular'}.ttf"
    rest = [folder / "NotoNaskhArabic-Regular.ttf", *sorted(folder.glob("SituationRareHanzi*.ttf"))]
    return [first, *(path for path in rest if path.exists())]


def runs(text: str, bold: bool = False) -> list[Run]:
    """``text`` (made ``printable`` before) split by the font that prints it."""
    pairs = ((_font_of(ord(ch), bold).fontName, ch) for ch in text)
    return [
        Run(font, "".join(ch for _, ch in group)) for font, group in groupby(pairs, lambda p: p[0])
    ]


def width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of ``text`` at ``size`` points."""
    return sum(_advance(ord(ch), bold) for ch in text) * size / 1000


@cache
def printable(text: str, bold: bool = False) -> str:
    """``text`` composed (NFC), marks without a shape dropped, unknown characters as '[U+…]'."""
    return "".join(_printable(ch, bold) for ch in unicodedata.normalize("NFC", text))


def shaped(text: str) -> str:
    """One line in the order it is printed: Arabic letters joined, right-to-left parts turned."""
    if not any(unicodedata.bidirectional(ch) in _BIDI_RIGHT for ch in text):
        return text
    from arabic_reshaper import reshape
    from bidi.algorithm import get_display

    return str(get_display(reshape(text)))


def right_to_left(text: str) -> bool:
    """True where the first letter that has a direction is Arabic, Hebrew or the like."""
    for ch in text:
        direction = unicodedata.bidirectional(ch)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _printable(ch: str, bold: bool) -> str:
    if ch in "\t\r\n\u00a0\u2028\u2029":
        return " "
    if unicodedata.category(ch) in _INVISIBLE:
        return ""
    return ch if _known(ord(ch), bold) else f"[U+{ord(ch):04X}]"


def _known(code: int, bold: bool) -> bool:
    return code in _font_of(code, bold).face.charToGlyph


@cache
def _font_of(code: int, bold: bool) -> "TTFont":
    found = (font for font in _chain(bold) if code in font.face.charToGlyph)
    return next(found, None) or _registered(_files(bold)[0])


@cache
def _advance(code: int, bold: bool) -> float:
    face = _font_of(code, bold).face
    return float(face.charWidths.get(code, face.defaultWidth))


def _chain(bold: bool) -> Iterator["TTFont"]:
    """The fonts one after the other; one is read only when those before lack a character."""
    _patch_reportlab()
    return (_registered(path) for path in _files(bold))


_files = cache(files)


@cache
def _registered(path: Path) -> "TTFont":
    """Known to reportlab, once. Raises StoreError when the file is missing."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font = TTFont(path.stem, str(path))
    except (TTFError, OSError) as error:
        raise StoreError(
            "The font {file} of the program is missing or damaged. Install the program again.",
            file=path.name,
        ) from error
    pdfmetrics.registerFont(font)
    return font


@cache
def _patch_reportlab() -> None:
    """Let characters above U+FFFF copy right: ToUnicode wants UTF-16BE, reportlab writes one %X.

    ISO 32000-1, 9.10.3: "the value is a string in UTF-16BE".
    """
    from reportlab.pdfbase import ttfonts

    original = ttfonts.makeToUnicodeCMap

    def with_surrogates(fontname: str, subset: Sequence[int]) -> str:
        content = str(original(fontname, subset))
        for code in {c for c in subset if c > 0xFFFF}:
            utf16 = chr(code).encode("utf-16-be").hex().upper()
            content = content.replace(f"<{code:04X}>\n", f"<{utf16}>\n")
        return content

    ttfonts.makeToUnicodeCMap = with_surrogates
