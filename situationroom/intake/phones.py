"""Telephone numbers anywhere in a cell, in E.164 where they can be one.

The country of a number without one is the field's: a caller rings from home, the person is in the
incident's country; the other's is tried last. Numbering plans change faster than any library, so a
number of the right length counts even where its block is not known to be in use.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from situationroom.intake.results import Reason
from situationroom.models.person import Phone

NO_NUMBER: Final = Reason("No telephone number can be read here.")
ROUNDED: Final = Reason("The last digits were lost in Excel; ask for the number again.")

_ALPHA2: Final = {
    "CHN": "CN", "HKG": "HK", "MAC": "MO", "TWN": "TW", "USA": "US", "GBR": "GB", "FRA": "FR",
    "DEU": "DE", "JPN": "JP", "KOR": "KR", "RUS": "RU", "TUR": "TR", "SGP": "SG", "CAN": "CA",
    "AUS": "AU",
}  # fmt: skip
_CHINESE_MOBILE = re.compile(r"(?:\+86|0086|86)?(1[3-9]\d{9})")
_SEPARATORS = re.compile(r"[/;,，、；\n|]|\s+(?:or|或)\s+|或")
_NUMBER = re.compile(r"(?:\+|00)?\s*\(?\d[\d\s().\-]{4,}\d")
_EXPONENT = re.compile(r"\d(?:\.\d+)?e\+?\d{1,2}", re.I)


def region(country: str) -> str:
    """ISO alpha-2 of a country given as alpha-2 or alpha-3 ('CHN' -> 'CN'); '' when not known."""
    return country if len(country) == 2 else _ALPHA2.get(country, "")


@lru_cache(maxsize=300_000)
def read_phones(text: str, regions: tuple[str, ...]) -> tuple[tuple[Phone, ...], Reason | None]:
    """Every number of the cell, in order, with what was told; a reason where none can be read."""
    told = unicodedata.normalize("NFKC", text).strip()
    if fast := _chinese_mobile(told, regions):
        return (Phone(fast, text.strip()),), None
    if _EXPONENT.fullmatch(told):
        return (Phone("", text.strip()),), ROUNDED
    pieces = [piece for piece in _SEPARATORS.split(re.sub(r"\.0$", "", told)) if piece.strip()]
    numbers = [(n, p) for p in pieces for n in _NUMBER.findall(p)]
    found = [(read_number(n, regions), n) for n, _ in numbers]
    good = {e164: n for e164, n in found if e164}
    alone = len(good) == 1 and len(numbers) == 1
    phones = tuple(Phone(e, text.strip() if alone else n.strip()) for e, n in good.items())
    if phones:
        return phones, None
    return (Phone("", text.strip()),), NO_NUMBER


def _chinese_mobile(told: str, regions: tuple[str, ...]) -> str:
    found = _CHINESE_MOBILE.fullmatch(re.sub(r"[\s-]", "", told)) if "CN" in regions[:1] else None
    return f"+86{found[1]}" if found else ""


@lru_cache(maxsize=300_000)
def read_number(text: str, regions: tuple[str, ...]) -> str:
    """One number in E.164, or ''. ``regions`` are ISO alpha-2, the likeliest first."""
    digits = re.sub(r"^00", "+", re.sub(r"[^\d+]", "", text))
    if not 6 <= len(digits.lstrip("+")) <= 17:
        return ""
    if quick := _by_plan(digits, regions[0]) if regions else "":
        return quick
    if digits.startswith("+"):
        return _national(digits, None, strict=False)
    tries: list[tuple[str, str | None, bool]] = [(digits, r, True) for r in regions[:1]]
    if mobile := _CHINESE_MOBILE.fullmatch(digits):
        tries.append((f"+86{mobile[1]}", None, False))
    tries += [(f"+{digits}", None, True), *((digits, r, False) for r in regions[:1])]
    tries += [(digits, r, True) for r in regions[1:]]
    return next((n for n in (_national(*one) for one in tries) if n), "")


def _by_plan(digits: str, home: str) -> str:
    """The everyday case at once: country code or trunk prefix, then a mobile's digits."""
    code, trunk, length = _plan(home)
    for head in (f"+{code}", code, trunk):
        rest = digits.removeprefix(head)
        if head and length and len(rest) == length and len(digits) > length and rest[0] != "0":
            return f"+{code}{rest}"
    return ""


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
    return f"+{number.country_code}{significant}" if good else ""
