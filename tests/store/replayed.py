"""A day to be replayed, and what a replay must say of it: what playing the journal again says."""

import numpy as np
from sqlalchemy import Connection, text

from situationroom.commands.events import record_decision
from situationroom.commands.journeys import arrive, depart
from situationroom.commands.people import edit_person, set_safety
from situationroom.commands.requests import acknowledge, resolve, set_priority
from situationroom.commands.shelters import check_in, check_out, edit_unit, record_head_count
from situationroom.commands.transport import assign, board, close_movement, start_boarding
from situationroom.commands.zones import add_zone, withdraw_zone
from situationroom.map.clusters import cluster
from situationroom.map.projection import to_world
from situationroom.models import Zone
from situationroom.models.vocabulary import Priority, Safety, Source, ZoneKind
from situationroom.models.zone import Shape
from situationroom.store.incident_file import IncidentFile
from situationroom.store.past import as_of
from situationroom.store.queries.figures import figures
from situationroom.store.queries.map_columns import map_columns
from situationroom.store.queries.map_details import MapDetails, map_details
from situationroom.store.queries.map_requests import open_requests
from situationroom.store.queries.replay import Replay, prepare
from situationroom.store.queries.replay_state import Then, then_after
from situationroom.store.queries.replay_times import time_at
from situationroom.store.queries.shelters import sites
from situationroom.store.queries.transport import movements
from situationroom.store.queries.zones import zones
from tests.cast import AHMET, COACH, HAIYAN, HALL, LEI, NUO, PAPERS, SEARCH, XIAO, Clock

SQUARE = Shape(((39.0, 32.0), (39.0, 33.0), (40.0, 33.0), (39.0, 32.0)))


def a_day(file: IncidentFile, clock: Clock) -> None:
    """A day on which everything happens that the map shows, some of it taken back."""
    for command, *args in (
        (edit_person, XIAO, {"lat": 39.9, "lon": 32.8}),
        (set_safety, [XIAO], Safety.SAFE, Source.SELF),
        (add_zone, Zone(0, "Kızılay", ZoneKind.NO_GO, (SQUARE,))),
        (check_in, [AHMET, HAIYAN, LEI, NUO], HALL),
        (record_head_count, HALL, 5, "Zhou Min"),
        (edit_unit, 1, {"capacity": 9}),
        (acknowledge, [SEARCH]),
        (set_priority, [PAPERS], Priority.RED),
        (assign, COACH, [XIAO]),
        (close_movement, COACH),
        (start_boarding, COACH),
        (board, COACH, [XIAO]),
        (depart, COACH),
        (arrive, COACH),
        (resolve, [PAPERS], "New papers were issued"),
        (edit_person, HAIYAN, {"lat": None, "lon": None}),
        (check_out, [AHMET]),
        (withdraw_zone, 1, "It is over"),
        (record_decision, "We do not send the bus"),
    ):
        clock.advance(minutes=20)
        file.run(command, *args)


def must_equal_the_journal(connection: Connection, replay: Replay, revision: int) -> Then:
    """Compare everything with ``past.as_of``; returns what the replay says."""
    at = int(replay.times.seconds[revision - 1])
    found = then_after(replay, revision, at)
    with as_of(connection, revision=revision) as past:
        _same_persons(past, found)
        assert found.figures == figures(past, time_at(at))
        assert found.sites == tuple(sites(past))
        assert found.movements == tuple(movements(past))
        assert found.zones == tuple(zones(past))
        assert found.open == _open_requests(past)
    _rings_add_up(found)
    return found


def must_replay(file: IncidentFile) -> None:
    """Compare the last revision and one in the middle; every one would take long."""
    replay = file.ask(prepare)
    for revision in {replay.revision, (replay.revision + 1) // 2}:
        file.ask(must_equal_the_journal, replay, revision)


def _same_persons(past: Connection, found: Then) -> None:
    wanted = map_columns(past)
    assert np.array_equal(wanted.id, found.columns.id)
    assert np.array_equal(wanted.safety, found.columns.safety)
    assert np.array_equal(wanted.lat, found.columns.lat, equal_nan=True)
    assert np.array_equal(wanted.lon, found.columns.lon, equal_nan=True)
    _same_details(map_details(past), found.details)
    asked, told = open_requests(past), found.requests
    for name in ("id", "priority", "person"):
        assert np.array_equal(getattr(asked, name), getattr(told, name)), name


def _same_details(wanted: MapDetails, found: MapDetails) -> None:
    for name in ("id", "stage", "priority", "heard", "located", "household"):
        assert np.array_equal(getattr(wanted, name), getattr(found, name)), name
    assert np.array_equal(wanted.sureness, found.sureness, equal_nan=True)
    names = [[one.groups[place] for place in one.group] for one in (wanted, found)]
    assert names[0] == names[1]


def _open_requests(past: Connection) -> dict[str, int]:
    rows = past.execute(
        text("SELECT priority, sum(status NOT IN ('resolved', 'closed')) FROM request GROUP BY 1")
    )
    return {"red": 0, "orange": 0, "yellow": 0} | {row[0]: row[1] for row in rows}


def _rings_add_up(found: Then) -> None:
    x, y = to_world(found.columns.lat, found.columns.lon)
    rings = cluster(x, y, found.columns.safety, 6.0, len(Safety))
    assert rings.count.sum() + rings.unplaced == found.figures.affected
