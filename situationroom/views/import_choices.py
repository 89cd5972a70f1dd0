"""Everything an officer chooses about a batch before it is stored. Frozen, so that undo is easy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from situationroom.commands.import_decisions import Decisions, RowKey, Rule, Side
from situationroom.intake.dates import Order
from situationroom.intake.results import Problem

K = TypeVar("K")
V = TypeVar("V")
Columns = Mapping[int, str | None]
SheetKey = tuple[str, str]
"""File and sheet by their names."""
Doubt = tuple[str, str, int, str, str, str]
"""A problem of a row by file, sheet, row, field, cell and sentence."""


@dataclass(frozen=True, slots=True)
class Choices:
    """``columns``: fields by column index, None for kept unread. ``headers``: the header's row
    as the sheet numbers it, 0 for none. ``orders``: by (file, sheet, field). ``fixes``: texts in
    place of cells. ``accepted``: problems that are right as they are. ``automatic``: files read
    without what is remembered of their headers.
    """

    columns: Mapping[SheetKey, Columns] = field(default_factory=dict)
    headers: Mapping[SheetKey, int] = field(default_factory=dict)
    orders: Mapping[tuple[str, str, str], Order] = field(default_factory=dict)
    fixes: Mapping[RowKey, Mapping[int, str]] = field(default_factory=dict)
    accepted: frozenset[Doubt] = frozenset()
    automatic: frozenset[str] = frozenset()
    by_hand: frozenset[str] = frozenset()
    decisions: Decisions = field(default_factory=Decisions)

    def read_as(self, sheet: SheetKey, columns: Columns | None) -> "Choices":
        """The columns of a sheet as an officer wants them; None for as they were read."""
        told = None if columns is None else dict(columns)
        return replace(self, columns=put(self.columns, sheet, told))

    def automatically(self, file: str) -> "Choices":
        """Read a file without what is remembered of its headers."""
        columns = {key: value for key, value in self.columns.items() if key[0] != file}
        return replace(self, automatic=self.automatic | {file}, columns=columns)

    def reading_by_hand(self, files: Iterable[str]) -> "Choices":
        """Read these files though no header was recognised in them."""
        return replace(self, by_hand=self.by_hand | frozenset(files))

    def below(self, sheet: SheetKey, row: int) -> "Choices":
        """Another header; columns chosen for the former one no longer mean anything."""
        columns = {key: value for key, value in self.columns.items() if key != sheet}
        return replace(self, headers=put(self.headers, sheet, row), columns=columns)

    def fixed(self, row: RowKey, column: int, text: str | None) -> "Choices":
        """Another text in place of a cell; None takes the fix back."""
        cells = {i: t for i, t in self.fixes.get(row, {}).items() if i != column}
        if text is not None:
            cells[column] = text
        return replace(self, fixes=put(self.fixes, row, cells or None))

    def accepting(self, doubts: Iterable[Doubt]) -> "Choices":
        """These problems are right as they are."""
        return replace(self, accepted=self.accepted | frozenset(doubts))

    def ordered(self, key: tuple[str, str, str], order: Order) -> "Choices":
        """Whether a column of dates writes the day or the month first."""
        return replace(self, orders=put(self.orders, key, order))

    def settled(self, rows: Iterable[RowKey], rule: Rule | int) -> "Choices":
        """What becomes of rows that are probably about somebody known."""
        decided = {**self.decisions.duplicate_rows, **dict.fromkeys(rows, rule)}
        return replace(self, decisions=replace(self.decisions, duplicate_rows=decided))

    def settled_all(self, rule: Rule) -> "Choices":
        """One rule for all probable duplicates, whatever was said of single ones."""
        made = replace(self.decisions, duplicates=rule, duplicate_rows={}, by_itself=False)
        return replace(self, decisions=made)

    def by_themselves(self) -> "Choices":
        """No rule for all any more: who is certain is attached, the others are new persons."""
        made = replace(self.decisions, duplicates="new", duplicate_rows={}, by_itself=True)
        return replace(self, decisions=made)

    def sided(self, fields: Iterable[tuple[str, str, int, str]], side: Side) -> "Choices":
        """Which value of these conflicts shall stand."""
        decided = {**self.decisions.conflict_fields, **dict.fromkeys(fields, side)}
        return replace(self, decisions=replace(self.decisions, conflict_fields=decided))

    def sided_all(self, side: Side) -> "Choices":
        """One rule for all conflicts, whatever was said of single ones."""
        return replace(self, decisions=replace(self.decisions, conflicts=side, conflict_fields={}))

    def fixes_by_file(self) -> dict[str, dict[str, dict[int, Mapping[int, str]]]]:
        """The fixes as ``read_files`` wants them."""
        told: dict[str, dict[str, dict[int, Mapping[int, str]]]] = {}
        for (file, sheet, row), cells in self.fixes.items():
            told.setdefault(file, {}).setdefault(sheet, {})[row] = cells
        return told

    def columns_by_file(self) -> dict[str, dict[str, Columns]]:
        """The columns as ``read_files`` wants them, empty ones of a file read by hand."""
        told: dict[str, dict[str, Columns]] = {file: {} for file in self.by_hand}
        for (file, sheet), columns in self.columns.items():
            told.setdefault(file, {})[sheet] = columns
        return told

    def refixed(self, before: "Choices") -> list[RowKey]:
        """The rows whose fixes are others than before."""
        rows = {**before.fixes, **self.fixes}
        return [row for row in rows if self.fixes.get(row) != before.fixes.get(row)]

    def redecided(self, before: "Choices") -> set[RowKey]:
        """The rows about which something else is accepted or decided than before."""
        now, then = self.decisions, before.decisions
        accepted = {one[:3] for one in self.accepted ^ before.accepted}
        persons = {r for r, _ in now.duplicate_rows.items() ^ then.duplicate_rows.items()}
        sides = {c[:3] for c, _ in now.conflict_fields.items() ^ then.conflict_fields.items()}
        return accepted | persons | sides

    def reads_alike(self, other: "Choices") -> bool:
        """True when the files need not be read again to go from one to the other."""
        return (self.columns, self.headers, self.automatic, self.by_hand) == (
            other.columns,
            other.headers,
            other.automatic,
            other.by_hand,
        )


def doubt(key: RowKey, problem: Problem) -> Doubt:
    """What a problem is remembered by when it is accepted."""
    return (*key, problem.field, problem.told, problem.reason.template)


def put(old: Mapping[K, V], key: K, value: V | None) -> dict[K, V]:
    """A copy with one more entry; None takes the entry out."""
    made = {k: v for k, v in old.items() if k != key}
    if value is not None:
        made[key] = value
    return made


class History:
    """The choices now, those before and those taken back."""

    def __init__(self) -> None:
        self.now = Choices()
        self._before: list[Choices] = []
        self._after: list[Choices] = []

    def go_to(self, choices: Choices) -> bool:
        """Other choices; False when they are the same."""
        if choices == self.now:
            return False
        self._before.append(self.now)
        self._after.clear()
        self.now = choices
        return True

    def back(self) -> bool:
        """The choices before the last; False when there are none."""
        return self._step(self._before, self._after)

    def forth(self) -> bool:
        """The choices that were taken back last; False when there are none."""
        return self._step(self._after, self._before)

    @property
    def can_go_back(self) -> bool:
        """True when there is something to take back."""
        return bool(self._before)

    def _step(self, here: list[Choices], there: list[Choices]) -> bool:
        if not here:
            return False
        there.append(self.now)
        self.now = here.pop()
        return True
