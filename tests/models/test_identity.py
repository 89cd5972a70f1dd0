"""What a caller may be told depends on what was asked, and the comparison forgives little."""

import pytest

from situationroom.commands.identity import judged
from situationroom.models import Person
from situationroom.models.identity import expected, outcome_of, questions_of
from situationroom.models.person import Document, Kin
from situationroom.models.vocabulary import CheckOutcome, IdentityQuestion

PHRASE, BIRTH, DOCUMENT, KIN = IdentityQuestion
SOMEBODY = Person(
    7, "沈海波", birth_date="1985-03-02", documents=(Document("P", "E12345678", "CHN"),),
    kin=(Kin("Wang Fang", "mother", "+8613800138000"), Kin("沈建国")),
    security_phrase="Blue bicycle, 1998",
)  # fmt: skip


@pytest.mark.parametrize(("asked", "right", "outcome"), [
    ((), (), CheckOutcome.NOT_ASKED), ((BIRTH,), (BIRTH,), CheckOutcome.NOT_ASKED),
    ((BIRTH, DOCUMENT), (BIRTH, DOCUMENT), CheckOutcome.PASSED),
    ((PHRASE,), (PHRASE,), CheckOutcome.PASSED),
    ((BIRTH, DOCUMENT, KIN), (BIRTH, DOCUMENT), CheckOutcome.FAILED),
    ((PHRASE, BIRTH), (PHRASE,), CheckOutcome.FAILED), ((PHRASE,), (), CheckOutcome.FAILED),
])  # fmt: skip
def test_that_two_right_answers_or_the_phrase_pass_and_a_wrong_one_fails(
    asked: tuple[IdentityQuestion, ...], right: tuple[IdentityQuestion, ...], outcome: CheckOutcome
) -> None:
    assert outcome_of(asked, right) is outcome


def test_that_only_what_is_known_can_be_asked() -> None:
    assert questions_of(SOMEBODY) == (PHRASE, BIRTH, DOCUMENT, KIN)
    assert questions_of(Person(8, "赵敏")) == ()


def test_that_no_more_than_the_last_signs_of_a_document_are_expected() -> None:
    assert expected(SOMEBODY, DOCUMENT) == ("5678",)


@pytest.mark.parametrize(("question", "told", "right"), [
    (PHRASE, "blue bicycle 1998", True), (PHRASE, "BLUE  BICYCLE，１９９８", True),
    (PHRASE, "red bicycle", False), (BIRTH, "1985-03-02", True), (BIRTH, "1985年3月2日", True),
    (BIRTH, "2 March 1985", True), (BIRTH, "1985-03-03", False), (BIRTH, "198", None),
    (BIRTH, "1985", False), (DOCUMENT, "5678", True), (DOCUMENT, "345678", True),
    (DOCUMENT, "e12345678", True), (DOCUMENT, "678", False), (DOCUMENT, "1234", False),
    (KIN, "fang wang", True), (KIN, "沈建国", True), (KIN, "Wang", False), (KIN, "  ", None),
])  # fmt: skip
def test_that_an_answer_is_compared_without_case_and_punctuation(
    question: IdentityQuestion, told: str, right: bool | None
) -> None:
    assert judged(SOMEBODY, question, told) is right


def test_that_a_birth_date_known_in_part_is_compared_in_part() -> None:
    assert judged(Person(9, "赵敏", birth_date="1985"), BIRTH, "1985-03-02") is True
