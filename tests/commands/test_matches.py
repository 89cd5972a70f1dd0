"""The pairs an officer is asked about follow the incident."""

from datetime import timedelta

import pytest

from situationroom.commands.matches import Likeness, clusters_of, look, look_again, open_pairs
from situationroom.commands.merging import merge_persons, say_apart
from situationroom.commands.people import add_person, edit_person
from situationroom.models.person import Document
from situationroom.store.incident_file import IncidentFile
from tests.cast import HAIYAN, NOW, XIAO, somebody


def quiet(_done: int, _total: int, _label: str) -> None:
    """Nobody watches."""


@pytest.fixture
def twice(incident_file: IncidentFile) -> int:
    """Shan Xiaotong, told of again: her passport has one other digit."""
    draft = somebody(
        "单晓彤", birth_date="1995-06-17", documents=(Document("P", "G55512379", "CHN"),)
    )
    return incident_file.run(add_person, draft)[0].id


def suspected(file: IncidentFile, likeness: Likeness) -> set[tuple[int, int]]:
    return {(pair.a, pair.b) for pair in file.ask(open_pairs, likeness, NOW)}


def test_that_somebody_told_of_twice_is_suspected(incident_file: IncidentFile, twice: int) -> None:
    likeness = incident_file.ask(look, quiet)
    assert suspected(incident_file, likeness) == {(XIAO, twice)}
    pair = incident_file.ask(open_pairs, likeness, NOW)[0]
    assert pair.reasons and 0 < pair.score <= 1


def test_that_an_answered_pair_is_not_asked_about(incident_file: IncidentFile, twice: int) -> None:
    likeness = incident_file.ask(look, quiet)
    incident_file.run(say_apart, [(XIAO, twice)], NOW + timedelta(hours=1))
    assert suspected(incident_file, likeness) == set()
    later = incident_file.ask(open_pairs, likeness, NOW + timedelta(hours=2))
    assert [(pair.a, pair.b) for pair in later] == [(XIAO, twice)]


def test_that_a_person_who_came_later_is_taken_in(incident_file: IncidentFile) -> None:
    likeness = incident_file.ask(look, quiet)
    again = incident_file.run(
        add_person, somebody("单晓彤", documents=(Document("P", "G55512378", "CHN"),))
    )[0]
    incident_file.ask(look_again, quiet, likeness, {again.id})
    assert suspected(incident_file, likeness) == {(XIAO, again.id)}
    pair = incident_file.ask(open_pairs, likeness, NOW)[0]
    assert (pair.a, pair.b) == (XIAO, again.id)


def test_that_a_merged_person_is_no_longer_suspected(
    incident_file: IncidentFile, twice: int
) -> None:
    likeness = incident_file.ask(look, quiet)
    incident_file.run(merge_persons, XIAO, twice)
    incident_file.ask(look_again, quiet, likeness, {XIAO, twice})
    assert suspected(incident_file, likeness) == set()


def test_that_a_person_changed_into_another_is_no_longer_suspected(
    incident_file: IncidentFile, twice: int
) -> None:
    likeness = incident_file.ask(look, quiet)
    other = {"native_name": "何平", "documents": (), "birth_date": "1960-01-02"}
    incident_file.run(edit_person, twice, other)
    incident_file.ask(look_again, quiet, likeness, {twice})
    assert suspected(incident_file, likeness) == set()


def test_that_two_who_came_together_are_compared_with_each_other(
    incident_file: IncidentFile,
) -> None:
    likeness = incident_file.ask(look, quiet)
    same = somebody("何平", documents=(Document("P", "E88881111", "CHN"),))
    one, two = (incident_file.run(add_person, same)[0].id for _ in range(2))
    incident_file.ask(look_again, quiet, likeness, {one, two})
    assert suspected(incident_file, likeness) == {(one, two)}


def test_that_whoever_is_typed_is_found(incident_file: IncidentFile) -> None:
    likeness = incident_file.ask(look, quiet)
    typed = somebody("陈海燕", birth_date="1985-03-02")
    assert [hit.b for hit in likeness.hits(typed)][:1] == [HAIYAN]


def test_that_groups_heed_what_officers_answered(incident_file: IncidentFile, twice: int) -> None:
    likeness = incident_file.ask(look, quiet)
    found = list(likeness.pairs.values())
    assert incident_file.ask(clusters_of, likeness, found, NOW) == [[XIAO, twice]]
    incident_file.run(say_apart, [(XIAO, twice)])
    assert incident_file.ask(clusters_of, likeness, found, NOW) == []
