"""A report: one thing somebody told the cell, kept word for word, for ever."""

from dataclasses import dataclass
from datetime import datetime

from situationroom.models.record import Record


@dataclass(frozen=True, slots=True)
class Cell:
    """One original cell: the header it stood under (or its column letter) and its text."""

    header: str
    text: str


@dataclass(frozen=True, slots=True)
class Report(Record):
    """A spreadsheet row, a call or an e-mail, linked to the persons and the request it led to.

    ``fingerprint`` is the SHA-256 of the original cells: the same row again is "unchanged".
    ``row_key`` is how the list itself numbers the row, so a corrected row finds its first telling.
    """

    received_at: datetime
    file: str = ""
    sheet: str = ""
    row: int | None = None
    row_key: str = ""
    fingerprint: str = ""
    cells: tuple[Cell, ...] = ()
    persons: tuple[int, ...] = ()
    request: int | None = None
    caller: str = ""
    caller_phone: str = ""
    caller_relation: str = ""
    caller_place: str = ""
    called_at: datetime | None = None
    language: str = ""
    officer: str = ""
    paper_number: str = ""
