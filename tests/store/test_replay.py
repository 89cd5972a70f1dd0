"""A prepared replay says of every revision what playing the journal again says of it."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from situationroom.commands.people import add_person, edit_person, set_safety
from situationroom.commands.requests import acknowledge, reopen, resolve, set_priority
from situationroom.commands.shelters import check_in, check_out, record_head_count
from situationroom.commands.transport import assign, withdraw
from situationroom.models.errors import Cancelled, RuleError
from situationroom.models.vocabulary import Priority, Safety, Source
from situationroom.models.zone import Shape
from situationroom.store.connect import open_file
from situationroom.store.incident_file import IncidentFile, create_incident, open_incident
from situationroom.store.past import figures_at
from situationroom.store.queries.replay import caught_up, prepare
from situationroom.store.queries.replay_state import then
from situationroom.store.queries.replay_times import MomentKind, time_at
from situationroom.store.undo import redo, undo
from tests.cast import (
    AHMET,
    COACH,
    HALL,
    LEI,
    NOW,
    OFFICER,
    PAPERS,
    SEARCH,
    XIAO,
    Clock,
    an_incident,
    make_incident,
    somebody,
)
from tests.store.replayed import a_day, must_equal_the_journal

Act = tuple[Callable[..., Any], tuple[Any, ...]]
SQUARE = Shape(((39.0, 32.0), (39.0, 33.0), (40.0, 33.0), (39.0, 32.0)))


def test_that_every_revision_is_as_the_journal_says(
    incident_file: IncidentFile, clock: Clock
) -> None:
    a_day(incident_file, clock)
    _, added = incident_file.run(add_person, somebody())
    assert added is not None
    _, undone = incident_file.run(undo, added.revision)
    assert undone is not None
    incident_file.run(redo, undone.revision)
    replay = incident_file.ask(prepare)
    assert replay.revision == undone.revision + 1
    people = []
    for revision in range(1, replay.revision + 1):
        found = incident_file.ask(must_equal_the_journal, replay, revision)
        people.append(found.figures.affected)
    assert people[-3:] == [7, 6, 7]


ACTS: tuple[Act, ...] = (
    (set_safety, ([XIAO, LEI], Safety.INJURED, Source.HOSPITAL)),
    (set_safety, ([XIAO], Safety.SAFE, Source.SELF)),
    (edit_person, (XIAO, {"lat": 38.4, "lon": 27.1})),
    (edit_person, (XIAO, {"lat": None, "lon": None})),
    (edit_person, (AHMET, {"lat": 0.0, "lon": 180.0})),
    (add_person, (somebody("胡军", safety=Safety.MISSING, lat=-16.5, lon=-179.9),)),
    (check_in, ([AHMET], HALL)),
    (check_out, ([AHMET],)),
    (record_head_count, (HALL, 3, "Zhou Min")),
    (assign, (COACH, [XIAO])),
    (withdraw, (COACH, [XIAO], "stays")),
    (acknowledge, ([SEARCH],)),
    (resolve, ([PAPERS], "done")),
    (reopen, ([PAPERS], "again")),
    (set_priority, ([PAPERS], Priority.RED)),
)
CHOICES = st.lists(st.sampled_from(ACTS) | st.integers(1, 8), min_size=4, max_size=10)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The incident every example begins with."""
    return make_incident(tmp_path_factory.mktemp("begun") / "x.situation")


@settings(max_examples=8, phases=[Phase.generate])
@given(chosen=CHOICES)
def test_that_any_acts_and_undos_replay_as_they_were(
    made: Path, tmp_path_factory: pytest.TempPathFactory, chosen: list[Act | int]
) -> None:
    """A number takes back the act so many entries ago; what is refused is no entry."""
    path = Path(shutil.copy(made, tmp_path_factory.mktemp("acts")))
    clock = Clock()
    file = open_incident(path, OFFICER, "desk 1", clock)
    begun = file.ask(prepare)
    for act in chosen:
        clock.advance(minutes=7)
        try:
            if isinstance(act, int):
                file.run(undo, file.ask(prepare).revision + 1 - act)
            else:
                file.run(act[0], *act[1])
        except RuleError:
            continue
    replay, grown = file.ask(prepare), file.ask(caught_up, begun)
    for revision in range(begun.revision, replay.revision + 1):
        file.ask(must_equal_the_journal, replay, revision)
    for kind, track in replay.tracks.items():
        for name, column in track.columns.items():
            floats = column.dtype.kind == "f"
            other = grown.tracks[kind].columns[name]
            assert np.array_equal(column, other, equal_nan=floats), (kind, name)
    file.close()


