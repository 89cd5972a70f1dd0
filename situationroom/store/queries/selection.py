"""What a selection of very many persons amounts to: how they are, where, who of them first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from situationroom.models import Person
from situationroom.models.vocabulary import Safety
from situationroom.store.derive import read_persons

_IDS = "id IN (SELECT value FROM json_each(:ids))"
_URGENT = (
    "CASE safety WHEN 'missing' THEN 0 WHEN 'needs_help' THEN 1 WHEN 'injured' THEN 2 "
    "WHEN 'deceased' THEN 3 WHEN 'unknown' THEN 4 ELSE 5 END"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Counts of all that were chosen and still exist; ``first`` are those to look at first."""

    total: int
    by_safety: dict[Safety, int]
    cities: tuple[tuple[str, int], ...]
    unplaced: int
    first: tuple[Person, ...]


def selection(connection: Connection, ids: Sequence[int], lines: int = 12) -> Selection | None:
    """``lines`` persons by urgency and the longest without contact; None when all are gone.

    ``cities`` are the three with most of them ("" where none is known is left out).
    """
    values = {"ids": json.dumps([int(id_) for id_ in ids])}
    states = f"SELECT safety, count(*), sum(lat IS NULL) FROM person WHERE {_IDS} GROUP BY safety"
    counted = connection.execute(text(states), values).fetchall()
    if not counted:
        return None
    cities = (
        f"SELECT city, count(*) FROM person WHERE {_IDS} AND city <> '' "
        "GROUP BY city ORDER BY 2 DESC, 1 LIMIT 3"
    )
    order = f"SELECT id FROM person WHERE {_IDS} ORDER BY {_URGENT}, last_contact, id LIMIT :lines"
    first = list(connection.scalars(text(order), {**values, "lines": lines}))
    found = {person.id: person for person in read_persons(connection, first)}
    return Selection(
        sum(row[1] for row in counted),
        {Safety(row[0]): row[1] for row in counted},
        tuple((row[0], row[1]) for row in connection.execute(text(cities), values)),
        sum(row[2] for row in counted),
        tuple(found[id_] for id_ in first),
    )
