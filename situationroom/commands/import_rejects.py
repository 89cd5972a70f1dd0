"""The rows of an import that were refused, as the workbook of rejects gives them back."""

from collections.abc import Callable, Iterator, Sequence

from situationroom.commands.import_outcomes import ImportPlan, PlannedRow
from situationroom.exports.rejects import RejectedSheet
from situationroom.intake.results import FileReading, Reason, RowReading, SheetReading


def rejected_sheets(
    plan: ImportPlan, reading: FileReading, say: Callable[[Reason], str]
) -> list[RejectedSheet]:
    """The refused rows of one file, sheet by sheet in its layout; empty when there are none.

    ``say`` puts a reason into the officer's words. What an officer has put in place of a cell
    stands in the workbook instead of it.
    """
    refused: dict[str, list[PlannedRow]] = {}
    for row in plan.rows:
        if row.file == reading.file and row.outcome == "rejected":
            refused.setdefault(row.sheet, []).append(row)
    return [
        RejectedSheet(
            sheet.name,
            sheet.headers,
            tuple((_cells(row.reading), _reasons(row, say)) for row in refused[sheet.name]),
            tuple(_above(sheet)),
        )
        for sheet in reading.sheets
        if sheet.name in refused
    ]


def rejects_name(file: str, files: Sequence[str]) -> str:
    """What the workbook is called: list.csv and list.xlsx of one batch do not share a name."""
    stem = file.rsplit(".", 1)[0] if "." in file else file
    alone = [other.rsplit(".", 1)[0] for other in files].count(stem) == 1
    return f"{stem if alone else file}-rejects.xlsx"


def _above(sheet: SheetReading) -> Iterator[tuple[str, ...]]:
    """The title rows, as they stood above the header."""
    for row in sheet.rows:
        if sheet.header_row is not None and row.row < sheet.header_row:
            yield row.cells_in_order


def _cells(row: RowReading) -> tuple[str, ...]:
    width = max([len(row.cells_in_order), *(index + 1 for index in row.fixed)])
    cells = dict(enumerate(row.cells_in_order)) | dict(row.fixed)
    return tuple(cells.get(index, "") for index in range(width))


def _reasons(row: PlannedRow, say: Callable[[Reason], str]) -> tuple[str, ...]:
    """Why it was refused, and what else to look at in it."""
    reasons = [say(row.why)] if row.why else []
    for problem in row.reading.problems:
        told = problem.told[:60]
        reasons.append(f"{told}: {say(problem.reason)}" if told else say(problem.reason))
    return tuple(dict.fromkeys(reasons))
