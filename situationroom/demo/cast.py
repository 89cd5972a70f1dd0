"""The invented cast of the demonstration. Nobody here exists; the same seed invents the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SEED = 20160715

_SURNAMES = (
    "王WANG 李LI 张ZHANG 刘LIU 陈CHEN 杨YANG 赵ZHAO 黄HUANG 周ZHOU 吴WU 徐XU 孙SUN "
    "胡HU 朱ZHU 高GAO 林LIN 何HE 郭GUO 马MA 罗LUO 梁LIANG 宋SONG 郑ZHENG 谢XIE 韩HAN "
    "唐TANG 冯FENG 于YU 董DONG 萧XIAO 程CHENG 曹CAO 袁YUAN 邓DENG 许XU 傅FU 沈SHEN "
    "曾ZENG 彭PENG 吕LYU 单SHAN 仇QIU 欧阳OUYANG 司马SIMA"
)
_MEN = (
    "伟WEI 强QIANG 磊LEI 军JUN 洋YANG 勇YONG 杰JIE 涛TAO 超CHAO 明MING 刚GANG 平PING "
    "辉HUI 鹏PENG 建国JIANGUO 志明ZHIMING 浩然HAORAN 子轩ZIXUAN 晓东XIAODONG "
    "国庆GUOQING 海波HAIBO 文博WENBO 家豪JIAHAO"
)
_WOMEN = (
    "芳FANG 娜NA 敏MIN 静JING 丽LI 艳YAN 娟JUAN 霞XIA 秀英XIUYING 桂英GUIYING "
    "丽娟LIJUAN 海燕HAIYAN 婷婷TINGTING 梓涵ZIHAN 雨桐YUTONG 一诺YINUO 思琪SIQI "
    "欣怡XINYI 佳慧JIAHUI 晓梅XIAOMEI"
)
PLACES = (
    (
        "伊斯坦布尔",
        46,
        ("塔克西姆广场附近", "青年旅舍", "酒店", "机场国际出发厅C区", "苏丹艾哈迈德区酒店"),
    ),
    ("安卡拉", 14, ("酒店", "中东技术大学宿舍", "使馆附近", "火车站")),
    ("伊兹密尔", 9, ("酒店", "港口", "朋友家")),
    ("安塔利亚", 9, ("度假村", "酒店", "机场")),
    ("布尔萨", 5, ("酒店", "工厂宿舍")),
    ("内夫谢希尔", 5, ("洞穴酒店", "热气球营地")),
    ("阿达纳", 3, ("酒店", "工地")),
    ("特拉布宗", 3, ("酒店", "客运站")),
)
"""City, its share of callers in percent (the rest told no city), and what people say of it."""


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person as their papers and their family would tell of them."""

    native: str
    surname: str
    given: str
    sex: str
    birth: date
    passport: str
    phone: str
    city: str
    place: str
    kin: str
    kin_phone: str
    family: int = 0

    @property
    def latin(self) -> str:
        """As registration forms have it: 'OUYANG, Jing'."""
        return f"{self.surname}, {self.given.capitalize()}"


class Cast:
    """Invents persons one after another; passports and telephones never repeat."""

    def __init__(self, seed: int = SEED) -> None:
        self.random = Random(seed)  # noqa: S311 - a story, not a secret
        self._surnames = list(_pairs(_SURNAMES))
        self._given = {"M": list(_pairs(_MEN)), "F": list(_pairs(_WOMEN))}
        self._used: set[str] = set()
        self._families = 0

    def person(
        self, city: str = "", place: str = "", *, ages: tuple[int, int] = (19, 68)
    ) -> Invented:
        """Somebody alone. Without a city, where callers usually are (or nowhere known)."""
        return self._person(self.random.choice(self._surnames), city, place, ages, 0)

    def family(self, size: int, city: str = "") -> list[Invented]:
        """A couple, then children, then a grandparent; one surname, one place."""
        self._families += 1
        surname = self.random.choice(self._surnames)
        head = self._person(surname, city, "", (27, 45), self._families)
        spouse = self._person(
            self.random.choice(self._surnames), head.city, head.place, (26, 44), self._families
        )
        spans = ((1, 12), (3, 15), (66, 79))
        others = [
            self._person(surname, head.city, head.place, span, self._families)
            for span in spans[: max(0, size - 2)]
        ]
        return [head, spouse, *others][:size]

    def caller(self) -> tuple[str, str, str]:
        """Who calls at home: name, relation, telephone."""
        family_name = self.random.choice(self._surnames)[0]
        relation = self.random.choice(("父亲", "母亲", "配偶", "同事", "旅行社", "兄弟", "朋友"))
        title = self.random.choice(("先生", "女士"))
        return family_name + title, relation, self._home_phone()

    def _person(
        self,
        surname: tuple[str, str],
        city: str,
        place: str,
        ages: tuple[int, int],
        family: int,
    ) -> Invented:
        sex = self.random.choice("MF")
        given = self.random.choice(self._given[sex])
        where = (city, place) if city else self._somewhere()
        return Invented(
            native=surname[0] + given[0],
            surname=surname[1],
            given=given[1],
            sex=sex,
            birth=date(2016, 7, 1)
            - timedelta(days=self.random.randint(ages[0] * 365, ages[1] * 365)),
            passport=self._unique(
                lambda: f"{self.random.choice('EG')}{self.random.randrange(10**8):08}"
            ),
            phone=self._unique(lambda: f"+9051{self.random.randrange(10**8):08}"),
            city=where[0],
            place=where[1],
            kin=surname[0] + self.random.choice(("先生", "女士")),
            kin_phone=self._home_phone(),
            family=family,
        )

    def _somewhere(self) -> tuple[str, str]:
        at = self.random.randrange(100)
        for city, share, places in PLACES:
            at -= share
            if at < 0:
                return city, self.random.choice(places)
        return "", ""

    def _home_phone(self) -> str:
        return self._unique(lambda: f"13{self.random.randrange(10**9):09}")

    def _unique(self, invent: Callable[[], str]) -> str:
        while (value := invent()) in self._used:
            pass
        self._used.add(value)
        return value


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for word in text.split():
        hanzi = "".join(ch for ch in word if ch > "z")
        yield hanzi, word[len(hanzi) :]
