"""Telephone numbers anywhere in a cell, in E.164 where they can be one.

The country of a number without one is the field's: a caller rings from home, the person is in the
incident's country; the other's is tried last. A country named beside the number comes first.
Numbering plans change faster than any library, so a number of the right length counts even where
its block is not known to be in use. What was told is kept with every number: the extension (转8012,
ext. 12), whose it is (妻子 138…), and numbers that are masked, damaged or a digit short.
"""

import re
from functools import lru_cache
from typing import Final

from situationroom.intake.numbering import (
    CHINESE_MOBILE,
    by_plan,
    country_named,
    others,
    read_number,
    region,
    wrong_length,
)
from situationroom.intake.plain import plain, said
from situationroom.intake.results import Reason
from situationroom.models.person import Phone

__all__ = ["owner_of", "read_number", "read_phones", "region"]

NO_NUMBER: Final = Reason("No telephone number can be read here.")
ROUNDED: Final = Reason("The last digits were lost in Excel; ask for the number again.")
MASKED: Final = Reason("Some digits of this number are hidden; ask for the whole number.")
LENGTH: Final = Reason(
    "This telephone number has {count} digits where {wanted} are needed; ask for it again."
)
SEVERAL_COUNTRIES: Final = Reason(
    "This number is valid in several countries; {read} was read, it could also be {others}."
)

_SEPARATORS = re.compile(r"[/;,，、；\n|&]| (?:or|and|或|和|oder|ou|y|veya) |或")
_NUMBER = re.compile(r"(?<![A-Za-z\d])(?:\+ ?|00)?\(?\+?\d[\d ().\-]{4,40}\d(?!\d)")
_LONG = re.compile(r"\d{41,}")
_EXTENSION = re.compile(
    r"(?:转|轉|分机|分機|内线|ext(?:ension|n)?\b\.?|\bx|#) ?:? ?(\d{1,6})$", re.I
)
_DASHED = re.compile(r"(\+?[\d ()]{2,9}[- ]\d{3,4}[- ]?\d{4})-(\d{1,5})")
_EXPONENT = re.compile(r"\d(?:[.,]\d{1,20})?e\+?\d{1,2}", re.I)
_MASKED = re.compile(r"\d{2,}[*×xX•·#_?]{2,}\d{0,}|\d{2,} ?\*+")
_DATE = re.compile(r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}")
_FLOAT = re.compile(r"(?<=\d)\.0+$")
_TRUNK = re.compile(r"(?<=\d)[ )]*\(0\)")
_LABELS = re.compile(
    r"电话|手机|号码|微信同号|微信|联系方式|座机|tel(?:ephone)?|mobile|mob|phone|cell|whatsapp|"
    r"[\d+()（）:：.,，;；/*#x\-]+|转|ext",
    re.I,
)

Numbers = tuple[tuple[Phone, ...], Reason | None]


def read_phones(text: str, regions: tuple[str, ...]) -> Numbers:
    """Every number of the cell, in order, with what was told; a reason where one is doubtful.

    ``regions`` are ISO alpha-2, the likeliest first. A number that cannot be read is a ``Phone``
    with an empty ``e164`` and the text as told.
    """
    if text.isdecimal() and text.isascii() and (quick := _quick(text, regions)):
        return (Phone(quick, text),), None  # at once, and each number but once: not remembered
    return _read_phones(text, regions)


@lru_cache(maxsize=65_536)
def _read_phones(text: str, regions: tuple[str, ...]) -> Numbers:
    told = re.sub(r"[ \t]+", " ", plain(text))
    if fast := _chinese_mobile(told, regions):
        return (Phone(fast, text.strip()),), None
    if _EXPONENT.fullmatch(told):
        if whole := _written_out(told):
            return _several(whole, text.strip()[:200], regions)
        return (Phone("", text.strip()),), ROUNDED
    if _LONG.search(told):
        return (Phone("", text.strip()[:200]),), NO_NUMBER
    return _several(told, text.strip()[:200], regions)


def _written_out(told: str) -> str:
    """1.3800138001E+10 shows every digit of its number; '' where some are lost."""
    mantissa, _, power = told.upper().partition("E")
    first, _, rest = mantissa.replace(",", ".").partition(".")
    return first + rest if len(rest) == int(power) and not rest.endswith("00") else ""


