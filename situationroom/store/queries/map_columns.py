"""What the map holds of every person: numpy columns, no records."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from situationroom.models.vocabulary import Safety
from situationroom.store.queries.packed import Packed, numbered, parts

SAFETY_CODES = {str(safety): code for code, safety in enumerate(Safety)}
"""The number that stands for each safety status, in the order of the vocabulary."""
STEPS = 2**55
"""Steps of a degree as positions are read. Degrees from an eighth on are read to the last bit."""
NOWHERE = -(2**63)


@dataclass(frozen=True, slots=True)
class MapColumns:
    """One entry a person: id, WGS-84 degrees (NaN without a position), safety code."""

    id: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    safety: NDArray[np.uint8]


def map_columns(connection: Connection, ids: Sequence[int] | None = None) -> MapColumns:
    """The columns of all persons by id, or of ``ids`` only (those that still exist)."""
    where, values = only("id", ids)
    count = int(connection.scalar(text(f"SELECT count(*) FROM person {where}"), values) or 0)
    found = MapColumns(
        np.zeros(count, np.int64), np.zeros(count), np.zeros(count), np.zeros(count, np.uint8)
    )
    start = 0
    for part in parts(connection, _PACKED, f"person {where}", values):
        rows = slice(start, start + len(part))
        found.id[rows], found.safety[rows] = part["id"], part["safety"]
        found.lat[rows], found.lon[rows] = degrees(part["lat"]), degrees(part["lon"])
        start += len(part)
    return found


def only(column: str, ids: Sequence[int] | None) -> tuple[str, dict[str, Any]]:
    """The condition that narrows a query to some ids, or to none of them, and its values."""
    if ids is None:
        return "WHERE true", {}
    told = json.dumps([int(id_) for id_ in ids])
    return f"WHERE {column} IN (SELECT value FROM json_each(:ids))", {"ids": told}


def degrees(steps: NDArray[Any]) -> NDArray[np.float64]:
    """Degrees of the steps a position was read in."""
    found = steps.astype(np.float64) / STEPS
    found[steps == NOWHERE] = np.nan
    return found


def on_step(degree: float) -> float:
    """A degree as it is read from the file."""
    return int(degree * STEPS) / STEPS


def _axis(name: str) -> Packed:
    return Packed(name, "i8", f"coalesce(CAST({name} * {float(STEPS)!r} AS INTEGER), {NOWHERE})")


_PACKED = (
    Packed("id", "i8", "id"),
    _axis("lat"),
    _axis("lon"),
    Packed("safety", "u1", numbered("safety", SAFETY_CODES)),
)
