"""The trend of a figure is the figure now minus the figure then, whatever was done between."""

from dataclasses import fields
from datetime import timedelta

from situationroom.commands.journeys import arrive, depart
from situationroom.commands.people import add_person, set_presence, set_safety
from situationroom.commands.requests import acknowledge, resolve
from situationroom.commands.shelters import check_in, check_out
from situationroom.commands.transport import assign, board, close_movement, start_boarding
from situationroom.models.vocabulary import Presence, Safety, Source
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries import trend
from situationroom.store.queries.figures import Figures, figures
from situationroom.store.queries.trend import figures_moved
from situationroom.store.undo import undo
from tests.cast import AHMET, COACH, HALL, PAPERS, SEARCH, XIAO, Clock, somebody


def _check(file: IncidentFile, clock: Clock, then: Figures, since: Clock) -> None:
    now = file.ask(figures, clock())
    moved = file.ask(figures_moved, since(), clock())
    assert moved is not None
    for field in fields(Figures):
        wanted = getattr(now, field.name) - getattr(then, field.name)
        assert getattr(moved, field.name) == wanted, field.name


def test_that_the_trend_is_the_difference_of_the_figures(
    incident_file: IncidentFile, clock: Clock
) -> None:
    file = incident_file
    clock.advance(minutes=1)
    then, since = file.ask(figures, clock()), Clock(clock())
    clock.advance(minutes=5)
    file.run(set_safety, [XIAO], Safety.SAFE, Source.SELF)
    file.run(check_in, [AHMET, XIAO], HALL)
    file.run(assign, COACH, [XIAO])
    _check(file, clock, then, since)
    file.run(close_movement, COACH)
    file.run(start_boarding, COACH)
    file.run(board, COACH, [XIAO])
    file.run(depart, COACH)
    _check(file, clock, then, since)
    clock.advance(minutes=30)
    file.run(arrive, COACH)
    file.run(check_out, [AHMET])
    file.run(acknowledge, [SEARCH])
    file.run(resolve, [PAPERS], "New papers were issued")
    file.run(set_presence, [AHMET], Presence.LEFT_INDEPENDENTLY)
    _check(file, clock, then, since)


def test_that_the_trend_counts_what_was_added_and_taken_back(
    incident_file: IncidentFile, clock: Clock
) -> None:
    file = incident_file
    clock.advance(hours=1)
    _, entry = file.run(add_person, somebody())
    clock.advance(hours=1)
    then, since = file.ask(figures, clock()), Clock(clock())
    clock.advance(minutes=1)
    assert entry is not None
    file.run(undo, entry.revision)
    file.run(add_person, somebody("孙丽"))
    file.run(add_person, somebody("胡军", safety=Safety.MISSING))
    _check(file, clock, then, since)


def test_that_requests_become_overdue_by_themselves(
    incident_file: IncidentFile, clock: Clock
) -> None:
    then, since = incident_file.ask(figures, clock()), Clock(clock())
    clock.advance(hours=1)
    _check(incident_file, clock, then, since)
    assert then.overdue < incident_file.ask(figures, clock()).overdue


def test_that_a_great_import_has_no_trend(incident_file: IncidentFile, clock: Clock) -> None:
    most, trend.MOST = trend.MOST, 0
    try:
        since = clock() - timedelta(days=1)
        assert incident_file.ask(figures_moved, since, clock()) is None
    finally:
        trend.MOST = most
