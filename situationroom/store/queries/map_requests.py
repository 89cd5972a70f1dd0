"""Open requests for the map: how urgent, and about which person with a position."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from situationroom.store.queries.map_details import PRIORITY_CODES

_QUERY = """
    SELECT r.id, r.priority, min(p.id) FROM request r
    LEFT JOIN request_person l ON l.request = r.id
    LEFT JOIN person p ON p.id = l.person AND p.lat IS NOT NULL
    WHERE r.status IN ('new', 'acknowledged', 'in_progress', 'waiting')
    GROUP BY r.id
"""


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
    rows = connection.execute(text(_QUERY)).fetchall()
    return OpenRequests(
        np.array([row[0] for row in rows], np.int64),
        np.array([PRIORITY_CODES[row[1]] for row in rows], np.uint8),
        np.array([row[2] or 0 for row in rows], np.int64),
    )
