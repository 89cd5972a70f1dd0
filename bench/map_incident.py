"""An incident of very many persons on the map, and the map room on it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from bench.people import STARTED, person
from situationroom.models import Incident
from situationroom.models.vocabulary import IncidentKind
from situationroom.store import schema
from situationroom.store.connect import open_file
from situationroom.store.incident_file import create_incident
from situationroom.store.transaction import Transaction

if TYPE_CHECKING:
    from situationroom.desk import Desk
    from situationroom.models.errors import PlainError

BASE = 1_000


class Frame:
    """The window as the map sees it, without anything around it."""

    def __init__(self, desk: "Desk") -> None:
        self.desk = desk

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_args: None

    def refuse(self, error: "PlainError") -> None:
        """Nothing may be refused here."""
        raise error


def incident_of(path: Path, persons: int) -> Path:
    """A file of so many persons, most of them copies around their cities; no journal of them."""
    draft = Incident(0, "Bench", IncidentKind.COUP, "TR", STARTED, incident_zone="Europe/Istanbul")
    file = create_incident(path, draft, "bench")
    file.run(_add, min(BASE, persons))
    file.close()
    names = schema.metadata.tables["person"].c.keys()
    near = "{0} + (abs(random()) % 2001 - 1000) / 1600.0"
    moved = {"id": "id + :by", "lat": near.format("lat"), "lon": near.format("lon")}
    taken = ", ".join(moved.get(name, f'"{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    copy = text(f"INSERT INTO person ({listed}) SELECT {taken} FROM person WHERE id <= :n")
    engine = open_file(path)
    with engine.begin() as connection:
        for by in range(BASE, persons, BASE):
            connection.execute(copy, {"by": by, "n": BASE})
        # The next one who is added gets the number after the last of these.
        last = text("UPDATE counter SET last = (SELECT max(id) FROM person) WHERE kind = 'person'")
        connection.execute(last)
    engine.dispose()
    return path


def _add(tx: Transaction, count: int) -> None:
    for number in range(1, count + 1):
        tx.add(person(number))
    tx.describe("Opened the incident {name}", name="Bench")


def read_the_modules(names: Sequence[str] = ("situationroom.views.map_room",)) -> None:
    """What a running program has in memory already."""
    from importlib import import_module

    for name in names:
        import_module(name)
