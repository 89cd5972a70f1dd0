"""The resolver against the truth list: nearly always right, and never wrong in silence."""

from collections import Counter
from pathlib import Path

import pytest

from situationroom.intake.places import Gazetteer, open_gazetteer
from situationroom.models.vocabulary import Precision
from tests.places.truth import CALLERS, HELD_OUT, TOWNS, lines, right, wrong_in_silence

ENOUGH = 0.97


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def test_that_the_truth_list_is_long_and_of_many_kinds() -> None:
    told = lines()
    assert len(told) >= 300
    assert len({(line.text, line.incident) for line in told}) == len(told)
    assert len({line.incident for line in told}) >= 40
    kinds = Counter(line.expect for line in told)
    assert min(kinds["nowhere"], kinds["doubt"]) >= 10
    assert sum(line.text.isascii() for line in told) >= 200


def test_that_the_truth_list_is_resolved(gazetteer: Gazetteer) -> None:
    told = [(line, gazetteer.resolve(line.text, line.incident)) for line in lines()]
    wrong = [(line.text, line.incident) for line, found in told if not right(line, found)]
    assert len(wrong) <= (1 - ENOUGH) * len(told), wrong


def test_that_nothing_is_wrong_in_silence(gazetteer: Gazetteer) -> None:
    found = [
        (line.text, place.name_en, place.country)
        for line in lines()
        if (place := gazetteer.resolve(line.text, line.incident)) is not None
        and wrong_in_silence(line, place)
    ]
    assert found == []


@pytest.mark.parametrize("path", [TOWNS, HELD_OUT, CALLERS])
def test_that_middle_sized_towns_are_found_and_none_is_wrong_in_silence(
    gazetteer: Gazetteer, path: Path
) -> None:
    told = [(line, gazetteer.resolve(line.text, line.incident)) for line in lines(path)]
    good = sum(right(line, found) for line, found in told)
    assert good >= 0.89 * len(told)
    assert not [line.text for line, found in told if wrong_in_silence(line, found)]


def test_that_every_answer_says_how_sure_it_is(gazetteer: Gazetteer) -> None:
    for line in lines():
        place = gazetteer.resolve(line.text, line.incident)
        if place is not None:
            assert place.uncertainty_m > 0, line.text
            assert place.precision is not Precision.UNKNOWN, line.text
            if place.doubt is not None:
                assert str(place.doubt), line.text


def test_that_the_whole_world_is_in_the_gazetteer(gazetteer: Gazetteer) -> None:
    index = gazetteer.index
    assert len(index.en) >= 200_000
    assert len(index.nations) >= 240


@pytest.mark.parametrize(
    ("old", "new", "country"),
    [
        ("Saigon", "Ho Chi Minh City", "VN"),
        ("西贡", "Ho Chi Minh City", "VN"),
        ("Rangoon", "Yangon", "MM"),
        ("Constantinople", "Istanbul", "TR"),
        ("Bombay", "Mumbai", "IN"),
        ("Kiev", "Kyiv", "UA"),
        ("Leningrad", "Saint Petersburg", "RU"),
        ("海参崴", "Vladivostok", "RU"),
    ],
)
def test_that_old_names_still_find_the_city(
    gazetteer: Gazetteer, old: str, new: str, country: str
) -> None:
    place = gazetteer.resolve(old, country)
    assert place is not None
    assert place.name_en == new


def test_that_a_misspelt_place_says_how_it_was_read(gazetteer: Gazetteer) -> None:
    for told in ("Gazientep", "Gaziantpe", "加吉安泰普"):
        place = gazetteer.resolve(told, "TR")
        assert place is not None, told
        assert place.name_en == "Gaziantep"
        assert place.doubt is not None
        assert "Gaziantep" in str(place.doubt)


def test_that_a_place_abroad_is_said_to_be_abroad(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("LAX", "TR")
    assert place is not None
    assert place.country == "US"
    assert place.doubt is not None


def test_that_a_country_the_caller_named_is_no_doubt(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("Damascus, Syria", "TR")
    assert place is not None
    assert (place.country, place.doubt) == ("SY", None)
