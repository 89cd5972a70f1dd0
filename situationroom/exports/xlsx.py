"""How workbooks of the cell are written: safe cells, one look, ready to print."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from situationroom.exports.cells import LONGEST_IN_EXCEL, Value, could_run, in_xml, plain
from situationroom.exports.files import FilePath, replacing
from situationroom.exports.words import both
from situationroom.models.errors import StoreError
from situationroom.texts import tr

if TYPE_CHECKING:
    from openpyxl import Workbook

NAVY, TINT, HAIR, AMBER, QUIET = "123C6E", "EEF2F7", "C9D3DD", "F5B83D", "566473"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; colours 'RRGGBB'."""

    bold: bool = False
    size: float = 10
    colour: str = "14202C"
    fill: str = ""
    border: bool = False
    across: bool = False  # text may run on to the right instead of wrapping


BODY = Look(border=True)
HEADER = Look(bold=True, size=9, colour=NAVY, fill=TINT, border=True)
TITLE = Look(bold=True, size=16, colour=NAVY, across=True)
NOTE = Look(size=9, colour=QUIET, across=True)
BANNER = Look(bold=True, size=11, colour="1A1204", fill=AMBER, across=True)


def new_workbook(title: str, made_at: datetime | None = None) -> "Workbook":
    """An empty workbook with its properties set and no sheet yet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = in_xml(title), "Situation Room"
    if made_at:
        book.properties.created = made_at.replace(tzinfo=None)
    return book


def save(book: "Workbook", path: FilePath) -> None:
    """Write the workbook into place. Raises StoreError when the disk refuses."""
    try:
        with replacing(path) as draft:
            packed = BytesIO()  # a zip begun on a full disk would complain again when collected
            book.save(packed)
            draft.write_bytes(packed.getbuffer())
    except StoreError:
        _let_go(book)
        raise


def _let_go(book: "Workbook") -> None:
    # A streaming sheet that is never saved would complain on the terminal when it is collected.
    for sheet in book.worksheets if book.write_only else ():
        with suppress(Exception):
            sheet.close()


def add_sheet(book: "Workbook", title: str) -> Any:
    """A sheet whose name Excel accepts: at most 31 characters, none of []:*?/\\."""
    clean = in_xml(title).translate(str.maketrans("[]:*?/\\", "       ")).strip("' ")
    return book.create_sheet(clean[:31] or "1")


def put(sheet: Any, row: int, column: int, value: Value, look: Look = BODY) -> None:
    """Write one cell as data: a text is stored as text and never as a formula."""
    cell = sheet.cell(row, column)
    dress(cell, look)
    fill(cell, value, f"{sheet.title}!{cell.coordinate}")


def write_rows(sheet: Any, top: int, rows: Iterable[Sequence[Value]], look: Look = BODY) -> int:
    """Write rows from row ``top`` downwards; gives the first free row below."""
    for values in rows:
        for column, value in enumerate(values, start=1):
            put(sheet, top, column, value, look)
        top += 1
    return top


def write_banner(sheet: Any, row: int, columns: int) -> int:
    """The drill's banner over ``columns`` columns; gives the next row."""
    words = both("DRILL – not a real emergency. Do not act on this document.").joined
    for column in range(1, columns + 1):
        put(sheet, row, column, words if column == 1 else None, BANNER)
    return row + 1


def write_head(
    sheet: Any,
    title: str,
    note: str,
    facts: Sequence[tuple[str, str]],
    drill: bool,
    columns: int,
) -> int:
    """Banner, title, note and facts; gives the row for the table's header."""
    row = write_banner(sheet, 1, columns) if drill else 1
    put(sheet, row, 1, title, TITLE)
    put(sheet, row + 1, 1, note, NOTE)
    row += 2
    for label, value in facts:
        put(sheet, row, 1, label, NOTE)
        put(sheet, row, 4, value, Look(across=True))
        row += 1
    return row + 1


def offer(sheet: Any, column: int, first: int, words: Iterable[str]) -> None:
    """Offer words in the thousand cells of a column (from 1) below ``first``; others may stand."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    offered.showErrorMessage = False
    letter = get_column_letter(column)
    offered.add(f"{letter}{first}:{letter}{first + 999}")
    sheet.add_data_validation(offered)


def print_setup(sheet: Any, header_row: int, widths: Sequence[float], drill: bool) -> None:
    """A4 landscape, as wide as the page, the header repeated and frozen, pages numbered."""
    from openpyxl.utils import get_column_letter

    for column, chars in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = chars
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"  # 9 is A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.right.text = "&P / &N"
    if drill:
        sheet.oddHeader.center.text = both("DRILL").joined


def fill(cell: Any, value: Value, where: str) -> None:
    """Put ``value`` into a cell as data; ``where`` names the cell should its text be too long."""
    if isinstance(value, int | float) or value is None:
        cell.value = value
        return
    text = in_xml(plain(value))
    if len(text) > LONGEST_IN_EXCEL:
        text = _continued(cell.parent.parent, text, where)
    cell.value = text
    cell.data_type = "s"  # openpyxl takes "=1+1" for a formula otherwise
    if could_run(text):
        cell.quotePrefix = True


def _continued(book: "Workbook", text: str, where: str) -> str:
    """Keep a text Excel has no room for whole on a sheet of its own; gives what stays."""
    from openpyxl.cell import WriteOnlyCell

    name = tr("Long texts")
    sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
    for start in range(0, len(text), 32_000):
        row = [WriteOnlyCell(sheet), WriteOnlyCell(sheet)]
        fill(row[0], where, "")
        fill(row[1], text[start : start + 32_000], "")
        sheet.append(row)
    return f"{text[:200]} … {tr('(in full on the sheet “{sheet}”)', sheet=name)}"


_worn: WeakKeyDictionary[Any, dict[Look, Any]] = WeakKeyDictionary()


def dress(cell: Any, look: Look) -> None:
    """Give an empty cell its font, ground and border.

    A workbook works a style out once: asking openpyxl for it again costs more than the cell.
    """
    worn = _worn.setdefault(cell.parent.parent, {})
    if look not in worn:
        _dress_first(cell, look)
        worn[look] = cell._style
    cell._style = copy(worn[look])


def _dress_first(cell: Any, look: Look) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name="Arial", bold=look.bold, size=look.size, color=look.colour)
    cell.alignment = Alignment(vertical="top", wrap_text=not look.across)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.border:
        side = Side("thin", color=HAIR)
        cell.border = Border(top=side, bottom=side, left=side, right=side)
