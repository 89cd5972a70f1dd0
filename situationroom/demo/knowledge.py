"""What the officers of the demonstration may say, and how it changed in three days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from situationroom.commands.talking_points import (
    add_talking_point,
    revise_talking_point,
    withdraw_talking_point,
)
from situationroom.models import TalkingPoint
from situationroom.models.vocabulary import Audience
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.talking_points import talking_points

At = Callable[[float, Callable[[], object]], None]
"""Puts an act on the story's clock, so many hours after the first call."""
CALLS = (Audience.CALLERS, Audience.FAMILY)

_POINTS = (
    TalkingPoint(
        0, "安全提醒 Safety", "现在当地安全吗？",
        "请留在室内，远离广场、桥梁和军警聚集处，不要拍照，不要围观。请保存好证件和手机电量，每六小时给家人报一次平安。",
        "Please stay indoors and keep away from squares, bridges and soldiers. Take no pictures. "
        "Keep your papers and your battery; tell your family every six hours that you are well.",
        CALLS,
    ),
    TalkingPoint(
        0, "登记 Registration", "怎样登记？",
        "请告诉我姓名（护照拼音）、护照号、所在地址和当地电话，我马上为您登记，并给您一个登记号。",
        "Please tell me the name as in the passport, its number, the address and a telephone "
        "there. I register you now and give you a case number.",
        CALLS,
    ),
    TalkingPoint(
        0, "机场 Airport", "机场开放了吗？",
        "阿塔图尔克机场已关闭，请不要前往机场，等候航空公司和使领馆通知。",
        "Atatürk airport is closed. Please do not go there; wait for the airline and the embassy.",
        CALLS,
    ),
    TalkingPoint(
        0, "包机 Charter", "什么时候有包机？",
        "正在联系包机，尚未确定。请先登记意愿，老人、儿童、孕妇和病人优先。",
        "A charter is being arranged; nothing is certain yet. Please register your wish. The "
        "elderly, children, pregnant women and the ill go first.",
        CALLS,
    ),
    TalkingPoint(
        0, "亲属 Next of kin", "能告诉我他的情况吗？",
        "为保护当事人，我要先核对您的身份。核对后，我可以告诉您登记情况；地点只有当事人同意才能告知。",
        "To protect the person I must check who you are first. Then I can tell you what is "
        "registered; where the person is only with their consent.",
        (Audience.FAMILY,),
    ),
    TalkingPoint(
        0, "人数 Figures", "有多少中国公民受影响？",
        "我们正在逐一核实。数字以发言人发布为准，请不要引用来电中听到的数字。",
        "We are checking one by one. Please use only the figures the spokesperson gives.",
        (Audience.MEDIA,),
    ),
)  # fmt: skip
_OPEN_ZH = "机场已重新开放，航班陆续恢复。出发前请先向航空公司确认，凭登机牌进入航站楼。"
_OPEN_EN = (
    "The airport has opened again and flights are resuming. Please confirm with the airline "
    "before you leave; only passengers with a boarding pass are let in."
)
_CHARTER_ZH = (
    "包机 XC 4101 已定，从伊斯坦布尔起飞。请先登记意愿，老人、儿童、孕妇和病人优先，费用自理。"
)
_CHARTER_EN = (
    "Charter XC 4101 will leave from Istanbul. Please register your wish. The elderly, children, "
    "pregnant women and the ill go first. The fare is paid by the traveller."
)
_CURFEW = TalkingPoint(
    0, "宵禁 Curfew", "晚上可以出门吗？",
    "当地宣布宵禁，晚8时至早6时不得外出。",
    "A curfew is in force from 8 p.m. to 6 a.m.; please do not go out.",
    CALLS,
)  # fmt: skip


def say_what_is_known(file: IncidentFile, at: At) -> None:
    """Put the talking points of the three days on the clock."""
    for number, point in enumerate(_POINTS):
        at(0.5 + number * 0.1, partial(file.run, add_talking_point, point))
    at(3, lambda: file.run(add_talking_point, _CURFEW))
    at(9, lambda: _withdraw(file, "宵禁", "使馆核实：未宣布宵禁，系网传"))
    at(17, lambda: _say(file, "包机", _CHARTER_ZH, _CHARTER_EN))
    at(24, lambda: _say(file, "机场", _OPEN_ZH, _OPEN_EN))
    last = _CHARTER_ZH.replace("费用自理。", "费用自理。截至今日9时仍有余座。")
    at(57.16, lambda: _say(file, "包机", last, _CHARTER_EN))
    until = TalkingPoint(
        0, "护照 Passports", "护照被扣或遗失怎么办？",
        "请到使领馆办理旅行证，今明两天不休息；带两张照片和任何身份证明。",
        "The embassy and the consulate issue travel documents today and tomorrow. Bring two "
        "photographs and any proof of identity.",
        CALLS,
    )  # fmt: skip
    at(33, lambda: file.run(add_talking_point, _until(until, file, 48)))


def _until(point: TalkingPoint, file: IncidentFile, hours: float) -> TalkingPoint:
    return replace(point, valid_until=file.now() + timedelta(hours=hours))


def _find(file: IncidentFile, topic: str) -> TalkingPoint:
    return next(r.point for r in file.ask(talking_points) if r.point.topic.startswith(topic))


def _say(file: IncidentFile, topic: str, zh: str, en: str) -> None:
    point = _find(file, topic)
    fields = {"text_zh": zh, "text_en": en}
    file.run(revise_talking_point, point.id, fields, point.version)


def _withdraw(file: IncidentFile, topic: str, reason: str) -> None:
    file.run(withdraw_talking_point, _find(file, topic).id, reason)
