"""What lists have told before: by fingerprint, by the list's own number, by person."""

import json
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select, text

from situationroom.models import Report, Sheet
from situationroom.store import schema
from situationroom.store.codec import from_row
from situationroom.store.transaction import chunks

TEXTS_AT_ONCE = 5_000
_LISTED = "IN (SELECT value FROM json_each(?))"


def every_sheet(connection: Connection) -> list[Sheet]:
    """Every sheet of a list that was ever brought in, newest first."""
    table = schema.TABLES["sheet"]
    query = select(table).order_by(table.c.id.desc())
    return [from_row(Sheet, row._mapping) for row in connection.execute(query)]


def reports_by_fingerprint(
    connection: Connection, marks: Iterable[str]
) -> dict[str, tuple[int, int]]:
    """Of each of these fingerprints the newest report: its id and its sheet (0: none)."""
    found: dict[str, tuple[int, int]] = {}
    wanted = list(dict.fromkeys(marks)) if _any_report(connection) else []
    # SQLite takes the sheet from the row that has the greatest number.
    query = (
        "SELECT fingerprint, max(id), coalesce(sheet, 0) FROM report "
        f"WHERE fingerprint {_LISTED} GROUP BY 1"
    )
    for some in chunks(wanted, TEXTS_AT_ONCE):
        rows = connection.exec_driver_sql(query, (json.dumps(some),))
        found |= {mark: (id_, sheet) for mark, id_, sheet in rows}
    return found


def _any_report(connection: Connection) -> bool:
    return connection.scalar(text("SELECT 1 FROM report LIMIT 1")) is not None


def reports_numbered(
    connection: Connection, sheets: Collection[int], keys: Iterable[str]
) -> dict[tuple[int, str], list[Report]]:
    """Reports of some sheets by (sheet, the list's own number of the row), newest first."""
    wanted, found = set(sheets), dict[tuple[int, str], list[Report]]()
    # By number alone: the database would rather look through whole sheets, each time again.
    query = f"SELECT * FROM report WHERE row_key {_LISTED}"
    told_keys = [key for key in dict.fromkeys(keys) if key] if sheets else []
    for some in chunks(told_keys, TEXTS_AT_ONCE):
        told_now = json.dumps(some, ensure_ascii=False)
        for row in connection.exec_driver_sql(query, (told_now,)).mappings().all():
            if row["sheet"] in wanted:
                key = row["sheet"], row["row_key"]
                found.setdefault(key, []).append(from_row(Report, row))
    for told in found.values():
        told.sort(key=lambda report: -report.id)
    return found


def reports_about(
    connection: Connection,
    sheets: Collection[int],
    persons: Iterable[int],
    known: Mapping[int, Report],
) -> list[Report]:
    """Reports of some sheets that tell of these persons, newest first; ``known`` ones by id."""
    if not sheets:
        return []
    found: dict[int, Report] = {}
    told_on = ", ".join(str(int(sheet)) for sheet in sheets)
    for some in chunks(sorted(persons)):
        listed = ", ".join(str(int(id_)) for id_ in some)
        query = (
            "SELECT r.* FROM report_person l CROSS JOIN report r ON r.id = l.report "
            f"WHERE l.person IN ({listed}) AND +r.sheet IN ({told_on})"
        )
        for row in connection.execute(text(query)).mappings().all():
            found[row["id"]] = known.get(row["id"]) or from_row(Report, row)
    return [found[id_] for id_ in sorted(found, reverse=True)]


def reports(connection: Connection, ids: Iterable[int]) -> list[Report]:
    """Reports by id."""
    table = schema.TABLES["report"]
    found: list[Report] = []
    for some in chunks(sorted(set(ids))):
        rows = connection.execute(select(table).where(table.c.id.in_(some)))
        found += [from_row(Report, row._mapping) for row in rows]
    return found


def names_on(connection: Connection, sheets: Collection[int]) -> list[tuple[int, str, str, str]]:
    """(id, native name, surname, given names) of everybody told of on these sheets."""
    if not sheets:
        return []
    told_on = ", ".join(str(int(sheet)) for sheet in sheets)
    query = (
        "SELECT DISTINCT p.id, p.native_name, p.surname, p.given_names FROM report r "
        "JOIN report_person l ON l.report = r.id JOIN person p ON p.id = l.person "
        f"WHERE r.sheet IN ({told_on})"
    )
    return [tuple(row) for row in connection.execute(text(query))]
