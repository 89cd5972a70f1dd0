"""Countries and nationalities by name: CLDR's names in the languages of lists, and adjectives."""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from situationroom.intake.fold import normal
from situationroom.intake.vocabulary_words import vocabulary
from situationroom.settings import resource

_ENDS: Final = re.compile(
    r"(?:国籍|公民|人|籍|国民|\s*\(?(?:citizen|national|nationality|passport)\)?)$"
)
_SEVERAL: Final = re.compile(
    r"\s*[/,;、，|\n]\s*|\s+(?:and|und|et|y|e)\s+|\s*[(（]|\s*[-–]\s+|"
    r"(?<=[\u3400-\u9fff])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[\u3400-\u9fff])"
)


@lru_cache(maxsize=8192)
def read_nationality(text: str) -> str | None:
    """ISO 3166 alpha-3 of a country or nationality as it is usually written, else None.

    '中国籍', 'Chinese', 'CN', 'Çin', 'китайское', 'CHN (中国)' are all 'CHN'. Of several that
    differ ('China / Canada') none is taken.
    """
    told = text.strip()
    if not told or len(told) > 60:
        return None
    found = _one(told)
    if found is None:
        parts = [part.strip(" )）.") for part in _SEVERAL.split(told) if part.strip(" )）.")]
        codes = {_one(part) for part in parts} if 1 < len(parts) < 4 else {None}
        found = codes.pop() if len(codes) == 1 else None
    return found


def _one(told: str) -> str | None:
    if len(told) == 2 and told.isascii() and not told.isupper():
        return None  # 'no', 'in', 'me' are words; codes are written in capitals
    name = normal(told)
    return _known().get(name) or _known().get(normal(_ENDS.sub("", told.casefold())))


@cache
def _known() -> Mapping[str, str]:
    """Normal name -> code; what officers reviewed stands before what CLDR calls a country."""
    cldr = json.loads(resource("intake/nations.json").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for table in (vocabulary()["nationality"], cldr):
        for code, names in table.items():
            for name in (code, *names):
                found.setdefault(normal(name), code)
    found.pop("", None)
    return found
