"""What holds for any persons: symmetry, order, repetition, and that families stay apart."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from situationroom.matching import Pair, clusters, index, pairs, prepare
from situationroom.models import Person
from tests.matching.facts import found, quiet
from tests.matching.people import cell

PERSONS, WHO = cell(11, 40)


def scores(everybody: list[Pair], names: Mapping[int, int]) -> dict[frozenset[int], float]:
    """Score by the two persons, under their first ids."""
    return {frozenset((names[p.a], names[p.b])): round(p.score, 6) for p in everybody}


@settings(max_examples=10, deadline=None, phases=(Phase.generate,))
@given(st.randoms(use_true_random=False))
def test_that_order_does_not_matter(random: Random) -> None:
    mixed = list(PERSONS)
    random.shuffle(mixed)
    same = {person.id: person.id for person in PERSONS}
    plain, other = found(PERSONS), found(mixed)
    assert scores(plain, same) == scores(other, same)
    assert clusters(plain) == clusters(other)
    random.shuffle(other)
    assert clusters(plain) == clusters(other)


@settings(max_examples=10, deadline=None, phases=(Phase.generate,))
@given(st.lists(st.sampled_from(PERSONS), min_size=2, max_size=30, unique_by=lambda p: p.id))
def test_that_scores_are_symmetric(some: list[Person]) -> None:
    turned = [replace(person, id=1_000 - person.id) for person in reversed(some)]
    names = {person.id: person.id for person in some}
    back = {1_000 - person.id: person.id for person in some}
    assert scores(found(some), names) == scores(found(turned), back)


@settings(max_examples=10, deadline=None, phases=(Phase.generate,))
@given(st.sampled_from([person for person in PERSONS if person.documents]))
def test_that_who_is_told_twice_in_the_same_words_is_the_same(person: Person) -> None:
    known = index(prepare([*PERSONS, replace(person, id=999)]))
    pair = next(p for p in pairs(known, quiet) if (p.a, p.b) == (person.id, 999))
    assert pair.verdict == "same"
    assert pair.score > 0.999


@pytest.mark.parametrize("seed", range(4))
def test_that_families_are_never_merged(seed: int) -> None:
    persons, who = cell(seed, 250, again=0.0)
    human = dict(zip((p.id for p in persons), who, strict=True))
    assert len(set(who)) == len(persons)
    said = [(human[p.a], human[p.b]) for p in found(persons) if p.verdict == "same"]
    assert said == []


@pytest.mark.parametrize("seed", range(3))
def test_that_a_cell_with_truth_is_read_right(seed: int) -> None:
    persons, who = cell(seed, 500)
    human = {person.id: name for person, name in zip(persons, who, strict=True)}
    told = {
        (a.id, b.id) for a in persons for b in persons if a.id < b.id and human[a.id] == human[b.id]
    }
    everybody = found(persons)
    same = {(p.a, p.b) for p in everybody if p.verdict == "same"}
    probably = {(p.a, p.b) for p in everybody if p.verdict != "possible"}
    assert len(same & told) / len(same) >= 0.998
    assert len(probably & told) / len(probably) >= 0.985
    assert len(probably & told) / len(told) >= 0.96
    groups = [
        {(a, b) for a in cluster for b in cluster if a < b} for cluster in clusters(everybody)
    ]
    joined = set().union(*groups)
    assert len(joined & told) / len(joined) >= 0.99
