"""Text as it is compared: no case, no accents, no width, simplified hanzi, one form of letters."""

import json
import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from situationroom.settings import resource

_ALIKE: Final = {
    "ı": "i", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d",
    "°": "o", "‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
}  # fmt: skip
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS_OF_NAME: Final = re.compile(r"\b(family|last|first|given) (names?)\b")  # no family's name


@cache
def alike() -> dict[int, str]:
    """One character for another: traditional hanzi, letters that accents do not explain."""
    table = json.loads(resource("intake/traditional.json").read_text(encoding="utf-8"))
    hanzi = dict(zip(map(ord, table["from"]), table["to"], strict=True))
    return {**hanzi, **{ord(told): meant for told, meant in _ALIKE.items()}}


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text for comparing; spaces and signs stay. 'Âge (années)' becomes 'age (annees)'."""
    if text.isascii():
        return text.lower()
    # The degree sign of 'N°' would be lost as a sign; lower() before, for İ becomes two characters.
    told = unicodedata.normalize("NFKC", text.replace("İ", "I")).casefold().translate(alike())
    bare = "".join(c for c in unicodedata.normalize("NFD", told) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=65_536)
def normal(label: str) -> str:
    """A label without case, accents, width, spaces, signs and traditional forms; '#' is 'no'."""
    return "".join(c for c in fold(label.replace("#", " no ")) if c.isalnum())


@lru_cache(maxsize=8192)
def words_of(label: str) -> str:
    """The folded label with its words apart: 'firstName', 'first_name' give 'first name'."""
    apart = _CAMEL.sub(" ", label.replace("#", " no ").replace("_", " "))
    told = " ".join(re.sub(r"[^\w']+", " ", fold(apart)).split())
    return _PARTS_OF_NAME.sub(r"\1\2", told)
