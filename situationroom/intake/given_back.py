"""Lists that were given back: a workbook of rejects, corrected and brought again."""

from dataclasses import replace

from situationroom.intake.tables import Table
from situationroom.texts import in_every_language

_SEARCHED = 60  # rows that may stand above the header


def without_reasons(table: Table) -> Table:
    """The table without the column in which an import said why it had refused the rows.

    So a row is the same as in the list it came from, whatever was said about it.
    """
    headers = in_every_language("Why it was rejected")
    for place, (_, cells) in enumerate(table.rows[:_SEARCHED]):
        if cells and cells[-1].strip() in headers:
            column = len(cells) - 1
            rows = (*table.rows[:place], *(_without(row, column) for row in table.rows[place:]))
            return replace(table, rows=tuple((n, c) for n, c in rows if any(c)))
    return table


def _without(row: tuple[int, tuple[str, ...]], column: int) -> tuple[int, tuple[str, ...]]:
    number, cells = row
    kept = [*cells[:column], *([""] if len(cells) > column + 1 else []), *cells[column + 1 :]]
    while kept and not kept[-1]:
        kept.pop()
    return number, tuple(kept)
