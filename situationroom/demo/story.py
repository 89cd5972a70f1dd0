"""Three days in July 2016, told through the same commands the officers use.

The shape follows what is public: the first call on 16 July at 06:20 in Beijing, more than 150
calls about some 720 nationals, an airliner held at the airport, all answered from a rolling list.
Every person, flight and place of shelter is invented.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from situationroom.commands.events import record_decision, record_event
from situationroom.commands.handoff_files import write_handoff
from situationroom.commands.handoffs import add_recipient, make_handoff, mark_received, mark_sent
from situationroom.commands.households import form_household
from situationroom.commands.imports import apply_import, plan_import, read_files
from situationroom.commands.people import set_safety
from situationroom.demo import logistics, sheets
from situationroom.demo.briefing import brief_the_room
from situationroom.demo.callers import ask_who_calls, call_again
from situationroom.demo.cast import SEED, Cast, Invented
from situationroom.demo.clock import StoryClock
from situationroom.demo.desk_work import work_the_list
from situationroom.demo.directory import know_whom_to_call
from situationroom.demo.family import meet_families
from situationroom.demo.knowledge import say_what_is_known
from situationroom.demo.messages import ask_if_safe, tell_passengers
from situationroom.demo.triage import ask_triage, see_escalations
from situationroom.demo.watch import keep_watch, link_and_correct, state_reasons
from situationroom.demo.zones import say_where_not_to_be
from situationroom.models import Incident, Recipient, Unit
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import IncidentKind, Mode, Safety, SiteKind, Source
from situationroom.store.incident_file import IncidentFile, create_incident
from situationroom.store.queries.handoffs import recipient_named
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.people import PersonFilter, person_ids, persons_by_keys

FIRST_CALL = datetime(2016, 7, 15, 22, 20, tzinfo=UTC)
NOW = datetime(2016, 7, 18, 7, 42, tzinfo=UTC)
"""The moment at which the demonstration opens: the third day, 10:42 in Istanbul."""


def tell_story(path: Path, lists: Path) -> IncidentFile:
    """Create the incident at ``path`` and let three days pass; the lists are kept in ``lists``."""
    clock = StoryClock(FIRST_CALL - timedelta(minutes=40))
    incident = Incident(
        0,
        name="土耳其局势 Turkey, July 2016",
        kind=IncidentKind.COUP,
        country="TR",
        started_at=datetime(2016, 7, 15, 19, 0, tzinfo=UTC),
        home_zone="Asia/Shanghai",
        incident_zone=logistics.ZONE,
        drill=True,
    )
    file = create_incident(path, incident, "王主任", "值班台 1", clock)
    _Story(file, clock, lists).tell()
    clock.run_until(NOW)
    return file


_RECIPIENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("驻土耳其使馆 Embassy Ankara", ()),
    ("驻伊斯坦布尔总领馆", ("Istanbul",)),
)


class _Story:
    """What happens when. Each method is one thread of it."""

    def __init__(self, file: IncidentFile, clock: StoryClock, lists: Path) -> None:
        self.file, self.clock, self.lists = file, clock, lists
        self.cast = Cast()
        self.worked = 0
        self.families: list[list[Invented]] = []

    def tell(self) -> None:
        """Put everything on the clock."""
        self._calls()
        self._flight()
        self._others()
        self._decisions()
        self._at(52, self._call_again)
        self._shelters()
        self._transport()
        self._handoffs()
        say_what_is_known(self.file, self._at)
        know_whom_to_call(self.file, self._at)
        self._at(31, lambda: meet_families(self.file))
        self._at(50, lambda: see_escalations(self.file))
        self._at(57.4, lambda: ask_triage(self.file))
        keep_watch(self.file, self.clock, FIRST_CALL)
        self._at(50, lambda: state_reasons(self.file))
        self._at(50.2, lambda: link_and_correct(self.file))
        say_where_not_to_be(self.file, self._at)
        brief_the_room(self.file, self._at)
        self._messages()

    def _messages(self) -> None:
        """What is written to many, into files, with dice of its own."""
        told = (self.file, self.clock, Random(SEED), self.lists)  # noqa: S311 - a story
        self._at(49, lambda: ask_if_safe(*told))
        self._at(53, lambda: tell_passengers(*told))

    def _calls(self) -> None:
        """Five hotline sheets, 164 calls; the last has only just come in."""
        at = 1
        for hours, count in ((2.2, 48), (7, 44), (14, 36), (30, 24), (57.2, 12)):
            people = [self.cast.person() for _ in range(count)]
            name = f"热线登记_{at:03}-{at + count - 1:03}.xlsx"
            first = FIRST_CALL + timedelta(hours=hours, minutes=-4 * count)
            sheets.hotline(self.lists / name, self.cast, people, first, at)
            self._import_at(FIRST_CALL + timedelta(hours=hours), name)
            at += count

    def _flight(self) -> None:
        people = [p for _ in range(12) for p in self._family(3, "伊斯坦布尔")]
        people += [self.cast.person("伊斯坦布尔", "机场") for _ in range(160)]
        needs = self._needs(len(people), ("vegetarian", "wheelchair", "diabetic, insulin"))
        sheets.passengers(self.lists / "XR679_passengers.xlsx", people, needs)
        self._import_at(FIRST_CALL + timedelta(hours=3.5), "XR679_passengers.xlsx")

    def _others(self) -> None:
        """The embassy's register, two camps, a university."""
        people = [p for size in (2, 3, 4, 5) * 9 for p in self._family(size, "")]
        needs = ("wheelchair", "asthma, needs inhaler", "pregnant")
        needed = self._needs(len(people), needs)
        sheets.registration(self.lists / "embassy_registration.xlsx", people, needed)
        self._import_at(FIRST_CALL + timedelta(hours=9), "embassy_registration.xlsx")
        crews = [
            (name, [self.cast.person(city, name) for _ in range(count)])
            for name, city, count in (
                ("安卡拉地铁项目部", "安卡拉", 74),
                ("伊兹密尔电站营地", "伊兹密尔", 60),
                ("阿达纳光伏项目部", "阿达纳", 24),
            )
        ]
        sheets.camps(self.lists / "company_camps.xlsx", crews)
        self._import_at(FIRST_CALL + timedelta(hours=11), "company_camps.xlsx")
        group = [self.cast.person("内夫谢希尔", "洞穴酒店", ages=(55, 74)) for _ in range(18)]
        students = [
            self.cast.person("安卡拉", "中东技术大学宿舍", ages=(19, 27)) for _ in range(44)
        ]
        people = [*group, *students]
        sheets.registration(self.lists / "groups.xlsx", people, self._needs(len(people), needs))
        self._import_at(FIRST_CALL + timedelta(hours=11.5), "groups.xlsx")
        self.clock.at(FIRST_CALL + timedelta(hours=12), self._form_households)
        self.clock.at(FIRST_CALL + timedelta(hours=13), self._camps_are_safe)

    def _decisions(self) -> None:
        for hours, text in (
            (0.4, "启动一级应急响应，前台三组 24 小时值守"),
            (5, "XR 679 机组来电：机上 196 人，缺水，尚未获准下机"),
            (16, "决定：包机 XC 4101 自伊斯坦布尔出发，老幼病优先"),
            (33, "与使馆通话：塔克西姆一带夜间仍有冲突，不派大巴"),
        ):
            command = record_decision if text.startswith("决定") else record_event
            self._at(hours, lambda c=command, t=text: self.file.run(c, t))

    def _call_again(self) -> None:
        about = call_again(self.file)
        self.clock.after(70, lambda: ask_who_calls(self.file, about))

    def _shelters(self) -> None:
        self._at(6, self._open_shelters)

    def _open_shelters(self) -> None:
        file = self.file
        hall = logistics.site(
            file, "总领馆礼堂", SiteKind.EMBASSY, "Istanbul", (41.0553, 29.0078),
            Unit(0, 0, "一层", 90), Unit(0, 0, "二层", 50, accessible=True),
        )  # fmt: skip
        school = logistics.site(
            file, "使馆学校", SiteKind.SCHOOL, "Ankara", (39.8865, 32.8597),
            Unit(0, 0, "教学楼", 110), Unit(0, 0, "体育馆", 50, blocked=6),
        )  # fmt: skip
        hotel = logistics.site(
            file, "布尔萨酒店", SiteKind.HOTEL, "Bursa", (40.1885, 29.0610), Unit(0, 0, "客房", 16)
        )
        camp = logistics.site(
            file, "伊兹密尔电站营地", SiteKind.CAMP, "Izmir", (38.4237, 27.1428),
            Unit(0, 0, "宿舍区", 80),
        )  # fmt: skip
        for hours, unit, city, places in (
            (13, hall[0], "Istanbul", 88),
            (15, school[0], "Ankara", 96),
            (17, camp[0], "Izmir", 62),
            (18, hotel[0], "Bursa", 16),
            (27, hall[1], "Istanbul", 34),
        ):
            self._at(
                hours,
                lambda u=unit, c=city, n=places: logistics.fill(file, u, c, n),
            )
        self._at(40, lambda: logistics.count_heads(file, hotel[0], 21, "布尔萨酒店经理"))
        self._at(44, lambda: logistics.count_heads(file, school[0], 93, "张老师"))

    def _transport(self) -> None:
        self._at(20, self._first_movements)
        self._at(38, self._later_movements)

    def _first_movements(self) -> None:
        file, clock = self.file, self.clock
        leaves, lands = _utc(17, 11), _utc(17, 20, 30)
        charter = self._movement(
            "XC 4101", Mode.AIRCRAFT, Capacity(180, 2, 4, 8), ("IST", "PEK"), leaves, lands,
            carrier="演练航空", vehicle="B-0001", escort="李凯",
        )  # fmt: skip
        logistics.seats(file, charter, "Istanbul", 170)
        logistics.travel(file, clock, charter, leaves, no_shows=3)
        logistics.land(file, clock, charter, lands)
        for departed in (leaves, _utc(18, 5)):
            clock.at(departed + timedelta(minutes=2), self._work)
        coach = self._movement(
            "B-03", Mode.COACH, Capacity(45, 0, 1, 4), ("安卡拉使馆", "ESB"), _utc(18, 5),
            _utc(18, 9),            carrier="Demo Turizm", vehicle="06 DRL 03", escort="周敏",
        )  # fmt: skip
        logistics.seats(file, coach, "Ankara", 44)
        logistics.travel(file, clock, coach, _utc(18, 5), no_shows=1)

    def _later_movements(self) -> None:
        file, clock = self.file, self.clock
        ferry = self._movement(
            "F-01", Mode.SHIP, Capacity(120, 0, 2, 6), ("伊兹密尔港", "希俄斯"), _utc(18, 8, 15),
            _utc(18, 12), carrier="Demo Lines", vehicle="Ege Yıldızı", escort="赵磊",
        )  # fmt: skip
        logistics.seats(file, ferry, "Izmir", 58)
        clock.at(_utc(18, 6), lambda: logistics.close_movement_of(file, ferry))
        clock.at(_utc(18, 7), lambda: logistics.begin_boarding(file, ferry, 5))
        charter = self._movement(
            "XC 4102", Mode.AIRCRAFT, Capacity(160, 2, 4, 8), ("ESB", "PEK"), _utc(18, 12, 30),
            _utc(18, 22), carrier="演练航空", vehicle="B-0002", escort="李凯",
        )  # fmt: skip
        logistics.seats(file, charter, "Ankara", 52)
        coach = self._movement(
            "B-07", Mode.COACH, Capacity(45, 0, 1, 4), ("布尔萨酒店", "IST"), _utc(18, 15),
            _utc(18, 18),
            carrier="Demo Turizm", vehicle="16 DRL 07",
        )  # fmt: skip
        logistics.seats(file, coach, "Bursa", 20)
        night = self._movement(
            "B-05", Mode.COACH, Capacity(45), ("塔克西姆", "总领馆"), _utc(17, 19), _utc(17, 20)
        )
        self._at(41, lambda: logistics.cancel(file, night, "夜间路线不安全"))

    def _movement(
        self,
        number: str,
        mode: Mode,
        capacity: Capacity,
        way: tuple[str, str],
        departs: datetime,
        arrives: datetime,
        **more: str,
    ) -> int:
        times = {"departs_at": departs, "arrives_at": arrives}
        return logistics.movement(self.file, number, mode, capacity, way, **times, **more)

    def _handoffs(self) -> None:
        self._at(10, self._hand_off)
        self._at(30, self._hand_off)
        self._at(54, self._hand_off)

    def _hand_off(self) -> None:
        for name, cities in _RECIPIENTS:
            recipient = self._recipient(name, cities)
            made = self.file.run(make_handoff, recipient)[0]
            write_handoff(self.file.run, self.file.ask, made.id, self.lists.parent)
            self.file.run(mark_sent, made.id)
            self.clock.after(25, partial(self.file.run, mark_received, made.id))

    def _recipient(self, name: str, cities: Sequence[str]) -> int:
        known = self.file.ask(recipient_named, name)
        draft = Recipient(0, name, cities=tuple(cities))
        return known.id if known else self.file.run(add_recipient, draft)[0].id

    def _import_at(self, when: datetime, name: str) -> None:
        self.clock.at(when, lambda: self._import(self.lists / name))

    def _import(self, path: Path) -> None:
        file = self.file
        readings = read_files(_silent, [path], file.ask(the_incident), file.now())
        plan = file.ask(plan_import, _silent, readings)
        file.run(apply_import, _silent, readings, plan)
        self._work()

    def _work(self) -> None:
        """Officers take up what is new on the list."""
        self.worked = work_the_list(self.file, self.clock, self.cast.random, self.worked)

    def _form_households(self) -> None:
        for family in self.families:
            found = self.file.ask(persons_by_keys, [f"D:{p.passport}" for p in family])
            members = sorted({id_ for ids in found.values() for id_ in ids})
            if len(members) > 1:
                self.file.run(form_household, f"{family[0].native}一家", members)

    def _camps_are_safe(self) -> None:
        for city in ("Ankara", "Izmir", "Adana"):
            ids = self.file.ask(person_ids, PersonFilter(text="项目部", city=city))
            ids = ids or self.file.ask(person_ids, PersonFilter(text="营地", city=city))
            if ids:
                self.file.run(set_safety, ids, Safety.SAFE, Source.REGISTRATION)

    def _family(self, size: int, city: str) -> list[Invented]:
        family = self.cast.family(size, city)
        self.families.append(family)
        return family

    def _needs(self, count: int, words: Sequence[str]) -> list[str]:
        random = self.cast.random
        return [random.choice(words) if random.random() < 0.09 else "" for _ in range(count)]

    def _at(self, hours: float, act: object) -> None:
        self.clock.at(FIRST_CALL + timedelta(hours=hours), act)  # type: ignore[arg-type]


def _utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2016, 7, day, hour, minute, tzinfo=UTC)


def _silent(_done: int, _total: int, _label: str) -> None:
    pass
