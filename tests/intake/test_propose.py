"""What free text suggests, in nine languages, and what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.intake.propose import propose
from situationroom.models.vocabulary import Category, Need, Priority


def told(text: str) -> set[str]:
    return {proposal.value for proposal in propose(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("胰岛素快用完，糖尿病", {"medical", "red", "medication"}),
        ("不能没有胰岛素", {"medical", "red", "medication"}),
        ("父亲心脏病发作，昏迷", {"medical", "red"}),
        ("被困废墟下，腿部被压", {"safety", "red"}),
        ("被困机场，请求协助离境", {"evacuation"}),
        ("附近有枪声，不敢出门", {"safety", "orange"}),
        ("受傷，懷孕，輪椅", {"medical", "orange", "wheelchair", "pregnant"}),
        ("孩子与父母走散", {"search", "orange", "child", "unaccompanied_minor"}),
        ("咨询航班信息，不急", {"information", "yellow"}),
        ("She ran out of insulin yesterday", {"medical", "red", "medication"}),
        ("trapped under the rubble", {"safety", "red"}),
        ("trapped at the airport", {"evacuation"}),
        ("in labour, water broke", {"medical", "red", "pregnant"}),
        ("my brother was shot", {"safety", "red", "medical"}),
        ("He is not injured but his wife is pregnant", {"orange", "pregnant"}),
        ("we don't have food", {"supplies", "orange"}),
        ("can't find his passport", {"documents"}),
        ("vegetarian, with two cats and a dog; peanut allergy", {"diet"}),
        ("Der Mann blutet stark und ist bewusstlos", {"medical", "red"}),
        ("Mon mari est diabétique, plus d'insuline", {"medical", "red", "medication"}),
        ("Mi esposa está embarazada y sangra mucho", {"medical", "red", "pregnant"}),
        ("idoso em cadeira de rodas, sem água", {"supplies", "orange", "wheelchair", "elderly"}),
        ("у неё закончился инсулин", {"medical", "red", "medication"}),
        ("زوجتي حامل وتنزف بشدة", {"medical", "red", "pregnant"}),
        ("insülini bitti", {"medical", "red", "medication"}),
    ],
)
def test_that_words_lead_to_category_priority_and_needs(text: str, wanted: set[str]) -> None:
    assert told(text) - {"medical"} == wanted - {"medical"}
    assert "medical" not in wanted or "medical" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "无人受伤",
        "没有人员受伤或失联",
        "没有生命危险",
        "受伤情况：无",
        "有无受伤：否",
        "不需要轮椅",
        "不是孕妇",
        "无过敏史",
        "not injured, no injuries",
        "no injuries or bleeding",
        "nobody was hurt",
        "she doesn't need a wheelchair or stretcher",
        "injured: no; wheelchair: not needed",
        "He was not shot",
        "keine Verletzten",
        "pas de blessés",
        "Il n'est pas blessé",
        "sin heridos",
        "Ele não está ferido",
        "никто не ранен",
        "لا يوجد جرحى",
        "yaralı yok",
    ],
)
def test_that_a_denied_word_proposes_nothing(text: str) -> None:
    assert propose(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "the warden of the dorm at the War Museum",
        "warm weather",
        "my heart is broken",
        "my father is a heart surgeon",
        "screenshot attached, flu shot yesterday",
        "petrol is cheap here",
        "火车站附近",
        "热心人帮助",
        "已脱离生命危险",
        "",
    ],
)
def test_that_words_inside_other_words_propose_nothing(text: str) -> None:
    assert propose(text) == ()


def test_that_a_denial_ends_with_its_clause() -> None:
    assert told("未受伤，无生命危险，但妻子怀孕") == {"orange", "pregnant"}
    assert told("no one was hurt in the explosion") == {"safety", "orange"}
    assert told("他离不开胰岛素") == {"orange", "medication"}


def test_that_the_words_are_said_as_they_stand_in_the_text() -> None:
    (proposal, *_) = propose("Ｐｒｅｇｎａｎｔ，胰島素快用完")
    assert proposal.words == ("胰島素快用完",)
    assert {w for p in propose("She is PREGNANT") for w in p.words} == {"PREGNANT"}


def test_that_a_place_merely_named_is_not_what_is_asked() -> None:
    assert propose("护照在酒店，被困市区")[0].value == "evacuation"
    assert propose("passport expired; my son is missing")[0].value == "search"


@given(st.text(max_size=120))
def test_that_any_text_has_at_most_one_category_and_one_priority(text: str) -> None:
    found = propose(text)
    assert [p.field for p in found] == sorted((p.field for p in found), key=_order)
    assert sum(p.field == "category" for p in found) <= 1
    assert sum(p.field == "priority" for p in found) <= 1
    for proposal in found:
        assert proposal.words and proposal.value in _VALUES[proposal.field]


_VALUES: dict[str, set[str]] = {
    "category": {str(value) for value in Category},
    "priority": {str(value) for value in Priority},
    "needs": {str(value) for value in Need},
}


def _order(field: str) -> int:
    return list(_VALUES).index(field)
