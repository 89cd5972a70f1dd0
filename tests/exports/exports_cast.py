"""Invented travellers with the names that break lists."""

from dataclasses import replace
from datetime import UTC, datetime

from situationroom.models.incident import Incident
from situationroom.models.transport import Capacity, Manifest, ManifestLine, Movement
from situationroom.models.vocabulary import IncidentKind, Mode

INCIDENT = Incident(
    id=1,
    name="Turkey, July 2016",
    kind=IncidentKind.COUP,
    country="TR",
    started_at=datetime(2016, 7, 15, 19, tzinfo=UTC),
    incident_zone="Europe/Istanbul",
)
DRILL = replace(INCIDENT, drill=True)
MOVEMENT = Movement(
    id=7,
    number="B-07",
    mode=Mode.COACH,
    capacity=Capacity(49, laps=4),
    origin="İzmir, Konak assembly point 科纳克集合点",
    destination="İstanbul Atatürk (IST)",
    departs_at=datetime(2016, 7, 17, 12, 30, tzinfo=UTC),
    arrives_at=datetime(2016, 7, 17, 19, 10, tzinfo=UTC),
    departure_zone="Europe/Istanbul",
    arrival_zone="Europe/Istanbul",
    carrier="Kâmil Koç",
    vehicle="35 KK 4127",
    escort="陈静 CHEN Jing",
    contact="+90 532 555 01 27",
)
WEIRD = (
    ("<b>O'Neil</b>", "Bobby & <script>alert(1)</script>", ""),
    ('=HYPERLINK("http://x","y")', "@SUM(A1)", "=1+1"),
    ("Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren", "Hubert Blaine Adolph", ""),
    ("Al-Hasani", "Muhammad Abd al-Rahman", "محمد عبد الرحمن الحسني"),
    ("Yoshino", "Takeshi", "𠮷田𡛷"),
    ("Nguyễn", "Thị Ánh Tuyết", "阮氏映雪"),
    ("Yılmaz", "Şule İğdır", ""),
    ("Щербакова", "Людмила", ""),
    ("", "", "欧阳国庆"),
    ("Smile", "Party 🎉", ""),
)
_NATIVE = [
    "王芳",
    "刘婷婷",
    "欧阳国庆",
    "曾浩然",
    "单一诺",
    "吕志明",
    "马海燕",
    "仇建国",
    "周敏",
    "何秀英",
    "郭建国",
    "陈静",
]
_LATIN = ["WANG", "LIU", "OUYANG", "ZENG", "SHAN", "LYU", "MA", "QIU", "ZHOU", "HE", "GUO", "CHEN"]


def line(number: int, **changes: object) -> ManifestLine:
    """The ``number``-th traveller; every third opens a household of three."""
    family = number // 3
    age = (34, 31, 1, 8, 71, 45, 17)[number % 7]
    plain = ManifestLine(
        booking=number,
        person=1000 + number,
        case=f"{number:04d}-{number % 10}",
        surname=_LATIN[number % 12],
        given_names="Xiaoming Lan",
        native_name=_NATIVE[number % 12],
        sex="FM"[number % 2],
        birth_date=f"{2016 - age}-03-0{1 + number % 9}",
        age=age,
        nationality="CHN" if number % 5 else "TUR",
        document_type="P",
        document_number=f"E{23456789 + number * 7919}",
        document_issuer="CHN",
        document_expiry="2021-11-30",
        code="I-D" if age < 18 else "I-E",
        household=f"{_LATIN[number % 12 // 3 * 3]} family {family}" if family % 2 else "",
        needs=("infant",) if age < 2 else ("wheelchair", "elderly") if age > 65 else (),
        bags=number % 3,
        lap=age < 2,
        onward_contact="+86 138 0013 8000 周建军",
        seat=f"{number // 4 + 1}{'ABCD'[number % 4]}",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def manifest(count: int, version: int = 1) -> Manifest:
    """A manifest of ``count`` ordinary travellers."""
    issued = datetime(2016, 7, 17, 9, 5 + version, tzinfo=UTC)
    return Manifest(version, 7, version, issued, "Li Kai", tuple(map(line, range(1, count + 1))))


def weird() -> Manifest:
    """A manifest of the names that break lists."""
    lines = (
        line(n, surname=surname, given_names=given, native_name=native, household="")
        for n, (surname, given, native) in enumerate(WEIRD, start=1)
    )
    return replace(manifest(0), lines=tuple(lines))
