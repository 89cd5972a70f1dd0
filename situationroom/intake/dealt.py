"""Cells that hold one thing for each of several persons: two names, two passports, line by line.

Only what stands in the same order and behind the same sign as the names is dealt out, and said.
"""

from typing import Final

from situationroom.intake.results import Reason
from situationroom.intake.row import Row
from situationroom.models.person import Document

DEALT: Final = Reason(
    "This cell was dealt out to the persons of the row in the order of its parts."
)
WHOSE: Final = Reason("Several documents stand here for several persons; ask whose they are.")
_FIELDS: Final = ("passport", "identity_number", "phone", "birth_date", "age", "sex")
_NAMES: Final = ("name", "native_name", "latin_name")
_SIGNS: Final = "\n、；;/|,，"


def dealt_out(row: Row, count: int) -> list[dict[str, str]]:
    """For each of ``count`` persons what is theirs, by field; [] where nothing can be dealt out."""
    names = next((row.get(name) for name in _NAMES if row.get(name)), "")
    parts = {field: _parts(row.get(field), names, count) for field in _FIELDS if row.get(field)}
    told = {field: cut for field, cut in parts.items() if cut}
    for field in told:
        row.flag(field, DEALT)
    return [{field: cut[i] for field, cut in told.items()} for i in range(count)] if told else []


def _parts(told: str, names: str, count: int) -> list[str]:
    for sign in _SIGNS:
        if sign in told and sign in names:
            cut = [part.strip() for part in told.split(sign)]
            if len(cut) == count and all(cut):
                return cut
    return []


def part_of(row: Row, cells: dict[str, str]) -> Row:
    """The row with other cells; its doubts are the same row's."""
    part = Row(row.layout, ())
    part.cells, part.told, part.problems = cells, row.told, row.problems
    return part


def flag_papers(row: Row, papers: tuple[Document, ...]) -> None:
    """Several documents and several persons, and nothing says whose they are."""
    if len({paper.number for paper in papers if paper.type != "I"}) > 1:
        row.flag("passport", WHOSE)
