"""Cells merged over several rows: one place, company or request written once for all of them.

What belongs to one person alone (name, document, telephone, birth) is never carried to the next.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from situationroom.intake.results import Reason
from situationroom.intake.tables import Cells, Table

CARRIED = "Taken over from the merged cell that begins in row {row}."
LEFT = "The merged cell of row {row} reaches this row; what it says was not taken over."
SHARED: Final = frozenset(
    {
        "place", "address", "city", "country", "latitude", "longitude", "affiliation",
        "nationality", "household", "category", "priority", "description", "called_at",
        "last_contact", "officer",
        "caller", "caller_phone", "caller_place", "occupation", "wish", "remarks", "paper_number",
        "document_issuer", "safety",
    }
)  # fmt: skip

Notes = dict[tuple[int, int], tuple[Reason, ...]]


def carried(table: Table, fields: Mapping[int, str], below: int) -> Table:
    """The table with shared values in each row their merged cell covers; ``below`` is a row number.

    Every row that got one, or did not because it is one person's, says so.
    """
    spans = [m for m in table.merged if m.bottom > m.top >= below]
    if not spans:
        return table
    places = {number: place for place, (number, _) in enumerate(table.rows)}
    rows = list(table.rows)
    notes: Notes = dict(table.notes)
    for span in spans:
        told = _at(rows[places[span.top]][1], span.left) if span.top in places else ""
        if not told.strip():
            continue
        for number in range(span.top + 1, min(span.bottom, rows[-1][0]) + 1):
            if number not in places:
                continue
            place = places[number]
            shared = fields.get(span.left) in SHARED
            if shared:
                rows[place] = (number, _put(rows[place][1], span.left, told))
            why = Reason(CARRIED if shared else LEFT, {"row": span.top})
            notes[number, span.left] = (*notes.get((number, span.left), ()), why)
    return replace(table, rows=tuple(rows), notes=notes)


def _put(cells: Cells, index: int, told: str) -> Cells:
    blank = ("",) * (index + 1 - len(cells))
    whole = (*cells, *blank)
    return whole if whole[index].strip() else (*whole[:index], told, *whole[index + 1 :])


def _at(cells: Cells, index: int) -> str:
    return cells[index] if index < len(cells) else ""
