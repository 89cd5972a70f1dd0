"""Spreadsheets for the tests: invented persons in the layouts crisis cells really use.

Each function writes one file and returns its truth: what a careful clerk reads from each row, as
``{"native", "surname", "given", "sex", "birth", "passport", "phone", "city", "party"}`` (only the
fields the layout tells). The same seed gives the same file and the same persons.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook

Truth = dict[str, str | int]

_SURNAMES = {
    "单": "SHAN", "曾": "ZENG", "解": "XIE", "仇": "QIU", "查": "ZHA", "区": "OU", "吕": "LYU",
    "王": "WANG", "李": "LI", "张": "ZHANG", "陈": "CHEN", "欧阳": "OUYANG", "司马": "SIMA",
    "诸葛": "ZHUGE", "徐": "XU", "高": "GAO", "罗": "LUO", "盖": "GE",
}  # fmt: skip
_GIVEN = {
    "M": {"建国": "JIANGUO", "志明": "ZHIMING", "磊": "LEI", "强": "QIANG", "浩然": "HAORAN"},
    "F": {"海燕": "HAIYAN", "丽娟": "LIJUAN", "娜": "NA", "静": "JING", "雨桐": "YUTONG"},
}
CITIES = {"伊斯坦布尔": "Istanbul", "安卡拉": "Ankara", "伊兹密尔": "Izmir", "安塔利亚": "Antalya"}
_PLACES = ("Sultanahmet Palace Hotel", "青年旅舍 Cheers Hostel", "Grand Hyatt", "机场国际出发厅C区")
_ASKS = ("被困机场，请求协助离境", "联系不上，请求查找", "护照遗失，需补办旅行证", "航班取消，滞留")
_HOTLINE = (
    "序号", "来电时间", "来电人姓名", "与当事人关系", "来电人电话", "当事人姓名", "性别",
    "出生年月日", "护照号码", "当事人在土电话", "所在城市及位置",
    "涉及人数", "求助事项", "紧急程度", "是否受伤",
)  # fmt: skip
_REGISTRATION = (
    "S/N", "Full Name (as in passport)", "Chinese Name", "M/F", "D.O.B. (DD/MM/YYYY)", "PPT No.",
    "Mobile (local)", "Hotel / Address", "City", "Next of Kin (name & tel)",
    "Special needs / Remarks",
)  # fmt: skip
_CAMP = (
    "编号", "姓名", "英文姓名", "性别", "出生日期", "护照号", "护照有效期", "岗位", "当地手机",
    "国内紧急联系人", "紧急联系电话",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person; ``phone`` is the nine digits after Turkey's +905."""

    native: str
    surname: str
    given: str
    sex: str
    birth: date
    passport: str
    phone: str
    city_zh: str

    @property
    def truth(self) -> Truth:
        """What every layout tells of this person."""
        return {
            "sex": self.sex,
            "birth": self.birth.isoformat(),
            "passport": self.passport,
            "phone": f"+905{self.phone}",
            "city": CITIES[self.city_zh],
        }


def invented(random: Random) -> Invented:
    """Somebody who does not exist."""
    sex = random.choice("MF")
    surname = random.choice(list(_SURNAMES))
    given = random.choice(list(_GIVEN[sex]))
    return Invented(
        native=surname + given,
        surname=_SURNAMES[surname],
        given=_GIVEN[sex][given],
        sex=sex,
        birth=date(1945, 1, 1) + timedelta(days=random.randrange(25_000)),
        passport=f"{random.choice('EG')}{random.randrange(10**7, 10**8)}",
        phone=f"{random.randrange(10**8, 10**9)}",
        city_zh=random.choice(list(CITIES)),
    )


def hotline_zh(path: Path, count: int = 40, seed: int = 12308) -> list[Truth]:
    """A hotline sheet: two title rows, header in row 4, everything typed by hand, a note below."""
    random = Random(seed)  # noqa: S311 - invented persons, no secrets
    people = [invented(random) for _ in range(count)]
    parties = [random.randint(1, 4) for _ in people]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "7月16日来电"
    sheet.append(["12308热线求助来电登记表（滚动更新）"])
    sheet.append(["截至2016年7月16日18:00  制表：前台三组"])
    sheet.append([])
    sheet.append(list(_HOTLINE))
    for number, (person, party) in enumerate(zip(people, parties, strict=True), 1):
        sheet.append(_hotline_row(random, number, person, party))
    sheet.append([])
    sheet.append(["备注：以上信息由来电人提供，请使馆核实。"])
    book.save(path)
    return [
        {"native": p.native, **p.truth, "party": n} for p, n in zip(people, parties, strict=True)
    ]


def _hotline_row(random: Random, number: int, person: Invented, party: int) -> list[object]:
    sex = random.choice(("男", "男性", "M") if person.sex == "M" else ("女", "女性", "F"))
    place = f"{person.city_zh}{random.choice('/，  ')}{random.choice(_PLACES)}"
    return [
        number,
        f"2016-07-16 {random.randint(6, 17):02}:{random.randint(0, 59):02}",
        random.choice(("王女士", "李先生", "孙伟")),
        random.choice(("母亲", "配偶", "同事", "本人", "旅行社")),
        _chinese_mobile(random),
        person.native,
        sex,
        _birth_typed(random, person.birth),
        _passport_typed(random, person.passport),
        _phone_typed(random, person.phone),
        place,
        random.choice((party, f"{party}人")),
        random.choice(_ASKS),
        random.choice(("特别紧急", "红", "紧急", "橙", "一般", "黄")),
        random.choice(("是", "否", "不详")),
    ]


