"""What a briefing is made of beside the figures: how it is set, what was released, decisions."""

from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.models import Briefing, Sitrep
from situationroom.models.briefing import Releasable, Release, reads_as_number
from situationroom.models.case_number import case_number
from situationroom.models.journal import Entry
from situationroom.models.vocabulary import Safety
from situationroom.store.codec import from_row, time_text
from situationroom.store.journal import entry_of

_NAMED = """
    SELECT 1 FROM person p
    WHERE (length(p.native_name) > 1 AND instr(:told, lower(p.native_name)))
      OR (p.surname <> '' AND p.given_names <> '' AND (
        instr(:told, lower(p.surname || ' ' || p.given_names))
        OR instr(:told, lower(p.surname || ', ' || p.given_names))
        OR instr(:told, lower(p.given_names || ' ' || p.surname))))
      OR EXISTS (SELECT 1 FROM json_each(p.other_names) o
        WHERE length(o.value) > 1 AND instr(:told, lower(o.value)))
      OR EXISTS (SELECT 1 FROM json_each(p.kin) k
        WHERE length(json_extract(k.value, '$.name')) > 1
          AND instr(:told, lower(json_extract(k.value, '$.name'))))
    UNION ALL
    SELECT 1 FROM family_contact f WHERE length(f.name) > 1 AND instr(:told, lower(f.name))
    LIMIT 1
"""


def the_briefing(connection: Connection) -> Briefing:
    """How the room is briefed; a draft with the usual settings while nobody chose any."""
    row = connection.execute(text("SELECT * FROM briefing ORDER BY id LIMIT 1")).mappings().first()
    return from_row(Briefing, row) if row else Briefing(0)


def sitreps(connection: Connection) -> list[Sitrep]:
    """Every situation report, newest first."""
    rows = connection.execute(text("SELECT * FROM sitrep ORDER BY id DESC")).mappings()
    return [from_row(Sitrep, row) for row in rows]


def names_somebody(connection: Connection, told: str) -> bool:
    """Whether a text holds the name of a person of the incident, or of their family."""
    return bool(connection.scalar(text(_NAMED), {"told": told.lower()}))


def decisions(connection: Connection, limit: int) -> list[Entry]:
    """The latest decisions nobody took back, oldest first."""
    query = (
        "SELECT * FROM entry WHERE verb = 'record_decision' AND revision NOT IN "
        "(SELECT undoes FROM entry WHERE undoes IS NOT NULL) ORDER BY revision DESC LIMIT :limit"
    )
    rows = connection.execute(text(query), {"limit": limit}).mappings()
    return [entry_of(row, ()) for row in rows][::-1]


def page_persons(
    connection: Connection,
) -> list[tuple[float | None, float | None, str, str, Safety, str]]:
    """Everybody for an officer's page: position in degrees, name, case, safety, place."""
    query = (
        "SELECT id, lat, lon, native_name, surname, given_names, safety, place_text, city "
        "FROM person ORDER BY id"
    )
    return [
        (
            row.lat,
            row.lon,
            " ".join(filter(None, (row.native_name, row.surname.upper(), row.given_names))),
            case_number(row.id),
            Safety(row.safety),
            ", ".join(filter(None, (row.place_text, row.city))),
        )
        for row in connection.execute(text(query))
    ]


def came_in(connection: Connection, since: datetime) -> dict[int, int]:
    """By site: how many more have checked in than out since a time (aware)."""
    query = (
        "SELECT site, sum(checked_in_at >= :since) - sum(coalesce(checked_out_at >= :since, 0)) "
        "FROM stay WHERE checked_in_at >= :since OR checked_out_at >= :since GROUP BY site"
    )
    rows = connection.execute(text(query), {"since": time_text(since)})
    return {row[0]: int(row[1] or 0) for row in rows}


def typed_texts(connection: Connection) -> list[tuple[Releasable, int, str]]:
    """Every text the room could be let read, with its record: names, odd numbers, decisions."""
    found = [
        (kind, row[0], row[1])
        for kind, query in (
            (Releasable.INCIDENT, "SELECT id, name FROM incident"),
            (Releasable.SITE, "SELECT id, name FROM site ORDER BY name"),
            (Releasable.MOVEMENT, "SELECT id, number FROM movement ORDER BY departs_at, id"),
        )
        for row in connection.execute(text(query))
        if not (kind is Releasable.MOVEMENT and reads_as_number(row[1]))
    ]
    told = [(Releasable.DECISION, e.revision, str(e.values.get("text", "")))
            for e in decisions(connection, 200)]  # fmt: skip
    return [*found, *told[::-1]]


def released_texts(connection: Connection) -> dict[tuple[Releasable, int], str]:
    """What may be read now: released, unchanged since, and naming nobody."""
    released = {(one.kind, one.record): one for one in the_briefing(connection).released}
    stands = [
        (kind, record, said)
        for kind, record, said in typed_texts(connection)
        if _stands(released.get((kind, record)), said)
    ]
    if not stands:
        return {}
    # One look for all, as a rule: a second one for each only where somebody is named.
    if not names_somebody(connection, "\n".join(said for _, _, said in stands)):
        return {(kind, record): said for kind, record, said in stands}
    return {(k, r): said for k, r, said in stands if not names_somebody(connection, said)}


def _stands(release: Release | None, said: str) -> bool:
    return release is not None and release.text == said
