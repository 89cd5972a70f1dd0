"""What the map holds of every person: numpy columns, no records."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from situationroom.models.vocabulary import Safety

SAFETY_CODES = {str(safety): code for code, safety in enumerate(Safety)}
"""The number that stands for each safety status, in the order of the vocabulary."""

AT_ONCE = 20_000
"""Rows read at once: a million as Python objects would take a gigabyte."""


@dataclass(frozen=True, slots=True)
class MapColumns:
    """One entry a person: id, WGS-84 degrees (NaN without a position), safety code."""

    id: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    safety: NDArray[np.uint8]


def map_columns(connection: Connection, ids: Sequence[int] | None = None) -> MapColumns:
    """The columns of all persons by id, or of ``ids`` only (those that still exist)."""
    where = "" if ids is None else f"WHERE id IN ({', '.join(str(int(i)) for i in ids)})"
    count = int(connection.scalar(text(f"SELECT count(*) FROM person {where}")) or 0)
    found = MapColumns(
        np.zeros(count, np.int64), np.zeros(count), np.zeros(count), np.zeros(count, np.uint8)
    )
    query = f"SELECT id, lat, lon, safety FROM person {where} ORDER BY id"
    rows, start = connection.execute(text(query)), 0
    while some := rows.fetchmany(AT_ONCE):
        told = tuple(zip(*some, strict=True))
        part = slice(start, start + len(some))
        found.id[part] = told[0]
        found.lat[part] = np.array(told[1], np.float64)  # None becomes NaN
        found.lon[part] = np.array(told[2], np.float64)
        found.safety[part] = [SAFETY_CODES[word] for word in told[3]]
        start += len(some)
    return found
