"""What is asked first in each kind of incident, until the cell writes its own table.

Life before limb, limb before comfort: red where minutes decide (danger now, injured, trapped),
orange where hours do (medicine, children, no contact). Six to nine questions, a key each.
"""

from typing import Final

from situationroom.models.triage import Question
from situationroom.models.vocabulary import IncidentKind, Priority

_RED, _ORANGE = Priority.RED, Priority.ORANGE

_DANGER = Question("danger", "现在是否身处危险区域？", "In the danger area now?", yes=_RED)
_INJURED = Question(
    "injured", "是否有人受伤或急病？", "Is anybody injured or acutely ill?", yes=_RED
)
_TRAPPED = Question("trapped", "是否被困、无法自行离开？", "Trapped, unable to get away?", yes=_RED)
_CONTACT = Question(
    "contact", "事发后是否有过联系？", "Any contact since it began?", no=_ORANGE, unknown=_ORANGE
)
_MEDICINE = Question(
    "medicine", "必需药品是否不足一天？", "Vital medicine for less than a day?", yes=_ORANGE
)
_CHILDREN = Question(
    "children", "是否独自带着儿童，或儿童无人陪伴？",
    "Alone with children, or children alone?", yes=_ORANGE,
)  # fmt: skip
_FRAIL = Question(
    "frail", "是否有孕妇、高龄或行动不便者？", "Anybody pregnant, aged or unable to walk?",
    yes=_ORANGE,
)  # fmt: skip
_WATER = Question(
    "water", "饮水、食物是否不足一天？", "Water or food for less than a day?", yes=_ORANGE
)
_SHOTS = Question(
    "shots", "附近是否有枪声、爆炸或冲突？", "Shots, explosions or fighting nearby?", yes=_RED
)
_HELD = Question(
    "held", "是否被扣押、盘查或限制出行？", "Held, stopped or kept from leaving?", yes=_RED
)
_INDOORS = Question(
    "indoors", "是否已在室内安全处？", "Indoors and safe where they are?", no=_ORANGE,
    unknown=_ORANGE,
)  # fmt: skip
_SHELTER = Question(
    "shelter", "附近是否有可用的避难所？", "Can they reach a shelter?", no=_RED, unknown=_ORANGE
)
_BUILDING = Question(
    "building", "所在建筑是否受损、有燃气味或起火？",
    "Building damaged, smell of gas, or fire?", yes=_RED,
)  # fmt: skip
_HIGH = Question(
    "high_ground", "是否已到高处或远离海岸？", "On high ground, away from the shore?", no=_RED,
    unknown=_RED,
)  # fmt: skip
_RISING = Question(
    "rising", "所在处水位是否上涨或已进水？", "Is water rising or already inside?", yes=_RED
)
_ROOF = Question(
    "roof", "所在建筑是否牢固、能避风雨？", "Is the roof over them sound?", no=_RED,
    unknown=_ORANGE,
)  # fmt: skip
_BREATH = Question("breath", "是否呼吸困难？", "Any difficulty in breathing?", yes=_RED)
_ASH = Question(
    "ash", "是否在落灰、熔岩或疏散区内？", "In falling ash, lava or the evacuation zone?", yes=_RED
)
_FEVER = Question("fever", "是否发热或有其他症状？", "Fever or other symptoms?", yes=_ORANGE)
_EXPOSED = Question("exposed", "是否接触过病人？", "Contact with somebody who is ill?", yes=_ORANGE)
_QUARANTINE = Question(
    "quarantine", "是否被隔离且无人照料？", "In quarantine with nobody to care?", yes=_ORANGE
)
_ATTACKER = Question(
    "attacker", "袭击者是否仍在附近，或正在躲藏？",
    "Attackers still near, or are they hiding?", yes=_RED,
)  # fmt: skip
_SCENE = Question("scene", "是否仍在事故现场？", "Still at the scene of the accident?", yes=_RED)
_HOSPITAL = Question(
    "hospital", "是否已送医院？", "Taken to a hospital?", yes=_ORANGE, unknown=_ORANGE
)

QUESTIONS: Final[dict[IncidentKind, tuple[Question, ...]]] = {
    IncidentKind.COUP: (
        _DANGER, _INJURED, _SHOTS, _HELD, _INDOORS, _CONTACT, _MEDICINE, _CHILDREN,
    ),
    IncidentKind.UNREST: (
        _DANGER, _INJURED, _SHOTS, _HELD, _INDOORS, _CONTACT, _MEDICINE, _CHILDREN,
    ),
    IncidentKind.WAR: (
        _DANGER, _INJURED, _TRAPPED, _SHOTS, _SHELTER, _CONTACT, _WATER, _MEDICINE, _CHILDREN,
    ),
    IncidentKind.EARTHQUAKE: (
        _TRAPPED, _INJURED, _BUILDING, _DANGER, _CONTACT, _WATER, _MEDICINE, _CHILDREN,
    ),
    IncidentKind.TSUNAMI: (
        _HIGH, _TRAPPED, _INJURED, _RISING, _CONTACT, _WATER, _MEDICINE, _CHILDREN,
    ),
    IncidentKind.STORM: (
        _DANGER, _INJURED, _TRAPPED, _ROOF, _CONTACT, _WATER, _MEDICINE, _CHILDREN,
    ),
    IncidentKind.FLOOD: (
        _RISING, _TRAPPED, _INJURED, _CONTACT, _WATER, _MEDICINE, _CHILDREN, _FRAIL,
    ),
    IncidentKind.VOLCANO: (
        _ASH, _BREATH, _INJURED, _TRAPPED, _CONTACT, _WATER, _MEDICINE, _CHILDREN,
    ),
    IncidentKind.EPIDEMIC: (
        _BREATH, _FEVER, _EXPOSED, _QUARANTINE, _CONTACT, _MEDICINE, _CHILDREN, _FRAIL,
    ),
    IncidentKind.TERROR: (
        _ATTACKER, _INJURED, _TRAPPED, _DANGER, _CONTACT, _MEDICINE, _CHILDREN,
    ),
    IncidentKind.ACCIDENT: (
        _INJURED, _TRAPPED, _SCENE, _HOSPITAL, _CONTACT, _MEDICINE, _CHILDREN,
    ),
    IncidentKind.OTHER: (
        _DANGER, _INJURED, _TRAPPED, _CONTACT, _WATER, _MEDICINE, _CHILDREN, _FRAIL,
    ),
}  # fmt: skip
"""The questions of every kind, the gravest first."""
