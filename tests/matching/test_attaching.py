"""Who would be attached by themselves in a cell with truth: families, twins, wrong digits."""

from dataclasses import replace
from pathlib import Path

import pytest

from situationroom.commands.import_certain import certainty
from situationroom.matching import against, index, prepare
from situationroom.models import Person
from tests.matching.facts import quiet
from tests.matching.people import cell
from tests.matching.test_calls import CALLS, told


def attached(persons: list[Person], who: list[int], least: float) -> tuple[int, int]:
    """Of the second tellings against the first: how many rightly, how many wrongly."""
    first: dict[int, Person] = {}
    later: list[tuple[Person, int]] = []
    for person, human in zip(persons, who, strict=True):
        if human in first:
            later.append((person, human))
        else:
            first[human] = person
    humans = {person.id: human for human, person in first.items()}
    known = {person.id: person for person in first.values()}
    drafts = [replace(person, id=0) for person, _ in later]
    found = against(index(prepare(list(known.values()))), drafts, quiet)
    right = wrong = 0
    for (draft, human), pairs in zip(later, found, strict=True):
        probable = [pair for pair in pairs if pair.verdict != "possible"]
        if len(probable) == 1 and certainty(probable[0], known[probable[0].b], draft) >= least:
            right += humans[probable[0].b] == human
            wrong += humans[probable[0].b] != human
    return right, wrong


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_that_nobody_is_attached_to_somebody_else(seed: int) -> None:
    right, wrong = attached(*cell(seed, 700), 0.999)
    assert wrong == 0 and right > 100


def test_that_nobody_with_too_little_is_attached() -> None:
    persons, who = cell(4, 300)
    without = [replace(person, documents=()) for person in persons]
    assert attached(without, who, 0.99) == (0, 0)


@pytest.mark.skipif(not Path(CALLS).exists(), reason="the callers' lists are not here")
@pytest.mark.parametrize("least", [0.99, 0.999])
def test_that_relatives_lists_attach_nobody_wrongly(least: float) -> None:
    right, wrong = attached(*told(), least)
    assert wrong == 0 and right > 0
