"""Phrase cards to print: eight on a page of A4, to be cut apart and kept with the passport."""

import re
import unicodedata
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from situationroom.exports.files import FilePath, replacing
from situationroom.exports.fonts import printable, right_to_left, runs, width
from situationroom.exports.pdf_text import ACCENT, FAINT, INK, QUIET
from situationroom.exports.phrases import FILLED, Phrase
from situationroom.exports.words import both

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAGE: Final = (595.28, 841.89)  # A4 portrait in points (ISO 216)
MARGIN: Final = 28.0
ACROSS, DOWN = 2, 4
CARD: Final = ((PAGE[0] - 2 * MARGIN) / ACROSS, (PAGE[1] - 2 * MARGIN) / DOWN)
INSIDE: Final = 14.0
_HANZI = re.compile("[\u3040-\u9fff][\u3001\u3002\uff01\uff0c\uff1a\uff1f]*|[^\u3040-\u9fff]+")
"""One letter of Chinese or Japanese with the signs that never begin a line; or all between two."""
LARGEST, ONE_LINE, SMALLEST = 30.0, 17.0, 9.0
"""Points; a phrase stays on one line while that is at least ``ONE_LINE`` high."""


def write_phrase_cards(
    path: FilePath,
    chosen: Sequence[Phrase],
    code: str,
    filled: str = "",
    drill: bool = False,
) -> None:
    """Write cards in the language ``code``, Chinese and English below each phrase.

    ``filled`` is the number or address for the phrases that ask for one; without it they leave a
    line to write on. Raises StoreError when the disk refuses.
    """
    data = _render(chosen, code, filled, drill)
    with replacing(path) as draft:
        draft.write_bytes(data)


def visual(text: str) -> str:
    """One line in the order it is printed: letters joined, right-to-left parts turned.

    The mark that keeps two letters apart (ZWNJ) has done its work by then and is left out.
    """
    if not any(unicodedata.bidirectional(ch) in ("R", "AL", "AN") for ch in text):
        return text
    from arabic_reshaper import reshape
    from bidi.algorithm import get_display

    return str(get_display(reshape(text))).replace("\u200c", "")


def _render(chosen: Sequence[Phrase], code: str, filled: str, drill: bool) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE, invariant=1, pageCompression=1)
    canvas.setTitle(both("Phrase cards").joined)
    canvas.setCreator("Situation Room")
    for place, phrase in enumerate(chosen):
        spot = place % (ACROSS * DOWN)
        if place and spot == 0:
            canvas.showPage()
        x = MARGIN + (spot % ACROSS) * CARD[0]
        y = PAGE[1] - MARGIN - (spot // ACROSS + 1) * CARD[1]
        _card(canvas, x, y, phrase, code, filled, drill)
    canvas.save()
    return buffer.getvalue()


def _card(
    canvas: "Canvas", x: float, y: float, phrase: Phrase, code: str, filled: str, drill: bool
) -> None:
    canvas.setStrokeColor(FAINT)
    canvas.setLineWidth(0.5)
    canvas.setDash(2, 2)
    canvas.rect(x, y, *CARD)
    canvas.setDash()
    room, top = CARD[0] - 2 * INSIDE, y + CARD[1] - INSIDE
    size, lines = _fitting(phrase.texts[code], room, CARD[1] * 0.5)
    tall = len(lines) * size * 1.35 + (30 if phrase.key in FILLED else 0)
    top -= max(0.0, (CARD[1] - 2 * INSIDE - 30 - tall) / 2)
    for line in lines:
        top -= size * 1.35
        _centred(canvas, line, x + INSIDE, top, room, size, INK)
    if phrase.key in FILLED:
        top = _blank(canvas, x + INSIDE, top - 24, room, filled)
    _below(canvas, x + INSIDE, y + INSIDE, room, phrase, code)
    if drill:
        said = both("DRILL").joined
        _centred(canvas, said, x + INSIDE, y + CARD[1] - 11, room, 7, "#c77700")


def _blank(canvas: "Canvas", x: float, y: float, room: float, filled: str) -> float:
    """The number or address, or a line to write it on."""
    if filled:
        size = min(16.0, 16.0 * room / max(room, _long(printable(filled), 16.0)))
        _centred(canvas, printable(filled), x, y, room, size, ACCENT)
        return y
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.line(x + 10, y, x + room - 10, y)
    return y


def _below(canvas: "Canvas", x: float, y: float, room: float, phrase: Phrase, code: str) -> None:
    """Chinese and English, small: whoever holds the card knows what it says."""
    texts = [phrase.texts["zh"], *([phrase.texts["en"]] if code != "en" else [])]
    for place, text in enumerate(reversed(texts)):
        size, lines = _fitting(text, room, 13, largest=9.5)
        _centred(canvas, " ".join(lines), x, y + place * 14, room, size, QUIET)


def _fitting(
    text: str, room: float, height: float, largest: float = LARGEST
) -> tuple[float, list[str]]:
    """The largest size at which the words fit, and the lines they then make."""
    size = largest
    while size >= ONE_LINE:
        if _long(text, size) <= room:
            return size, [text]
        size -= 0.5
    size = min(largest, ONE_LINE + 5)
    while size > SMALLEST:
        lines = _lines(text, room, size)
        widest = max(_long(line, size) for line in lines)
        if len(lines) * size * 1.35 <= height and widest <= room:
            return size, lines
        size -= 0.5
    return size, _lines(text, room, size)


def _lines(text: str, room: float, size: float) -> list[str]:
    found, line = [], ""
    for word in _words(text):
        if line and _long((line + word).rstrip(), size) > room:
            found.append(line.rstrip())
            line = ""
        line += word
    return [*found, line.rstrip()]


def _words(text: str) -> list[str]:
    """Pieces between which a line may break: words, or single letters of hanzi and kana."""
    if " " in text.strip():
        return [f"{word} " for word in text.split()]
    return _HANZI.findall(text) if _HANZI.search(text) else [text]


def _long(text: str, size: float) -> float:
    return width(visual(text), size)


def _centred(
    canvas: "Canvas", text: str, x: float, y: float, room: float, size: float, colour: str
) -> None:
    shown = visual(text)
    turned = shown != text or right_to_left(text)
    if turned:  # a copy of the text must read as it was told, not in the order of its glyphs
        said = (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper()
        canvas.addLiteral(f"/Span <</ActualText <{said}>>> BDC")
    pen = canvas.beginText(x + (room - width(shown, size)) / 2, y)
    pen.setFillColor(colour)
    for run in runs(shown):
        pen.setFont(run.font, size)
        pen.textOut(run.text)
    canvas.drawText(pen)
    if turned:
        canvas.addLiteral("EMC")
