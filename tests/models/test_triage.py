"""Questions by kind of incident, and what their answers propose."""

import re
from dataclasses import replace

import pytest

from situationroom.models.errors import RuleError
from situationroom.models.incident import EscalationStep, Targets, check_targets
from situationroom.models.triage import (
    Answered,
    Question,
    check_questions,
    proposal,
    reasons,
    with_answers,
)
from situationroom.models.triage_questions import QUESTIONS
from situationroom.models.vocabulary import Answer, IncidentKind, Priority
from tests.cast import an_incident

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def answered(question: str, proposes: Priority | None, answer: Answer = YES) -> Answered:
    return Answered(question, f"{question}?", answer, proposes)


@pytest.mark.parametrize("kind", IncidentKind)
def test_that_every_kind_of_incident_has_questions_in_both_languages(kind: IncidentKind) -> None:
    asked = QUESTIONS[kind]
    check_questions(asked)
    assert 6 <= len(asked) <= 9
    assert all(re.search("[\u3400-\u9fff]", question.zh) for question in asked)
    assert all(question.en.endswith("?") for question in asked)
    assert Priority.RED in {question.yes or question.no for question in asked}
    assert {"contact", "medicine", "children"} <= {question.key for question in asked}


def test_that_the_most_urgent_answer_proposes() -> None:
    answers = [
        answered("medicine", Priority.ORANGE),
        answered("danger", Priority.RED),
        answered("indoors", None, NO),
    ]
    assert proposal(answers) is Priority.RED
    assert [one.question for one in reasons(answers, Priority.RED)] == ["danger"]
    assert proposal(answers[2:]) is None


def test_that_each_answer_proposes_its_own() -> None:
    question = Question("high", "高处？", "High ground?", no=Priority.RED, unknown=Priority.ORANGE)
    told = {answer: question.proposes(answer) for answer in Answer}
    assert told == {YES: None, NO: Priority.RED, UNKNOWN: Priority.ORANGE}


def test_that_a_question_is_asked_in_the_language_there_is() -> None:
    assert Question("a", "", "Hurt?", yes=Priority.RED).words("zh") == "Hurt?"
    assert Question("a", "受伤？", "", yes=Priority.RED).words("en") == "受伤？"


def test_that_a_later_answer_takes_the_place_of_an_earlier_one() -> None:
    before = (answered("danger", None, NO), answered("contact", None))
    after = with_answers(before, [answered("danger", Priority.RED)])
    assert [(one.question, one.answer) for one in after] == [("danger", YES), ("contact", YES)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("a", " ", "", yes=Priority.RED), "is empty"),
        (Question("a", "问" * 121, "", yes=Priority.RED), "too long"),
        (Question("a", "问", "Ask"), "proposes nothing"),
    ],
)
def test_that_a_question_nobody_could_ask_is_refused(question: Question, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        check_questions([question])


def test_that_a_table_too_long_for_a_call_is_refused() -> None:
    many = [Question(str(n), "问", "Ask", yes=Priority.RED) for n in range(21)]
    with pytest.raises(RuleError, match="too many"):
        check_questions(many)
    with pytest.raises(RuleError, match="same key"):
        check_questions([many[0], many[0]])


def test_that_an_incident_asks_by_its_kind_until_it_has_a_table_of_its_own() -> None:
    quake = an_incident(kind=IncidentKind.EARTHQUAKE)
    assert quake.triage == QUESTIONS[IncidentKind.EARTHQUAKE]
    own = (Question("x", "问", "Ask?", yes=Priority.RED),)
    assert replace(quake, questions=own).triage == own


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        (Targets(red_minutes=0), "0 minutes"),
        (Targets(yellow_minutes=99_999), "more than a week"),
        (Targets(red_minutes=200), "turn that around"),
        (Targets(orange_tier_hours=48), "rises to orange first"),
        (Targets(red_tier_hours=10_000), "rises to orange first"),
        (Targets(steps=(EscalationStep(0.5),)), "1 to 100 times"),
        (Targets(steps=(EscalationStep(2), EscalationStep(2))), "later than the one before"),
        (Targets(steps=tuple(EscalationStep(n) for n in range(1, 8))), "at most five"),
    ],
)
def test_that_times_nobody_could_keep_are_refused(targets: Targets, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        check_targets(targets)
    check_targets(Targets())
