"""Names for invented persons, with the forms in which others tell them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

Forms = tuple[str, ...]
"""Native (or ''), the passport's Latin, then other ways callers write the same name."""


@dataclass(frozen=True, slots=True)
class Given:
    """A given name and its sex."""

    forms: Forms
    female: bool


@dataclass(frozen=True, slots=True)
class Culture:
    """Where names come from; ``weight`` is its share, ``own_surname``: wives keep theirs.

    ``joined``: two given names are written as one word.
    """

    country: str
    weight: int
    surnames: Sequence[Forms]
    given: Sequence[Given]
    own_surname: bool
    joined: bool


def _culture(table: dict[str, Any]) -> Culture:
    def forms(key: str) -> list[Forms]:
        return [tuple(item.split("/")) for item in table[key].split()]

    given = [Given(some, True) for some in forms("female")]
    given += [Given(some, False) for some in forms("male")]
    return Culture(
        table["country"],
        table["weight"],
        forms("surnames"),
        given,
        table["own_surname"],
        table["joined"],
    )


_TABLES = json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))
CULTURES = [_culture(table) for name, table in _TABLES.items() if name != "_"]
_TRADITIONAL = str.maketrans(
    "张刘陈杨赵黄吴孙马罗吕单谢欧阳伟强军国庆晓东宇鹏飞龙丽娟静兰红诗慧建泽郑邓麦梁",
    "張劉陳楊趙黃吳孫馬羅呂單謝歐陽偉強軍國慶曉東宇鵬飛龍麗娟靜蘭紅詩慧建澤鄭鄧麥梁",
)


def told(
    random: Random, culture: Culture, surname: Forms, given: Forms, *, again: bool
) -> dict[str, str]:
    """Name fields as somebody tells them: first as the passport has it, again in any way."""
    native = culture_native(culture, surname[0], given[0])
    first, second = surname[1], given[1].replace("-", " " if not culture.joined else "")
    if not again:
        return {"native_name": native, "surname": first.upper(), "given_names": second}
    way = random.random()
    if native and way < 0.4:
        if culture.country == "CHN" and random.random() < 0.25:
            native = native.translate(_TRADITIONAL)
        return {"native_name": native, "surname": "", "given_names": ""}
    first = random.choice(surname[1:])
    second = random.choice(given[1:]).replace("-", random.choice((" ", "", "-")))
    if " " in second and way < 0.5:
        second = second.split()[0] if not culture.joined else second
    if way > 0.85:
        first, second = second, first
    if way > 0.7:
        first, second = first.upper(), second.upper()
    return {"native_name": "", "surname": first, "given_names": _typo(random, second)}


def culture_native(culture: Culture, surname: str, given: str) -> str:
    """The name in its own script; '' for cultures that write Latin letters."""
    if not surname:
        return ""
    if culture.country == "CHN":
        return surname + given
    return f"{given} {surname}"


def _typo(random: Random, word: str) -> str:
    if len(word) < 6 or random.random() > 0.08:
        return word
    place = random.randrange(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
