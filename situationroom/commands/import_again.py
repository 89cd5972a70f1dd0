"""The same list again: which earlier sheet it is, and what a row says otherwise than before."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from situationroom.intake.results import ColumnReading, RowReading, SheetReading
from situationroom.models import Person, Report, Sheet

_NAMES: Final = frozenset({"native_name", "surname", "other_names"})
_PLACE: Final = frozenset({"city"})
_TOUCHES: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("name", "native_name", "latin_name", "surname", "given_names"), _NAMES),
    **dict.fromkeys(("city", "place", "address", "latitude", "longitude", "country"), _PLACE),
    "passport": frozenset({"documents", "nationality"}),
    "document_issuer": frozenset({"documents"}),
    "document_expiry": frozenset({"documents"}),
    "identity_number": frozenset({"documents", "birth_date", "sex", "nationality"}),
    "injured": frozenset({"safety"}),
    "occupation": frozenset({"who", "remarks"}),
    "needs": frozenset({"needs_text"}),
}
"""What a column can change in the records; any other column changes the field it is called."""
_NUMBER = re.compile(r"[+-]?\d+\.0+")
_DATE = re.compile(
    r"\d{1,4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,4}日?(\s?\d{1,2}:\d{2}(:\d{2})?)?"
)


def same_list(old: Sheet, new: SheetReading) -> bool:
    """Most of the columns it had are here again, whatever file and sheet are called today."""
    headers = {_plain(header) for header in old.headers if header.strip()}
    shared = headers & {_plain(header) for header in new.headers}
    return len(shared) * 2 > len(headers)


def still_about(person: Person, draft: Person, *, sure: bool) -> bool:
    """Whether a row that carries the number of an earlier one still tells of the same person.

    Names decide; where they differ, a shared document or birth date says that the name was
    corrected. Where nothing can be compared only a list that is ``sure`` to be the same is trusted.
    """
    if {d.number for d in person.documents} & {d.number for d in draft.documents}:
        return True
    births = bool(person.birth_date and draft.birth_date)
    same_birth = births and person.birth_date == draft.birth_date
    known, told = _names_of(person), _names_of(draft)
    native = bool(person.native_name and draft.native_name)
    latin = bool(person.surname and draft.surname)
    if known & told:
        papers = bool(person.documents and draft.documents)
        return not (births and not same_birth and papers)
    if native or latin:
        return same_birth
    return sure or same_birth


def _names_of(person: Person) -> set[str]:
    names = {person.native_name, person.latin_name, *person.other_names}
    return {_plain(name).replace(",", "") for name in names if name}


def said_otherwise(
    old: Sheet, earlier: Report, sheet: SheetReading, row: RowReading
) -> frozenset[int]:
    """The places of the cells that say something else than the same row did before.

    Compared column by column under the same header, wherever the column stands now; a renamed
    column is known by its text. A blank cell says nothing, nor does the row's own number.
    """
    before = _by_header(old.headers, earlier.cells, earlier)
    keys = _numbered(sheet.headers)
    own = {column.index for column in sheet.columns if column.field == "row_key"}
    gone: set[object] | None = None
    different = set()
    for index, text in _cells(row):
        if not text or text.isspace() or index in own:
            continue
        key = keys[index] if index < len(keys) else ("", index)
        said_before = before.get(key)
        if said_before is not None:
            if said_before != text and _said(said_before) != _said(text):
                different.add(index)
            continue
        if gone is None:
            gone = {_said(text) for key, text in before.items() if key not in keys}
        if _said(text) not in gone:
            different.add(index)
    return frozenset(different)


def read_otherwise(old: Sheet, sheet: SheetReading, row: RowReading) -> frozenset[int]:
    """The places of told cells that are read as another field than when the list came before.

    So a list imported with wrong columns is put right by importing it with the right ones. A
    column that is not read any more changes nothing.
    """
    changed = other_fields(old, sheet)
    return told_in(row, changed) if changed else changed


def told_in(row: RowReading, places: frozenset[int]) -> frozenset[int]:
    """Those of the places at which the row says something."""
    return frozenset(i for i, text in _cells(row) if i in places and text and not text.isspace())


def other_fields(old: Sheet, sheet: SheetReading) -> frozenset[int]:
    """The columns that are read as another field than under the same header before."""
    if not any(old.fields):
        return frozenset()  # an old file did not keep them
    before = dict(zip(_numbered(old.headers), old.fields, strict=False))
    keys = dict(enumerate(_numbered(sheet.headers)))
    return frozenset(
        column.index
        for column in sheet.columns
        if column.field
        and before.get(keys.get(column.index, ("", -1)), column.field) != column.field
    )


def fresh_fields(columns: Sequence[ColumnReading], different: frozenset[int]) -> frozenset[str]:
    """The fields of person and request that these cells are about."""
    fresh: set[str] = set()
    for column in columns:
        if column.index in different and column.field:
            fresh |= _TOUCHES.get(column.field, frozenset({column.field}))
    return frozenset(fresh)


def _cells(row: RowReading) -> Iterable[tuple[int, str]]:
    cells = enumerate(row.cells_in_order)
    return {**dict(cells), **row.fixed}.items() if row.fixed else cells


def _by_header(
    headers: Sequence[str], cells: Sequence[str], report: Report
) -> dict[tuple[str, int], str]:
    names = (*headers[: len(cells)], *("" for _ in range(len(cells) - len(headers))))
    told = dict(zip(_numbered(names), cells, strict=True))
    told.update(((_plain(cell.header), 0), cell.text) for cell in report.corrected)
    return told


@lru_cache(maxsize=64)
def _numbered(headers: tuple[str, ...]) -> list[tuple[str, int]]:
    """Headers that repeat are told apart by counting."""
    seen: dict[str, int] = {}
    keys = []
    for header in headers:
        name = _plain(header)
        keys.append((name, seen.get(name, 0)))
        seen[name] = seen.get(name, 0) + 1
    return keys


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=2_000)
def _said(text: str) -> object:
    """What a cell says, however a spreadsheet chose to write it this time.

    Width, case and spaces do not count, 3.0 is 3, and 2016/7/5 is 2016-07-05 00:00:00. A day and
    month that changed places are two different dates.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if _NUMBER.fullmatch(plain):
        return plain.split(".", maxsplit=1)[0]
    if _DATE.fullmatch(plain):
        parts = [int(part) for part in re.findall(r"\d+", plain)]
        day, time = tuple(parts[:3]), parts[3:]
        if parts[2] > 31:  # day, month, year: the same date when read backwards
            day = day[::-1]
        return (day, tuple(time) if any(time) else ())
    return "".join(plain.split())
