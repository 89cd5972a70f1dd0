"""Opening a file that somebody sent us. It is hostile until it has been looked at."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from situationroom.intake import archive, delimited, exchange, extent, sparse, web_tables
from situationroom.intake.archive import MOST_CELLS
from situationroom.intake.biff_marks import biff_marks
from situationroom.intake.marks import Marks, noted
from situationroom.intake.ods_marks import ods_marks
from situationroom.intake.ole_chains import endless
from situationroom.intake.panics import unprinted
from situationroom.intake.results import Reason
from situationroom.intake.tables import FORMULA, Merge, Table, table
from situationroom.intake.xlsb_marks import xlsb_marks
from situationroom.intake.xlsx_marks import xlsx_marks
from situationroom.models.errors import InputError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_SHEETS = 2_000  # of a workbook; each is read and shown as a list of its own
LARGEST_FILE = 400 << 20  # bytes on disk

Format = Literal["zip", "ole", "text", "exchange", "page"]
_log = logging.getLogger(__name__)


def open_tables(path: Path) -> tuple[Table, ...]:
    """Every sheet of the file as text cells, hidden ones too, in order.

    Reads XLSX, XLSM, XLSB, XLS, ODS, CSV, TSV, TXT, HTML, PFIF and PAXLST, told apart by their
    first bytes, never by the name. Raises InputError with one plain sentence for anything else.
    """
    form = _format(path)
    if form == "exchange":
        return exchange.read_exchange(path)
    if form == "page":
        return web_tables.read_page(path)
    if form == "text":
        return (delimited.read_delimited(path),)
    parts = archive.inspect(path) if form == "zip" else {}
    if form == "zip":
        _check_zip(path, parts)
    else:
        if endless(path):
            raise archive.damaged(path)
        _refuse_encrypted(path)
    return _sheets(path, parts)


def is_text(path: Path) -> bool:
    """Whether the file is plain text, with or without columns. Raises as reading does."""
    return _format(path) == "text"


def _format(path: Path) -> Format:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise InputError(
            "{file} cannot be opened: {reason}.", file=path.name, reason=error.strerror or "?"
        ) from None
    if not head.strip():
        raise InputError("{file} is empty; ask for the file again.", file=path.name)
    if size > LARGEST_FILE:
        raise InputError(
            "{file} is larger than {limit} MB, and was not opened; send the list without pictures "
            "or in parts.",
            file=path.name,
            limit=LARGEST_FILE >> 20,
        )
    return _by_head(path, head)


def _by_head(path: Path, head: bytes) -> Format:
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if exchange.is_exchange(path):
        return "exchange"
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if web_tables.is_page(head):
        return "page"
    if start.startswith((b"<?xml", b"<!doctype")):
        raise InputError(
            "{file} is a web page or XML under another name; open it in Excel and save it as XLSX.",
            file=path.name,
        )
    if start.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8\xff", b"gif8")):
        raise delimited.no_list(path)
    return "text"


def _check_zip(path: Path, parts: dict[str, archive.Part]) -> None:
    names = set(parts)
    if "content.xml" in names:
        if "META-INF/manifest.xml" in names and extent.is_encrypted(path):
            raise archive.protected(path)
        areas = [extent.opendocument_area(path)]
        if not extent.is_well_formed(path, "content.xml"):
            raise archive.damaged(path)
    elif "xl/workbook.bin" in names:
        sheets = (name for name in names if name.startswith("xl/worksheets/"))
        areas = [extent.binary_area(path, name) for name in sheets if name.endswith(".bin")]
    elif not any(name.endswith("workbook.xml") for name in names):
        raise delimited.no_list(path)
    else:
        areas = []
    if any(area > MOST_CELLS for area in areas):
        raise archive.too_large(path)


def _refuse_encrypted(path: Path) -> None:
    import msoffcrypto

    try:
        with path.open("rb") as file:
            encrypted = msoffcrypto.OfficeFile(file).is_encrypted()
    except Exception:  # a parser of hostile bytes may fail in any way
        encrypted = False
    if encrypted:
        raise archive.protected(path)


def _sheets(path: Path, parts: dict[str, archive.Part]) -> tuple[Table, ...]:
    import python_calamine as calamine

    try:
        with unprinted():
            book = _book(path, parts)
            if any(part.area > MOST_CELLS for part in parts.values()):
                return tuple(_sparse_sheets(path, book))
            return tuple(_dense_sheets(path, book, parts))
    except InputError:
        raise
    except calamine.PasswordError:
        raise archive.protected(path) from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader's panics are no Exception
        _log.info("A workbook could not be read: %s", type(error).__name__)
        raise archive.damaged(path) from None


def _book(path: Path, parts: dict[str, archive.Part]) -> "CalamineWorkbook":
    """The workbook, by what it holds: its reader believes a name, and an XLS may be an XLSX."""
    import python_calamine as calamine

    if "content.xml" in parts:
        own = {".ods"}
    elif "xl/workbook.bin" in parts:
        own = {".xlsb"}
    else:
        own = {".xlsx", ".xlsm", ".xlam"} if parts else {".xls", ".xla"}
    if path.suffix.lower() in own:
        return calamine.CalamineWorkbook.from_path(path)
    with path.open("rb") as file:
        return calamine.CalamineWorkbook.from_filelike(file)


def _dense_sheets(
    path: Path, book: "CalamineWorkbook", parts: dict[str, archive.Part]
) -> Iterator[Table]:
    import python_calamine as calamine

    files = sheet_parts(path) if "xl/workbook.xml" in parts else {}
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise archive.too_large(path)
    elsewhere = _marks_elsewhere(path, parts, [meta.name for meta in book.sheets_metadata])
    for meta in book.sheets_metadata:
        if meta.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        rows = _rows(sheet)
        hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
        part = files.get(meta.name, "")
        if part in parts and b"formula" in parts[part].seen:
            made = _with_formulas(path, part, meta.name, [*rows], hidden)
        else:
            made = table(meta.name, enumerate(rows, 1), hidden)
        made = replace(made, merged=_merged(sheet))
        found = xlsx_marks(path, part, parts) if part else elsewhere.get(meta.name)
        yield noted(made, found) if found else made


def _marks_elsewhere(
    path: Path, parts: dict[str, archive.Part], names: list[str]
) -> Mapping[str, Marks]:
    """What the sheets of any other format than XLSX show beside their values, by name."""
    if "content.xml" in parts:
        return ods_marks(path, parts)
    if "xl/workbook.bin" in parts:
        return xlsb_marks(path, parts)
    return {} if parts else dict(zip(names, biff_marks(path), strict=False))


def _rows(sheet: "CalamineSheet") -> Iterator[list[Any]]:
    """Every row from the first, each from column A.

    One by one: to take 100,000 at once would hold up the window.
    """
    before: list[Any] = [""] * (sheet.start or (0, 0))[1]
    for row in sheet.iter_rows():
        yield [*before, *row] if before else row


def _merged(sheet: "CalamineSheet") -> tuple[Merge, ...]:
    found = sheet.merged_cell_ranges or ()
    return tuple(Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in found)


def _with_formulas(path: Path, part: str, name: str, rows: list[list], hidden: bool) -> Table:  # type: ignore[type-arg]
    missing = sparse.formulas_without_value(path, part)
    remarks: dict[tuple[int, int], Reason] = {}
    for (row, column), text in missing.items():
        if row <= len(rows) and column < len(rows[row - 1]) and rows[row - 1][column] == "":
            rows[row - 1][column] = text
            remarks[row, column] = FORMULA
    made = table(name, enumerate(rows, 1), hidden)
    return replace(made, remarks={**made.remarks, **remarks})


def _sparse_sheets(path: Path, book: "CalamineWorkbook") -> Iterator[Table]:
    import python_calamine as calamine

    _log.info("A workbook is mostly blank; it is read row by row")
    shown = calamine.SheetVisibleEnum.Visible
    visible = {meta.name for meta in book.sheets_metadata if meta.visible is shown}
    for name, part in sheet_parts(path).items():
        yield table(name, sparse.sparse_rows(path, part), name not in visible)


def sheet_parts(path: Path) -> dict[str, str]:
    """The worksheets of an XLSX: name -> part, in order (ECMA-376 part 1, 18.2.19 sheet)."""
    from defusedxml import ElementTree

    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    try:
        book = ElementTree.fromstring(b"".join(archive.inflated(path, "xl/workbook.xml")))
        links = ElementTree.fromstring(
            b"".join(archive.inflated(path, "xl/_rels/workbook.xml.rels"))
        )
    except (LookupError, ElementTree.ParseError, ValueError):
        raise archive.damaged(path) from None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets = (e for e in book.iter() if e.tag.endswith("}sheet"))
    found = {e.get("name", ""): targets.get(e.get(relation), "") for e in sheets}
    return {
        name: target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        for name, target in found.items()
        if "worksheets/" in target
    }
