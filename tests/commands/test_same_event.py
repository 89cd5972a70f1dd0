"""Two calls about one event find each other; a town or a common word alone does not."""

from datetime import timedelta

import pytest

from situationroom.commands.calls import take_call
from situationroom.commands.requests import resolve
from situationroom.commands.same_event import event_terms, joined, same_event
from situationroom.models import Person, Report, Request
from situationroom.models.vocabulary import Precision
from situationroom.store.incident_file import IncidentFile

BUS = "旅行团大巴在博卢山隧道翻车，多人受伤"


@pytest.fixture
def told(incident_file: IncidentFile) -> int:
    """A first call about a coach that turned over near Bolu."""
    now = incident_file.now()
    there = Person(
        0, "冯一鸣", city="Bolu", country="TR", lat=40.73, lon=31.61, uncertainty_m=25,
        precision=Precision.EXACT, affiliation="海风旅行团",
    )  # fmt: skip
    asked = Request(0, now, now, description=BUS)
    report = incident_file.run(take_call, Report(0, now, caller="导游"), [], [there], asked)[0]
    assert report.request is not None
    return report.request


def alike(file: IncidentFile, what: str, where: str = "") -> list[tuple[int, tuple[str, ...]]]:
    found = file.ask(same_event, what, where, "TR", file.now())
    return [(one.request.id, one.why) for one in found]


def test_that_similar_words_at_the_same_place_are_the_same_event(
    incident_file: IncidentFile, told: int
) -> None:
    assert alike(incident_file, "大巴隧道里翻了", "40.75, 31.60") == [(told, ("place",))]


def test_that_many_words_in_common_speak_for_themselves(
    incident_file: IncidentFile, told: int
) -> None:
    ((id_, why),) = alike(incident_file, "听说旅行团的大巴翻车，有人受伤")
    assert (id_, "words" in why) == (told, True)


def test_that_the_group_named_in_the_story_counts(incident_file: IncidentFile, told: int) -> None:
    assert alike(incident_file, "海风旅行团的大巴出事")[0][0] == told


@pytest.mark.parametrize(("what", "where"), [
    ("护照遗失，想回国", "40.73, 31.61"), ("大巴晚点", "Antalya"), ("", ""), ("翻车", "Bolu"),
    ("请求协助联系", "Bolu"),
])  # fmt: skip
def test_that_a_town_or_a_common_word_alone_is_no_event(
    incident_file: IncidentFile, told: int, what: str, where: str
) -> None:
    assert alike(incident_file, what, where) == []


def test_that_what_is_resolved_or_long_ago_is_another_story(
    incident_file: IncidentFile, told: int
) -> None:
    late = incident_file.now() + timedelta(hours=30)
    assert not incident_file.ask(same_event, BUS, "Bolu", "TR", late)
    incident_file.run(resolve, [told], "taken to hospital")
    assert alike(incident_file, BUS, "Bolu") == []


def test_that_pairs_of_hanzi_are_shown_as_the_words_they_were() -> None:
    assert joined(("航班", "班取", "取消", "滞留", "coach")) == ("航班取消", "滞留", "coach")


def test_that_words_of_both_scripts_are_terms_and_a_novel_is_cut() -> None:
    assert event_terms("The COACH overturned, 大巴翻") == ("coach", "overturned", "大巴", "巴翻")
    assert len(event_terms("隧道大巴翻车多人受伤" * 5_000)) <= 24


HOSTILE = ('" OR 1=1 --', "NEAR(a b)*", "大巴\"翻车'", "\ud800大巴翻", "*" * 9_999)


@pytest.mark.parametrize("what", HOSTILE)
def test_that_hostile_words_are_only_words(incident_file: IncidentFile, what: str) -> None:
    assert incident_file.ask(same_event, what, what, "TR", incident_file.now()) == []
