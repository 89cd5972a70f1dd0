"""Degrees however they are written: decimal, with minutes, with seconds; letters, words, commas.

41.0082, 28.9784 · 41,0082; 28,9784 · 41.0082°N 28.9784°E · N 41° 0.492' E 28° 58.704' ·
41°00′29.5″N 28°58′42.2″E · 北纬41度0分29秒 东经28度58分42秒 · 纬度:41.0082 经度:28.9784 ·
41 00 29 N 028 58 42 E · 410029N0285842E (ICAO Annex 15). The latitude stands first unless letters
or words say otherwise.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from situationroom.intake.position import SIXTY, Read, around
from situationroom.intake.results import Reason

Axis = Literal["lat", "lon"]

_SPOKEN: Final = {
    "N": r"北\s?纬|latitude\s+north|\bnorth\b|с\.\s?ш\.?",
    "S": r"南\s?纬|latitude\s+south|\bsouth\b|ю\.\s?ш\.?",
    "E": r"东\s?经|東\s?經|longitude\s+east|\beast\b|в\.\s?д\.?",
    "W": r"西\s?经|西\s?經|longitude\s+west|\bwest\b|з\.\s?д\.?",
    "Φ": r"纬\s?度|緯\s?度|\blat(?:itude)?\b\.?|\benlem\b|широта",
    "Λ": r"经\s?度|經\s?度|\b(?:long?(?:itude)?|lng)\b\.?|\bboylam\b|долгота",
}
_WORDS: Final = tuple((re.compile(words, re.I), f" {mark} ") for mark, words in _SPOKEN.items())
_SIGNS: Final = str.maketrans({
    "º": "°", "˚": "°", "度": "°", "′": "'", "’": "'", "‘": "'", "´": "'", "ʹ": "'", "`": "'",
    "分": "'", "″": '"', "”": '"', "“": '"', "ʺ": '"', "秒": '"', "，": ",", "；": ";", "：": ":",
    "北": "N", "南": "S", "东": "E", "東": "E", "西": "W",
})  # fmt: skip

_AFTER = r"(?P<{a}mark>[NSEWΦΛ])?\s?:?\s?"
_NUMBER = r"(?P<{a}d>[-+]?\d{{1,3}}(?:\.\d{{1,17}})?)"
_FINER = (
    r"(?:\s?['\s]?\s?(?P<{a}m>\d{{1,2}}(?:\.\d{{1,9}})?)\s?(?:''?|m(?:in)?\b\.?)?"
    r"(?:\s?(?P<{a}s>\d{{1,2}}(?:\.\d{{1,9}})?)\s?(?:\"|''|s(?:ec)?\b\.?)?)?)?"
)
_BETWEEN = r"(?:\s?[,;/|·、]\s?|\s+|(?<=[NSEW°'\"]))"


def _axis(name: str, number: str) -> str:
    return (_AFTER + number + r"(?({a}mark)|(?:\s?(?P<{a}end>[NSEW](?![A-Za-z])))?)").format(a=name)


_DECIMAL: Final = _NUMBER + r"\s?(?:°|deg\b\.?|d\b)?"
_WITH_DEGREE: Final = _NUMBER + r"\s?(?:°|deg\b\.?|d\b)" + _FINER
_SPACED: Final = r"(?P<{a}d>\d{{1,3}})[\s:\-](?P<{a}m>\d{{1,2}}(?:\.\d{{1,9}})?)" + (
    r"(?:[\s:\-](?P<{a}s>\d{{1,2}}(?:\.\d{{1,9}})?))?"
)
_LEFT, _RIGHT = r"(?<![\d.\-+A-Za-z])", r"(?![\d.]*\d)"


def _pair(number: str) -> re.Pattern[str]:
    return re.compile(_LEFT + _axis("a", number) + _BETWEEN + _axis("b", number) + _RIGHT)


_PAIRS: Final = (_pair(_WITH_DEGREE), _pair(_DECIMAL))
_SPACED_PAIR: Final = _pair(_SPACED)
_PACKED: Final = re.compile(
    r"(?<![A-Za-z\d])(?P<ad>\d{2})(?P<am>\d{2})(?P<as>\d{2}(?:\.\d{1,6})?)?(?P<aend>[NS])\s?"
    r"(?P<bd>[01]\d{2})(?P<bm>\d{2})(?P<bs>\d{2}(?:\.\d{1,6})?)?(?P<bend>[EW])(?![A-Za-z\d])"
)
_COMMAS: Final = re.compile(
    r"([-+]?\d{1,3}),(\d{2,17}°?\s?[NSEW]?)\s?[,;/\s]\s?([-+]?\d{1,3}),(\d{2,17}°?\s?[NSEW]?)"
)


_AXES: Final[dict[str, Axis]] = {
    "N": "lat", "S": "lat", "Φ": "lat", "E": "lon", "W": "lon", "Λ": "lon",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Angle:
    """Signed degrees, what the last written digit is worth in degrees, and the axis if said."""

    value: float
    step: float
    axis: Axis | None
    parts: int


def read_degrees(told: str, *, whole: bool) -> Read:
    """The first pair of angles in plain text; with ``whole`` nothing else may stand there.

    Otherwise two decimals or a degree sign are needed, so that other numbers are left alone.
    """
    text = _plainly(told)
    for pattern in (_PACKED, *_PAIRS, _SPACED_PAIR):
        found = pattern.fullmatch(text.strip()) if whole else pattern.search(text)
        if found and (pattern is not _SPACED_PAIR or _has_letters(found)):
            if not whole and not _is_fine(found):
                continue
            return _placed(found)
    return None


def _plainly(told: str) -> str:
    text = told
    for pattern, mark in _WORDS:
        text = pattern.sub(mark, text)
    text = text.translate(_SIGNS) if not text.isascii() else text
    if "." not in text:
        text = _COMMAS.sub(r"\1.\2 \3.\4", text)
    return re.sub(r"\s{2,}", " ", text.replace("''", '"'))


def _has_letters(found: re.Match[str]) -> bool:
    return all(_letter(found, side) in tuple("NSEW") for side in "ab")


def _is_fine(found: re.Match[str]) -> bool:
    """Enough of a position to be one in the middle of other words."""
    groups = found.groupdict()
    if groups.get("am") and groups.get("bm"):
        return True
    decimals = [len((groups[f"{side}d"] or "").partition(".")[2]) for side in "ab"]
    return min(decimals) >= 2 or (_has_letters(found) and max(decimals) >= 1)


def _letter(found: re.Match[str], side: str) -> str:
    groups = found.groupdict()
    return (groups.get(f"{side}end") or groups.get(f"{side}mark") or "").strip()


def _placed(found: re.Match[str]) -> Read:
    first, second = _angle(found, "a"), _angle(found, "b")
    if isinstance(first, Reason) or isinstance(second, Reason):
        return SIXTY
    if first.axis is not None and first.axis == second.axis:
        return Reason(
            "Both numbers are said to be the same: one is north or south, one east or west."
        )
    if first.axis == "lon" or second.axis == "lat":
        first, second = second, first
    notation = ("decimal", "minutes", "seconds")[max(first.parts, second.parts)]
    # A spreadsheet drops the noughts at the end: of two decimals the finer one is believed.
    step = (min if notation == "decimal" else max)(first.step, second.step)
    said = first.axis is not None
    if said and abs(first.value) > 90:
        return Reason("No place lies beyond 90° north or south; look at the digits again.")
    return around(first.value, second.value, step, notation)


def _angle(found: re.Match[str], side: str) -> _Angle | Reason:
    groups = found.groupdict()
    told = [groups.get(f"{side}{part}") for part in "dms"]
    degrees, minutes, seconds = (abs(float(part or 0)) for part in told)
    if minutes >= 60 or seconds >= 60:
        return SIXTY
    letter = _letter(found, side)
    negative = (told[0] or "").startswith("-") != (letter in tuple("SW"))
    value = degrees + minutes / 60 + seconds / 3600
    last, unit = [(t, u) for t, u in zip(told, (1, 1 / 60, 1 / 3600), strict=True) if t][-1]
    step = unit * 10.0 ** -len(last.partition(".")[2])
    axis = _AXES.get(letter)
    return _Angle(-value if negative else value, step, axis, sum(1 for t in told[1:] if t))
