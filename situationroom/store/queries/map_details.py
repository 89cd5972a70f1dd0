"""What colours a person on the map beside the safety status: columns that arrive a moment later."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from situationroom.models.vocabulary import Priority, Stage
from situationroom.store.queries.map_columns import only
from situationroom.store.queries.packed import Packed, numbered, parts

STAGE_CODES = {str(stage): code for code, stage in enumerate(Stage)}
"""The number that stands for each stage, in the order of the vocabulary."""
PRIORITY_CODES = {str(priority): code for code, priority in enumerate(Priority, 1)}
"""The number that stands for the priority of the most urgent open request; 0 for none."""
_IN_AREA = STAGE_CODES[str(Stage.IN_AREA)]
_OPEN = "('new', 'acknowledged', 'in_progress', 'waiting')"
_SURE = 2**32
"""Steps of a metre as an uncertainty is read."""
_ROWS = "person p LEFT JOIN person_stage g ON g.person = p.id"
_NAMES = """
    SELECT json_group_array(name) FROM (
      SELECT trim(coalesce(p.affiliation, '')) AS name
      FROM person p {where} AND p.id BETWEEN :first AND :last
      ORDER BY p.id)
"""
_ASKED_FOR = "request_person l JOIN request r ON r.id = l.request"
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
    where, values = only("p.id", ids)
    count = int(connection.scalar(text(f"SELECT count(*) FROM person p {where}"), values) or 0)
    found = MapDetails.blank(np.zeros(count, np.int64))
    groups, start = {"": 0}, 0
    for part in parts(connection, _PACKED, f"{_ROWS} {where}", values):
        rows = slice(start, start + len(part))
        _fill(found, rows, part)
        names = _names(connection, where, values, part["id"])
        found.group[rows] = [groups.setdefault(name, len(groups)) for name in names]
        start += len(part)
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


def _fill(found: MapDetails, rows: slice, part: NDArray[np.void]) -> None:
    for name in ("id", "stage", "heard", "located", "household"):
        getattr(found, name)[rows] = part[name]
    metres = part["sureness"] / _SURE
    found.sureness[rows] = np.where(metres < 0, np.nan, metres)


def _names(
    connection: Connection, where: str, values: Mapping[str, Any], ids: NDArray[Any]
) -> list[str]:
    """The affiliations of one part, in the order of its ids."""
    limits = {"first": int(ids[0]), "last": int(ids[-1])}
    told = connection.scalar(text(_NAMES.format(where=where)), {**values, **limits})
    found: list[str] = json.loads(told or "[]")
    return found


def _urgent(connection: Connection, found: MapDetails, ids: Sequence[int] | None) -> None:
    where, values = only("l.person", ids)
    rows = f"{_ASKED_FOR} {where} AND r.status IN {_OPEN}"
    for part in parts(connection, _PRIORITY, rows, values, grouped=True):
        at = np.searchsorted(found.id, part["id"])
        known = at < len(found.id)
        at, asking = at[known], part[known]
        exact = found.id[at] == asking["id"]
        found.priority[at[exact]] = asking["priority"][exact]


def _seconds(name: str, column: str) -> Packed:
    return Packed(name, "i8", f"coalesce(CAST(strftime('%s', {column}) AS INTEGER), 0)")


_PACKED = (
    Packed("id", "i8", "p.id"),
    Packed("stage", "u1", f"coalesce({numbered('g.stage', STAGE_CODES)}, {_IN_AREA})"),
    _seconds("heard", "p.last_contact"),
    _seconds("located", "p.located_at"),
    Packed("household", "i4", "coalesce(p.household, 0)"),
    Packed("sureness", "i8", f"coalesce(CAST(p.uncertainty_m * {_SURE} AS INTEGER), -1)"),
)
_PRIORITY = (
    Packed("id", "i8", "l.person"),
    Packed("priority", "u1", f"min({numbered('r.priority', PRIORITY_CODES)})"),
)
