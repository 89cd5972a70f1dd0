"""The callers' lists: 09 repeats persons of the other three; truth.json says whom."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from situationroom.intake.reading import read_lists
from situationroom.intake.results import Context
from situationroom.models import Person
from tests.matching.facts import found, quiet

CALLS = Path(__file__).parents[3] / "shared" / "data" / "calls"
pytestmark = pytest.mark.skipif(not CALLS.exists(), reason="the callers' lists are not here")


def context(country: str) -> Context:
    """Reading without a gazetteer."""
    now = datetime(2016, 7, 19, tzinfo=UTC)
    return Context(country, "CHN", "Asia/Shanghai", "UTC", now, now, lambda _text, _country: None)


def told() -> tuple[list[Person], list[int]]:
    """Every row's first person, and who it is."""
    persons: list[Person] = []
    who: list[int] = []
    truth = json.loads((CALLS / "truth.json").read_text(encoding="utf-8"))
    for name, rows in truth.items():
        reading = read_lists(CALLS / name, context("TR"), quiet)
        read = [row for sheet in reading.sheets for row in sheet.rows if row.outcome == "read"]
        for row, true in zip(read, rows, strict=True):
            persons.append(replace(row.persons[0], id=len(persons) + 1))
            who.append(true["pid"])
    return persons, who


def test_that_relatives_lists_meet_the_persons_known() -> None:
    persons, who = told()
    human = {person.id: name for person, name in zip(persons, who, strict=True)}
    true = {(a, b) for a in human for b in human if a < b and human[a] == human[b]}
    said = {(p.a, p.b) for p in found(persons) if p.verdict != "possible"}
    assert len(said & true) / len(said) >= 0.995
    assert len(said & true) / len(true) >= 0.95
