"""What the lists of a batch have told before: which earlier report each row continues.

A row continues the report with the same cells; else the one with its own number on the same list,
if it is still about the same person; else one about its person that no other row continues. So a
list may be sorted again, renumbered, renamed, and have rows and columns put in and taken out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from situationroom.commands.import_again import (
    fresh_fields,
    other_fields,
    read_otherwise,
    said_otherwise,
    same_list,
    still_about,
    told_in,
)
from situationroom.intake.results import FileReading, RowReading, SheetReading
from situationroom.models import Person, Report
from situationroom.store.connection import Connection
from situationroom.store.queries.authors import Authors, authors
from situationroom.store.queries.tellings import (
    every_sheet,
    names_on,
    reports,
    reports_about,
    reports_by_fingerprint,
    reports_numbered,
)

SheetKey = tuple[str, str]


class Tellings:
    """Earlier reports of the lists of a batch, and which of its rows continues which."""

    def __init__(self, connection: Connection, readings: Sequence[FileReading]) -> None:
        self._connection = connection
        old = every_sheet(connection)
        self.sheets = {sheet.id: sheet for sheet in old}
        self._lists = {
            (reading.file, sheet.name): [
                s.id for s in sorted(old, key=lambda s: s.name != sheet.name) if same_list(s, sheet)
            ]
            for reading in readings
            for sheet in reading.sheets
        }
        rows = [row for _, _, row in rows_of(readings) if row.report is not None]
        marks = (row.report.fingerprint for row in rows if row.report is not None)
        found = reports_by_fingerprint(connection, marks)
        self._same = {mark: report for mark, (report, _) in found.items()}
        self._read_otherwise = self._remapped(readings, found)
        again = self._read_otherwise
        mended = [r for r in rows if r.fixed or (r.report and r.report.fingerprint in again)]
        self._reports = {r.id: r for r in reports(connection, self._marked(mended))}
        lists = self.same_lists
        new = (row.report for row in rows if row.report and not self.is_known(row))
        keys = {report.row_key for report in new} if lists else set()
        self._numbered = reports_numbered(connection, lists, keys)
        self._about: dict[int, list[Report]] = {}
        self._by_row: dict[tuple[str, str, int], Report] = {}
        self._claimed = set(self._marked(row for row in rows if self.is_known(row)))

    @cached_property
    def same_lists(self) -> set[int]:
        """The earlier sheets that any list of the batch continues."""
        return {id_ for ids in self._lists.values() for id_ in ids}

    def is_known(self, row: RowReading) -> bool:
        """True when exactly this was told before, cell by cell and fix by fix, and read so."""
        if not self._same or row.report is None or row.report.fingerprint not in self._same:
            return False
        if row.report.fingerprint in self._read_otherwise:
            return False
        if not row.fixed:
            return True
        earlier = self._reports.get(self._same[row.report.fingerprint])
        before = {cell.text for cell in earlier.corrected} if earlier else set()
        return set(row.fixed.values()) <= before

    def continued(self, row: RowReading) -> list[int]:
        """The id of the report with the same cells, if there is one."""
        return list(self._marked([row]))

    def persons(self) -> set[int]:
        """Everybody whom the reports found so far tell of."""
        found = {p for rs in self._numbered.values() for r in rs for p in r.persons}
        return found | {p for r in self._reports.values() for p in r.persons}

    def requests(self) -> set[int]:
        """Every request that the reports found so far led to."""
        told = [*self._reports.values(), *(r for rs in self._numbered.values() for r in rs)]
        told += [r for rs in self._about.values() for r in rs]
        return {report.request for report in told if report.request}

    def read_about(self, persons: Iterable[int]) -> None:
        """Read what the same lists told of these persons."""
        known = {r.id: r for rs in self._numbered.values() for r in rs} | self._reports
        for report in reports_about(self._connection, self.same_lists, persons, known):
            for person in report.persons:
                self._about.setdefault(person, []).append(report)

    def namesakes(self) -> dict[str, list[int]]:
        """Who stands on the same lists by name, for rows that tell nothing but a name."""
        found: dict[str, list[int]] = {}
        for id_, native, surname, given in names_on(self._connection, self.same_lists):
            for name in filter(None, (native, name_of(surname, given))):
                found.setdefault(name, []).append(id_)
        return found

    def claim_numbers(self, readings: Sequence[FileReading], now: dict[int, Person]) -> None:
        """Let every row that kept its number continue its report, before any row looks further."""
        for reading, sheet, row in rows_of(readings):
            if row.report is None or self.is_known(row):
                continue
            report = self._reports.get(self._same.get(row.report.fingerprint, 0))
            report = report or self._kept_number(reading.file, sheet.name, row, now)
            if report is not None:
                self._by_row[reading.file, sheet.name, row.row] = report
                self._claimed.add(report.id)

    def before(self, key: tuple[str, str, int]) -> Report | None:
        """The report that the row continues by its cells or its number."""
        return self._by_row.get(key)

    def about(self, file: str, sheet: str, person: int) -> Report | None:
        """A report of the same list about this person that no row continues yet; claims it."""
        lists = self._lists[file, sheet]
        free = [
            report
            for report in self._about.get(person, ())
            if report.id not in self._claimed and report.sheet in lists
        ]
        if not free:
            return None
        chosen = min(free, key=lambda report: (lists.index(report.sheet or 0), -report.id))
        self._claimed.add(chosen.id)
        return chosen

    def different(self, sheet: SheetReading, row: RowReading, earlier: Report) -> frozenset[int]:
        """The places of the cells that say something else than ``earlier`` did."""
        old = self.sheets[earlier.sheet or 0]
        return said_otherwise(old, earlier, sheet, row) | read_otherwise(old, sheet, row)

    def fresh(self, sheet: SheetReading, different: frozenset[int]) -> frozenset[str]:
        """The fields that such cells are about."""
        return fresh_fields(sheet.columns, different)

    def revisions(self, person: int) -> frozenset[int]:
        """The imports by which the lists of this batch told of a person before."""
        return frozenset(self._authors.created(r.id) for r in self._about.get(person, ()))

    @cached_property
    def _authors(self) -> Authors:
        told = {r.id for rs in self._about.values() for r in rs}
        return authors(self._connection, "report", told)

    def _remapped(
        self, readings: Sequence[FileReading], found: Mapping[str, tuple[int, int]]
    ) -> set[str]:
        """The rows that say what they said, of which some cell is read as another field now."""
        marks: set[str] = set()
        columns: dict[tuple[int, int], frozenset[int]] = {}
        for _reading, sheet, row in rows_of(readings):
            told = found.get(row.report.fingerprint) if row.report is not None else None
            if row.report is None or told is None or told[1] not in self.sheets:
                continue
            pair = told[1], id(sheet)
            if pair not in columns:
                columns[pair] = other_fields(self.sheets[told[1]], sheet)
            if columns[pair] and told_in(row, columns[pair]):
                marks.add(row.report.fingerprint)
        return marks

    def _marked(self, rows: Iterable[RowReading]) -> Iterator[int]:
        for row in rows:
            if row.report is not None and row.report.fingerprint in self._same:
                yield self._same[row.report.fingerprint]

    def _kept_number(
        self, file: str, sheet: str, row: RowReading, now: dict[int, Person]
    ) -> Report | None:
        if row.report is None or not row.report.row_key:
            return None
        for old in self._lists[file, sheet]:
            for report in self._numbered.get((old, row.report.row_key), ()):
                sure = self.sheets[old].name == sheet
                known = [now[id_] for id_ in report.persons if id_ in now]
                if report.id not in self._claimed and any(
                    still_about(person, draft, sure=sure)
                    for person in known
                    for draft in row.persons
                ):
                    return report
        return None


def rows_of(
    readings: Sequence[FileReading],
) -> Iterator[tuple[FileReading, SheetReading, RowReading]]:
    """Every row of every sheet of every file, in order."""
    for reading in readings:
        for sheet in reading.sheets:
            for row in sheet.rows:
                yield reading, sheet, row


def name_of(surname: str, given: str) -> str:
    """A Latin name as namesakes are looked for."""
    return f"{surname} {given}".strip().lower() if surname else ""