def _quick(text: str, regions: tuple[str, ...]) -> str:
    """The number of nothing but digits, where the likeliest country has such mobiles."""
    if regions[:1] == ("CN",):
        found = CHINESE_MOBILE.fullmatch(text)
        return f"+86{found[1]}" if found else ""
    return by_plan(text, regions[0]) if regions[1:2] in ((), ("CN",)) and regions else ""


def _chinese_mobile(told: str, regions: tuple[str, ...]) -> str:
    if "CN" not in regions[:1] or (not told[:1].isdecimal() and told[:1] not in "+("):
        return ""
    found = CHINESE_MOBILE.fullmatch(re.sub(r"[\s\-()]|\.0+$", "", told))
    return f"+86{found[1]}" if found else ""


def _several(told: str, whole: str, regions: tuple[str, ...]) -> Numbers:
    found: dict[str, Phone] = {}
    reasons: list[Reason] = []
    for piece in _pieces(told):
        near = (*(r for r in (country_named(piece),) if r), *regions)
        numbers = _numbers_in(piece)
        for number in numbers:
            e164, reason = _one(number, near)
            kept = piece if len(numbers) == 1 else number
            found.setdefault(e164 or kept, Phone(e164, kept))
            reasons += [reason] if reason else []
    phones = tuple(found.values())
    if not phones:
        return (Phone("", whole),), (MASKED if _MASKED.search(told) else NO_NUMBER)
    if len(phones) == 1:
        phones = (Phone(phones[0].e164, whole),)
    return phones, reasons[0] if reasons else None


def _pieces(told: str) -> list[str]:
    """The cell cut where one number ends and another begins; '0212/555 01 23' stays one."""
    pieces = [piece.strip() for piece in _SEPARATORS.split(told)]
    joined: list[str] = []
    for piece in pieces:
        area = joined and "/" in told and re.fullmatch(r"\D*\(?0\d{2,4}\)?", joined[-1])
        if area and piece[:1].isdecimal():
            joined[-1] = f"{joined[-1]} {piece}"
        elif piece:
            joined.append(piece)
    return joined[:50]


def _numbers_in(piece: str) -> list[str]:
    if _MASKED.search(piece) and not _EXTENSION.search(piece):
        return [piece]
    if extension := _EXTENSION.search(piece):
        return [*_NUMBER.findall(piece[: extension.start()].strip())[:-1], piece]
    numbers: list[str] = []
    for number in _NUMBER.findall(_FLOAT.sub("", piece)):
        numbers += _apart(number) if sum(map(str.isdecimal, number)) > 15 else [number.strip()]
    return [n for n in numbers if not _DATE.fullmatch(n)]


def _apart(number: str) -> list[str]:
    """Too many digits for one number: several with nothing but spaces between, or nothing."""
    if dashed := _DASHED.fullmatch(number.strip()):
        return [dashed[0]]
    parts = [part for part in number.split() if sum(map(str.isdecimal, part)) >= 6]
    glued = re.findall(r"1[3-9]\d{9}", number.strip())
    if len(parts) < 2 and "".join(glued) == number.strip():
        return glued
    return parts or [number.strip()]


def _one(number: str, regions: tuple[str, ...]) -> tuple[str, Reason | None]:
    """E.164 of one number, or '' with the reason why there is none."""
    if _MASKED.search(number) and not _EXTENSION.search(number):
        return "", MASKED
    bare = _EXTENSION.sub("", number).strip(" ,-")
    dashed = _DASHED.fullmatch(bare)
    if dashed and not CHINESE_MOBILE.fullmatch(re.sub(r"[ \-]", "", bare)):
        bare = dashed[1]
    bare = _TRUNK.sub("", bare) if bare[:1] == "+" or bare[:2] == "00" else bare
    digits = re.sub(r"[^\d+]", "", bare)
    if length := wrong_length(digits, regions):
        return "", said(LENGTH, count=length[0], wanted=length[1])
    e164 = read_number(bare, regions)
    if not e164:
        return "", NO_NUMBER
    other = others(digits, e164, regions)
    if other:
        return e164, said(SEVERAL_COUNTRIES, read=e164, others=", ".join(other))
    return e164, None


@lru_cache(maxsize=8192)
def owner_of(told: str) -> str:
    """The words beside a number, that say whose it is: '妻子' of '妻子 13800138000'; mostly ''."""
    return " ".join(_LABELS.sub(" ", plain(told)[:200]).split())
