"""Whole tables, for the command line's lists and exports."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, text

from situationroom.models import RECORDS, Record, Report
from situationroom.models.case_number import case_number
from situationroom.store.codec import from_row


def records(connection: Connection, kind: str) -> Iterable[Record]:
    """Every record of a kind by id."""
    for row in connection.execute(text(f"SELECT * FROM {kind} ORDER BY id")).mappings():
        yield from_row(RECORDS[kind], row)


def reports_by_person(connection: Connection) -> Mapping[int, list[Report]]:
    """What was told about each person, oldest first."""
    found: dict[int, list[Report]] = {}
    for row in connection.execute(text("SELECT * FROM report ORDER BY id")).mappings():
        report = from_row(Report, row)
        for person in report.persons:
            found.setdefault(person, []).append(report)
    return found


def reports_by_request(connection: Connection) -> Mapping[int, list[Report]]:
    """What led to each request, oldest first."""
    found: dict[int, list[Report]] = {}
    query = "SELECT * FROM report WHERE request IS NOT NULL ORDER BY id"
    for row in connection.execute(text(query)).mappings():
        found.setdefault(row["request"], []).append(from_row(Report, row))
    return found


def names(connection: Connection) -> Mapping[str, Mapping[int, str]]:
    """What the ids in a record stand for: field -> id -> name or number."""
    named = {
        "movement": "number",
        "site": "name",
        "unit": "name",
        "recipient": "name",
        "household": "name",
    }
    found: dict[str, Mapping[int, str]] = {}
    for kind, column in named.items():
        rows = connection.execute(text(f"SELECT id, {column} FROM {kind}"))
        found[kind] = {row[0]: row[1] for row in rows}
    people = connection.scalars(text("SELECT id FROM person"))
    found["person"] = {id_: case_number(id_) for id_ in people}
    return found
