"""Invented persons by number: the same number is always the same person."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from situationroom.models import Person
from situationroom.models.person import Document, Phone
from situationroom.models.vocabulary import Precision, Safety, Sex

STARTED = datetime(2016, 7, 15, 19, 0, tzinfo=UTC)
HEADERS = (
    "序号", "来电时间", "来电人姓名", "与当事人关系", "来电人电话", "当事人姓名", "英文姓名",
    "性别", "出生年月日", "护照号码", "护照有效期", "国籍", "当地电话", "所在城市", "酒店地址",
    "涉及人数", "求助事项", "紧急程度", "单位", "备注",
)  # fmt: skip
SURNAMES = {
    "王": "Wang", "李": "Li", "张": "Zhang", "刘": "Liu", "陈": "Chen", "杨": "Yang",
    "赵": "Zhao", "黄": "Huang", "周": "Zhou", "吴": "Wu", "徐": "Xu", "孙": "Sun",
    "胡": "Hu", "朱": "Zhu", "高": "Gao", "林": "Lin", "何": "He", "郭": "Guo",
    "欧阳": "Ouyang", "马": "Ma",
}  # fmt: skip
GIVEN = {
    "芳": "fang", "伟": "wei", "娜": "na", "敏": "min", "静": "jing", "磊": "lei",
    "洋": "yang", "艳": "yan", "勇": "yong", "杰": "jie", "娟": "juan", "涛": "tao",
    "明": "ming", "霞": "xia", "平": "ping", "刚": "gang", "玲": "ling", "辉": "hui",
    "海": "hai", "建": "jian", "国": "guo", "雨": "yu", "桐": "tong", "浩": "hao",
}  # fmt: skip
CITIES = {
    "伊斯坦布尔": ("Istanbul", 41.01, 28.95), "安卡拉": ("Ankara", 39.92, 32.85),
    "伊兹密尔": ("Izmir", 38.42, 27.14), "安塔利亚": ("Antalya", 36.9, 30.7),
    "科尼亚": ("Konya", 37.87, 32.48), "布尔萨": ("Bursa", 40.19, 29.06),
}  # fmt: skip
ASKS = ("被困机场，请求协助离境", "联系不上，请求查找", "护照遗失，需补办旅行证", "航班取消，滞留")


def person(number: int) -> Person:
    """Somebody who does not exist, as a draft with id 0."""
    random = Random(number)
    surname, given = random.choice(list(SURNAMES)), random.choices(list(GIVEN), k=2)
    city, lat, lon = random.choice(list(CITIES.values()))
    placed = number % 20 != 0
    return Person(
        0,
        native_name=surname + "".join(given),
        surname=SURNAMES[surname],
        given_names="".join(GIVEN[part] for part in given).capitalize(),
        sex=random.choice(list(Sex)[:2]),
        birth_date=(date(1946, 1, 1) + timedelta(days=random.randrange(24_000))).isoformat(),
        nationality="CHN",
        documents=(Document("P", f"E{10_000_000 + number}", "CHN", "2027-05-01"),),
        phones=(Phone(f"+9053{number % 10**8:08}"),),
        city=city if placed else "",
        country="TR",
        lat=lat + random.gauss(0, 0.4) if placed else None,
        lon=lon + random.gauss(0, 0.4) if placed else None,
        precision=Precision.CITY if placed else Precision.UNKNOWN,
        safety=random.choice(list(Safety)[:5]),
    )


def row(number: int) -> list[object]:
    """The same somebody as a caller's row of 20 cells."""
    random, who = Random(-number), person(number)
    return [
        number,
        f"2016-07-{16 + number % 3} {number % 24:02}:{number % 60:02}",
        random.choice(("王女士", "李先生", "孙伟", "周敏")),
        random.choice(("母亲", "配偶", "同事", "本人")),
        f"138{random.randrange(10**8):08}",
        who.native_name,
        f"{who.surname.upper()} {who.given_names}",
        "男" if who.sex is Sex.MALE else "女",
        who.birth_date,
        who.documents[0].number,
        "2027-05-01",
        "中国",
        f"0{who.phones[0].e164[3:]}",
        random.choice(list(CITIES)),
        f"Hotel {number % 900}, Atatürk Cd. {number % 77}",
        1 + number % 3,
        random.choice(ASKS),
        random.choice(("特别紧急", "紧急", "一般", "一般")),
        f"第{number % 400}旅行团",
        "" if number % 4 else "糖尿病，需胰岛素",
    ]
