"""Rows an import refused: in their own layout, with the reasons beside them, to correct."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from situationroom.exports.files import FilePath
from situationroom.exports.xlsx import (
    BODY,
    HEADER,
    NOTE,
    Look,
    add_sheet,
    new_workbook,
    put,
    save,
)
from situationroom.texts import tr

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

REASON = Look(colour="A3151F", fill="FDECEC", border=True)
TEXT = "@"
"""Excel's number format of a text: what is typed into such a cell is not rounded or turned."""


@dataclass(frozen=True, slots=True)
class RejectedSheet:
    """One sheet: its name, its header cells and (original cells, reasons) of each refused row.

    ``above`` are the cells of the title rows that stood over the header.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    above: tuple[tuple[str, ...], ...] = ()


def write_rejects(path: FilePath, sheets: Sequence[RejectedSheet]) -> None:
    """One sheet each, columns where they were, the reasons in the first free column behind.

    Reasons are sentences in the officer's language already. Every cell is text, as it was read.
    Raises StoreError when the disk refuses. The workbook can be corrected and imported again:
    the reading leaves the column of reasons out (``intake.given_back``).
    """
    book = new_workbook(tr("Rejected rows"))
    for number, rejected in enumerate(sheets, start=1):
        _write_sheet(add_sheet(book, rejected.name or str(number)), rejected)
    if not sheets:
        add_sheet(book, tr("Rejected rows"))
    save(book, path)


def _write_sheet(sheet: "Worksheet", rejected: RejectedSheet) -> None:
    from openpyxl.utils import get_column_letter

    columns = max([len(rejected.header), *(len(cells) for cells, _ in rejected.rows)])
    top = len(rejected.above) + 1
    for row, cells in enumerate(rejected.above, start=1):
        _write_row(sheet, row, cells, NOTE)
    header = [*rejected.header, *[""] * (columns - len(rejected.header)), tr("Why it was rejected")]
    _write_row(sheet, top, header, HEADER)
    for column in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 16
    for row, (cells, reasons) in enumerate(rejected.rows, start=top + 1):
        _write_row(sheet, row, [*cells, *[""] * (columns - len(cells))], BODY)
        put(sheet, row, columns + 1, "\n".join(reasons), REASON)
    sheet.column_dimensions[get_column_letter(columns + 1)].width = 60
    sheet.freeze_panes = f"A{top + 1}"


def _write_row(sheet: "Worksheet", row: int, cells: Sequence[str], look: Look) -> None:
    for column, text in enumerate(cells, start=1):
        put(sheet, row, column, text, look)
        sheet.cell(row, column).number_format = TEXT
