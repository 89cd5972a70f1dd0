"""An invented incident for the rooms of map and logistics, made through the program's commands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from situationroom.commands.handoffs import add_recipient
from situationroom.commands.households import form_household
from situationroom.commands.requests import opened
from situationroom.commands.shelters import add_site, check_in
from situationroom.commands.transport import assign, create_movement
from situationroom.models import (
    Incident,
    Movement,
    Person,
    Recipient,
    Request,
    Site,
    Unit,
)
from situationroom.models.person import Document, Phone
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import (
    Category,
    IncidentKind,
    Mode,
    Need,
    Precision,
    Priority,
    Safety,
    Sex,
    SiteKind,
)
from situationroom.store.incident_file import IncidentFile, create_incident
from situationroom.store.transaction import Transaction

START = datetime(2016, 7, 15, 19, 0, tzinfo=UTC)
NOW = START + timedelta(hours=20)
SURNAMES = ("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "单", "曾", "欧阳")
LATIN = ("WANG", "LI", "ZHANG", "LIU", "CHEN", "YANG", "ZHAO", "HUANG", "ZHOU", "WU", "SHAN",
         "ZENG", "OUYANG")  # fmt: skip
GIVEN = ("芳", "敏", "静", "磊", "浩然", "建国", "婷婷", "志明", "一诺", "秀英", "国庆")
GIVEN_LATIN = ("Fang", "Min", "Jing", "Lei", "Haoran", "Jianguo", "Tingting", "Zhiming", "Yinuo",
               "Xiuying", "Guoqing")  # fmt: skip
CITIES = (
    ("Istanbul", 41.01, 28.98, 60), ("Ankara", 39.92, 32.85, 20), ("Izmir", 38.42, 27.14, 14),
    ("Antalya", 36.90, 30.70, 8), ("Adana", 37.00, 35.32, 4), ("Trabzon", 41.00, 39.72, 3),
)  # fmt: skip


def new_incident(path: Path) -> IncidentFile:
    """The drill 'Turkey, July 2016' on its second day."""
    return create_incident(
        path,
        Incident(
            0,
            "Turkey, July 2016",
            IncidentKind.COUP,
            "TR",
            START,
            incident_zone="Europe/Istanbul",
            drill=True,
            exercise_seconds=round((NOW - datetime.now(UTC)).total_seconds()),
        ),
        "Li Kai",
        "desk 1",
    )


def invented(number: int, random: Random) -> Person:
    """One invented person; some have no position, some have needs."""
    surname, given = random.randrange(len(SURNAMES)), random.randrange(len(GIVEN))
    city, lat, lon, _ = random.choices(CITIES, [c[3] for c in CITIES])[0]
    placed = random.random() > 0.07
    sorts = [Safety.SAFE] * 8 + [Safety.UNKNOWN] * 3 + [Safety.NEEDS_HELP] * 2
    return Person(
        0,
        native_name=SURNAMES[surname] + GIVEN[given],
        surname=LATIN[surname],
        given_names=GIVEN_LATIN[given],
        sex=random.choice((Sex.FEMALE, Sex.MALE)),
        birth_date=f"{random.randrange(1950, 2012)}-0{random.randrange(1, 10)}-15",
        nationality="CHN",
        documents=(Document("P", f"E{10000000 + number}", "CHN", "2021-05-01"),),
        phones=(Phone(f"+9053255{number:05d}"),),
        needs=(Need.WHEELCHAIR,) if number % 23 == 0 else (),
        city=city if placed else "",
        country="TR",
        lat=lat + random.gauss(0, 0.08) if placed else None,
        lon=lon + random.gauss(0, 0.1) if placed else None,
        uncertainty_m=4000.0 if placed else None,
        precision=Precision.CITY if placed else Precision.UNKNOWN,
        safety=random.choice([*sorts, Safety.MISSING, Safety.INJURED]),
    )


def add_people(tx: Transaction, count: int, seed: int = 7) -> list[int]:
    """``count`` invented persons in one entry; their ids."""
    random = Random(seed)  # noqa: S311 - an invented cast, not a secret
    ids = [tx.add(invented(number, random)).id for number in range(count)]
    tx.describe("{n} persons", n=count)
    return ids


def coach(number: str, seats: int, hours: float = 3, **more: object) -> Movement:
    """A coach from Istanbul to Athens that leaves in some hours."""
    movement = Movement(
        0,
        number,
        Mode.COACH,
        Capacity(seats, wheelchairs=1, laps=2),
        "Istanbul",
        "Athens",
        NOW + timedelta(hours=hours),
        NOW + timedelta(hours=hours + 9),
        "Europe/Istanbul",
        "Europe/Athens",
    )
    return replace(movement, **more)  # type: ignore[arg-type]


def shelter(name: str, capacity: int, lat: float = 39.9, lon: float = 32.8) -> tuple[Site, Unit]:
    """A school with one hall."""
    site = Site(0, name, SiteKind.SCHOOL, city="Ankara", country="TR", lat=lat, lon=lon)
    return site, Unit(0, 0, "Hall A", capacity)


def ask_for(tx: Transaction, persons: Sequence[int], text: str = "wants to leave") -> Request:
    """An open request of these persons."""
    draft = Request(0, tx.now, tx.now, tuple(persons), len(persons), Category.EVACUATION,
                    Priority.ORANGE, text)  # fmt: skip
    request = tx.add(opened(tx, draft))
    tx.describe("Request {number}", number=request.number)
    return request


def whole_story(file: IncidentFile) -> None:
    """People, households, movements, shelters and a recipient: something in every room."""
    ids = file.run(add_people, 180)[0]
    for start in range(0, 60, 4):
        file.run(form_household, f"F{start // 4 + 1}", ids[start : start + 4])
    b7 = file.run(create_movement, coach("B-07", 45, 1.4, carrier="Metro Turizm",
                                         vehicle="34 ABC 123", escort="Zhou Min"))[0]  # fmt: skip
    b8 = file.run(create_movement, coach("B-08", 12, 5))[0]
    flight = coach("CA 4101", 180, 26, mode=Mode.AIRCRAFT, origin="Istanbul", destination="Beijing",
                   capacity=Capacity(180, 2, 4, 10), arrival_zone="Asia/Shanghai")  # fmt: skip
    file.run(create_movement, flight)
    file.run(assign, b7.id, ids[:24])
    file.run(assign, b8.id, ids[60:72])
    for name, places, held, at in (
        ("使馆学校", 40, 30, (39.9, 32.8)),
        ("Bursa Hotel", 10, 14, (40.19, 29.06)),
        ("Izmir Fair", 60, 4, (38.43, 27.14)),
    ):
        site, unit = shelter(name, places, *at)
        added = file.run(add_site, site, [unit], 33 if places == 40 else None)[0]
        some = ids[80 + added.id * 30 :][:held]
        file.run(check_in, some, _unit(file, added.id), "nowhere else to go")
    file.run(add_recipient, Recipient(0, "Embassy Ankara", "consular@example.org"))
    file.run(add_recipient, Recipient(0, "Consulate Istanbul", cities=("Istanbul",)))
    for start in range(60, 100, 3):
        file.run(ask_for, ids[start : start + 3])


def _unit(file: IncidentFile, site: int) -> int:
    from situationroom.store.queries.shelters import sites

    return next(row.units[0].unit.id for row in file.ask(sites) if row.site.id == site)
