"""The numbering plans of countries: what a dialled number is in E.164 (ITU-T E.164)."""

import csv
import re
from functools import cache, lru_cache
from typing import Final

from situationroom.settings import resource

_ALPHA2: Final = {
    "CHN": "CN", "HKG": "HK", "MAC": "MO", "TWN": "TW", "USA": "US", "GBR": "GB", "FRA": "FR",
    "DEU": "DE", "JPN": "JP", "KOR": "KR", "RUS": "RU", "TUR": "TR", "SGP": "SG", "CAN": "CA",
    "AUS": "AU",
}  # fmt: skip
CHINESE_MOBILE: Final = re.compile(r"(?:\+86|0086|86)?(1[3-9]\d{9})")
_AT_HOME: Final = {"国内": "CN", "大陆": "CN", "内地": "CN", "中国": "CN"}
_HANZI = re.compile(r"[一-鿿]{2,}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z ]{1,40}[A-Za-z]|\b[A-Z]{2}\b")
_WORDS: Final = frozenset({"NO", "ME", "TO", "IN", "IS", "AT", "MY", "SO", "IT", "BE", "AM", "ID"})


def region(country: str) -> str:
    """ISO alpha-2 of a country given as alpha-2 or alpha-3 ('CHN' -> 'CN'); '' when not known."""
    return country if len(country) == 2 else _ALPHA2.get(country) or _states().get(country, "")


@cache
def _states() -> dict[str, str]:
    """Alpha-2 by alpha-3, alpha-2, English and Chinese name of every country."""
    with resource("basemap/state_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return _AT_HOME | {
        row[column]: row["iso2"] for row in rows for column in ("iso3", "iso2", "en", "zh")
    }


@lru_cache(maxsize=4096)
def country_named(text: str) -> str:
    """Alpha-2 of the country a text names ('泰国号码', 'TR:', 'Thailand'), '' without one."""
    states = _states()
    for run in _HANZI.findall(text):
        for length in range(min(len(run), 7), 1, -1):
            for start in range(min(len(run) - length, 20) + 1):
                if known := states.get(run[start : start + length]):
                    return known
    for run in _LATIN.findall(text):
        if run not in _WORDS and (known := states.get(run)):
            return known
    return ""


@lru_cache(maxsize=300_000)
def read_number(text: str, regions: tuple[str, ...]) -> str:
    """One number in E.164, or ''. ``regions`` are ISO alpha-2, the likeliest first."""
    digits = re.sub(r"^00", "+", re.sub(r"[^\d+]", "", text))
    if not 6 <= len(digits.lstrip("+")) <= 17:
        return ""
    if quick := by_plan(digits, regions[0]) if regions else "":
        return quick
    if digits.startswith("+"):
        return _national(digits, None, strict=False)
    tries: list[tuple[str, str | None, bool]] = [(digits, r, True) for r in regions[:1]]
    if mobile := CHINESE_MOBILE.fullmatch(digits):
        tries.append((f"+86{mobile[1]}", None, False))
    tries.append((f"+{digits}", None, True))
    tries += [(digits, r, True) for r in regions[1:]]
    tries += [(digits, r, False) for r in regions[:1]]
    return next((n for n in (_national(*one) for one in tries) if n), "")


def by_plan(digits: str, home: str) -> str:
    """The everyday case at once: country code or trunk prefix, then a mobile's digits; else ''."""
    code, trunk, length = _plan(home)
    if not length or len(digits) <= length:
        return ""
    head, rest = digits[:-length], digits[-length:]
    known = head in (trunk, code, f"+{code}") and rest[0] == _lead(home)
    return f"+{code}{rest}" if known else ""


@cache
def _plan(home: str) -> tuple[str, str, int]:
    """Country code, trunk prefix, and the length of mobile numbers (0 if there are several)."""
    import phonenumbers

    known = phonenumbers.PhoneMetadata.metadata_for_region(home, None)
    if known is None or known.mobile is None or known.national_prefix_transform_rule:
        return "", "", 0
    lengths = known.mobile.possible_length or ()
    only = int(lengths[0]) if len(lengths) == 1 else 0
    return str(known.country_code), known.national_prefix or "", only


def wrong_length(digits: str, regions: tuple[str, ...]) -> tuple[int, int] | None:
    """How many digits a mobile number has and how many it should, where one is short or over."""
    bare = re.sub(r"^(?:\+|00)", "+", digits)
    chinese = re.fullmatch(r"(?:\+?86)?(1[3-9]\d{8}|1[3-9]\d{10})", bare)
    if chinese and not (regions and _national(bare, regions[0], strict=True)):
        return len(chinese[1]), 11
    for home in regions[:1]:
        code, trunk, length = _plan(home)
        heads = [f"+{code}"] + (
            [trunk] if trunk and bare.startswith(f"{trunk}{_lead(home)}") else []
        )
        head = next((h for h in heads if len(h) > 0 and code and bare.startswith(h)), None)
        count = len(bare) - len(head) if head else 0
        if (
            head
            and length
            and 0 < abs(count - length) < 3
            and not _national(bare, home, strict=True)
        ):
            return count, length
    return None


@cache
def _lead(home: str) -> str:
    """The digit mobile numbers of a country begin with, by the library's own example of one."""
    import phonenumbers

    example = phonenumbers.example_number_for_type(home, phonenumbers.PhoneNumberType.MOBILE)
    return phonenumbers.national_significant_number(example)[0] if example else "?"


def others(digits: str, read: str, regions: tuple[str, ...]) -> tuple[str, ...]:
    """What else a number without a country could be, where it is valid in several of ``regions``.

    A Chinese home after the incident's country is no doubt: the field says whose number it is.
    """
    if digits.startswith(("+", "00")) or regions[1:2] in ((), ("CN",)):
        return ()
    if CHINESE_MOBILE.fullmatch(digits):
        return ()
    found = (_national(digits, home, strict=True) for home in regions)
    return tuple(dict.fromkeys(n for n in found if n and n != read))


@lru_cache(maxsize=8192)
def _national(digits: str, home: str | None, strict: bool) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, home)
    except phonenumbers.NumberParseException:
        return ""
    kinds = phonenumbers.PhoneNumberType
    good = (
        phonenumbers.is_valid_number(number)
        if strict
        else any(
            phonenumbers.is_possible_number_for_type(number, kind)
            for kind in (kinds.MOBILE, kinds.FIXED_LINE)
        )
    )
    significant = phonenumbers.national_significant_number(number)
    if significant.startswith("0") and number.country_code != 39:  # only Italy keeps the 0
        return ""
    return f"+{number.country_code}{significant}" if good else ""
