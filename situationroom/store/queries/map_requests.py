"""Open requests for the map: how urgent, and about which person with a position."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from situationroom.store.queries.map_details import PRIORITY_CODES
from situationroom.store.queries.packed import Packed, numbered, parts, row_type

_ROWS = """
    request r LEFT JOIN request_person l ON l.request = r.id
    LEFT JOIN person p ON p.id = l.person AND p.lat IS NOT NULL
    WHERE r.status IN ('new', 'acknowledged', 'in_progress', 'waiting')
"""
_PACKED = (
    Packed("id", "i8", "r.id"),
    Packed("priority", "u1", numbered("r.priority", PRIORITY_CODES)),
    Packed("person", "i8", "coalesce(min(p.id), 0)"),
)


@dataclass(frozen=True, slots=True, eq=False)
class OpenRequests:
    """One entry an open request: the code of its priority, a person of it who is on the map.

    ``person`` is 0 where nobody of a request has a position.
    """

    id: NDArray[np.int64]
    priority: NDArray[np.uint8]
    person: NDArray[np.int64]


NONE_OPEN = OpenRequests(np.zeros(0, np.int64), np.zeros(0, np.uint8), np.zeros(0, np.int64))


def open_requests(connection: Connection) -> OpenRequests:
    """Every open request, by id."""
    found = parts(connection, _PACKED, _ROWS, {}, grouped=True)
    whole = np.concatenate([np.zeros(0, row_type(_PACKED)), *found])
    return OpenRequests(
        whole["id"].astype(np.int64), whole["priority"].copy(), whole["person"].astype(np.int64)
    )
