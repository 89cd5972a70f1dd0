"""The lists other people typed for the demonstration, in the layouts cells really receive."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from situationroom.demo.cast import Cast, Invented

HOME = ZoneInfo("Asia/Shanghai")
_ASKED = (
    ("联系不上，请求查找", 30),
    ("被困机场，请求协助离境", 22),
    ("航班取消，滞留，询问包机", 16),
    ("护照遗失，需补办旅行证", 9),
    ("酒店不续住，请求安置", 8),
    ("老人胸闷，药品将尽，请求就医", 6),
    ("附近有枪声，不敢外出", 5),
    ("租车公司扣押证件", 4),
)
_HOTLINE = (
    "序号", "来电时间", "来电人姓名", "与当事人关系", "来电人电话", "当事人姓名", "性别",
    "出生年月日", "护照号码", "当事人在土电话", "所在城市及位置", "涉及人数", "求助事项",
    "紧急程度", "是否受伤", "最后联系时间",
)  # fmt: skip
_REGISTER = (
    "S/N", "Full Name (as in passport)", "Chinese Name", "M/F", "D.O.B. (DD/MM/YYYY)", "PPT No.",
    "Mobile (local)", "Hotel / Address", "City", "Next of Kin (name & tel)",
    "Special needs / Remarks",
)  # fmt: skip
_CAMP = (
    "编号", "姓名", "英文姓名", "性别", "出生日期", "护照号", "护照有效期", "岗位", "当地手机",
    "国内紧急联系人", "紧急联系电话",
)  # fmt: skip
_FLIGHT = (
    "Seat", "Surname", "Given names", "Name (CN)", "Sex", "Date of birth", "Passport no",
    "Nationality", "Location", "Phone", "Needs",
)  # fmt: skip


def hotline(path: Path, cast: Cast, people: Sequence[Invented], first: datetime, at: int) -> None:
    """A hotline sheet: title rows, header in row 4, values as tired people type them.

    ``first`` is the time (aware) of the first call, ``at`` the first number of the list.
    """
    rows: list[Sequence[Any]] = [
        ("12308热线涉土耳其局势求助来电登记表（演练）",),
        (f"截至{first.astimezone(HOME):%Y年%m月%d日}  制表：前台",),
        (),
        _HOTLINE,
    ]
    minute = first.astimezone(HOME)
    for number, person in enumerate(people, start=at):
        minute += timedelta(minutes=cast.random.randint(1, 6))
        rows.append(_call(cast, number, person, minute))
    rows += [(), ("备注：以上信息由来电人提供，请使馆核实。",)]
    _write(path, [("来电登记", rows)])


def _call(cast: Cast, number: int, person: Invented, at: datetime) -> tuple[Any, ...]:
    random, (caller, relation, phone) = cast.random, cast.caller()
    asked = random.choices([a for a, _ in _ASKED], [w for _, w in _ASKED])[0]
    hurt = "是" if random.random() < 0.02 else random.choice(("否", "不详"))
    urgent = "红" if hurt == "是" or "枪声" in asked or "胸闷" in asked else ""
    party = random.choice((1, 1, 1, 2, 2, 3, 4))
    told = random.choice(
        (person.birth.isoformat(), f"{person.birth:%Y年%m月%d日}", f"{person.birth:%Y%m%d}")
    )
    passport = person.passport if random.random() < 0.8 else ""
    return (
        number,
        f"{at:%Y-%m-%d %H:%M}",
        caller,
        relation,
        phone,
        person.native,
        {"M": "男", "F": "女"}[person.sex],
        told,
        passport,
        person.phone if random.random() < 0.85 else "",
        f"{person.city}，{person.place}" if person.city else random.choice(("", "不详", "土耳其")),
        random.choice((party, f"{party}人")),
        asked,
        urgent or random.choices(("紧急", "橙", "一般", "黄"), (2, 2, 4, 4))[0],
        hurt,
        f"{at - timedelta(hours=random.choice((1, 2, 3, 5, 8, 14))):%Y-%m-%d %H:%M}",
    )


def registration(path: Path, people: Sequence[Invented], needs: Sequence[str]) -> None:
    """The embassy's registration form, in English, header in row 1."""
    rows: list[Sequence[Any]] = [_REGISTER]
    for number, (person, need) in enumerate(zip(people, needs, strict=True), start=1):
        name = person.latin if number % 2 else f"{person.surname} {person.given}"
        rows.append(
            (
                number,
                name,
                person.native if number % 3 else None,
                person.sex,
                f"{person.birth:%d/%m/%Y}",
                person.passport,
                person.phone,
                person.place,
                _city(person.city),
                f"{person.kin} +86{person.kin_phone}",
                need,
            )
        )
    _write(path, [("Registration", rows)])


def camps(path: Path, crews: Sequence[tuple[str, Sequence[Invented]]]) -> None:
    """A company's camps, one sheet each, with a title and a total."""
    _write(path, [(name, _camp(name, people)) for name, people in crews])


def _camp(name: str, people: Sequence[Invented]) -> list[Sequence[Any]]:
    rows: list[Sequence[Any]] = [(f"{name}人员花名册",), _CAMP]
    jobs = ("工程师", "焊工", "翻译", "厨师", "安全员")
    for number, person in enumerate(people, start=1):
        rows.append(
            (
                f"{number:03}",
                person.native,
                f"{person.surname} {person.given}",
                {"M": "男", "F": "女"}[person.sex],
                datetime.combine(person.birth, datetime.min.time()),
                person.passport,
                datetime(2018 + number % 6, 1 + number % 12, 15),
                jobs[number % len(jobs)],
                "0" + person.phone[3:],
                "家属",
                person.kin_phone,
            )
        )
    rows.append(("合计", f"{len(people)}人"))
    return rows


def passengers(path: Path, people: Iterable[Invented], needs: Sequence[str]) -> None:
    """The passenger list of the airliner that may not be left."""
    rows: list[Sequence[Any]] = [("XR 679 — passengers on board, IST Atatürk Airport",), _FLIGHT]
    for number, (person, need) in enumerate(zip(people, needs, strict=True)):
        rows.append(
            (
                f"{11 + number // 6}{'ABCDEF'[number % 6]}",
                person.surname,
                person.given,
                person.native,
                person.sex,
                person.birth.isoformat(),
                person.passport,
                "CHN",
                "Istanbul Atatürk Airport",
                person.phone,
                need,
            )
        )
    _write(path, [("XR679", rows)])


def _city(native: str) -> str:
    return {
        "伊斯坦布尔": "Istanbul", "安卡拉": "Ankara", "伊兹密尔": "Izmir", "安塔利亚": "Antalya",
        "布尔萨": "Bursa", "内夫谢希尔": "Nevsehir", "阿达纳": "Adana", "特拉布宗": "Trabzon",
    }.get(native, native)  # fmt: skip


def _write(path: Path, sheets: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
