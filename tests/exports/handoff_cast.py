"""An invented hand-off to an embassy: full, delta and empty."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from situationroom.models.handoff import (
    ChangedItem,
    FieldChange,
    Handoff,
    HandoffContent,
    HandoffItem,
    Recipient,
)
from situationroom.models.person import Document, Kin, Person, Phone
from situationroom.models.request import Note, Request
from situationroom.models.vocabulary import (
    Category,
    Need,
    Precision,
    Priority,
    RequestStatus,
    Safety,
    Sex,
)
from tests.exports.exports_cast import INCIDENT

NOW = datetime(2016, 7, 17, 6, 30, tzinfo=UTC)
EMBASSY = Recipient(1, "驻土耳其使馆 Embassy Ankara", "+90 312 555 01 00")
MADE = Handoff(3, 1, 3, full=True, since=0, cutoff=1284, made_at=NOW, made_by="Li Kai")

FANG = Person(
    id=412,
    native_name="王芳",
    surname="Wang",
    given_names="Fang",
    sex=Sex.FEMALE,
    birth_date="1985-03",
    nationality="CHN",
    documents=(
        Document("P", "E23456789", "CHN", "2021-11-30"),
        Document("I", "11010519491231002X"),
    ),
    phones=(Phone("+905325550127"), Phone("", "2222 44 转 8")),
    affiliation="TR0714A 旅行团",
    needs=(Need.PREGNANT,),
    needs_text="妊娠 7 个月",
    place_text="塔克西姆广场附近酒店",
    city="伊斯坦布尔",
    lat=41.0369,
    lon=28.985,
    uncertainty_m=150,
    precision=Precision.STREET,
    safety=Safety.NEEDS_HELP,
    kin=(Kin("周建军", "丈夫", "+8613800138000"),),
)
BABY = Person(id=413, native_name="周小宝", age=1, age_on=date(2016, 7, 1), city="伊斯坦布尔")
ALI = Person(id=500, native_name="محمد عبد الرحمن", surname="Al-Hasani", given_names="Muhammad")


def _request(number: int, priority: Priority, text: str, **changes: object) -> Request:
    opened = NOW - timedelta(hours=number % 30)
    made = Request(number, opened, opened + timedelta(minutes=30), priority=priority, party=2)
    return replace(made, description=text, owner="陈静", **changes)  # type: ignore[arg-type]


def _notes(request: int, count: int) -> tuple[Note, ...]:
    text = "第 {n} 次通话：胸闷加重，药品将尽"
    times = [(n, NOW - timedelta(minutes=9 * n)) for n in range(1, count + 1)]
    return tuple(Note(n, at, "陈静", text.format(n=n), request=request) for n, at in times)


HOTEL = HandoffItem(
    _request(431, Priority.RED, "孕妇腹痛，酒店断水，请求就医", category=Category.MEDICAL),
    (FANG, BABY),
    _notes(431, 5),
)
AIRPORT = HandoffItem(
    _request(398, Priority.ORANGE, "不让下机，缺水，联系机长", category=Category.EVACUATION)
)
PASSPORT = HandoffItem(
    _request(
        425,
        Priority.YELLOW,
        "=cmd|' /C calc'!A0 护照被盗，需旅行证",
        category=Category.DOCUMENTS,
        status=RequestStatus.RESOLVED,
        outcome="已领取旅行证",
    ),
    (ALI,),
    _notes(425, 1),
)


def full() -> HandoffContent:
    """Everything open, for the first time."""
    return HandoffContent(INCIDENT, EMBASSY, MADE, new=(HOTEL, AIRPORT))


def delta() -> HandoffContent:
    """One of each since the last, in a drill."""
    changes = (
        FieldChange(HOTEL.request.number, "priority", "orange", "red"),
        FieldChange(FANG.case, "safety", "unknown", "needs_help"),
        FieldChange(FANG.case, "place_text", "", "塔克西姆广场附近酒店"),
    )
    return HandoffContent(
        replace(INCIDENT, drill=True),
        EMBASSY,
        replace(MADE, number=4, full=False, since=1284, cutoff=1390),
        new=(AIRPORT,),
        changed=(ChangedItem(HOTEL, changes),),
        resolved=(PASSPORT,),
        withdrawn=(replace(AIRPORT, request=replace(AIRPORT.request, id=77)),),
    )


def empty() -> HandoffContent:
    """A delta in which nothing happened."""
    return HandoffContent(INCIDENT, EMBASSY, replace(MADE, full=False, since=1284))
