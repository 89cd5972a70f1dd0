"""How many persons a name cell means beyond those it names: '等3人', '一家四口', '+ 2'."""

import re
from typing import Final

from situationroom.intake.months import hanzi_number
from situationroom.intake.titles import elsewhere

_N = r"(\d{1,3}|[一二两三四五六七八九十俩仨]{1,3})"
_TOTALS: Final = (
    re.compile(rf"[,(]? ?等(?:共|一行)? ?{_N} ?[人名位口]\)?$"),
    re.compile(rf"[,(]? ?(?:一?家|全家|一行|共|合计|夫妻)(?:共|老小)? ?{_N} ?[人名位口]\)?$"),
    re.compile(r"(?<=[^\d]) ?(?:[x×*] ?|\()(\d{1,3}) ?(?:人|pax|persons|people|ppl)?\)?$", re.I),
    re.compile(r"(?<=[^\d]) ?,? ?(\d{1,3}) ?(?:人|名|位|pax|persons|people|ppl)$", re.I),
    re.compile(r"[, ]* ?\(?(?:and )?(?:family|group|party) of (\d{1,3})\)?$", re.I),
    re.compile(r" pax ?(\d{1,3})$", re.I),
)
_MIXED = re.compile(r"[,(]? ?(\d{1,2}) ?大 ?(\d{1,2}) ?小\)?$")
_PLUS = re.compile(
    rf" ?(?:\+|plus|and|with|&|带|及|和) ?{_N} ?(?:人|名|位|others?|more|pax|persons|"
    rf"people|children|kids|adults)?$",
    re.I,
)
_COUPLE = re.compile(
    r"(?:夫妇|夫妻|两口子|俩口子|伉俪|父子|母子|母女|父女|兄弟|姐妹)(?:俩|二人|两人|2人)?$"
)
_UNSURE = re.compile(
    r"等人?$|(?:一家人?|全家|一行|及家人|和家人|及家属|家属|及随行|等家人)$|"
    r"[ ,]*(?:(?:&|and|with|\+)? ?(?:the )?(?:family|others|friends|group|co\.)|et al\.?)$",
    re.I,
)
_BOTH = re.compile(
    r"(?:mr\.? ?(?:&|and|\+|/) ?mrs\.?|mrs\.? ?(?:&|and|\+|/) ?mr\.?|herr und frau|"
    r"m\.? et mme\.?|sr\.? y sra\.?) +(?=\S)",
    re.I,
)
_LEADS = re.compile(r"(?<=..)(?:带团|带队|领队|领团|带领|率团)$")
_FAMILY = re.compile(
    r"(?:the )?([^\W\d_][\w' -]{1,40}?)(?:'s)? family|"
    r"(?:the )?(?:family|familie|famille|familia) ([^\W\d_][\w' -]{1,40})",
    re.I,
)
_KIN_ZH = (
    r"(?:父母|爸妈|公婆|儿女|岳父母|祖父母|父亲|母亲|爸爸|妈妈|爸|妈|妻子|太太|丈夫|老公|老婆|爱人|配偶|儿子|女儿|"
    r"孩子|小孩|子女|幼子|幼女|孙子|孙女|外孙女?|哥哥|弟弟|姐姐|妹妹|岳父|岳母|公公|婆婆|爷爷|奶奶|外公|外婆|同事|"
    r"朋友|同学|女友|男友|女朋友|男朋友|婴儿|宝宝|家人|妻|夫|子|女)"
)
_TWO = re.compile(r"父母|爸妈|公婆|儿女|祖父母|岳父母")
_WITH = re.compile(
    rf"[及和与跟带携偕同](?:其|他的?|她的?)?((?:(?:{_N}[个名位]?)?{_KIN_ZH}[、和及与]?)+)(?=$|[一-鿿])"
)
_KIN_ONLY = re.compile(rf"(?:其|他的?|她的?)?((?:(?:{_N}[个名位]?)?{_KIN_ZH}[、和及与]?)+)")
_KIN_BEFORE = re.compile(
    r"(?:其|他的?|她的?)?(?:父亲|母亲|爸爸|妈妈|妻子|太太|丈夫|老公|老婆|爱人|配偶|儿子|女儿|孙子|孙女|哥哥|弟弟|姐姐|"
    r"妹妹|岳父|岳母|同事|朋友|同学|女友|男友) ?:? ?(?=[一-鿿]{2,4}$)"
)
_WITH_KIN = re.compile(rf"(?:{_N}[个名位]?)?({_KIN_ZH})")
_KIN_EN = (
    r"(?:wife|husband|spouse|partner|son|daughter|mother|father|mom|mum|dad|brother|sister|child|baby|infant|kid|"
    r"friend|colleague|grandmother|grandfather|grandson|granddaughter|uncle|aunt|cousin|girlfriend|boyfriend)"
)
_COMPANY = re.compile(
    rf"(?:(?:his|her|their|the|a|an|my) )*(\d{{1,2}}|one|two|three|four|five|six)? ?"
    rf"(?:small |young |minor )?(children|parent|adult|other|{_KIN_EN})s?\b\W{{0,3}}",
    re.I,
)
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "俩": 2, "仨": 3}


