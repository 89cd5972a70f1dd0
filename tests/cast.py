"""A small invented incident, made through the program's own commands, and a clock to set.

Chen Haiyan and her family, a lone student, a man on a stretcher; requests, a coach with four
seats, two shelters, a recipient. Nobody in here exists.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from situationroom.commands.handoffs import add_recipient
from situationroom.commands.households import form_household
from situationroom.commands.people import add_person
from situationroom.commands.requests import open_request
from situationroom.commands.shelters import add_site
from situationroom.commands.transport import create_movement
from situationroom.models import Incident, Movement, Person, Recipient, Request, Site, Unit
from situationroom.models.person import Document, Kin, Phone
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import (
    Category,
    IncidentKind,
    Mode,
    Need,
    Priority,
    Safety,
    Sex,
)
from situationroom.store.incident_file import IncidentFile, create_incident, open_incident

START = datetime(2016, 7, 15, 19, 0, tzinfo=UTC)
NOW = START + timedelta(hours=12)
OFFICER = "Li Kai"
COLLEAGUE = "Wang Min"
WORKSTATION = "desk 1"

HAIYAN, LEI, NUO, XIAO, AHMET, OUYANG = 1, 2, 3, 4, 5, 6
SEARCH, EVACUATION, PAPERS = 1, 2, 3
COACH, FLIGHT = 1, 2
HALL, SCHOOL = 1, 2
EMBASSY = 1


@dataclass
class Clock:
    """Says the time it was last set to."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **more: float) -> None:
        """Let time go by: ``advance(hours=2)``."""
        self.at += timedelta(**more)


def an_incident(**more: object) -> Incident:
    """The drill 'Turkey, July 2016'; any field can be said otherwise."""
    base = Incident(
        0, "Turkey, July 2016", IncidentKind.COUP, "TR", START, incident_zone="Europe/Istanbul"
    )
    return replace(base, **more)  # type: ignore[arg-type]


def somebody(native_name: str = "赵国强", **more: object) -> Person:
    """A draft of a person with any fields."""
    return replace(Person(0, native_name=native_name), **more)  # type: ignore[arg-type]


def a_request(*persons: int, **more: object) -> Request:
    """A draft of a request about ``persons``."""
    return replace(Request(0, NOW, NOW, persons=persons), **more)  # type: ignore[arg-type]


def a_movement(number: str = "B-08", seats: int = 4, **more: object) -> Movement:
    """A draft of a coach from Ankara to its airport, leaving in three hours."""
    base = Movement(
        0,
        number,
        Mode.COACH,
        Capacity(seats),
        "Ankara",
        "Esenboğa",
        departs_at=NOW + timedelta(hours=3),
        arrives_at=NOW + timedelta(hours=4),
    )
    return replace(base, **more)  # type: ignore[arg-type]


CAST = (
    Person(
        0,
        "陈海燕",
        "CHEN",
        "Haiyan",
        sex=Sex.FEMALE,
        birth_date="1985-03-02",
        nationality="CHN",
        documents=(Document("P", "E12340963", "CHN", "2021-05-01"),),
        phones=(Phone("+905325550127", "0532 555 01 27"),),
        city="Antalya",
        country="TR",
        lat=36.9,
        lon=30.7,
        kin=(Kin("陈志明", "父亲", "+8613800001111"),),
    ),
    Person(0, "陈磊", "CHEN", "Lei", sex=Sex.MALE, birth_date="1982", nationality="CHN"),
    Person(
        0, "陈一诺", "CHEN", "Yinuo", sex=Sex.FEMALE, birth_date="2015-11-20", nationality="CHN"
    ),
    Person(
        0,
        "单晓彤",
        "SHAN",
        "Xiaotong",
        birth_date="1995-06",
        nationality="CHN",
        safety=Safety.MISSING,
        documents=(Document("P", "G55512378", "CHN"),),
        affiliation="Middle East Technical University",
    ),
    Person(0, "", "YILDIZ", "Işıl", nationality="TUR", needs=(Need.MEDICAL,), city="İzmir"),
    Person(0, "欧阳建国", "OUYANG", "Jianguo", needs=(Need.STRETCHER,), nationality="CHN"),
)


def make_incident(path: Path) -> Path:
    """The file, closed again, with every kind of thing an officer works with."""
    clock = Clock()
    file = create_incident(path, an_incident(drill=True), OFFICER, WORKSTATION, clock)
    for draft in CAST:
        file.run(add_person, draft)
    file.run(form_household, "陈家", [HAIYAN, LEI, NUO])
    _ask(file)
    _provide(file)
    file.run(add_recipient, Recipient(0, "Embassy Ankara"))
    file.close()
    return path


def _ask(file: IncidentFile) -> None:
    search = {"category": Category.SEARCH, "priority": Priority.RED}
    file.run(open_request, a_request(XIAO, description="联系不上，请求查找", **search))
    file.run(
        open_request,
        a_request(
            HAIYAN,
            LEI,
            NUO,
            party=3,
            category=Category.EVACUATION,
            priority=Priority.ORANGE,
            description="航班取消，滞留机场",
        ),
    )
    file.run(open_request, a_request(AHMET, category=Category.DOCUMENTS, description="Lost papers"))


def _provide(file: IncidentFile) -> None:
    file.run(create_movement, a_movement("B-07", 4))
    file.run(
        create_movement,
        a_movement(
            "CA-8602",
            200,
            mode=Mode.AIRCRAFT,
            capacity=Capacity(200, stretchers=2, wheelchairs=4, laps=10),
            departs_at=NOW + timedelta(hours=8),
            arrives_at=NOW + timedelta(hours=17),
        ),
    )
    hall, school = Unit(0, 0, "Main hall", 4), Unit(0, 0, "Gym", 2)
    file.run(add_site, Site(0, "Assembly Hall", city="Ankara"), [hall])
    file.run(add_site, Site(0, "Harbour School", city="Istanbul"), [school])


def as_colleague(path: Path, clock: Clock) -> IncidentFile:
    """The same file in the hands of the second officer at the workstation next door."""
    return open_incident(path, COLLEAGUE, "desk 2", clock)


def tables(file: IncidentFile) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, the journal's included: equal before and after a refusal."""
    from sqlalchemy import Connection

    from situationroom.store.schema import metadata

    def everything(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for table in metadata.sorted_tables
        }

    return file.ask(everything)


def records(file: IncidentFile) -> dict[str, list[tuple[object, ...]]]:
    """Every record and what follows from it, without journal and counters."""
    journal = ("head", "counter", "entry", "change")
    return {name: rows for name, rows in tables(file).items() if name not in journal}
