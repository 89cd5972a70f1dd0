"""Any table as CSV, XLSX or JSON: lists of the command line, copies from the window."""

import csv
import json
from collections.abc import Iterable, Sequence
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from situationroom.exports.cells import Value, as_it_is, in_csv, plain
from situationroom.exports.files import FilePath, replacing
from situationroom.exports.xlsx import HEADER, dress, fill, save

if TYPE_CHECKING:
    from openpyxl import Workbook

Format: TypeAlias = Literal["csv", "xlsx", "json"]
ROWS_OF_A_SHEET = 1_048_576  # Excel specifications and limits


def write_table(
    path: FilePath, kind: Format, headers: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Write ``rows`` (read once) under ``headers``. Raises StoreError when the disk refuses.

    CSV is UTF-8 with BOM and CRLF as Excel expects it (RFC 4180); JSON is a list of objects.
    XLSX goes on with another sheet after 1,048,576 rows.
    """
    {"csv": _write_csv, "xlsx": _write_xlsx, "json": _write_json}[kind](path, headers, rows)


def pasted(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """The table as tab-separated text for the clipboard, safe to paste into a spreadsheet."""
    every = chain([headers], rows)
    return "\n".join("\t".join(" ".join(in_csv(v).split()) for v in row) for row in every)


def _write_csv(path: FilePath, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with replacing(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([in_csv(text) for text in headers])
        writer.writerows([in_csv(value) for value in row] for row in rows)


def _write_json(path: FilePath, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with replacing(path) as draft, draft.open("w", encoding="utf-8") as file:
        listed = [dict(zip(headers, map(_in_json, row), strict=True)) for row in rows]
        json.dump(listed, file, ensure_ascii=False, indent=1)


def _in_json(value: Value) -> Value:
    return value if isinstance(value, int | float) or value is None else plain(value)


def _write_xlsx(path: FilePath, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    from openpyxl import Workbook

    book, left = Workbook(write_only=True), iter(rows)
    part = list(islice(left, ROWS_OF_A_SHEET - 1))
    for number in count(1):
        _append_sheet(book, str(number), headers, part)
        part = list(islice(left, ROWS_OF_A_SHEET - 1))
        if not part:
            break
    save(book, path)


def _append_sheet(
    book: "Workbook", title: str, headers: Sequence[str], rows: Sequence[Sequence[Value]]
) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, text in enumerate(headers, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = max(12, len(text) * 1.4 + 3)
    for number, row in enumerate(chain([headers], rows), start=1):
        cells = [_cell(sheet, value, number, column) for column, value in enumerate(row, start=1)]
        sheet.append(cells)


def _cell(sheet: Any, value: Value, row: int, column: int) -> Any:
    """The bare value where Excel takes it as it is (fast); else a cell marked as text."""
    if row > 1 and as_it_is(value):
        return value
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    cell = WriteOnlyCell(sheet)
    if row == 1:
        dress(cell, HEADER)
    fill(cell, value, f"{sheet.title}!{get_column_letter(column)}{row}")
    return cell
