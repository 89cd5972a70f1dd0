"""Persons coloured by anything: the classes, the rings and the list are always as many."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.commands.people import edit_person
from situationroom.commands.transport import assign
from situationroom.desk import Desk
from situationroom.map.heat import density
from situationroom.map.labels import View
from situationroom.models.incident import Targets
from situationroom.models.vocabulary import Safety, Tier
from situationroom.palettes import DARK
from situationroom.store.queries.map_columns import MapColumns
from situationroom.store.queries.map_details import STAGE_CODES, MapDetails, map_details
from situationroom.store.queries.overview import unaccounted
from situationroom.store.queries.people import PersonFilter, person_ids
from situationroom.store.queries.transport import movements
from situationroom.views import map_colours, map_known
from situationroom.views.map_colours import (
    NAMED,
    age_steps,
    by_safety,
    colouring,
    colourings,
    household_codes,
    households_hold,
)
from situationroom.views.map_legend import MapLegend
from situationroom.views.map_people import Codes, Coloured, People
from situationroom.views.map_room import MapRoom
from situationroom.views.map_strata import ORDER
from tests.views.logistics.conftest import Told

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORLD = View(0.5, 0.5, 1.0, 1200, 1200)
COLOURINGS = ("safety", "stage", "priority", "tier", "household", "affiliation", "heat")


@st.composite
def crowds(draw: st.DrawFn) -> People:
    """Up to a few hundred persons of any kind, some without a position."""
    count, seed = draw(st.integers(0, 300)), draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    lat, lon = random.uniform(-80, 80, count), random.uniform(-180, 180, count)
    lat[lost := random.random(count) < 0.1] = np.nan
    lon[lost] = np.nan
    ids = np.cumsum(random.integers(1, 5, count)).astype(np.int64)
    safety = random.integers(0, len(Safety), count).astype(np.uint8)
    people = People(MapColumns(ids, lat, lon, safety))
    second = int(NOW.timestamp())
    names = ("", *(f"Company {n}" for n in range(draw(st.integers(0, 12)))))
    told = MapDetails(
        ids,
        random.integers(0, len(STAGE_CODES), count).astype(np.uint8),
        random.integers(0, 4, count).astype(np.uint8),
        np.where(random.random(count) < 0.2, 0, second - random.integers(0, 400_000, count)),
        np.where(random.random(count) < 0.2, 0, second - random.integers(0, 400_000, count)),
        random.integers(0, 9, count).astype(np.int32),
        random.uniform(10, 90_000, count).astype(np.float32),
        random.integers(0, len(names), count).astype(np.int32),
        names,
    )
    people.tell(told, all_of_them=True)
    return people


@settings(max_examples=40, deadline=None)
@given(people=crowds(), key=st.sampled_from(COLOURINGS), zoom=st.floats(1.0, 6.0))
def test_that_every_colouring_adds_up_to_the_list(people: People, key: str, zoom: float) -> None:
    one = colouring(key, people, DARK, NOW, Targets())
    coloured = Coloured(one.codes(), len(one.kinds), age_steps(people, NOW))
    counts = np.bincount(coloured.codes, minlength=len(one.kinds))
    assert len(counts) == len(one.kinds)
    assert counts.sum() == len(people.columns.id)
    assert sorted(one.order) == list(range(len(one.kinds)))
    assert len({kind.key for kind in one.kinds}) == len(one.kinds)
    view = View(0.5, 0.5, zoom, 1200, 1200)
    rings = people.rings(view, range(len(one.kinds)), coloured)
    away = int((rings.label[people.placed] < 0).sum())
    assert int(rings.count.sum()) + away + people.unplaced() == len(people.columns.id)
    assert (rings.by_class.sum(axis=1) == rings.count).all()
    assert rings.by_age is not None
    assert (rings.by_age.sum(axis=2) == rings.by_class).all()


@settings(max_examples=25, deadline=None)
@given(people=crowds(), key=st.sampled_from(COLOURINGS), hidden=st.integers(0, 20))
def test_that_what_a_tick_hides_is_exactly_its_class(people: People, key: str, hidden: int) -> None:
    one = colouring(key, people, DARK, NOW, Targets())
    gone = hidden % len(one.kinds)
    coloured = Coloured(one.codes(), len(one.kinds))
    whole = people.rings(WORLD, range(len(one.kinds)), coloured)
    rest = people.rings(WORLD, [c for c in range(len(one.kinds)) if c != gone], coloured)
    assert int(whole.count.sum() - rest.count.sum()) == int(whole.by_class[:, gone].sum())
    assert int(rest.by_class[:, gone].sum()) == 0


def test_that_every_colouring_is_offered(qtbot: QtBot) -> None:
    assert tuple(colourings()) == COLOURINGS


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(0, 500))
def test_that_heat_holds_as_many_persons_as_stand_in_the_view(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    x, y = random.uniform(0.55, 0.6, count), random.uniform(0.37, 0.4, count)
    view = View(0.575, 0.385, 4.0, 1200, 800)  # with room around them for the blur
    found = density(x, y, view)
    per_cell = (view.metres_per_pixel() * 6.0 / 1000) ** 2
    assert found.grid.sum() * per_cell == pytest.approx(count)
    assert found.peak == pytest.approx(found.grid.max())


def test_that_members_far_from_each_other_are_a_household_apart() -> None:
    ids = np.arange(1, 9)
    lat = np.array([39.9, 39.9, 41.0, 41.0, 36.0, np.nan, 10.0, 20.0])
    lon = np.array([32.8, 32.81, 29.0, 28.0, 30.0, np.nan, 179.99, -179.99])
    lat[6:] = 10.0
    people = People(MapColumns(ids, lat, lon, np.zeros(8, np.uint8)))
    people.details.household[:] = [1, 1, 2, 2, 3, 3, 4, 4]
    lon_apart = np.radians(0.02) * 6_371_000  # over the date line, about 2 km
    assert lon_apart < 5_000
    assert household_codes(people).tolist() == [2, 2, 0, 0, 1, 1, 2, 2]


def test_that_households_are_found_anew_when_somebody_moves() -> None:
    ids, at = np.arange(1, 3), np.array([39.9, 39.9])
    people = People(MapColumns(ids, at, at, np.zeros(2, np.uint8)))
    people.tell(replace(people.details, household=np.array([1, 1], np.int32)), all_of_them=True)
    one = colouring("household", people, DARK, NOW, Targets())
    first = one.codes()
    fresh = MapColumns(ids[:1], at[:1], at[:1], np.array([2], np.uint8))
    people.update([1], fresh)
    assert one.codes() is first
    people.update([1], replace(fresh, lat=np.array([41.0])))
    assert one.codes().tolist() == [0, 0]


def test_that_only_a_few_affiliations_have_colours_of_their_own() -> None:
    count = 100
    people = People(
        MapColumns(
            np.arange(1, count + 1), np.zeros(count), np.zeros(count), np.zeros(count, np.uint8)
        )
    )
    people.details.group[:] = np.minimum(np.arange(count) % 12, 11)
    names = ("", *(f"Company {n}" for n in range(1, 12)))
    people.tell(replace(people.details, groups=names), all_of_them=True)
    one = colouring("affiliation", people, DARK, NOW, Targets())
    assert len(one.kinds) == NAMED + 2
    assert [kind.key for kind in one.kinds[-2:]] == ["others", "none"]


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: bool(made.people.details.household.any()))
    return made


def test_that_the_tiers_on_the_map_are_those_of_the_overview(room: MapRoom, desk: Desk) -> None:
    told = desk.ask(unaccounted, desk.now(), desk.incident.targets)
    room.legend.choose("tier")
    counts = {key: row.count for key, row in room.legend.rows.items()}
    assert {tier: counts[tier] for tier in Tier} == told.by_tier
    assert counts["never"] == told.never
    assert sum(counts.values()) == 180


def test_that_households_of_very_many_are_found_beside_the_window(
    show: Callable[[MapRoom], MapRoom], frame: Told, desk: Desk, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    looked_at_by: list[threading.Thread] = []

    def codes(people: People) -> Codes:
        looked_at_by.append(threading.current_thread())
        return household_codes(people)

    monkeypatch.setattr(map_known, "MANY", 1)
    monkeypatch.setattr(map_colours, "household_codes", codes)
    room = show(MapRoom(frame))
    qtbot.waitUntil(lambda: households_hold(room.people))
    room.legend.choose("household")
    person = int(room.people.columns.id[room.people.details.household > 0][0])
    desk.run(edit_person, person, {"lat": -17.5, "lon": 177.5})
    place = room.people.places([person])
    qtbot.waitUntil(lambda: abs(float(room.people.columns.lat[place][0]) + 17.5) < 1e-9)
    qtbot.waitUntil(lambda: not desk.jobs and households_hold(room.people))
    assert room.look.coloured().codes[place] == [0]  # apart from the others
    assert sum(row.count for row in room.legend.rows.values()) == 180
    assert threading.main_thread() not in looked_at_by


def test_that_the_details_follow_what_others_change(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    booked = STAGE_CODES["assigned"]
    ids = [id_ for id_ in desk.ask(person_ids, PersonFilter()) if _stage(room, id_) == 0]
    person = next(i for i in ids if room.people.details.household[room.people.places([i])[0]] == 0)
    movement = next(
        row.movement.id for row in desk.ask(movements)
        if row.movement.status == "open" and row.free() > 0
    )  # fmt: skip
    desk.run(assign, movement, [person])
    qtbot.waitUntil(lambda: _stage(room, person) == booked)
    desk.undo()
    qtbot.waitUntil(lambda: _stage(room, person) == 0)
    desk.run(edit_person, person, {"affiliation": "Blue Crane Tours"})
    qtbot.waitUntil(lambda: "Blue Crane Tours" in room.people.details.groups)
    fresh = desk.ask(map_details)
    kept = room.people.details
    for name in ("id", "stage", "priority", "heard", "located", "household", "sureness"):
        np.testing.assert_array_equal(getattr(kept, name), getattr(fresh, name))
    assert [kept.groups[g] for g in kept.group] == [fresh.groups[g] for g in fresh.group]


def test_that_colouring_ticks_and_order_are_remembered(room: MapRoom) -> None:
    legend = room.legend
    legend.choose("stage")
    legend.rows["arrived"].click()
    legend.layers["sites"].click()
    legend.layers["contacts"].setFocus()
    QTest.keyClick(legend.layers["contacts"], Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    again = MapLegend()
    assert again.colour == "stage"
    assert not again.is_ticked("arrived")
    assert not again.shows("sites")
    assert again.order() == [*ORDER[:-2], "contacts", "missions"]
    again.deleteLater()


def test_that_hidden_persons_are_told_beside_the_sum(room: MapRoom) -> None:
    safe = room.legend.rows[Safety.SAFE]
    safe.click()
    placed = room.people.placed & (room.people.columns.safety == 2)
    assert f"▲ {int(placed.sum())} of them hidden here" in room.legend.total.text()


@pytest.mark.parametrize("key", COLOURINGS)
def test_that_every_colouring_is_painted(room: MapRoom, key: str) -> None:
    room.legend.choose("safety" if key != "safety" else "stage")
    before = room.grab().toImage()
    room.legend.choose(key)
    assert room.grab().toImage() != before


def test_that_old_positions_are_paler_until_that_is_switched_off(room: MapRoom) -> None:
    one = by_safety(room.people, DARK)
    assert room.look.coloured().ages is not None
    assert room.rings().by_age is not None
    steps = age_steps(room.people, room.frame.desk.now() + timedelta(days=9))
    assert (steps == 3).all()
    room.legend.age.click()
    assert room.look.coloured().ages is None
    assert room.rings().by_age is None
    assert len(one.kinds) == len(Safety)


def _stage(room: MapRoom, person: int) -> int:
    return int(room.people.details.stage[room.people.places([person])[0]])
