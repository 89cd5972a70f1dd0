"""Who stands in one cell: one person, several by name, or one and so many with them.

'张伟、李娜' are two persons, '张伟等3人' is one person of a party of three, '张伟及其母亲'
one of two, '1ZHANG/WEI 2LI/NA' two from an airline. What else is glued to a name (sex, age,
telephone, passport) is handed back beside it, and never becomes part of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from situationroom.intake import airline, party
from situationroom.intake.latin import common_surnames, is_pinyin, known_surnames
from situationroom.intake.plain import plain
from situationroom.intake.results import Reason
from situationroom.models.made_quickly import made_quickly
from situationroom.romanise import is_hanzi, spellings

SEVERAL: Final = Reason("Several persons stand in one cell; the details are the first one's.")
PARTY_UNSURE: Final = Reason("More persons are meant than are named; ask how many there are.")
MORE_THAN_NAME: Final = Reason("More than a name stands here; what could be read of it was used.")
NOBODY_NAMED: Final = Reason("Nobody is named here; the person is kept without a name.")
NOT_A_NAME: Final = Reason("Not all of this is a name; the rest was left in the report.")

LONGEST_LIST: Final = 60  # persons in one cell
_ONE = re.compile(
    r"[一-鿿]{2,3}|[A-Z][a-z]+ [A-Z][a-z]+|[A-Z]+ [A-Z]+(?: [A-Z]+)?|[A-Z]+, [A-Z][a-z]+"
)
_BREAKS = re.compile(
    r"[、;\n|]|(?<=[一-鿿)]) ?[,/&+] ?(?=[一-鿿])|(?<=[一-鿿)]) (?:and|和|与) (?=[一-鿿])"
    r"|(?:^|(?<=[一-鿿 )]))\d{1,2}[.、)]? ?(?=[一-鿿])"
)
_AND = re.compile(r"(?<=[一-鿿])[和与及跟携带偕同](?=[一-鿿])")
_ENGLISH_AND = re.compile(r" *(?:&|\+) *| (?:and|und|et|y|e|ve|with|plus) ", re.I)
_OF_SOMEBODY = re.compile(
    r".{1,20}的(?:父母|父亲|母亲|妻子|丈夫|爱人|儿子|女儿|孩子|家人|家属|朋友|同事|哥哥|弟弟|姐姐|妹妹|亲属)|"
    r".{1,40}'s "
    r"(?:wife|husband|son|daughter|mother|father|child|children|brother|sister|family|friend)|"
    r"(?:wife|husband|son|daughter|mother|father|child|brother|sister|friend) of .{1,40}",
    re.I,
)
_FORENAME = re.compile(r"[A-Z][a-z]{2,20}")
_NOTE = re.compile(r"\(([^()]{0,40})\)")
_NOBODY = re.compile(
    r"(?:一?[名位个]?)?(?:身份)?(?:某|不明|未知|无名|不详)?(?:身份)?(?:的)?"
    r"(?:中国|年轻|中年|老年)?(?:男子|女子|男性|女性|男士|男|女|人士|人|公民|儿童|小孩|老人|婴儿|游客)|"
    r"无名氏|无名|佚名|匿名|不知(?:道)?|"
    r"(?:an? )?(?:unknown|unidentified|unnamed)(?: [a-z ]{1,30})?|"
    r"(?:an? )?(?:chinese )?(?:male|female|man|woman|boy|girl|child|baby|tourist|national|"
    r"citizen)s?|anonymous",
    re.I,
)
_GLUED: Final = (
    ("identity_number", re.compile(r"(?<![A-Za-z0-9])\d{17}[\dXx](?![A-Za-z0-9])")),
    ("passport", re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]\d{8}|E[A-Z]\d{7})(?![A-Za-z0-9])")),
    ("phone", re.compile(r"(?<![A-Za-z0-9])(?:\+\d[\d \-]{7,17}\d|1[3-9]\d{9}|0\d{9,10})(?!\d)")),
    (
        "birth_date",
        re.compile(r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})生?"),
    ),
    (
        "age",
        re.compile(
            r"\d{1,3} ?周?岁半?|\d{1,2} ?个月|"
            r"(?<![A-Za-z0-9])\d{1,2} ?(?:yo|y/o|yrs|years(?: old)?)\b"
        ),
    ),
    (
        "sex",
        re.compile(
            r"(?:^|(?<=[ ,，(/]))(?:男|女)性?(?=$|[ ,，)/\d])|"
            r"\((?:M|F|male|female)\)|(?<=[ ,])(?:M|F|male|female)(?=$|[ ,])"
        ),
    ),
)  # fmt: skip
_NICKNAME = re.compile(r"(?<= )[“\"'‘„]([^\W\d_]{2,20})[”\"'’“](?= )")
_MAIDEN = re.compile(r" \(?(?:née|nee|né|geb\.|geborene|born) ([^\W\d_]{2,30})\)?$", re.I)
_CALLED = re.compile(r"(?<=[一-鿿]) ?\(([A-Z][a-z]{2,15})\)$")
_POST = re.compile(
    r" ?[-—–:：] ?(领队|导游|司机|队长|组长|团长|班长|翻译|厨师|经理|医生|护士|老师)$"
)
_STATE = re.compile(
    r" ?\(([^()]*(?:已故|身亡|遇难|死亡|去世|遗体|失联|失踪|受伤|重伤|已撤|已离|已回|已走|平安|"
    r"(?i:deceased|dead|died|killed|injured|missing|left|evacuated|safe))[^()]*|[A-Z]{3,4})\)$",
)
_CUT: Final = "\x1f"  # where a detail stood
_ENDS: Final = " ,/;:|"
_HINT = re.compile(
    r"[^一-鿿A-Za-z ]|(?<=[一-鿿]) (?=[一-鿿])|等|夫[妇妻]|两口|家|一行|"
    r"[全带携偕同及和与]|[男女的亲]|无名|佚名|匿名|不[知详明]|未知|某|"
    r"\b(?:and|und|with|plus|family|unknown|unidentified|unnamed|"
    r"male|female|man|woman|child|pax|et|née|nee|geb|born)\b",
    re.I,
)


@made_quickly
@dataclass(frozen=True, slots=True)
class People:
    """The names of a cell, the party size it tells, and what stood beside the names by field."""

    names: tuple[str, ...]
    party: int | None = None
    reason: Reason | None = None
    beside: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=200_000)
def read_people(text: str) -> People:
    """The persons of one cell; at least one name, which may be '' where nobody is named."""
    if not _HINT.search(text):
        return People((text,)) if text.count(" ") < 2 and len(text) < 40 else _read(_flat(text))
    if text[:1] in "=@+-":  # a formula is nobody's list
        return People((text,))
    return _read(_flat(text))


def _flat(text: str) -> str:
    told = re.sub(r"[ \t]+", " ", plain(text))
    return told.replace("，", ",").replace("（", "(").replace("）", ")").replace("；", ";")


def _read(told: str) -> People:
    if listed := airline.passengers(told):
        several = len(listed) > 1
        return People(tuple(listed), len(listed) if several else None, SEVERAL if several else None)
    bare, beside = _without_details(told)
    if _NOBODY.fullmatch(bare.strip(" ,()")) or _OF_SOMEBODY.fullmatch(bare):
        sex = party.sex_of(bare) if not _OF_SOMEBODY.fullmatch(bare) else ""
        beside = {**beside, **({"sex": sex} if sex else {}), "remarks": told}
        return People(("",), None, NOBODY_NAMED, beside)
    bare, told_more = _without_other_names(bare)
    beside = {**told_more, **beside}
    bare, size, unsure = party.without_party(bare)
    names, more, left = _names(bare)
    several = bool(size or more or len(names) > 1)
    count = max(len(names) + more, size or 1) if several else None
    return People(names, count, _reason(names, left, unsure, beside), beside)


def _reason(
    names: tuple[str, ...], left: bool, unsure: bool, beside: Mapping[str, str]
) -> Reason | None:
    if len(names) > 1:
        return SEVERAL
    if unsure or " & " in names[0] or " and " in names[0]:
        return PARTY_UNSURE
    if beside:
        return MORE_THAN_NAME
    return NOT_A_NAME if left else None


def _without_details(told: str) -> tuple[str, dict[str, str]]:
    """A name without sex, age, telephone and papers glued to it, where one person is told."""
    if not re.search(r"\d{3}|\d ?岁|\d ?个月|[男女]|\b(?:M|F|male|female|y/?o|yrs|years)\b", told):
        return told, {}
    beside: dict[str, str] = {}
    for name, pattern in _GLUED:
        found = pattern.findall(told)
        if len(found) == 1:
            beside[name] = found[0].strip("() ")
            told = pattern.sub(_CUT, told)
    name, *rest = [re.sub(r" {2,}", " ", part).strip(_ENDS) for part in told.split(_CUT)]
    words = " ".join(part for part in rest if part)
    if words and _is_name_alone(name, words):
        return name, {**beside, "remarks": words}
    return re.sub(r" {2,}", " ", told.replace(_CUT, " ")).strip(_ENDS), beside


def _without_other_names(told: str) -> tuple[str, dict[str, str]]:
    """'José “Pepe” García', 'WANG Xiuying née LI': the name, and what else somebody is called."""
    for pattern in (_NICKNAME, _MAIDEN, _CALLED):
        found = pattern.search(told)
        bare = re.sub(r" {2,}", " ", pattern.sub(" ", told)).strip(_ENDS)
        if found and looks_like_name(bare) and not (pattern is _CALLED and is_pinyin(found[1])):
            return bare, {"other_names": found[1]}
    if (post := _POST.search(told)) and _is_native_name(told[: post.start()]):
        return told[: post.start()], {"occupation": post[1]}
    note = _STATE.search(told)
    if note and not is_pinyin(note[1]) and looks_like_name(told[: note.start()].strip()):
        return told[: note.start()].strip(), {"remarks": note[1]}
    return told, {}


def _is_name_alone(name: str, words: str) -> bool:
    """Whether what follows the details is a place or a story, and not more of the names."""
    bare = _without_note(re.sub(r"^\d{1,3}[.、) ]+", "", name))
    if not looks_like_name(bare) or any(map(is_hanzi, bare)) != any(map(is_hanzi, words)):
        return False
    return not (looks_like_name(words) and (words.isascii() or len(words) < 4))


def _names(told: str) -> tuple[tuple[str, ...], int, bool]:
    """Every name, how many more persons are meant without one, and whether words were left."""
    pieces = [p for p in (_without_note(p) for p in _cut(told)) if p]
    found: list[str] = []
    more, left = 0, False
    for piece in pieces[:LONGEST_LIST]:
        name, size = party.named(piece)
        more += size
        if name and (not found or looks_like_name(name) or _FORENAME.fullmatch(name)):
            found.append(name)
        elif name:
            left = True
    return tuple(found) or (told,), more, left or len(pieces) > LONGEST_LIST


def _cut(told: str) -> list[str]:
    pieces = [piece.strip() for piece in _BREAKS.split(told) if piece.strip()]
    if len(pieces) == 2 and sum(any(map(is_hanzi, p)) for p in pieces) == 1:
        return [" ".join(pieces)]  # the same name in both scripts
    return [cut for piece in pieces for cut in _cut_more(piece)]


def _cut_more(piece: str) -> list[str]:
    for pattern in (_AND, _ENGLISH_AND):
        parts = [part.strip() for part in pattern.split(piece) if part.strip()]
        if len(parts) > 1 and all(looks_like_name(p) or party.is_company(p) for p in parts):
            return parts
        if shared := _shared(parts):
            return shared
    words = piece.split(" ")
    if len(words) > 1 and all(_is_native_name(word) for word in words):
        return words
    return _by_commas(piece)


def _shared(parts: list[str]) -> list[str]:
    """'Wei & Na ZHANG' share a surname: 'Wei ZHANG' and 'Na ZHANG'; of 'John Smith and Mary' the
    second is kept without one.
    """
    if len(parts) == 2 and looks_like_name(parts[0]) and _FORENAME.fullmatch(parts[1]):
        return [] if party.is_company(parts[1]) else parts
    if len(parts) != 2 or not parts[0].isalpha() or not parts[0].isascii():
        return []
    words = parts[1].split(" ")
    if len(words) != 2 or not all(map(str.isalpha, words)):
        return []
    return [f"{parts[0]} {words[1]}", parts[1]]


def _by_commas(piece: str) -> list[str]:
    """'Zhang Wei, Li Na': a comma between full names; in 'ZHANG, Wei' it follows a surname."""
    parts = [part.strip() for part in re.split("[,/]", piece) if part.strip()]
    bare = [_NOTE.sub("", part).strip() for part in parts]
    chinese = [len(p.split()) > 1 and _begins_or_ends_with_surname(p) for p in bare]
    compound = parts and "".join(parts[0].split()).upper() in known_surnames()
    return parts if len(parts) > 1 and all(chinese) and not compound else [piece]


def _begins_or_ends_with_surname(name: str) -> bool:
    words = name.upper().split()
    return words[0] in common_surnames() or words[-1] in common_surnames()


def _without_note(piece: str) -> str:
    """'张小明(子)' without the note; a second name in brackets stays: '张伟(ZHANG WEI)'."""
    if "(" not in piece:
        return piece
    native = any(map(is_hanzi, _NOTE.sub("", piece)))
    return _NOTE.sub(lambda m: m[0] if _is_other_script(native, m[1]) else " ", piece).strip()


def _is_other_script(native: bool, note: str) -> bool:
    if native:
        return bool(re.search(r"[A-Za-z]{2}", note)) and not party.is_company(note)
    return _is_native_name(note)


def _is_native_name(word: str) -> bool:
    """Two to four hanzi that begin with a known surname and are more than it."""
    return (
        2 <= len(word) <= 4
        and all(map(is_hanzi, word))
        and word not in spellings()
        and (word[0] in spellings() or word[:2] in spellings())
    )


def looks_like_name(piece: str) -> bool:
    """Whether a part of a list can be somebody's full name."""
    if any(map(is_hanzi, piece)):
        bare = re.sub(r"[A-Za-z() ,'\-]+", "", piece)
        return "·" in bare or _is_native_name(bare) or bool(_titled(bare))
    words = [word for word in re.split(r"[ ,/]+", piece) if word]
    return 2 <= len(words) <= 6 and all(re.fullmatch(r"[^\W\d_][^\d_]*", w) for w in words)


def _titled(bare: str) -> bool:
    from situationroom.intake.titles import without_native

    name, title, _ = without_native(bare)
    return title is not None and len(name) <= 6
