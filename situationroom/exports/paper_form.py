"""The form for a night without power: A4, one person a page, numbered as the workbook's columns.

Each page has a number of its own with a check digit, as text, QR and Code 128; it is typed or
scanned as the paper form's number when the page is entered.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from situationroom.exports.files import FilePath, replacing
from situationroom.exports.fonts import printable
from situationroom.exports.paper_fields import GAP, LABEL, draw_field, height_of
from situationroom.exports.pdf_head import draw_qr
from situationroom.exports.pdf_text import ACCENT, FAINT, QUIET, Ink, TextLine, draw
from situationroom.exports.template_fields import (
    OTHER,
    Language,
    TemplateField,
    template_fields,
    template_groups,
)
from situationroom.models.errors import RuleError
from situationroom.models.paper_number import paper_number

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAGE: Final = (595.28, 841.89)  # A4 portrait in points (ISO 216)
MARGIN: Final = 34.0
ROOM: Final = PAGE[0] - 2 * MARGIN
HEAD: Final = 62.0
HEADING: Final = 13.0
TWELFTH: Final = ROOM / 12
MOST_PAGES: Final = 2_000

_SAID: Final[dict[str, dict[Language, str]]] = {
    "title": {"zh": "人员登记表", "en": "Registration of a person"},
    "how": {
        "zh": "一人一页，用正楷填写，不清楚的留空；方框内打勾。编号与电子表各列一致。",
        "en": "One page for each person, in capitals; leave blank what is not known; tick the "
        "boxes. The numbers are those of the workbook's columns.",
    },
    "careful": {
        "zh": "含个人信息，仅限办理人员使用。录入后在表头注明“已录入”并妥善保管。",
        "en": "Personal data, for those who act on it only. When entered, write “entered” at the "
        "head and keep it safe.",
    },
    "drill": {"zh": "演练——非真实突发事件", "en": "DRILL – not a real emergency"},
}


@dataclass(frozen=True, slots=True)
class _Form:
    """What every page shares."""

    language: Language
    drill: bool
    last: int

    def said(self, name: str) -> str:
        """The sentence in the form's language."""
        return _SAID[name][self.language]


def write_paper_form(
    path: FilePath, language: Language, first_number: int, count: int, drill: bool = False
) -> None:
    """Write ``count`` pages whose form numbers count up from ``first_number``.

    Raises RuleError for numbers below 1 or more than two thousand pages, StoreError when the disk
    refuses.
    """
    if first_number < 1 or not 1 <= count <= MOST_PAGES:
        raise RuleError(
            "Paper forms are numbered from 1, and at most {most} are printed at once.",
            most=MOST_PAGES,
        )
    data = _render(_Form(language, drill, first_number + count - 1), first_number)
    with replacing(path) as draft:
        draft.write_bytes(data)


def _render(form: _Form, first: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    lang = "zh-CN" if form.language == "zh" else "en-GB"
    canvas = Canvas(buffer, pagesize=PAGE, invariant=1, pageCompression=1, lang=lang)
    canvas.setTitle(form.said("title"))
    canvas.setCreator("Situation Room")
    for number in range(first, form.last + 1):
        _page(canvas, form, paper_number(number), paper_number(form.last))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _page(canvas: "Canvas", form: _Form, number: str, last: str) -> None:
    top = PAGE[1] - MARGIN
    _head(canvas, form, number, top)
    top -= HEAD
    headings = template_groups()
    for group in headings:
        heading = headings[group]
        top = _heading(canvas, heading[form.language], heading[OTHER[form.language]], top)
        for line in _lines(group):
            top = _line(canvas, form, line, top, number)
    _foot(canvas, form, number, last)


def _head(canvas: "Canvas", form: _Form, number: str, top: float) -> None:
    title, other = form.said("title"), _SAID["title"][OTHER[form.language]]
    _say(canvas, MARGIN, top - 17, ROOM, title, Ink(18, bold=True, colour=ACCENT))
    _say(canvas, MARGIN, top - 30, ROOM, other, Ink(9, colour=QUIET))
    _say(canvas, MARGIN, top - 43, ROOM - 180, form.said("how"), Ink(6.8, colour=QUIET))
    right = Ink(20, bold=True, align="right")
    _say(canvas, MARGIN, top - 22, ROOM - 62, number, right)
    draw_qr(canvas, number, MARGIN + ROOM - 54, top - 50, 54)
    if form.drill:
        canvas.setFillColor("#f5b83d")
        canvas.rect(MARGIN, top + 6, ROOM, 14, stroke=0, fill=1)
        ink = Ink(8.5, bold=True, colour="#1a1204", align="centre")
        _say(canvas, MARGIN, top + 10, ROOM, form.said("drill"), ink)


def _heading(canvas: "Canvas", text: str, other: str, top: float) -> float:
    canvas.setFillColor("#eef2f7")
    canvas.rect(MARGIN, top - HEADING + 1, ROOM, HEADING - 1, stroke=0, fill=1)
    ink = Ink(8, bold=True, colour=ACCENT)
    _say(canvas, MARGIN + 4, top - 9.5, ROOM, text, ink)
    _say(canvas, MARGIN, top - 9.5, ROOM - 4, other, Ink(7, colour=QUIET, align="right"))
    return top - HEADING - 3


def _lines(group: str) -> list[list[TemplateField]]:
    """The group's fields in lines of twelve twelfths."""
    lines: list[list[TemplateField]] = [[]]
    for field in (f for f in template_fields() if f.group == group):
        if sum(f.room for f in lines[-1]) + field.room > 12:
            lines.append([])
        lines[-1].append(field)
    return lines


def _line(
    canvas: "Canvas", form: _Form, fields: list[TemplateField], top: float, number: str
) -> float:
    places = _places(fields)
    height = max(
        height_of(f, room, form.language) for f, (_, room) in zip(fields, places, strict=True)
    )
    for field, (x, room) in zip(fields, places, strict=True):
        draw_field(canvas, field, x, top, room, height - LABEL, form.language, number)
    return top - height - 5


def _places(fields: list[TemplateField]) -> list[tuple[float, float]]:
    """Left edge and width of each field; the last one of a full line ends at the margin."""
    places, used = [], 0
    for field in fields:
        full = used + field.room == 12
        room = field.room * TWELFTH - (0 if full else GAP)
        places.append((MARGIN + used * TWELFTH, room))
        used += field.room
    return places


def _foot(canvas: "Canvas", form: _Form, number: str, last: str) -> None:
    from reportlab.graphics.barcode.code128 import Code128

    bars = Code128(number, barWidth=0.8, barHeight=15, quiet=False, humanReadable=False)
    bars.drawOn(canvas, MARGIN + ROOM - bars.width, MARGIN - 14)
    _say(canvas, MARGIN, MARGIN - 6, ROOM, form.said("careful"), Ink(6.8, colour=FAINT))
    _say(canvas, MARGIN, MARGIN - 15, ROOM, f"{number} / {last}", Ink(6.8, colour=FAINT))


def _say(canvas: "Canvas", x: float, y: float, room: float, text: str, ink: Ink) -> None:
    draw(canvas, x, y, room, TextLine(printable(text, ink.bold), ink))
