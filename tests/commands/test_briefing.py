"""From the incident to the picture of the room: what comes through, and what never does."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from situationroom.cities import country_names
from situationroom.commands.briefing import (
    hold_back,
    make_sitrep,
    release,
    set_dwell,
    set_small_numbers,
)
from situationroom.commands.briefing_groups import groups
from situationroom.commands.briefing_picture import (
    APART,
    picture,
    shown_counts,
    shown_figures,
    steps,
)
from situationroom.commands.people import add_person
from situationroom.commands.zones import add_zone
from situationroom.map.labels import names
from situationroom.models import Site, Sitrep, Zone
from situationroom.models.briefing import FigureName, Picture, Releasable
from situationroom.models.errors import RuleError
from situationroom.models.suppression import Count
from situationroom.models.vocabulary import Safety, Standing, ZoneKind
from situationroom.models.zone import Shape
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.briefing import the_briefing, typed_texts
from situationroom.store.queries.figures import Figures
from situationroom.store.queries.map_columns import SAFETY_CODES, MapColumns
from situationroom.store.queries.overview import Arrival
from situationroom.store.transaction import Transaction
from situationroom.texts import set_language
from tests.briefing_cast import MARKS, make_marked
from tests.cast import HALL, somebody

HOUR = timedelta(hours=1)


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[IncidentFile]:
    file = make_marked(tmp_path / "marked.situation")
    yield file
    file.close()


def texts_in(value: object) -> Iterator[str]:
    """Every text anywhere in a picture."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name))


def rename_hall(tx: Transaction) -> None:
    """The hall is called otherwise."""
    tx.put(dataclasses.replace(tx.get(Site, HALL), name="Other Hall"))
    tx.describe("Changed")


def seen(file: IncidentFile) -> Picture:
    return file.ask(picture, file.now())


def test_that_no_name_number_or_health_word_comes_into_the_picture(marked: IncidentFile) -> None:
    found = " ".join(texts_in(seen(marked)))
    assert found
    assert not [mark for mark in MARKS if mark.lower() in found.lower()]


def test_that_none_of_the_marked_texts_can_be_released(marked: IncidentFile) -> None:
    offered = marked.ask(typed_texts)
    assert {kind for kind, _, _ in offered} == set(Releasable)
    for kind, record, _ in offered:
        with pytest.raises(RuleError):
            marked.run(release, kind, record)


def test_that_groups_and_those_not_on_the_map_add_up_to_everybody(marked: IncidentFile) -> None:
    found = seen(marked)
    counts = [*(group.count for group in found.groups), found.unplaced]
    assert sum(count.low for count in counts) <= 75
    assert found.figure(FigureName.AFFECTED).count == Count(75, 75)
    for group in found.groups:
        assert not group.parts or sum(n for _, n in group.parts) == group.count.low
        assert all(n >= found.small for _, n in group.parts)


def test_that_two_persons_in_a_town_are_shown_with_the_next_one(marked: IncidentFile) -> None:
    cities = {names().en[group.city] for group in seen(marked).groups}
    assert {"Istanbul", "Ankara"} <= cities
    assert "Trabzon" not in cities


def test_that_one_person_without_a_place_hides_a_second_number(marked: IncidentFile) -> None:
    found = seen(marked)
    assert str(found.unplaced) == "<5"
    assert any(str(group.count) == "≥5" for group in found.groups)


def test_that_a_shelter_is_named_only_after_an_officer_has_said_so(
    incident_file: IncidentFile,
) -> None:
    assert all(shelter.name is None for shelter in seen(incident_file).shelters)
    incident_file.run(release, Releasable.SITE, HALL)
    named = [shelter.name for shelter in seen(incident_file).shelters if shelter.name]
    assert [name.text for name in named] == ["Assembly Hall"]


def test_that_a_released_name_lapses_when_it_is_changed(incident_file: IncidentFile) -> None:
    incident_file.run(release, Releasable.SITE, HALL)
    incident_file.run(rename_hall)
    assert all(shelter.name is None for shelter in seen(incident_file).shelters)


def test_that_a_released_name_lapses_when_somebody_is_called_so(
    incident_file: IncidentFile,
) -> None:
    incident_file.run(release, Releasable.SITE, HALL)
    incident_file.run(add_person, somebody("Assembly Hall"))
    assert all(shelter.name is None for shelter in seen(incident_file).shelters)


def test_that_a_text_can_be_held_back_again(incident_file: IncidentFile) -> None:
    incident_file.run(release, Releasable.SITE, HALL)
    incident_file.run(hold_back, Releasable.SITE, HALL)
    assert all(shelter.name is None for shelter in seen(incident_file).shelters)
    with pytest.raises(RuleError):
        incident_file.run(hold_back, Releasable.SITE, HALL)


def test_that_routes_are_cities_of_the_map_or_nothing(marked: IncidentFile) -> None:
    by_number = {d.number.text if d.number else "": d for d in seen(marked).departures}
    flight, unnamed = by_number["XC 4101"], by_number[""]
    assert flight.origin is not None and names().en[flight.origin] == "Istanbul"
    assert flight.destination is not None and names().en[flight.destination] == "Ankara"
    assert unnamed.destination is None


