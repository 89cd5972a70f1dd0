"""Words nobody could place: decided once for everybody who says them, remembered, taken back."""

from dataclasses import replace

import pytest

from situationroom.commands.people import add_person
from situationroom.commands.place_tables import add_place
from situationroom.commands.places import typed_place
from situationroom.commands.placings import (
    doubtful_positions,
    exchange_positions,
    forget_placing,
    own_places,
    place_text,
    take_positions_away,
    unplaced_texts,
)
from situationroom.commands.typed import location_fields
from situationroom.intake.place_candidates import candidates
from situationroom.models import Person, Place, Placing
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import PlaceKind, Precision, Source
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.people import persons
from situationroom.store.queries.places import placings
from situationroom.store.undo import undo
from situationroom.store.verify import verify

HYATT = Placing(
    0, "Grand Hyatt", "", "Grand Hyatt Istanbul", "Istanbul", "TR", 41.0392, 28.9905,
    Precision.STREET, 300.0,
)  # fmt: skip


def somebody(file: IncidentFile, number: int, place: str, **more: object) -> int:
    """A person who is told to be there."""
    draft = Person(0, surname=f"LI{number}", given_names="A", place_text=place)
    return file.run(add_person, replace(draft, **more))[0].id  # type: ignore[arg-type]


def position_of(file: IncidentFile, id_: int) -> tuple[float | None, float | None]:
    """Where a person is, in degrees."""
    found = file.ask(persons, [id_])[0]
    return found.lat, found.lon


def test_that_one_decision_places_everybody_who_says_the_words(incident_file: IncidentFile) -> None:
    spelt = ("Grand Hyatt", "grand hyatt", "GRAND HYATT ", "Grand-Hyatt")
    ids = [somebody(incident_file, n, spelt[n % 4]) for n in range(40)]
    other = somebody(incident_file, 99, "Hotel Nowhere")
    first = incident_file.ask(unplaced_texts)[0]
    assert (first.text, len(first.persons)) == ("Grand Hyatt", 40)
    assert set(first.spellings) == set(spelt)
    assert incident_file.run(place_text, HYATT)[0] == 40
    found = incident_file.ask(persons, ids)
    assert {(p.lat, p.lon, p.uncertainty_m, p.precision) for p in found} == {
        (41.0392, 28.9905, 300.0, Precision.STREET)
    }
    assert {(p.city, p.country, p.location_source) for p in found} == {
        ("Istanbul", "TR", Source.OFFICER)
    }
    assert position_of(incident_file, other) == (None, None)
    assert all(one.text != "Grand Hyatt" for one in incident_file.ask(unplaced_texts))
    assert incident_file.ask(verify).ok


def test_that_one_undo_takes_the_decision_back(incident_file: IncidentFile) -> None:
    ids = [somebody(incident_file, n, "Grand Hyatt") for n in range(3)]
    entry = incident_file.run(place_text, HYATT)[1]
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert {position_of(incident_file, one) for one in ids} == {(None, None)}
    assert incident_file.ask(placings) == []
    assert incident_file.ask(own_places).resolve("Grand Hyatt", "TR") is None


def test_that_a_decision_is_remembered_and_says_where_it_comes_from(
    incident_file: IncidentFile,
) -> None:
    incident_file.run(place_text, HYATT)
    known = incident_file.ask(own_places)
    read = typed_place("grand  hyatt", "TR", known)
    assert read.place is not None
    assert (read.place.origin, read.source) == ("decided", Source.OFFICER)
    fields = location_fields("Grand Hyatt", "TR", incident_file.now(), known)
    assert (fields["lat"], fields["location_source"]) == (41.0392, Source.OFFICER)
    (placing,) = incident_file.ask(placings)
    assert placing.officer
    incident_file.run(forget_placing, placing.id)
    assert incident_file.ask(own_places).resolve("Grand Hyatt", "TR") is None


