"""Deciding for a whole column whether its dates write the day or the month first."""

from dataclasses import replace

from situationroom.intake.dates import AMBIGUOUS, Order, read_date
from situationroom.intake.reading import reread
from situationroom.intake.results import RowReading, SheetReading


def undecided(sheet: SheetReading) -> tuple[str, ...]:
    """The fields of dates in which at least one row could be read both ways."""
    found = {
        problem.field: None
        for row in sheet.rows
        for problem in row.problems
        if problem.reason.template == AMBIGUOUS.template
    }
    return tuple(found)


def decide_order(sheet: SheetReading, field: str, order: Order) -> SheetReading:
    """The sheet with the dates of ``field`` in this order; only rows it concerns are read again.

    The former reading stays as it was, so that the decision can be taken back.
    """
    if sheet.rules is None:
        return sheet
    rules = replace(sheet.rules, orders={**sheet.rules.orders, field: order})
    made = replace(sheet, rules=rules)
    rows = (
        _again(made, row) if any(p.field == field for p in row.problems) else row
        for row in sheet.rows
    )
    return replace(made, rows=tuple(rows))


def _again(sheet: SheetReading, row: RowReading) -> RowReading:
    return reread(replace(sheet, rows=(row,)), row.row, row.fixed).rows[0]


def both_ways(told: str) -> tuple[str, str]:
    """A date as it would be with the day first, and with the month first (ISO, '' for none)."""
    return read_date(told, "dmy").value or "", read_date(told, "mdy").value or ""