def _count(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return _NUMBERS.get(text.lower()) or hanzi_number(text) or 0


def without_party(told: str) -> tuple[str, int | None, bool]:
    """The cell without its word on the party; its size; whether more are meant without a number."""
    bare, size, unsure = _without_size(told)
    if couple := _BOTH.match(bare):
        return bare[couple.end() :], size or 2, unsure
    if size and (leads := _LEADS.search(bare)):
        return bare[: leads.start()], size, unsure
    if family := _FAMILY.fullmatch(bare):
        return family[1] or family[2], size, unsure or size is None
    return bare, size, unsure


def _without_size(told: str) -> tuple[str, int | None, bool]:
    if mixed := _MIXED.search(told):
        return told[: mixed.start()].strip(), int(mixed[1]) + int(mixed[2]), False
    for pattern in _TOTALS:
        found = pattern.search(told)
        if found and len(told[: found.start()].strip()) > 1:
            return told[: found.start()].strip(" ,("), _count(found[1]), False
    if (plus := _PLUS.search(told)) and len(told[: plus.start()].strip()) > 1:
        return told[: plus.start()].strip(" ,"), 1 + _count(plus[1]), False
    if (unsure := _UNSURE.search(told)) and len(told[: unsure.start()].strip(" &+")) > 1:
        return told[: unsure.start()].strip(" ,&+"), None, True
    return told, None, False


def named(piece: str) -> tuple[str, int]:
    """The name of one part of a list ('' where it names nobody) and how many unnamed it adds."""
    english = _COMPANY.match(piece)
    if english and (piece[english.end() :].strip() or english.end() == len(piece)):
        rest = piece[english.end() :].strip(" :,-()")
        return (rest, 0) if rest else ("", _count(english[1] or "1") or 1)
    if kin := _KIN_ONLY.fullmatch(piece):
        return "", _kin_count(kin[1])
    if before := _KIN_BEFORE.match(piece):
        return piece[before.end() :], 0
    couple = _COUPLE.search(piece)
    if couple and len(piece[: couple.start()]) > 1:
        return piece[: couple.start()], 1
    found = _WITH.search(piece)
    if not found or found.start() < 2:
        return piece, 0
    name, size = named(piece[: found.start()])
    return name, size + _kin_count(found[1])


def _kin_count(told: str) -> int:
    total = 0
    for number, kin in _WITH_KIN.findall(told):
        total += (_count(number) or 1) * (2 if _TWO.fullmatch(kin) and not number else 1)
    return total


def is_company(piece: str) -> bool:
    """'wife', 'his 2 children', 'wife Li Na': persons told by what they are to the first one."""
    kin = _KIN_ONLY.fullmatch(piece) or _KIN_BEFORE.match(piece) or _COUPLE.search(piece)
    return bool(_COMPANY.match(piece) or kin)


def sex_of(words: str) -> str:
    """'F' or 'M' of 'unknown woman', '某男子'; '' where the words tell none."""
    told = words.casefold()
    for sex, known in (("F", elsewhere()["female"]), ("M", elsewhere()["male"])):
        if any(re.search(rf"(?<![a-z]){w}(?![a-z])" if w.isascii() else w, told) for w in known):
            return sex
    return ""
