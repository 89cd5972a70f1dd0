"""What the map holds of every person: numpy columns, no records."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from situationroom.models.vocabulary import Safety

SAFETY_CODES = {str(safety): code for code, safety in enumerate(Safety)}
"""The number that stands for each safety status, in the order of the vocabulary."""


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
    query = f"SELECT id, lat, lon, safety FROM person {where} ORDER BY id"
    rows = connection.execute(text(query)).fetchall()
    count = len(rows)
    nan = float("nan")
    return MapColumns(
        np.fromiter((row[0] for row in rows), np.int64, count),
        np.fromiter((nan if row[1] is None else row[1] for row in rows), np.float64, count),
        np.fromiter((nan if row[2] is None else row[2] for row in rows), np.float64, count),
        np.fromiter((SAFETY_CODES[row[3]] for row in rows), np.uint8, count),
    )
