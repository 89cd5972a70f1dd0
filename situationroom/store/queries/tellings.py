"""What lists have told before: by fingerprint, by the list's own number, by person."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select, text

from situationroom.models import Report, Sheet
from situationroom.store import schema
from situationroom.store.codec import from_row
from situationroom.store.transaction import chunks


def every_sheet(connection: Connection) -> list[Sheet]:
    """Every sheet of a list that was ever brought in, newest first."""
    table = schema.TABLES["sheet"]
    query = select(table).order_by(table.c.id.desc())
    return [from_row(Sheet, row._mapping) for row in connection.execute(query)]


def reports_by_fingerprint(
    connection: Connection, marks: Iterable[str]
) -> dict[str, tuple[int, int]]:
    """Of each of these fingerprints the newest report: its id and its sheet (0: none)."""
    table = schema.TABLES["report"]
    found: dict[str, tuple[int, int]] = {}
    for some in chunks(list(dict.fromkeys(marks))):
        query = select(table.c.fingerprint, table.c.id, table.c.sheet)
        for mark, id_, sheet in connection.execute(query.where(table.c.fingerprint.in_(some))):
            found[mark] = max((id_, sheet or 0), found.get(mark, (0, 0)))
    return found


def reports_numbered(
    connection: Connection, sheets: Collection[int], keys: Iterable[str]
) -> dict[tuple[int, str], list[Report]]:
    """Reports of some sheets by (sheet, the list's own number of the row), newest first."""
    table = schema.TABLES["report"]
    wanted, found = set(sheets), dict[tuple[int, str], list[Report]]()
    for some in chunks([key for key in dict.fromkeys(keys) if key]) if sheets else ():
        # By number alone: the database would rather look through whole sheets, each time again.
        query = select(table).where(table.c.row_key.in_(some))
        for row in connection.execute(query).mappings().all():
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
