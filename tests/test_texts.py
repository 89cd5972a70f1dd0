"""Every sentence a user may meet has its professional Chinese, with the same placeholders."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from situationroom.models.errors import RuleError, StoreError
from situationroom.settings import resource
from situationroom.store.connect import SIGNS
from situationroom.store.queries.figures import DEFINITIONS
from situationroom.store.queries.reconciliation import DEFINITIONS as MUST_BE_ZERO
from situationroom.texts import set_language, tr
from situationroom.words import sentence

PACKAGE = Path(__file__).parent.parent / "situationroom"
pytestmark = pytest.mark.usefixtures("uncollected")
SAYING = {"tr", "both", "RuleError", "StoreError", "InputError", "PlainError", "Reason", "describe"}
_HANZI = re.compile(r"[\u3400-\u9fff]")
_WORDS = re.compile(r"\{\w+\}")
# Words that are the same in both languages: formats, symbols, abbreviations.
_SAME = re.compile(r"[^a-z]*|.*\b(GPS|PDF|XLSX|CSV|MRZ|WeChat|E-mail)\b.*")


@cache
def calls() -> tuple[tuple[Path, ast.Call], ...]:
    """Every call in the program whose first argument is something said."""
    return tuple(
        (path, node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and _name(node.func) in SAYING
    )


@cache
def said() -> dict[str, str]:
    """Every literal sentence of the program, with the first place that says it."""
    found: dict[str, str] = {}
    for path, call in calls():
        for text in _literals(call.args[0]):
            found.setdefault(text, f"{path.relative_to(PACKAGE.parent)}:{call.lineno}")
    for text in (*DEFINITIONS.values(), *MUST_BE_ZERO.values(), *(t for _, t in SIGNS)):
        found.setdefault(text, "situationroom/store")
    return found


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        if argument.value:
            yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _literals(argument.body)
        yield from _literals(argument.orelse)


@cache
def catalogues() -> dict[str, dict[str, str]]:
    """The Chinese of every area by the name of its file."""
    return {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(resource("translations/zh").glob("*.json"))
    }


@cache
def chinese() -> dict[str, str]:
    """All areas together."""
    return {english: text for area in catalogues().values() for english, text in area.items()}


def placeholders(template: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


AREAS = ("app.py", "cli", "commands", "demo", "exports", "intake", "models", "store", "views", "")


@pytest.mark.parametrize("area", AREAS)
def test_that_every_sentence_has_chinese(area: str) -> None:
    known = chinese()
    missing = [
        f"{where}: {text!r}"
        for text, where in said().items()
        if text not in known and _area(where) == area
    ]
    assert not missing, f"{len(missing)} without Chinese:\n" + "\n".join(sorted(missing))


def _area(where: str) -> str:
    part = Path(where.partition(":")[0]).parts[1]
    return part if part in AREAS else ""


def test_that_every_translation_keeps_the_placeholders() -> None:
    wrong = [
        f"{english!r} -> {text!r}"
        for english, text in chinese().items()
        if placeholders(english) != placeholders(text)
    ]
    assert not wrong, "\n".join(wrong)


def test_that_the_chinese_is_chinese() -> None:
    left = [
        english
        for english, text in chinese().items()
        if not _HANZI.search(text) and not _SAME.fullmatch(_WORDS.sub("", english))
        if not english.startswith("letter ")  # a status in one letter, for small charts
    ]
    assert not left, left


def test_that_no_two_areas_say_one_sentence_differently() -> None:
    seen: dict[str, tuple[str, str]] = {}
    torn = []
    for area, sentences in catalogues().items():
        for english, text in sentences.items():
            first, where = seen.setdefault(english, (text, area))
            if first != text:
                torn.append(f"{english!r}: {where} {first!r}, {area} {text!r}")
    assert not torn, "\n".join(torn)


def test_that_no_sentence_is_said_with_a_name_it_does_not_have() -> None:
    """A placeholder without its value would be a KeyError before the officer's eyes."""
    wrong = [
        f"{path.name}:{node.lineno}: {literal!r}"
        for path, node in calls()
        if not _filled_later(node)
        for literal in _literals(node.args[0])
        if placeholders(literal) - {keyword.arg for keyword in node.keywords}
    ]
    assert not wrong, "\n".join(wrong)


def _filled_later(call: ast.Call) -> bool:
    # A Reason carries its values as one mapping, **values cannot be seen from here, and a bare
    # tr() is a template that somebody fills.
    function, given = _name(call.func), {keyword.arg for keyword in call.keywords}
    return function not in SAYING - {"Reason"} or None in given or (function == "tr" and not given)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Say who takes over."), ("zh", chinese().get("Say who takes over.", "?"))],
)
def test_that_a_refusal_is_said_in_the_officers_language(language: str, text: str) -> None:
    set_language(language)
    assert sentence(RuleError("Say who takes over.")) == text
    assert text != "?"


def test_that_names_in_a_sentence_are_kept_as_they_are() -> None:
    set_language("zh")
    error = StoreError("There is no incident file {file}.", file="Safety.situation")
    assert "Safety.situation" in sentence(error)


def test_that_an_unknown_sentence_is_said_as_it_is() -> None:
    set_language("zh")
    assert tr("Nobody has translated this.") == "Nobody has translated this."


def test_that_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")


def test_that_english_says_one_person_and_two_persons() -> None:
    set_language("en")
    assert tr("{n} persons", n=1) == "1 person"
    assert tr("{n} persons", n=2) == "2 persons"
    ones = json.loads(resource("translations/en/one.json").read_text(encoding="utf-8"))
    assert not set(ones) - set(chinese()), "sentences nobody says"
    assert all(placeholders(one) <= placeholders(many) for many, one in ones.items())
