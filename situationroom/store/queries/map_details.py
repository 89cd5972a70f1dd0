"""What colours a person on the map beside the safety status: columns that arrive a moment later."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, CursorResult, text

from situationroom.models.vocabulary import Priority, Stage
from situationroom.store.queries.map_columns import AT_ONCE

STAGE_CODES = {str(stage): code for code, stage in enumerate(Stage)}
"""The number that stands for each stage, in the order of the vocabulary."""
PRIORITY_CODES = {str(priority): code for code, priority in enumerate(Priority, 1)}
"""The number that stands for the priority of the most urgent open request; 0 for none."""
_OPEN = "('new', 'acknowledged', 'in_progress', 'waiting')"
_SECONDS = "coalesce(CAST(strftime('%s', {column}) AS INTEGER), 0)"
_DETAILS = f"""
    SELECT p.id, coalesce(g.stage, 'in_area'), {_SECONDS.format(column="p.last_contact")},
      {_SECONDS.format(column="p.located_at")}, coalesce(p.household, 0), p.uncertainty_m,
      trim(p.affiliation)
    FROM person p LEFT JOIN person_stage g ON g.person = p.id
"""
_URGENT = f"""
    SELECT l.person, min(CASE r.priority WHEN 'red' THEN 1 WHEN 'orange' THEN 2 ELSE 3 END)
    FROM request r JOIN request_person l ON l.request = r.id WHERE r.status IN {_OPEN}
"""
_TOUCHED = """
    SELECT DISTINCT person FROM {kind} WHERE id IN (
      SELECT id FROM change WHERE revision IN (SELECT value FROM json_each(:revisions))
      AND kind = '{kind}')
"""
_TOLD = """
    SELECT json_extract({side}, '$.person') FROM change
    WHERE revision IN (SELECT value FROM json_each(:revisions))
    AND kind IN ('stay', 'booking') AND {side} IS NOT NULL
"""
_ASKED = """
    SELECT j.value FROM change c, json_each(coalesce(json_extract(c.{side}, '$.persons'), '[]')) j
    WHERE c.revision IN (SELECT value FROM json_each(:revisions)) AND c.kind = 'request'
"""
_ASKING = """
    SELECT l.person FROM request_person l WHERE l.request IN (
      SELECT id FROM change WHERE revision IN (SELECT value FROM json_each(:revisions))
      AND kind = 'request')
"""


@dataclass(frozen=True, slots=True, eq=False)
class MapDetails:
    """One entry a person, by id.

    ``stage`` and ``priority`` are codes; ``heard`` and ``located`` are seconds since 1970 (0
    where never); ``household`` its id (0 for none); ``sureness`` the radius in metres (NaN where
    not told); ``group`` a place in ``groups``, the affiliations by name (the first is "").
    """

    id: NDArray[np.int64]
    stage: NDArray[np.uint8]
    priority: NDArray[np.uint8]
    heard: NDArray[np.int64]
    located: NDArray[np.int64]
    household: NDArray[np.int32]
    sureness: NDArray[np.float32]
    group: NDArray[np.int32]
    groups: tuple[str, ...] = ("",)

    @classmethod
    def blank(cls, ids: NDArray[np.int64]) -> "MapDetails":
        """Persons of whom nothing is known yet."""
        count = len(ids)
        return cls(
            ids,
            np.zeros(count, np.uint8),
            np.zeros(count, np.uint8),
            np.zeros(count, np.int64),
            np.zeros(count, np.int64),
            np.zeros(count, np.int32),
            np.full(count, np.nan, np.float32),
            np.zeros(count, np.int32),
        )


def map_details(connection: Connection, ids: Sequence[int] | None = None) -> MapDetails:
    """The details of all persons, or of ``ids`` only (those that still exist)."""
    where, values = _only("p.id", ids)
    count = int(connection.scalar(text(f"SELECT count(*) FROM person p {where}"), values) or 0)
    found = MapDetails.blank(np.zeros(count, np.int64))
    groups = {"": 0}
    rows = connection.execute(text(f"{_DETAILS} {where} ORDER BY p.id"), values)
    start = 0
    for some in _parts(rows):
        _fill(found, slice(start, start + len(some)), some, groups)
        start += len(some)
    _urgent(connection, found, ids)
    return replace(found, groups=tuple(groups))


def persons_of(connection: Connection, revisions: Sequence[int]) -> list[int]:
    """Whom the stays, bookings and requests are about that these entries changed."""
    values = {"revisions": json.dumps(list(revisions))}
    queries = [_TOUCHED.format(kind=kind) for kind in ("stay", "booking")] + [_ASKING]
    sides = ("before", "after")
    queries += [query.format(side=side) for query in (_TOLD, _ASKED) for side in sides]
    people: set[int] = set()
    for query in queries:
        people.update(id_ for id_ in connection.scalars(text(query), values) if id_ is not None)
    return sorted(people)


def details_of(connection: Connection, ids: Sequence[int], revisions: Sequence[int]) -> MapDetails:
    """The details of ``ids`` and of whomever else these entries are about."""
    return map_details(connection, sorted({*ids, *persons_of(connection, revisions)}))


def _only(column: str, ids: Sequence[int] | None) -> tuple[str, dict[str, Any]]:
    if ids is None:
        return "", {}
    told = json.dumps([int(id_) for id_ in ids])
    return f"WHERE {column} IN (SELECT value FROM json_each(:ids))", {"ids": told}


def _parts(rows: "CursorResult[Any]") -> Iterable[Sequence[Any]]:
    while some := rows.fetchmany(AT_ONCE):
        yield some


def _fill(found: MapDetails, where: slice, rows: Sequence[Any], groups: dict[str, int]) -> None:
    told = list(zip(*rows, strict=True))
    found.id[where] = told[0]
    found.stage[where] = [STAGE_CODES[stage] for stage in told[1]]
    found.heard[where] = told[2]
    found.located[where] = told[3]
    found.household[where] = told[4]
    found.sureness[where] = np.array(told[5], np.float32)  # None becomes NaN
    found.group[where] = [groups.setdefault(name, len(groups)) for name in told[6]]


def _urgent(connection: Connection, found: MapDetails, ids: Sequence[int] | None) -> None:
    where, values = _only("l.person", ids)
    narrowed = where.replace("WHERE", "AND", 1)
    rows = connection.execute(text(f"{_URGENT} {narrowed} GROUP BY l.person"), values)
    asking = np.array([tuple(row) for row in rows], np.int64).reshape(-1, 2)
    at = np.searchsorted(found.id, asking[:, 0])
    known = at < len(found.id)
    at, asking = at[known], asking[known]
    exact = found.id[at] == asking[:, 0]
    found.priority[at[exact]] = asking[exact, 1]
