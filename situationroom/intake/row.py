"""The cells of one row by field, by the rules that hold for its whole sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from situationroom.intake import dates, located, moments, phones, words
from situationroom.intake.plain import LONGEST, TOO_LONG
from situationroom.intake.results import ColumnReading, Context, Located, Problem, Reason

STORIES = frozenset({"description", "remarks", "needs", "other_names"})  # of any length
_NAMES = frozenset({"surname", "given_names"})
ASKS = frozenset({"description", "priority", "category", "caller", "caller_phone"})


@dataclass(slots=True)
class Layout:
    """What holds for every row of one sheet, worked out once."""

    context: Context
    columns: tuple[ColumnReading, ...]
    where: located.Resolve
    file: str = ""
    sheet: str = ""
    affiliation: str = ""
    home: Located | None = None
    orders: dict[str, dates.Order | None] = field(default_factory=dict)
    mapped: tuple[tuple[int, str], ...] = ()
    headers: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()
    asks: bool = False
    header_rows: tuple[tuple[str, ...], ...] = ()
    remarks: dict[int, list[tuple[int, Reason]]] = field(default_factory=dict)
    row_remarks: Mapping[int, tuple[Reason, ...]] = field(default_factory=dict)
    set_apart: frozenset[int] = frozenset()  # rows that are never read
    names_as_told: bool = False  # an officer has read their columns as the headers say
    m_is_mujer: bool = False  # the sexes are H and M, as Spanish writes them
    dittos: dict[int, dict[int, str]] = field(default_factory=dict)  # what 'the same' means
    key: int | None = None  # the column of the list's own numbers
    combined: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # fields in one cell
    clockwork: moments.Clockwork = field(init=False)
    today: date = field(init=False)
    iso_today: str = field(init=False)

    def __post_init__(self) -> None:
        self.mapped = tuple((c.index, c.field) for c in self.columns if c.field)
        self.headers = tuple(c.header.strip() or letter(c.index) for c in self.columns)
        country, home = phones.region(self.context.country), phones.region(self.context.home)
        self.local = tuple(dict.fromkeys(r for r in (country, home) if r))
        self.abroad = tuple(dict.fromkeys(r for r in (home, country) if r))
        self.asks = any(name in ASKS for _, name in self.mapped)
        context = self.context
        self.clockwork = moments.Clockwork(
            context.home_zone, context.incident_zone, context.started_at.year
        )
        self.today = context.now.date()
        self.iso_today = self.today.isoformat()
        self.key = next((i for i, name in self.mapped if name == "row_key"), None)

    def header(self, index: int) -> str:
        """The header of a column, or its letters where it has none."""
        return self.headers[index] if index < len(self.headers) else letter(index)


class Row:
    """The cells of one row by field, and the problems met on the way."""

    __slots__ = ("cells", "layout", "problems", "told")

    def __init__(self, layout: Layout, cells: Sequence[str]) -> None:
        self.layout = layout
        self.told = cells
        self.problems: list[Problem] = []
        self.cells: dict[str, str] = {}
        found, last = self.cells, len(cells)
        for index, name in layout.mapped:
            told = cells[index] if index < last else ""
            if len(told) >= 8:
                told = told.strip()
            if len(told) < 8:
                told = _known(told) or (_na(told) if name in _NAMES else "")
                if not told:
                    continue
            elif len(told) > LONGEST and name not in STORIES:
                self.problems.append(Problem(name, told[:LONGEST], TOO_LONG, index))
                told = told[:LONGEST]
            found[name] = told if name not in found else f"{found[name]}; {told}"

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def flag(
        self, name: str, reason: Reason | None, told: str = "", source: str | None = None
    ) -> None:
        """A doubt about a field; ``source`` the field whose column holds the cell."""
        if reason is not None:
            told = told or self.get(name)
            column = self.column(source or name, told)
            self.problems.append(Problem(name, told[:LONGEST], reason, column))

    def column(self, name: str, told: str) -> int | None:
        """The column a field was read from: the one that holds the text, else its first."""
        places = [i for i, field in self.layout.mapped if field == name and i < len(self.told)]
        holding = (i for i in places if told and told in self.told[i])
        return next(holding, next((i for i in places if self.told[i].strip()), None))

    def moment(self, name: str, ref: datetime | None = None) -> datetime | None:
        """A time; words that count back count from ``ref``, else from the list's time."""
        told = self.get(name)
        if not told:
            return None
        moment, reason = moments.read_moment(
            told, self.layout.clockwork, self.layout.orders.get(name)
        )
        if moment is None and reason in (dates.NO_DATE, moments.NO_DAY):
            since = ref or self.layout.context.now
            counted = moments.read_relative(told, self.layout.clockwork, since, ref is not None)
            moment, reason = counted if counted[0] else (None, reason)
        if reason is not None:
            self.flag(name, reason)
        return moment


@lru_cache(maxsize=16_384)
def _known(cell: str) -> str:
    """The text of a short cell, '' where it says that nothing is known; a list repeats most."""
    told = cell.strip()
    return "" if words.is_unknown(told) else told


def _na(cell: str) -> str:
    """Na (娜) is one of the commonest given names, and not only 'not available'."""
    return cell.strip() if cell.strip().casefold() == "na" else ""


def one_phone(row: Row, name: str) -> str:
    """The first number of a field in E.164, else the text as told."""
    told = row.get(name)
    if not told:
        return ""
    read, reason = phones.read_phones(told, row.layout.abroad)
    if reason is not None and not any(problem.field == name for problem in row.problems):
        row.flag(name, reason)
    return read[0].e164 or told


def letter(index: int) -> str:
    """The column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