def test_that_a_second_decision_moves_those_of_the_first(incident_file: IncidentFile) -> None:
    one = somebody(incident_file, 1, "Grand Hyatt")
    incident_file.run(place_text, HYATT)
    elsewhere = replace(HYATT, name="Grand Hyatt Ankara", city="Ankara", lat=39.9, lon=32.8)
    assert incident_file.run(place_text, elsewhere)[0] == 1
    assert position_of(incident_file, one) == (39.9, 32.8)
    assert incident_file.ask(persons, [one])[0].city == "Ankara"
    assert len(incident_file.ask(placings)) == 1


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (91.0, 20.0), (41.0, 181.0)])
def test_that_words_are_not_placed_where_nobody_can_be(
    incident_file: IncidentFile, lat: float, lon: float
) -> None:
    with pytest.raises(RuleError):
        incident_file.run(place_text, replace(HYATT, lat=lat, lon=lon))


def test_that_exchanged_and_empty_positions_are_found_and_put_right(
    incident_file: IncidentFile,
) -> None:
    turned = somebody(incident_file, 1, "Istanbul", lat=28.98, lon=41.01)
    empty = somebody(incident_file, 2, "Istanbul", lat=0.0, lon=0.0)
    abroad = somebody(incident_file, 3, "Baghdad", lat=33.34, lon=44.40)
    somebody(incident_file, 4, "Istanbul", lat=41.01, lon=28.98)
    found = {one.why: one for one in incident_file.ask(doubtful_positions, "TR")}
    assert found["swapped"].persons == (turned,)
    assert found["zero"].persons == (empty,)
    assert (found["abroad"].persons, found["abroad"].country) == ((abroad,), "IQ")
    incident_file.run(exchange_positions, [turned])
    incident_file.run(take_positions_away, [empty])
    assert position_of(incident_file, turned) == (41.01, 28.98)
    assert position_of(incident_file, empty) == (None, None)
    assert [one.why for one in incident_file.ask(doubtful_positions, "TR")] == ["abroad"]
    assert incident_file.ask(verify).ok


def test_that_the_incidents_own_places_come_before_the_world(incident_file: IncidentFile) -> None:
    for lat, lon, city in ((41.0426, 28.9880, "Istanbul"), (39.9088, 32.8577, "Ankara")):
        draft = Place(0, "Hilton", PlaceKind.HOTEL, lat, lon, city=city, country="TR")
        incident_file.run(add_place, draft)
    camp = Place(0, "Çadırkent 4", PlaceKind.WORK_SITE, 36.21, 36.17, other_names=("四号营地",))
    incident_file.run(add_place, camp)
    known = incident_file.ask(own_places)
    ankara, either = known.resolve("Hilton Ankara", "TR"), known.resolve("Hilton", "TR")
    assert ankara is not None
    assert (ankara.origin, ankara.city_en) == ("table", "Ankara")
    assert either is not None
    assert either.doubt is not None
    assert any("Ankara" in other for other in either.alternatives)
    chinese = known.resolve("在四号营地附近", "TR")
    assert chinese is not None
    assert (chinese.lat, chinese.lon) == (36.21, 36.17)
    izmir = known.resolve("Hilton, Izmir", "TR")  # the city that is named is believed
    assert izmir is not None
    assert izmir.city_en == "İzmir"


def test_that_there_is_a_choice_of_places(incident_file: IncidentFile) -> None:
    known = incident_file.ask(own_places)
    offered = candidates(known, "Tripoli", "LY")
    assert {place.country for place in offered} >= {"LY", "LB"}
    assert offered[0].country == "LY"
    assert len(offered) <= 9
    assert candidates(known, "", "LY") == []


def test_that_a_position_abroad_or_turned_is_said() -> None:
    turned = typed_place("28.98, 41.01", "TR")
    assert turned.place is not None
    assert (round(turned.place.lat), turned.doubt is not None) == (41, True)
    baghdad = typed_place("33.34, 44.40", "TR")
    assert baghdad.place is not None
    assert baghdad.doubt is not None
    assert "Iraq" in str(baghdad.doubt)
    assert typed_place("36.2, 36.16", "TR").doubt is None
