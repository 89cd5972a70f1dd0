import inspect
import json
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum

import pytest

from situationroom import legend, texts
from situationroom.models import vocabulary
from situationroom.settings import resource

MEMBERS = [
    member
    for _, enum in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(enum, StrEnum) and enum is not StrEnum
    for member in enum
]
GROUNDS = ("ground", "panel", "raised")
TONES = [
    "text",
    "quiet",
    "accent",
    "red",
    "orange",
    "yellow",
    "safe",
    "injured",
    "unknown",
    "deceased",
]
THEMES = {"dark": legend.DARK, "light": legend.LIGHT}


@pytest.fixture(params=texts.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = texts.language()
    texts.set_language(request.param)
    yield request.param
    texts.set_language(before)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio of two '#rrggbb' colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_that_every_word_has_a_label_a_letter_a_colour_and_a_shape(
    member: StrEnum, language: str
) -> None:
    assert legend.label(member)
    assert len(legend.code(member)) == 1
    assert legend.short(member)
    assert legend.colour(member, legend.LIGHT).startswith("#")
    assert legend.shape(member) in ("triangle", "square", "circle", "diamond", "ring")


def test_that_every_label_has_its_own_chinese() -> None:
    words = json.loads(resource("translations/zh/words.json").read_text(encoding="utf-8"))
    shown = {legend.mark(m).label for m in MEMBERS} | {legend.mark(m).short for m in MEMBERS}
    assert shown - {""} <= set(words)


def test_that_no_other_area_gives_a_label_a_second_meaning() -> None:
    words = json.loads(resource("translations/zh/words.json").read_text(encoding="utf-8"))
    for path in resource("translations/zh").glob("*.json"):
        area = json.loads(path.read_text(encoding="utf-8"))
        assert {k: v for k, v in area.items() if words.get(k, v) != v} == {}, path.name


@pytest.mark.parametrize("enum", dict.fromkeys(map(type, MEMBERS)), ids=lambda e: e.__name__)
def test_that_letters_and_labels_tell_the_members_of_one_enum_apart(
    enum: type[StrEnum], language: str
) -> None:
    assert len({legend.code(m) for m in enum}) == len(enum)
    assert len({legend.label(m) for m in enum}) == len(enum)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_that_every_tone_reads_on_every_ground(theme: str, tone: str, ground: str) -> None:
    colours = asdict(THEMES[theme])
    assert contrast(colours[tone], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_that_text_reads_on_buttons_badges_and_the_selection(theme: str) -> None:
    p = THEMES[theme]
    assert contrast(p.on_accent, p.accent) >= 4.5
    assert contrast(p.on_drill, p.drill) >= 4.5
    for ground in (p.selection, p.hover, p.overdue, p.notice, p.done):
        assert contrast(p.text, ground) >= 4.5


def test_that_equal_words_of_two_enums_keep_their_own_labels() -> None:
    assert legend.mark(vocabulary.Tier.RED) != legend.mark(vocabulary.Priority.RED)
    assert legend.palette("light") is legend.LIGHT
    assert legend.palette("dark") is legend.DARK
