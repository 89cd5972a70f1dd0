"""Zones: who is inside, who came and went, what a later alert does to an earlier one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from situationroom.commands.people import add_person, edit_person
from situationroom.commands.zones import (
    add_zone,
    edit_zone,
    raise_inside,
    take_zones,
    withdraw_zone,
    zones_of_file,
)
from situationroom.intake.zone_told import ToldZones
from situationroom.models import Person, Zone
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Priority, ZoneKind
from situationroom.models.zone import Shape
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.requests import requests
from situationroom.store.queries.zones import crossings, less_urgent_in, persons_in, zones
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from situationroom.words import entry_text
from tests.cast import HAIYAN, a_request, somebody
from tests.intake.test_zones import cap

ISTANBUL = Shape(((41.0, 28.9),), radius_m=30_000)


def a_zone(**more: object) -> Zone:
    draft = Zone(0, "Airport closed", ZoneKind.NO_GO, (ISTANBUL,))
    return replace(draft, **more)  # type: ignore[arg-type]


@pytest.fixture
def airport(incident_file: IncidentFile) -> Zone:
    return incident_file.run(add_zone, a_zone())[0]


def arrivals(file: IncidentFile, zone: Zone) -> list[tuple[str, bool]]:
    return [(one.name, one.entered) for one in file.ask(crossings, zone.id)]


def newcomer(file: IncidentFile, lat: float, lon: float) -> Person:
    return file.run(add_person, somebody("林晓", lat=lat, lon=lon))[0]


def test_that_whoever_is_told_of_inside_has_come_in(
    incident_file: IncidentFile, airport: Zone
) -> None:
    person = newcomer(incident_file, 41.0, 29.0)
    assert arrivals(incident_file, airport) == [("林晓", True)]
    assert person.id in incident_file.ask(persons_in, airport)
    incident_file.run(edit_person, person.id, {"lat": 39.9, "lon": 32.8})
    assert arrivals(incident_file, airport) == [("林晓", False), ("林晓", True)]
    assert person.id not in incident_file.ask(persons_in, airport)
    assert incident_file.ask(verify).ok


def test_that_an_undone_move_is_no_passage(incident_file: IncidentFile, airport: Zone) -> None:
    person = newcomer(incident_file, 39.9, 32.8)
    entry = incident_file.run(edit_person, person.id, {"lat": 41.0, "lon": 29.0})[1]
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert arrivals(incident_file, airport) == []
    assert incident_file.ask(verify).ok


def test_that_nobody_comes_into_a_zone_that_no_longer_holds(
    incident_file: IncidentFile, airport: Zone
) -> None:
    with pytest.raises(RuleError, match="why"):
        incident_file.run(withdraw_zone, airport.id, " ")
    incident_file.run(withdraw_zone, airport.id, "Open again since 14:00")
    newcomer(incident_file, 41.0, 29.0)
    assert arrivals(incident_file, airport) == []
    assert incident_file.ask(zones) == []


def test_that_the_journal_says_how_many_are_inside(incident_file: IncidentFile) -> None:
    newcomer(incident_file, 41.0, 29.0)
    zone, entry = incident_file.run(add_zone, a_zone())
    assert entry is not None
    count = len(incident_file.ask(persons_in, zone))
    assert count >= 1
    assert entry_text(entry) == f"No-go zone Airport closed: {count} persons inside"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "name"),
        ({"shapes": ()}, "Draw"),
        ({"shapes": (Shape(((1.0, 1.0), (2.0, 2.0))),)}, "three different corners"),
        ({"shapes": (Shape(((95.0, 1.0),), radius_m=5.0),)}, "not a position"),
        ({"shapes": (Shape(((5.0, 1.0),), radius_m=-5.0),)}, "radius"),
    ],
)
def test_that_no_area_is_no_zone(
    incident_file: IncidentFile, airport: Zone, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RuleError, match=sentence):
        incident_file.run(add_zone, a_zone(**fields))
    with pytest.raises(RuleError, match=sentence):
        incident_file.run(edit_zone, airport.id, fields)


def test_that_a_zone_proposes_and_an_officer_confirms(
    incident_file: IncidentFile, airport: Zone
) -> None:
    from situationroom.commands.requests import open_request

    person = newcomer(incident_file, 41.0, 29.0)
    asked = incident_file.run(open_request, a_request(person.id, priority=Priority.YELLOW))[0]
    elsewhere = incident_file.run(open_request, a_request(HAIYAN, priority=Priority.YELLOW))[0]
    incident_file.run(edit_person, HAIYAN, {"lat": 37.0, "lon": 35.3})
    proposed = incident_file.ask(less_urgent_in, airport, Priority.RED)
    assert asked.id in proposed
    assert elsewhere.id not in proposed
    assert incident_file.ask(requests, [asked.id])[0].priority is Priority.YELLOW
    incident_file.run(raise_inside, airport.id, [asked.id], Priority.RED)
    assert incident_file.ask(requests, [asked.id])[0].priority is Priority.RED
    assert asked.id not in incident_file.ask(less_urgent_in, airport, Priority.RED)


def test_that_the_same_alert_again_doubles_nothing(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    told = zones_of_file(cap(tmp_path / "a.cap"), "TR")
    first, _ = incident_file.run(take_zones, told)
    second, _ = incident_file.run(take_zones, told)
    assert [zone.id for zone in first] == [zone.id for zone in second]
    assert len(incident_file.ask(zones)) == 2


def test_that_an_update_changes_and_a_cancellation_withdraws(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    incident_file.run(take_zones, zones_of_file(cap(tmp_path / "a.cap"), "TR"))
    one = "<references>hydro@meteo.example,A-1,2026-02-06T04:30:00+03:00</references>"
    wider = "36.0,35.9 36.0,36.5 36.5,36.5"
    update = cap(tmp_path / "b.cap", identifier="A-2", kind="Update", references=one, polygon=wider)
    incident_file.run(take_zones, zones_of_file(update, "TR"))
    flood = next(z for z in incident_file.ask(zones) if z.name == "Flood: Hatay")
    assert len(flood.shapes[0].outline) == 3
    assert len(incident_file.ask(zones)) == 2
    two = "<references>hydro@meteo.example,A-2,2026-02-06T06:00:00+03:00</references>"
    cancel = cap(tmp_path / "c.cap", identifier="A-3", kind="Cancel", references=two)
    incident_file.run(take_zones, zones_of_file(cancel, "TR"))
    assert incident_file.ask(zones) == []


def test_that_two_zones_called_alike_in_one_file_are_two(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    area = {"type": "Polygon", "coordinates": [[[29.0, 41.0], [29.1, 41.0], [29.1, 41.1]]]}
    one = {"type": "Feature", "properties": {"name": "Flood"}, "geometry": area}
    path = tmp_path / "flood.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [one, one]}))
    for _again in range(2):
        incident_file.run(take_zones, zones_of_file(path, "TR"))
        assert len(incident_file.ask(zones)) == 2


def numbered(folder: Path, number: str, kind: str = "Alert", of: str = "") -> ToldZones:
    told = f"<references>hydro@meteo.example,{of},2026-02-06T04:30:00+03:00</references>"
    path = cap(
        folder / f"{number}.cap", identifier=number, kind=kind, references=told if of else ""
    )
    return zones_of_file(path, "TR")


def test_that_an_alert_that_comes_after_its_cancellation_is_left_out(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    _, entry = incident_file.run(take_zones, numbered(tmp_path, "A-3", "Cancel", "A-1"))
    assert entry is not None and "not here" in entry.template
    with pytest.raises(RuleError, match="later alert has replaced or cancelled"):
        incident_file.run(take_zones, numbered(tmp_path, "A-1"))
    assert incident_file.ask(zones) == []
    incident_file.run(undo, entry.revision)
    incident_file.run(take_zones, numbered(tmp_path, "A-1"))
    assert len(incident_file.ask(zones)) == 2


@pytest.mark.parametrize("seen", [True, False])
def test_that_an_alert_that_comes_after_its_update_is_left_out(
    incident_file: IncidentFile, tmp_path: Path, seen: bool
) -> None:
    if seen:
        incident_file.run(take_zones, numbered(tmp_path, "A-1"))
    incident_file.run(take_zones, numbered(tmp_path, "A-2", "Update", "A-1"))
    with pytest.raises(RuleError, match="later alert has replaced or cancelled"):
        incident_file.run(take_zones, numbered(tmp_path, "A-1"))
    assert len(incident_file.ask(zones)) == 2
    incident_file.run(take_zones, numbered(tmp_path, "A-3", "Cancel", "A-2"))
    assert incident_file.ask(zones) == []


def test_that_of_a_feed_with_an_alert_and_its_update_the_update_holds(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    numbered(tmp_path, "A-1")
    numbered(tmp_path, "A-2", "Update", "A-1")
    alerts = [(tmp_path / f"{n}.cap").read_text().partition("?>")[2] for n in ("A-1", "A-2")]
    feed = tmp_path / "feed.xml"
    feed.write_text(f"<feed>{''.join(alerts)}</feed>")
    incident_file.run(take_zones, zones_of_file(feed, "TR"))
    found = incident_file.ask(zones)
    assert [z.known_as.partition("|")[0] for z in found] == ["hydro@meteo.example,A-2"] * 2


def test_that_a_zone_an_officer_withdrew_can_be_taken_again(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    taken, _ = incident_file.run(take_zones, numbered(tmp_path, "A-1"))
    incident_file.run(withdraw_zone, taken[0].id, "by mistake")
    incident_file.run(take_zones, numbered(tmp_path, "A-1"))
    assert len(incident_file.ask(zones)) == 2
