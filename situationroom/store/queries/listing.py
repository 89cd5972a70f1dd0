"""Whole tables, for the command line's lists and exports."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, text

from situationroom.models import RECORDS, Record, Report
from situationroom.models.case_number import case_number
from situationroom.store.codec import from_row
from situationroom.store.queries.reports import Told, told


def records(connection: Connection, kind: str) -> Iterable[Record]:
    """Every record of a kind by id."""
    for row in connection.execute(text(f"SELECT * FROM {kind} ORDER BY id")).mappings():
        yield from_row(RECORDS[kind], row)


def reports(connection: Connection) -> list[Told]:
    """Every report by id, each with its sheet."""
    query = text("SELECT * FROM report ORDER BY id")
    return told(connection, (from_row(Report, row) for row in connection.execute(query).mappings()))


class Place(NamedTuple):
    """Where a report stands; file and sheet are "" for a call."""

    file: str
    sheet: str
    row: int | None


def reports_by_person(connection: Connection) -> Mapping[int, list[Place]]:
    """Where each person was told of, oldest first."""
    return _places(connection, "report_person l JOIN report r ON r.id = l.report", "l.person")


def reports_by_request(connection: Connection) -> Mapping[int, list[Place]]:
    """Where what led to each request was told, oldest first."""
    return _places(connection, "report r", "r.request")


def _places(connection: Connection, reports: str, about: str) -> Mapping[int, list[Place]]:
    query = (
        f"SELECT {about}, coalesce(s.file, ''), coalesce(s.name, ''), r.row FROM {reports} "
        f"LEFT JOIN sheet s ON s.id = r.sheet WHERE {about} IS NOT NULL ORDER BY r.id"
    )
    found: dict[int, list[Place]] = {}
    for id_, *place in connection.execute(text(query)):
        found.setdefault(id_, []).append(Place(*place))
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
