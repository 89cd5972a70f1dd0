"""What an officer does to rows of the preview; each act is one step that Ctrl+Z takes back."""

from collections.abc import Iterable, Sequence
from typing import Any

from situationroom.commands.import_decisions import Rule, Side
from situationroom.intake.dates import AMBIGUOUS, Order
from situationroom.intake.results import ColumnReading, Problem, SheetReading
from situationroom.intake.turned_names import other_way, standing
from situationroom.models.errors import PlainError
from situationroom.views.import_choices import Columns, SheetKey, doubt
from situationroom.views.import_profiles import forget
from situationroom.views.import_run import ImportRun
from situationroom.views.import_sorting import open_problems

_SHARED = ("phone", "phone_home", "email", "handle", "remarks", "needs", "kin")
"""Fields that several columns may fill."""


class ImportActs:
    """The acts on the rows and sheets of one run. Rows are places in its plan."""

    def __init__(self, run: ImportRun) -> None:
        self._run, self.desk = run, run.desk

    def say(self, error: PlainError) -> None:
        """A refusal, where the sheet says such things."""
        self._run.refused.emit(error)

    def mend(self, place: int, column: int, text: str) -> None:
        """Another text in place of a cell; the original's own text takes the fix back."""
        row = self._run.row(place)
        cells = row.reading.cells_in_order
        was = cells[column] if column < len(cells) else ""
        fixed = None if text.strip() == was.strip() else text
        self._run.change(self._run.choices.fixed(row.key, column, fixed))

    def accept(self, place: int, problems: Sequence[Problem] | None = None) -> None:
        """These problems of a row (None: all of them) are right as they are."""
        self.accept_all((place,), problems)

    def accept_all(self, places: Iterable[int], problems: Sequence[Problem] | None = None) -> None:
        """The problems of several rows are right as they are."""
        choices = self._run.choices
        rows = [self._run.row(place) for place in places]
        doubts = [
            doubt(row.key, problem)
            for row in rows
            for problem in (problems or open_problems(row, choices))
        ]
        self._run.change(choices.accepting(doubts))

    def order(self, place: int, field: str, order: Order) -> None:
        """The dates of the whole column that holds this row's."""
        row = self._run.row(place)
        self.order_column((row.file, row.sheet), field, order)

    def order_first(self, place: int, order: Order) -> None:
        """Decide the order for the row's first date that could be read both ways."""
        for problem in open_problems(self._run.row(place), self._run.choices):
            if problem.reason.template == AMBIGUOUS.template:
                self.order(place, problem.field, order)
                return

    def order_column(self, sheet: SheetKey, field: str, order: Order) -> None:
        """Whether the dates of a column write the day or the month first."""
        self._run.change(self._run.choices.ordered((*sheet, field), order))

    def settle(self, places: Iterable[int], rule: Rule | int) -> None:
        """What becomes of rows that are probably about somebody known."""
        rows = [self._run.row(place) for place in places]
        keys = [row.key for row in rows if row.suspects]
        if keys:
            self._run.change(self._run.choices.settled(keys, rule))

    def same_person(self, places: Iterable[int]) -> None:
        """Each of these rows is about the person it resembles most."""
        choices = self._run.choices
        for row in map(self._run.row, places):
            if row.suspects:
                choices = choices.settled([row.key], row.suspects[0].person)
        self._run.change(choices)

    def settle_all(self, rule: Rule) -> None:
        """One rule for all rows that are probably about somebody known."""
        self._run.change(self._run.choices.settled_all(rule))

    def by_themselves(self) -> None:
        """Who is certain is attached, as the incident's setting says; nobody else."""
        self._run.change(self._run.choices.by_themselves())

    def side(self, place: int, fields: Iterable[str], side: Side) -> None:
        """Which value of a row's conflicts shall stand."""
        key = self._run.row(place).key
        self._run.change(self._run.choices.sided([(*key, name) for name in fields], side))

    def sides(self, places: Iterable[int], side: Side) -> None:
        """Which value shall stand in all conflicts of these rows."""
        rows = map(self._run.row, places)
        keys = [(*row.key, one.field) for row in rows for one in row.conflicts]
        if keys:
            self._run.change(self._run.choices.sided(keys, side))

    def side_all(self, side: Side) -> None:
        """One rule for all conflicts."""
        self._run.change(self._run.choices.sided_all(side))

    # --- sheets ----------------------------------------------------------------------------------

    def remap(self, file: str, sheet: Any, index: int, field: str) -> None:
        """Read a column as another field ('' for not at all); nothing else changes."""
        before = self._run.choices.columns.get((file, sheet.name))
        now: dict[int, str | None] = {**_as_read(sheet), **(before or {})}
        if field and field not in _SHARED:
            now |= {i: None for i, name in now.items() if name == field}
        now[index] = field or None
        self._run.change(self._run.choices.read_as((file, sheet.name), now))

    def turn_names(self, file: str, sheet: Any) -> None:
        """Read surnames and given names the other way round; the same again turns them back."""
        key, other = (file, sheet.name), other_way(sheet.columns)
        before = self._run.choices.columns.get(key) or {}
        undone = before.keys() == other.keys()
        if standing(sheet):
            now = None if undone else {**before, **other}
            self._run.change(self._run.choices.read_as(key, now))

    def turn_names_of(self, place: int) -> None:
        """The same for the sheet a row stands on."""
        row = self._run.row(place)
        if sheet := self._sheet(row.file, row.sheet):
            self.turn_names(row.file, sheet)

    def below(self, sheet: SheetKey, row: int) -> None:
        """The header stands in another row (0: nowhere)."""
        self._run.change(self._run.choices.below(sheet, row))

    def read_automatically(self, file: str) -> None:
        """Read a file without what is remembered of its headers, now and later."""
        for reading in self._run.read.lists:
            if reading.file == file:
                forget(reading)
        choices = self._run.choices
        self._run.change(choices.automatically(file))

    def choose_by_hand(self) -> None:
        """Read the files nobody recognised a header in, with no column read yet."""
        files = [file for file, _error in self._run.read.failed]
        self._run.change(self._run.choices.reading_by_hand(files))

    def columns(self, place: int) -> tuple[ColumnReading, ...]:
        """The columns of the sheet a row stands on."""
        row = self._run.row(place)
        sheet = self._sheet(row.file, row.sheet)
        return sheet.columns if sheet else ()

    def _sheet(self, file: str, name: str) -> SheetReading | None:
        sheets = ((r.file, sheet) for r in self._run.read.lists for sheet in r.sheets)
        return next((sheet for told, sheet in sheets if (told, sheet.name) == (file, name)), None)


def _as_read(sheet: Any) -> Columns:
    return {column.index: column.field for column in sheet.columns}