def test_that_the_figures_of_a_moment_are_those_of_the_command_line(
    incident_file: IncidentFile, clock: Clock
) -> None:
    a_day(incident_file, clock)
    replay = incident_file.ask(prepare)
    for minutes in range(-60, 500, 37):
        at = NOW + timedelta(minutes=minutes)
        assert then(replay, at.timestamp()).figures == incident_file.ask(figures_at, at), at


def test_that_moments_are_decisions_zones_and_departures(
    incident_file: IncidentFile, clock: Clock
) -> None:
    a_day(incident_file, clock)
    moments = incident_file.ask(prepare).times.moments
    assert [moment.kind for moment in moments] == [
        MomentKind.ZONE,
        MomentKind.DEPARTURE,
        MomentKind.ARRIVAL,
        MomentKind.ZONE,
        MomentKind.DECISION,
    ]
    assert moments[-1].at == clock().timestamp()


def test_that_a_clock_that_goes_back_does_not_turn_the_journal_round(
    incident_file: IncidentFile, clock: Clock
) -> None:
    """The workstation next door is ten minutes behind: its act still comes after mine."""
    clock.advance(minutes=30)
    incident_file.run(set_safety, [XIAO], Safety.INJURED, Source.HOSPITAL)
    mine = clock()
    clock.advance(minutes=-10)
    incident_file.run(set_safety, [XIAO], Safety.SAFE, Source.SELF)
    replay = incident_file.ask(prepare)
    assert (np.diff(replay.times.seconds) >= 0).all()
    assert replay.times.last == mine.timestamp()
    before = then(replay, mine.timestamp() - 1)
    assert before.revision == replay.revision - 2
    assert before.figures == incident_file.ask(figures_at, time_at(mine.timestamp() - 1))
    assert then(replay, mine.timestamp()).revision == replay.revision


def test_that_an_incident_with_one_entry_has_a_first_and_a_last_moment(
    tmp_path: Path, clock: Clock
) -> None:
    file = create_incident(tmp_path / "new.situation", an_incident(), OFFICER, "", clock)
    replay = file.ask(prepare)
    assert (replay.revision, replay.times.first, replay.times.last) == (
        1,
        clock().timestamp(),
        clock().timestamp(),
    )
    assert then(replay, replay.times.first - 1).figures.affected == 0
    assert then(replay, replay.times.first).figures.affected == 0
    assert replay.times.activity(10, replay.times.first, replay.times.last).sum() == 1
    file.close()


def test_that_reading_can_be_cancelled(incident_file: IncidentFile) -> None:
    def step(done: int, total: int, _label: str) -> None:
        assert 0 <= done <= total
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        incident_file.ask(prepare, step)


def _fifty_thousand(connection: Connection) -> None:
    """Entries laid straight into the journal: who is safe changes by the minute for a month."""
    first = connection.scalar(text("SELECT max(revision) FROM entry")) or 0
    connection.execute(
        text(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 50000) "
            "INSERT INTO entry SELECT :first + n, strftime('%Y-%m-%dT%H:%M:%SZ', :at, "
            "'+' || n || ' minutes'), 'a', 'b', 'set_safety', 't', '{}', NULL, 1, '' FROM n"
        ),
        {"first": first, "at": NOW.isoformat()[:19]},
    )
    connection.execute(
        text(
            "INSERT INTO change SELECT revision, 0, 'person', 4, '{\"safety\":\"unknown\"}', "
            'CASE WHEN revision % 2 THEN \'{"safety":"safe"}\' ELSE \'{"safety":"missing"}\' '
            "END FROM entry WHERE revision > :first"
        ),
        {"first": first},
    )
    connection.execute(text("UPDATE head SET revision = :last"), {"last": first + 50_000})


def test_that_fifty_thousand_entries_are_replayed(incident_path: Path) -> None:
    engine = open_file(incident_path)
    with engine.begin() as connection:
        _fifty_thousand(connection)
        replay = prepare(connection)
    engine.dispose()
    assert replay.times.activity(90, replay.times.first, replay.times.last).sum() == replay.revision
    for ago in range(4):
        revision = replay.revision - ago
        found = then(replay, int(replay.times.seconds[revision - 1]))
        assert found.revision == revision
        wanted = Safety.SAFE if revision % 2 else Safety.MISSING
        assert found.columns.safety[3] == [*Safety].index(wanted)
