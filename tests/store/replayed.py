"""What a prepared replay must say of a revision: exactly what playing the journal again says."""

import numpy as np
from sqlalchemy import Connection, text

from situationroom.map.clusters import cluster
from situationroom.map.projection import to_world
from situationroom.models.vocabulary import Safety, Stage
from situationroom.store.incident_file import IncidentFile
from situationroom.store.past import as_of
from situationroom.store.queries.figures import figures
from situationroom.store.queries.map_columns import map_columns
from situationroom.store.queries.replay import Replay, prepare
from situationroom.store.queries.replay_state import Then, then_after
from situationroom.store.queries.replay_times import time_at
from situationroom.store.queries.shelters import sites
from situationroom.store.queries.transport import movements
from situationroom.store.queries.zones import zones


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
    rows = past.execute(text("SELECT stage FROM person_stage ORDER BY person"))
    assert [str([*Stage][code]) for code in found.stage] == [row[0] for row in rows]


def _open_requests(past: Connection) -> dict[str, int]:
    rows = past.execute(
        text("SELECT priority, sum(status NOT IN ('resolved', 'closed')) FROM request GROUP BY 1")
    )
    return {"red": 0, "orange": 0, "yellow": 0} | {row[0]: row[1] for row in rows}


def _rings_add_up(found: Then) -> None:
    x, y = to_world(found.columns.lat, found.columns.lon)
    rings = cluster(x, y, found.columns.safety, 6.0, len(Safety))
    assert rings.count.sum() + rings.unplaced == found.figures.affected