def test_that_the_settings_are_kept_and_each_has_its_entry(incident_file: IncidentFile) -> None:
    incident_file.run(set_small_numbers, 10)
    incident_file.run(set_dwell, [5, 5, 0, 5, 5, 5])
    kept = incident_file.ask(the_briefing)
    assert (kept.small, kept.dwell) == (10, (5, 5, 0, 5, 5, 5))
    with pytest.raises(RuleError):
        incident_file.run(set_small_numbers, 2)


def test_that_a_change_is_told_against_the_last_sitrep(incident_file: IncidentFile) -> None:
    assert seen(incident_file).figure(FigureName.AFFECTED).change is None
    incident_file.run(make_sitrep)
    incident_file.run(add_person, somebody("赵国强"))
    found = seen(incident_file)
    assert found.since is not None
    assert found.figure(FigureName.AFFECTED).change == 1


def test_that_the_country_is_named_in_the_language_spoken_now() -> None:
    set_language("zh")
    assert country_names()["TR"] == "土耳其"
    set_language("en")
    assert country_names()["TR"] == "Türkiye"


def counted(affected: int, unaccounted: int, moving: int = 0, out: int = 0) -> Figures:
    """Figures of persons; nobody asks for anything."""
    return Figures(affected, unaccounted, 0, 0, 0, moving, out)


@pytest.mark.parametrize(
    ("now", "hidden"),
    [
        (counted(706, 703), FigureName.UNACCOUNTED),
        (counted(706, 0, 0, 702), FigureName.OUT),
        (counted(706, 200, 300, 204), FigureName.UNACCOUNTED),
    ],
)
def test_that_figures_beside_each_other_do_not_say_how_few_are_left_over(
    now: Figures, hidden: FigureName
) -> None:
    shown = shown_counts(now, 5)
    assert not shown[hidden].exact
    left = [
        now.affected - sum(getattr(shown[one], end) for one in APART) for end in ("high", "low")
    ]
    assert left == [1, 4]


def test_that_a_change_does_not_say_what_the_last_sitrep_hid(incident_file: IncidentFile) -> None:
    last = Sitrep(1, 1, incident_file.now(), "Li Kai", 1, 706, 703, 0, 0, 0, 0, 0)
    changes = {one.name: one.change for one in shown_figures(counted(706, 600), last, 5)}
    assert changes[FigureName.AFFECTED] == 0
    assert changes[FigureName.UNACCOUNTED] is None


def test_that_three_who_need_help_are_not_the_rest_of_the_unaccounted() -> None:
    safeties = [Safety.UNKNOWN] * 300 + [Safety.INJURED] * 3 + [Safety.SAFE] * 403
    placed, _ = groups(columns_of(safeties), 5)
    assert placed[0].parts == ((Standing.UNVERIFIED, 300), (Standing.MIXED, 406))


def test_that_few_who_need_help_and_few_missing_hide_each_other() -> None:
    many = {Safety.UNKNOWN: 60, Safety.INJURED: 3, Safety.MISSING: 3, Safety.SAFE: 40}
    safeties = [one for one, number in many.items() for _ in range(number)]
    here = columns_of(safeties * 2)
    far = np.arange(len(here.lat)) >= len(safeties)
    placed, _ = groups(dataclasses.replace(here, lat=np.where(far, 41.01, 39.92)), 5)
    alike = {Standing.UNVERIFIED: 60, Standing.SAFE: 40, Standing.MIXED: 6}
    assert [dict(group.parts) for group in placed] == [alike, alike]


def test_that_the_plan_does_not_say_who_travels_without_a_seat() -> None:
    at = datetime(2016, 7, 18, 12, tzinfo=UTC)
    coach = [Arrival(at, 167, True), Arrival(at + HOUR, 2, True), Arrival(at + 2 * HOUR, 43, False)]
    assert [(one.total, one.done) for one in steps(coach, 169, 5)] == [(165, True), (205, False)]
    assert [one.total for one in steps(coach, 167, 5)] == [167, 207]


def columns_of(safeties: list[Safety]) -> MapColumns:
    """Everybody at one place."""
    many = len(safeties)
    ids = np.arange(1, many + 1, dtype=np.int64)
    codes = np.array([SAFETY_CODES[one] for one in safeties], np.uint8)
    return MapColumns(ids, np.full(many, 39.92), np.full(many, 32.85), codes)


def test_that_a_zone_keeps_its_holes_on_the_screen_of_the_room(marked: IncidentFile) -> None:
    outline = ((40.0, 28.0), (42.0, 28.0), (42.0, 30.0), (40.0, 30.0))
    hole = ((40.9, 28.9), (41.1, 28.9), (41.1, 29.1), (40.9, 29.1))
    marked.run(add_zone, Zone(0, "Kızılay", ZoneKind.NO_GO, (Shape(outline, (hole,)),)))
    (shown,) = [one for one in seen(marked).areas if len(one.polygons[0]) == 2]
    assert shown.polygons == ((outline, hole),)
