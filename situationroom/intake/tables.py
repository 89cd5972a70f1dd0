"""A sheet as plain text cells, and how any value becomes the text a person saw in the cell."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from situationroom.intake.results import Reason

LONGEST_CELL = 32_767  # characters; no Excel cell can hold more
REMEMBERED = 50_000  # texts; a list's words are few, its names and numbers are not
EXACT_NUMBERS = 10**15  # Excel keeps 15 significant digits

CONTROL_REMOVED = Reason("Characters that cannot be seen were removed.")
CELL_CUT = Reason("The cell is longer than any Excel cell; the end was cut off.")
DIGITS_LOST = Reason("A number this long loses its last digits in Excel; ask for it again.")
FORMULA = Reason("This is a formula without a value; it is kept as text and never calculated.")

_ROUNDED = re.compile(r"000(?<=[0-9]{15}000)")  # looked for from its rarer end
_KEPT = "\n\t\u200c\u200d"  # line breaks, and the joiners Persian and Indic scripts need


Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one: rows from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its rows that are not blank as (row number from 1, cells from column A).

    ``remarks`` tells what had to be done to a cell, by (row number, column index), ``notes`` what
    else is to be said of one and ``row_remarks`` of a whole row. ``set_apart`` are rows that are
    none of the table's, and why. ``headers`` are given where no row holds them: a form's labels
    become its columns; ``fields`` where the file's format says what each column is.
    """

    name: str
    rows: tuple[tuple[int, Cells], ...]
    hidden: bool = False
    remarks: Mapping[tuple[int, int], Reason] = field(default_factory=dict)
    notes: Mapping[tuple[int, int], tuple[Reason, ...]] = field(default_factory=dict)
    row_remarks: Mapping[int, tuple[Reason, ...]] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merge, ...] = ()
    set_apart: Mapping[int, Reason] = field(default_factory=dict)
    headers: Cells | None = None
    fields: tuple[str | None, ...] | None = None


def table(name: str, rows: Iterable[tuple[int, Iterable[object]]], hidden: bool = False) -> Table:
    """Make a table of raw values: text is cleaned, blank rows and blank cells at the end go."""
    remarks: dict[tuple[int, int], Reason] = {}
    kept = []
    same: dict[str, str] = {}  # one text for all cells that say the same: it is hashed but once
    one = same.setdefault
    for number, values in rows:
        if len(same) > REMEMBERED:
            same.clear()
        cells = [one(v, v) if type(v) is str else _text(v) for v in values]
        _clean(number, cells, remarks)
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        kept.append((number, tuple(cells)))
    return Table(name, tuple(kept), hidden, remarks)


def _clean(number: int, cells: list[str], remarks: dict[tuple[int, int], Reason]) -> None:
    whole = "".join(cells)
    if whole.isprintable() and len(whole) <= LONGEST_CELL and not _ROUNDED.search(whole):
        return  # nearly every row
    for index, told in enumerate(cells):
        if told.isprintable() and len(told) <= LONGEST_CELL:
            if told.isdecimal() and told.isascii() and len(told) == 18 and told.endswith("000"):
                remarks[number, index] = DIGITS_LOST
            continue
        kept = "".join(c for c in told if _is_seen(c))
        if kept.strip() != told.replace("\r\n", "\n").replace("\r", "").strip():
            remarks[number, index] = CONTROL_REMOVED
        if len(kept) > LONGEST_CELL:
            kept, remarks[number, index] = kept[:LONGEST_CELL], CELL_CUT
        cells[index] = kept


def _is_seen(character: str) -> bool:
    """False for control and format characters; rare hanzi newer than our tables are kept."""
    kind = unicodedata.category(character)
    return kind not in ("Cc", "Cf", "Cs") or character in _KEPT


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _number(value: float) -> str:
    """'3' for 3.0; past 15 digits Excel wrote zeros, and so do we: the digits are lost anyway."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
        return ""
    if value.is_integer() and abs(value) < EXACT_NUMBERS:
        return str(int(value))
    if value.is_integer() and abs(value) < 10**18:
        shown = f"{value:.14e}"
        mantissa, exponent = shown.split("e")
        return mantissa.replace(".", "").ljust(int(exponent) + 1 + (value < 0), "0")
    return repr(value)
