"""From the incident to the picture of the room: what comes through, and what never does."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from situationroom.cities import country_names
from situationroom.commands.briefing import (
    hold_back,
    make_sitrep,
    release,
    set_dwell,
    set_small_numbers,
)
from situationroom.commands.briefing_picture import picture
from situationroom.commands.people import add_person
from situationroom.map.labels import names
from situationroom.models import Site
from situationroom.models.briefing import FigureName, Picture, Releasable
from situationroom.models.errors import RuleError
from situationroom.models.suppression import Count
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.briefing import the_briefing, typed_texts
from situationroom.store.transaction import Transaction
from situationroom.texts import set_language
from tests.briefing_cast import MARKS, make_marked
from tests.cast import HALL, somebody


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
