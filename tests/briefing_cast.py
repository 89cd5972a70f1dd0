"""An incident in which everything typed about persons is marked, to be looked for where the room
looks: names, telephones, documents, health words, in every field that takes a text."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from situationroom.commands.events import record_decision
from situationroom.commands.people import add_person
from situationroom.commands.requests import open_request
from situationroom.commands.shelters import add_site
from situationroom.commands.transport import create_movement
from situationroom.commands.zones import add_zone
from situationroom.models import Person, Site, Unit, Zone
from situationroom.models.person import Document, Kin, Phone
from situationroom.models.vocabulary import Need, Safety, SiteKind, ZoneKind
from situationroom.models.zone import Shape
from situationroom.store.incident_file import IncidentFile, create_incident
from tests.cast import NOW, Clock, a_movement, a_request, an_incident

MARKS = ("标记芳", "MARKOVA", "Zzyfang", "标记医院", "0532-999", "5329990127", "M99900011",
         "标记父", "zz@mark.example", "孕妇", "pregnant", "wheelchair", "轮椅", "受伤")  # fmt: skip
"""None of these may be read by the room."""
CITIES = (("Istanbul", 41.01, 28.97, 40), ("Ankara", 39.92, 32.85, 23), ("Antalya", 36.9, 30.7, 9),
          ("Trabzon", 41.0, 39.72, 2))  # fmt: skip
EVIL = '<img src=x onerror="document.title=1">'
SCRIPT = "</script><script>document.title='owned'</script>"


def marked(place: int, city: str, lat: float, lon: float) -> Person:
    """Somebody whose every text is marked."""
    return Person(
        0,
        "标记芳",
        "MARKOVA",
        f"Zzyfang {place}",
        other_names=("Zzyfang Alias",),
        death_reported_by="标记父",
        death_source="标记医院",
        safety=list(Safety)[place % len(Safety)],
        documents=(Document("P", f"M99900011{place}", "CHN"),),
        phones=(Phone("+905329990127", "0532-999 01 27"),),
        affiliation="标记医院 pregnant",
        needs=(Need.WHEELCHAIR, Need.PREGNANT),
        place_text="标记医院 受伤",
        city=city,
        country="TR",
        lat=lat,
        lon=lon,
        kin=(Kin("标记父", "父亲", "+8613899900011"),),
    )


def make_marked(path: Path) -> IncidentFile:
    """The file, open, with 74 marked persons in four cities and one without a position."""
    file = create_incident(
        path, an_incident(name="标记芳 case", drill=True), "Li Kai", "1", Clock()
    )
    place = 0
    for city, lat, lon, count in CITIES:
        for _ in range(count):
            place += 1
            file.run(add_person, marked(place, city, lat, lon))
    file.run(add_person, replace(marked(0, "", 0, 0), lat=None, lon=None))
    file.run(open_request, a_request(1, description="孕妇 pregnant 0532-999 标记芳"))
    hall = Site(0, "标记医院 标记芳", SiteKind.HOSPITAL, city="Ankara", lat=39.92, lon=32.85)
    file.run(add_site, hall, [Unit(0, 0, "轮椅 wheelchair", 40)])
    file.run(
        create_movement, a_movement("标记芳 07", origin="标记医院", destination="zz@mark.example")
    )
    file.run(create_movement, a_movement("XC 4101", origin="IST", destination="ESB"))
    shape = Shape(((40.0, 28.0), (42.0, 28.0), (42.0, 30.0), (40.0, 30.0)))
    zone = Zone(0, "标记芳 5329990127", ZoneKind.NO_GO, (shape,), ends_at=NOW + timedelta(days=1),
                note="受伤")  # fmt: skip
    file.run(add_zone, zone)
    file.run(record_decision, "决定：孕妇 标记芳 先走, 5329990127")
    return file


def attack(file: IncidentFile) -> None:
    """Two persons whose names are code."""
    for name in (EVIL, SCRIPT):
        file.run(
            add_person,
            Person(0, name, "EVIL", name, city="Ankara", country="TR", lat=39.92, lon=32.85),
        )
