"""Reports: what was told, by person, by request, by fingerprint."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from situationroom.models import Report, Sheet
from situationroom.models.report import Cell
from situationroom.store import schema
from situationroom.store.codec import from_row
from situationroom.store.transaction import chunks


@dataclass(frozen=True, slots=True)
class Told:
    """A report and the sheet it stood on; a call stood on none."""

    report: Report
    sheet: Sheet | None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What was told, under its headers; blank cells say nothing."""
        headers = self.sheet.headers if self.sheet else self.report.headers
        named = zip(headers, self.report.cells, strict=False)
        return tuple(Cell(header, said) for header, said in named if said.strip())


def told(connection: Connection, reports: Iterable[Report]) -> list[Told]:
    """The reports, each with its sheet."""
    listed = list(reports)
    known = {s.id: s for s in sheets(connection, {r.sheet for r in listed if r.sheet})}
    return [Told(report, known.get(report.sheet or 0)) for report in listed]


def told_by_id(connection: Connection, ids: Sequence[int]) -> list[Told]:
    """Reports in the order of ``ids``, each with its sheet."""
    table, found = schema.TABLES["report"], dict[int, Report]()
    for some in chunks(ids):
        for row in connection.execute(select(table).where(table.c.id.in_(some))):
            found[row.id] = from_row(Report, row._mapping)
    return told(connection, [found[id_] for id_ in ids if id_ in found])


def reports_of_person(connection: Connection, person: int) -> list[Report]:
    """Everything told about a person, newest first."""
    query = (
        "SELECT r.* FROM report r JOIN report_person l ON l.report = r.id "
        "WHERE l.person = :id ORDER BY r.id DESC"
    )
    return [
        from_row(Report, row) for row in connection.execute(text(query), {"id": person}).mappings()
    ]


def reports_of_request(connection: Connection, request: int) -> list[Report]:
    """Everything that led to a request, newest first."""
    query = "SELECT * FROM report WHERE request = :id ORDER BY id DESC"
    return [
        from_row(Report, row) for row in connection.execute(text(query), {"id": request}).mappings()
    ]


def sheets(connection: Connection, ids: Iterable[int]) -> list[Sheet]:
    """The sheets that rows were told on."""
    table = schema.TABLES["sheet"]
    query = select(table).where(table.c.id.in_(list(ids))).order_by(table.c.id)
    return [from_row(Sheet, row._mapping) for row in connection.execute(query)]


def calls_from(connection: Connection, phone: str, limit: int = 20) -> list[Report]:
    """Earlier reports from a caller's telephone (E.164), newest first."""
    query = "SELECT * FROM report WHERE caller_phone = :phone ORDER BY id DESC LIMIT :limit"
    rows = connection.execute(text(query), {"phone": phone, "limit": limit}).mappings()
    return [from_row(Report, row) for row in rows]
