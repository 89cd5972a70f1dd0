"""A report: one thing somebody told the cell, kept word for word, for ever."""

from dataclasses import dataclass
from datetime import datetime

from situationroom.models.made_quickly import made_quickly
from situationroom.models.record import Record


@made_quickly
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell by the header it stands under (or its column letter) and its text."""

    header: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet(Record):
    """One sheet of a list as it was brought in: what its rows say once instead of each.

    ``headers`` and ``fields`` hold one text a column; the field of a column nothing was read from
    is "", and what stands there is found by the search. ``header_row`` counts from 1; ``sha256``
    is the whole file's, in hex. ``no_request`` says why its rows need no request.
    """

    read_at: datetime
    file: str
    name: str
    header_row: int | None = None
    headers: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sha256: str = ""
    no_request: str = ""

    @property
    def unmapped(self) -> tuple[int, ...]:
        """The places of the columns nothing was read from."""
        return tuple(i for i, field in enumerate(self.fields) if not field)


@made_quickly
@dataclass(frozen=True, slots=True)
class Report(Record):
    """A spreadsheet row, a call or an e-mail, linked to the persons and the request it led to.

    ``cells`` are the original texts in the order of the columns; they stand under the headers of
    the ``sheet``, those of a call under its own ``headers``. ``corrected`` is what an officer put
    in place of some of them. ``fingerprint`` is a digest of the original cells: the same row
    again is "unchanged". ``row_key`` is how the list itself numbers the row, so a corrected row
    finds its first telling. ``no_request`` is an officer's reason why nothing has to be done.
    """

    received_at: datetime
    sheet: int | None = None
    row: int | None = None
    row_key: str = ""
    fingerprint: str = ""
    headers: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    corrected: tuple[Cell, ...] = ()
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
    no_request: str = ""
