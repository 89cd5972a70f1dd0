"""Phrases to be shown or printed in the languages of the places where people need help.

Only languages whose letters the program's own fonts have are in the file; a test proves it for
every phrase.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from situationroom.settings import resource

FILLED: Final = ("call", "address")
"""Phrases that end in a number or an address."""
SPOKEN_IN: Final[Mapping[str, str]] = {
    "tr": "TR CY",
    "ar": "AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE",
    "ru": "RU BY KZ KG TJ UZ TM AM GE MD UA",
    "fr": "FR BE BF BI BJ CD CF CG CI CM GA GN HT LU MC MG ML NE SN TD TG",
    "es": "ES AR BO CL CO CR CU DO EC GQ GT HN MX NI PA PE PY SV UY VE",
    "pt": "PT AO BR CV GW MZ ST TL",
    "de": "DE AT CH LI",
    "fa": "IR AF",
    "ur": "PK",
    "ja": "JP",
    "id": "ID",
}
"""Language -> countries (ISO 3166 alpha-2) where it is widely understood; English elsewhere."""


@dataclass(frozen=True, slots=True)
class CardLanguage:
    """A language a card can be in: its code (ISO 639-1) and its names."""

    code: str
    zh: str
    en: str
    native: str

    def name(self, language: str) -> str:
        """Its name in 'zh' or 'en', and as its speakers write it."""
        said = self.zh if language == "zh" else self.en
        return said if said == self.native else f"{said} {self.native}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase in every language, ``texts`` by code, Chinese among them."""

    key: str
    texts: Mapping[str, str]

    def said(self, code: str, filled: str = "") -> str:
        """The phrase in a language, with the number or address where it asks for one."""
        text = self.texts[code]
        return f"{text}\n{filled}" if filled and self.key in FILLED else text


@cache
def card_languages() -> tuple[CardLanguage, ...]:
    """The languages cards can be in, in the order they are offered."""
    return tuple(CardLanguage(**one) for one in _read()["languages"])


@cache
def phrases() -> tuple[Phrase, ...]:
    """All phrases."""
    return tuple(
        Phrase(one["key"], {code: text for code, text in one.items() if code != "key"})
        for one in _read()["phrases"]
    )


def language_of(country: str) -> str:
    """The code of the language to begin with in a country (ISO alpha-2)."""
    return next((code for code, where in SPOKEN_IN.items() if country in where.split()), "en")


@cache
def _read() -> dict[str, list[dict[str, str]]]:
    path = resource("knowledge/phrases.json")
    made: dict[str, list[dict[str, str]]] = json.loads(path.read_text(encoding="utf-8"))
    return made
