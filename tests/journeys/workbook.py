"""Workbooks the program wrote, read back."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

Sheets = dict[str, list[list[str]]]


def read_sheets(path: Path) -> Sheets:
    """Every sheet of a workbook as text, row by row."""
    book = load_workbook(path)
    return {
        sheet.title: [["" if v is None else str(v) for v in row] for row in sheet.values]
        for sheet in book.worksheets
    }


def requests_in(rows: Sequence[Sequence[str]]) -> set[str]:
    """The request numbers in the second column, below the header."""
    header = next(n for n, row in enumerate(rows) if row[0].startswith(("No.", "序号")))
    return {row[1] for row in rows[header + 1 :] if row[1]}
