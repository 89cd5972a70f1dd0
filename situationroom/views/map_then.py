"""What the map knew at a past moment, in the words of ``map_known``; nothing in it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from situationroom.jobs import Step
from situationroom.models import Contact, Zone
from situationroom.models.vocabulary import MovementStatus
from situationroom.store.connection import Connection
from situationroom.store.queries.replay import Replay, caught_up, prepare
from situationroom.store.queries.replay_state import Then, then
from situationroom.store.queries.transport import MovementRow
from situationroom.views.map_layers import Layers
from situationroom.views.map_people import People
from situationroom.views.map_routes import GONE, Point, Route, route

Ends = Mapping[tuple[str, str], tuple[Point, Point] | None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A replay, and where the movements of all its moments begin and end (by their names)."""

    replay: Replay
    ends: Ends


def ready(connection: Connection, step: Step, country: str) -> Prepared:
    """Read the journal and look up the places; beside the window, for it may take its time."""
    return _with_ends(prepare(connection, step), {}, country)


def grown(connection: Connection, prepared: Prepared, country: str) -> Prepared:
    """With what was written since."""
    return _with_ends(caught_up(connection, prepared.replay), prepared.ends, country)


class MapThen:
    """Persons, shelters, movements and zones of one moment; the directory is today's."""

    def __init__(self, prepared: Prepared, at: float, contacts: tuple[Contact, ...]) -> None:
        self.then: Then = then(prepared.replay, at)
        self.people = People(self.then.columns)
        self.people.tell(self.then.details, all_of_them=True)
        self.requests = self.then.requests
        self.contacts = contacts
        self.found = Layers(
            tuple(row for row in self.then.sites if row.site.lat is not None),
            _routes(self.then.movements, prepared.ends),
        )
        self.zones: list[Zone] = [zone for zone in self.then.zones if not _over(zone, self.then)]


def _routes(rows: tuple[MovementRow, ...], ends: Ends) -> tuple[Route, ...]:
    found = ((row, ends.get(_names(row))) for row in rows if row.movement.status not in GONE)
    return tuple(Route(row, *way) for row, way in found if way is not None)


def _with_ends(replay: Replay, known: Ends, country: str) -> Prepared:
    ends = dict(known)
    for movement in replay.movements.records:
        row = MovementRow(replace(movement, status=MovementStatus.OPEN), {}, {})
        if _names(row) not in ends:
            found = route(row, country)
            ends[_names(row)] = (found.start, found.end) if found else None
    return Prepared(replay, ends)


def _names(row: MovementRow) -> tuple[str, str]:
    return row.movement.origin, row.movement.destination


def _over(zone: Zone, shown: Then) -> bool:
    return zone.ends_at is not None and zone.ends_at <= shown.at
