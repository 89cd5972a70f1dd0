"""An invented cast for the lists: persons, households and requests of a coup that never was."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from situationroom.models import Household, Incident, Note, Person, Report, Request
from situationroom.models.person import Document, Phone
from situationroom.models.vocabulary import (
    Category,
    IncidentKind,
    Need,
    Precision,
    Priority,
    RequestStatus,
    Safety,
    Sex,
    Source,
    Who,
)
from situationroom.store.incident_file import create_incident
from situationroom.store.transaction import Transaction

START = datetime(2016, 7, 15, 20, 0, tzinfo=UTC)
SURNAMES = (("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"),
            ("欧阳", "Ouyang"), ("赵", "Zhao"), ("吕", "Lyu"), ("单", "Shan"),
            ("曾", "Zeng"))  # fmt: skip
GIVEN = (("芳", "Fang"), ("国庆", "Guoqing"), ("婷婷", "Tingting"), ("浩然", "Haoran"),
         ("志明", "Zhiming"), ("海燕", "Haiyan"), ("建国", "Jianguo"), ("一诺", "Yinuo"),
         ("秀英", "Xiuying"), ("敏", "Min"))  # fmt: skip
CITIES = (("Istanbul", 41.01, 28.97), ("Ankara", 39.93, 32.86), ("Izmir", 38.42, 27.14),
          ("Antalya", 36.89, 30.71), ("", None, None))  # fmt: skip
ASKED = ("失联 31 小时，末次：塔克西姆酒店", "机场国际出发厅，冲突在附近", "护照被盗，需旅行证",
         "航班取消，酒店不续住", "Tour group cannot leave the hotel, leader asks for a coach",
         "老人胸闷，药品将尽", "询问包机")  # fmt: skip
OWNERS = ("", "陈静", "李凯", "周敏", "")


def incident() -> Incident:
    """The drill all tests of the lists run in."""
    return Incident(
        0, "Turkey, July 2016", IncidentKind.COUP, "TR", START,
        incident_zone="Europe/Istanbul", drill=True,
    )  # fmt: skip


def make(path: Path, persons: int = 60, requests: int = 40, now: datetime | None = None) -> Path:
    """An incident file with this many persons and requests, always the same ones."""
    file = create_incident(path, incident(), "陈静", "desk 1")
    file.run(fill, persons, requests, now or datetime.now(UTC))
    file.close()
    return path


def fill(tx: Transaction, persons: int, requests: int, now: datetime) -> None:
    """The invented persons and what is asked about them, as of ``now``."""
    dice = Random(7)  # noqa: S311 - an invented cast, the same every time
    everybody = [tx.add(_person(dice, number, now)) for number in range(persons)]
    for number in range(persons // 12):
        family = tx.add(Household(0, f"{everybody[number * 5].native_name}一家"))
        for person in everybody[number * 5 : number * 5 + 3]:
            tx.put(replace(person, household=family.id))
    for number in range(requests):
        some = tuple(p.id for p in everybody[number : number + dice.choice((1, 1, 1, 3))])
        request = tx.add(_request(dice, number, some, now))
        if number % 3 == 0:
            at = request.opened_at + timedelta(minutes=2)
            tx.add(Note(0, at, "李凯", "当地医院可接诊，已告领队", request=request.id))
    tx.describe("Opened {n} requests", n=requests)


def draft_request(now: datetime, about: Sequence[int] = (), **more: object) -> Request:
    """A new red request, opened now."""
    made = Request(0, now, now + timedelta(minutes=15), tuple(about), priority=Priority.RED)
    return replace(made, **more)  # type: ignore[arg-type]


def draft_report(now: datetime) -> Report:
    """A call that says nothing yet."""
    return Report(0, now)


def _person(dice: Random, number: int, now: datetime) -> Person:
    hanzi, latin = SURNAMES[number % len(SURNAMES)], GIVEN[(number * 7) % len(GIVEN)]
    city, lat, lon = dice.choice(CITIES)
    return Person(
        0,
        native_name=hanzi[0] + latin[0] if number % 9 else "",
        surname=hanzi[1],
        given_names=latin[1],
        sex=dice.choice((Sex.FEMALE, Sex.MALE)),
        birth_date=f"{dice.randint(1940, 2015)}-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}",
        age_on=date(2016, 7, 15),
        nationality="CHN",
        documents=(Document("P", f"E{20000000 + number * 7919}", "CHN"),),
        phones=(Phone(f"+90532555{1000 + number}", f"0532 555 {1000 + number}"),),
        who=dice.choice(tuple(Who)),
        needs=tuple(dice.sample(tuple(Need), dice.choice((0, 0, 0, 1, 2)))),
        place_text=f"{city} Sultanahmet 酒店" if city else "",
        city=city,
        lat=lat,
        lon=lon,
        precision=Precision.CITY if city else Precision.UNKNOWN,
        located_at=now - timedelta(hours=dice.randint(1, 40)) if city else None,
        safety=dice.choice(tuple(Safety)[:5]),
        safety_source=Source.FAMILY,
        last_contact=now - timedelta(minutes=dice.randint(2, 3000)),
    )


def _request(dice: Random, number: int, persons: tuple[int, ...], now: datetime) -> Request:
    priority = dice.choice(tuple(Priority))
    minutes = {Priority.RED: 15, Priority.ORANGE: 30, Priority.YELLOW: 120}[priority]
    opened = now - timedelta(minutes=dice.randint(1, minutes + 6))
    status = dice.choice(
        (RequestStatus.NEW, RequestStatus.NEW, RequestStatus.ACKNOWLEDGED,
         RequestStatus.IN_PROGRESS, RequestStatus.WAITING, RequestStatus.RESOLVED)
    )  # fmt: skip
    new = status is RequestStatus.NEW
    return Request(
        0,
        opened,
        opened + timedelta(minutes=minutes),
        persons,
        len(persons) + dice.choice((0, 0, 2)),
        dice.choice(tuple(Category)),
        priority,
        ASKED[number % len(ASKED)],
        status,
        "" if new and number % 2 else OWNERS[number % len(OWNERS)],
        acknowledged_at=None if new else opened + timedelta(minutes=5),
        waiting_until=now + timedelta(minutes=40) if status is RequestStatus.WAITING else None,
        outcome="已联系上" if status is RequestStatus.RESOLVED else "",
    )
