"""``situationroom list`` and ``search``."""

import argparse
import csv
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from situationroom.cli import knowledge_shapes, shapes
from situationroom.cli.opening import incident
from situationroom.cli.say import DONE, out, out_json
from situationroom.exports.cells import in_csv
from situationroom.exports.tables import Format, write_table
from situationroom.store.codec import dumps
from situationroom.store.connection import Connection
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries import listing
from situationroom.store.queries.checklists import checklists
from situationroom.store.queries.contacts import ContactFilter, contact_ids, contact_rows
from situationroom.store.queries.journal_pages import EntryFilter, entry_ids, entry_rows
from situationroom.store.queries.people import PersonFilter, person_ids, person_rows
from situationroom.store.queries.requests import RequestFilter, request_ids, request_rows
from situationroom.store.queries.search import search
from situationroom.store.queries.talking_points import talking_points

Rows = list[dict[str, Any]]


def list_records(arguments: argparse.Namespace) -> int:
    """Every record of a noun that matches ``--where``, as JSON, CSV or XLSX."""
    with incident(arguments, read_only=True) as file:
        rows = file.ask(_QUERIES[arguments.noun], arguments.where, file.now())
    _give(rows, arguments)
    return DONE


def search_text(arguments: argparse.Namespace) -> int:
    """Persons, requests, movements and sites by what somebody types."""
    with incident(arguments, read_only=True) as file:
        hits = file.ask(search, arguments.text)
    if arguments.json:
        keys = ("kind", "id", "number", "title", "detail")
        out_json([{key: getattr(hit, key) for key in keys} for hit in hits])
        return DONE
    for hit in hits:
        out("\t".join((hit.kind, hit.number, hit.title, hit.detail)))
    return DONE


def write_entries(file: IncidentFile, path: Path) -> None:
    """The whole journal in words, as CSV."""
    _write(file.ask(_entries, "", None), "csv", path)


def _give(rows: Rows, arguments: argparse.Namespace) -> None:
    if arguments.format == "json" and arguments.output is None:
        out_json(rows)
        return
    if arguments.output is not None:
        _write(rows, arguments.format, arguments.output)
        return
    headers, table = _table(rows)
    writer = csv.writer(sys.stdout)
    writer.writerow(headers)
    writer.writerows([in_csv(value) for value in row] for row in table)


def _write(rows: Rows, kind: Format, path: Path) -> None:
    headers, table = _table(rows)
    write_table(path, kind, headers, table)


def _table(rows: Rows) -> tuple[list[str], list[list[Any]]]:
    headers = list(rows[0]) if rows else []
    return headers, [[_flat(row[name]) for name in headers] for row in rows]


def _flat(value: Any) -> Any:
    return dumps(value) if isinstance(value, list | dict) else value


def _persons(connection: Connection, where: str, _now: Any) -> Rows:
    ids = person_ids(connection, PersonFilter(text=where))
    rows = person_rows(connection, ids)
    told = listing.reports_by_person(connection)
    return [
        shapes.person(row.person, row.stage, row.household_name, told.get(id_, []))
        for id_ in ids
        for row in (rows[id_],)
    ]


def _requests(connection: Connection, where: str, now: Any) -> Rows:
    ids = request_ids(connection, RequestFilter(now=now, view="all", text=where), "number")
    rows = request_rows(connection, ids)
    told = listing.reports_by_request(connection)
    return [
        shapes.request(row.request, [p.case for p in row.persons], told.get(id_, []))
        for id_ in ids
        for row in (rows[id_],)
    ]


def _entries(connection: Connection, where: str, _now: Any) -> Rows:
    revisions = entry_ids(connection, EntryFilter())[::-1]
    found = entry_rows(connection, revisions)
    rows = [shapes.entry(found[revision]) for revision in revisions]
    return [row for row in rows if where.lower() in str(row).lower()]


def _reports(connection: Connection, where: str, _now: Any) -> Rows:
    rows = [shapes.report(row) for row in listing.reports(connection)]
    return [row for row in rows if where.lower() in str(row).lower()]


def _plain(kind: str) -> Callable[[Connection, str, Any], Rows]:
    def query(connection: Connection, where: str, _now: Any) -> Rows:
        names = listing.names(connection)
        rows = [shapes.record(row, names) for row in listing.records(connection, kind)]
        return [row for row in rows if where.lower() in str(row).lower()]

    return query


def _contacts(connection: Connection, where: str, _now: Any) -> Rows:
    ids = contact_ids(connection, ContactFilter(where))
    rows = contact_rows(connection, ids)
    return [knowledge_shapes.contact(rows[id_].contact) for id_ in ids]


def _talking_points(connection: Connection, where: str, now: Any) -> Rows:
    rows = [knowledge_shapes.talking_point(row, now) for row in talking_points(connection)]
    return [row for row in rows if where.lower() in str(row).lower()]


def _checklists(connection: Connection, where: str, now: Any) -> Rows:
    rows = [knowledge_shapes.checklist(row, now) for row in checklists(connection)]
    return [row for row in rows if where.lower() in str(row).lower()]


_QUERIES: dict[str, Callable[[Connection, str, Any], Rows]] = {
    "persons": _persons,
    "requests": _requests,
    "entries": _entries,
    "contacts": _contacts,
    "talking-points": _talking_points,
    "checklists": _checklists,
    "sites": _plain("site"),
    "stays": _plain("stay"),
    "movements": _plain("movement"),
    "bookings": _plain("booking"),
    "reports": _reports,
    "handoffs": _plain("handoff"),
    "messages": _plain("message"),
    "deliveries": _plain("delivery"),
    "replies": _plain("reply"),
}