def _chinese_mobile(random: Random) -> str:
    return f"1{random.choice('3578')}{random.randrange(10**8, 10**9)}"


def _birth_typed(random: Random, birth: date) -> object:
    y, m, d = birth.year, birth.month, birth.day
    return random.choice((f"{y}年{m}月{d}日", f"{y}{m:02}{d:02}", f"{y}.{m:02}.{d:02}", birth))


def _passport_typed(random: Random, number: str) -> str:
    wide = number.translate({code: code + 0xFEE0 for code in range(0x30, 0x5B)})
    return random.choice((number, f"{number[0]} {number[1:]}", number.lower(), wide))


def _phone_typed(random: Random, digits: str) -> str:
    wide = f"00905{digits}".translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    spaced = f"+90 5{digits[:2]} {digits[2:5]} {digits[5:]}"
    return random.choice((f"05{digits}", f"905{digits}", f"00905{digits}", spaced, wide))


def registration_en(path: Path, count: int = 40, seed: int = 2016) -> list[Truth]:
    """An embassy's registration form: header in row 1, Latin names, the kin in one cell."""
    random = Random(seed)  # noqa: S311 - invented persons, no secrets
    people = [invented(random) for _ in range(count)]
    told = [random.random() < 0.5 for _ in people]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Registration"
    sheet.append(list(_REGISTRATION))
    for number, (person, native) in enumerate(zip(people, told, strict=True), 1):
        sheet.append(_registration_row(random, number, person, native))
    book.save(path)
    return [
        {"surname": p.surname, "given": p.given, **p.truth} | ({"native": p.native} if n else {})
        for p, n in zip(people, told, strict=True)
    ]


def _registration_row(random: Random, number: int, person: Invented, native: bool) -> list[object]:
    surname, given = person.surname, person.given
    name = random.choice(
        (f"{surname}, {given.title()}", f"{surname.title()}, {given.title()}", f"{surname} {given}")
    )
    kin = f"{random.choice(('Mr', 'Ms'))} {surname.title()} +86{_chinese_mobile(random)}"
    return [
        number,
        name,
        person.native if native else "",
        random.choice(("M", "Male") if person.sex == "M" else ("F", "Female")),
        f"{person.birth:%d/%m/%Y}",
        person.passport,
        f"+905{person.phone}",
        random.choice(_PLACES),
        CITIES[person.city_zh],
        kin,
        random.choice(("", "wheelchair", "vegetarian", "asthma, needs inhaler")),
    ]


def company_camps(path: Path, count: int = 20, seed: int = 5) -> list[Truth]:
    """A company's staff: one sheet a camp, its city only in the sheet's name, totals below."""
    random = Random(seed)  # noqa: S311 - invented persons, no secrets
    truth: list[Truth] = []
    book = Workbook()
    book.remove(book.worksheets[0])
    for city, camp in (("安卡拉", "安卡拉地铁项目部"), ("伊兹密尔", "伊兹密尔电站营地")):
        sheet = book.create_sheet(camp)
        sheet.append([f"{camp}人员花名册"])
        sheet.append(list(_CAMP))
        for number in range(1, count + 1):
            person = invented(random)
            sheet.append(_camp_row(random, number, person))
            names: Truth = {"native": person.native, "surname": person.surname}
            truth.append({**names, "given": person.given, **person.truth, "city": CITIES[city]})
        sheet.append(["合计", f"{count}人"])
    book.create_sheet("说明").append(["本表每日18:00更新，请勿删除公式"])
    book.save(path)
    return truth


def _camp_row(random: Random, number: int, person: Invented) -> list[object]:
    latin = random.choice(
        (f"{person.surname} {person.given}", f"{person.given.title()} {person.surname}")
    )
    return [
        f"{number:03}",
        person.native,
        latin,
        "男" if person.sex == "M" else "女",
        person.birth,
        person.passport,
        date(random.randint(2017, 2025), random.randint(1, 12), 15),
        random.choice(("工程师", "焊工", "翻译", "厨师")),
        f"05{person.phone}",
        "家属",
        _chinese_mobile(random),
    ]


def shelters_csv(path: Path) -> list[Truth]:
    """Two shelters in the columns of Sahana Eden; the second holds more than its capacity."""
    path.write_text(
        "Organisation,Branch,Name,Country,L1,L2,L3,Address,Postcode,Lat,Lon,Capacity,Population,"
        "Status\n"
        "Embassy,,Assembly Hall Ankara,TR,Ankara,,Ankara,Gölgeli Sokak 34,06700,39.89,32.86,120,35,"
        "Open\n"
        "Consulate General,,Harbour School,TR,Istanbul,,Istanbul,Ahi Çelebi 7,34457,41.11,29.06,60,"
        "72,Open\n",
        encoding="utf-8",
    )
    return [
        {"name": "Assembly Hall Ankara", "capacity": 120, "present": 35},
        {"name": "Harbour School", "capacity": 60, "present": 72},
    ]
