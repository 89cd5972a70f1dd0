"""Forms: a label beside or above its value, one person a form, any number of them on a sheet.

A form becomes one row of a table whose columns are the labels; it is counted under the number of
the form's first row, and its other rows are set apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from situationroom.intake.columns import by_header
from situationroom.intake.heading import belongs, whose
from situationroom.intake.results import Reason
from situationroom.intake.tables import Cells, Table

PART = "This row is part of the form that begins in row {row}."
TITLE: Final = Reason("A title or a note of the form.")

SEARCHED = 60  # rows looked at
MOST_CELLS = 60  # of a row of a form
FEWEST = 3  # different labels of a form
_SURE = 0.85
_WITHIN = re.compile(r"\s*([^:：]{1,24})[:：]\s*(.*)", re.DOTALL)
_PERSONAL: Final = frozenset(
    {"name", "plain_name", "native_name", "latin_name", "surname", "passport", "identity_number"}
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value and the row it stands in; ``label`` has its section before it."""

    row: int
    label: str
    value: str


def is_form(table: Table) -> bool:
    """Whether labels are spread over the rows with values between them, not gathered in a header.

    A form has labels in at least half of its rows, at most three of four cells are labels, and
    another row brings labels the richest one does not have.
    """
    rows = [_labels(cells) for _, cells in table.rows[:SEARCHED]]
    told = sum(1 for _, cells in table.rows[:SEARCHED] for cell in cells if cell.strip())
    labelled = [row for row in rows if row]
    if len(labelled) * 2 < len(rows) or sum(map(len, rows)) * 4 < told:
        return False
    fields = [set(row.values()) for row in labelled]
    known = set().union(*fields)
    richest = max(fields, key=len, default=set())
    if len(known) < FEWEST or not known & _PERSONAL or len(known - richest) < min(2, len(known)):
        return False
    return _alternates(table, rows)


def _alternates(table: Table, rows: list[dict[int, str]]) -> bool:
    """Values stand beside the labels, or rows of labels and rows of values take turns."""
    beside = sum(
        1
        for (_, cells), labels in zip(table.rows, rows, strict=False)
        for i in labels
        if (i + 1 < len(cells) and i + 1 not in labels and cells[i + 1].strip())
        or _within(cells[i])
    )
    if beside * 2 >= sum(map(len, rows)):
        return True
    turns = [bool(row) for row in rows]
    return sum(turns) >= 2 and all(a != b for a, b in pairwise(turns))


def unfolded(table: Table) -> Table:
    """The forms of the sheet as rows of a table; every row of the sheet is still in it."""
    forms = list(_forms(table))
    labels = tuple(dict.fromkeys(pair.label for form in forms for pair in form))
    begins = {form[0].row: form for form in forms}
    rows, apart, begun = [], dict(table.set_apart), 0
    parts = {pair.row for form in forms for pair in form}
    for number, cells in table.rows:
        if number in begins:
            begun = number
            rows.append((number, _in_order(begins[number], labels)))
            continue
        rows.append((number, cells))
        apart[number] = Reason(PART, {"row": begun}) if begun or number in parts else TITLE
    return replace(
        table, rows=tuple(rows), headers=labels, set_apart=apart, remarks=_moved(table, begins)
    )


def _moved(table: Table, begins: Mapping[int, list[Pair]]) -> dict[tuple[int, int], Reason]:
    """Remarks on cells cannot follow them into the form; those of no form's first row stay."""
    return {place: why for place, why in table.remarks.items() if place[0] not in begins}


def _in_order(form: list[Pair], labels: Cells) -> Cells:
    values: dict[str, str] = {}
    for pair in form:
        before = values.get(pair.label)
        values[pair.label] = f"{before}; {pair.value}" if before and pair.value else pair.value
    return tuple(values.get(label, "") for label in labels)


def _forms(table: Table) -> Iterator[list[Pair]]:
    """The pairs of one person each; the first label coming again begins the next form."""
    form: list[Pair] = []
    for pair in _pairs(table):
        if form and pair.label == form[0].label:
            yield form
            form = []
        form.append(pair)
    if form:
        yield form


def _pairs(table: Table) -> Iterator[Pair]:
    section = ""
    below: dict[int, str] = {}
    for place, (number, cells) in enumerate(table.rows):
        told = [cell.strip() for cell in cells if cell.strip()]
        if len(told) == 1 and (whose(told[0]) or not _labels(cells)) and not below:
            section = told[0] if whose(told[0]) in ("kin", "caller") else ""
            continue
        if below:
            yield from (Pair(number, label, _at(cells, i)) for i, label in below.items())
            below = {}
            continue
        labels = _labels(cells)
        after = table.rows[place + 1][1] if place + 1 < len(table.rows) else ()
        if len(labels) == len(told) > 1 and after and not _labels(after):
            below = {i: _named(section, cells[i]) for i in labels}
            continue
        yield from _beside(number, cells, section)


def _beside(number: int, cells: Cells, section: str) -> Iterator[Pair]:
    """Pairs of one row: the label, then the first cell that is told before the next label."""
    told = [(i, cell.strip()) for i, cell in enumerate(cells) if cell.strip()]
    at = 0
    while at < len(told):
        i, text = told[at]
        at += 1
        if (within := _within(text)) and within[1]:
            yield Pair(number, _named(section, within[0]), within[1])
            continue
        value = ""
        if at < len(told) and _is_value(told, at, i):
            value = told[at][1]
            at += 1
        yield Pair(number, _named(section, text), value)
        if whose(text) in ("kin", "caller"):
            section = text  # what follows in this row is theirs: name, then telephone


def _is_value(told: Sequence[tuple[int, str]], at: int, label: int) -> bool:
    """In '关系 | 家属 | 电话' the cell beside is the value, though it could be a label."""
    i, text = told[at]
    if not _field(text):
        return True
    beside = at + 1 < len(told) and told[at + 1][0] == i + 1
    return i == label + 1 and beside and bool(_field(told[at + 1][1]))


def _labels(cells: Cells) -> dict[int, str]:
    found = {i: _field(cell) for i, cell in enumerate(cells[:MOST_CELLS]) if cell.strip()}
    return {i: field for i, field in found.items() if field}


def _field(cell: str) -> str:
    """The field a cell names as a label, '姓名' or '姓名：王伟'; '' for anything else."""
    if len(cell) > 200:
        return ""
    within = _within(cell)
    label = within[0] if within else cell.strip().rstrip(":：")
    field, sure = by_header(label) if len(label) <= 40 else (None, 0.0)
    return field if field and sure >= _SURE else ""


def _within(cell: str) -> tuple[str, str] | None:
    """Label and value of a cell that holds both."""
    found = _WITHIN.fullmatch(cell)
    return (found[1].strip(), found[2].strip()) if found else None


def _named(section: str, label: str) -> str:
    bare = label.strip().rstrip(":：").strip()
    if not section:
        return bare
    told, decides = belongs(whose(section), bare)
    return f"{section} {bare}" if decides or not told else bare


def _at(cells: Cells, index: int) -> str:
    return cells[index].strip() if index < len(cells) else ""
