"""Triage: what a caller is asked, and how urgent the answers say it is.

The questions are a table of the incident; its kind brings the first ones (``triage_questions``).
Answers propose a priority, the officer chooses it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.models.made_quickly import made_quickly
from situationroom.models.vocabulary import Answer, Priority

MOST_QUESTIONS = 20
LONGEST_QUESTION = 120
"""Characters: a question that takes longer to say is not answered with yes or no."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question by its ``key``, in both languages, and the priority each answer proposes."""

    key: str
    zh: str
    en: str
    yes: Priority | None = None
    no: Priority | None = None
    unknown: Priority | None = None

    def words(self, language: str) -> str:
        """The question in 'zh' or 'en'; in the other language where this one is missing."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)

    def proposes(self, answer: Answer) -> Priority | None:
        """How urgent this answer says it is; None when it says nothing."""
        return {Answer.YES: self.yes, Answer.NO: self.no, Answer.UNKNOWN: self.unknown}[answer]


@made_quickly
@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it was given: the words that were asked stay, whatever becomes of the table."""

    question: str
    asked: str
    answer: Answer
    proposes: Priority | None = None
    at: datetime | None = None
    officer: str = ""


def proposal(answers: Iterable[Answered]) -> Priority | None:
    """The most urgent priority that an answer proposes."""
    proposed = {answer.proposes for answer in answers}
    return next((priority for priority in Priority if priority in proposed), None)


def reasons(answers: Iterable[Answered], priority: Priority) -> list[Answered]:
    """The answers that propose just this."""
    return [answer for answer in answers if answer.proposes is priority]


def with_answers(before: Sequence[Answered], new: Iterable[Answered]) -> tuple[Answered, ...]:
    """Later answers in place of earlier ones to the same question; all others stay."""
    known = {answer.question: answer for answer in before}
    return tuple((known | {answer.question: answer for answer in new}).values())


def check_questions(questions: Sequence[Question]) -> None:
    """Raises RuleError for a table that nobody could ask from."""
    if len(questions) > MOST_QUESTIONS:
        raise RuleError(
            "{n} questions are too many for one call; keep at most {most}.",
            n=len(questions),
            most=MOST_QUESTIONS,
        )
    if len({question.key for question in questions}) < len(questions):
        raise RuleError("Two questions have the same key; take one of them out.")
    for place, question in enumerate(questions, start=1):
        _check_words(place, question)


def _check_words(place: int, question: Question) -> None:
    if not (question.zh.strip() or question.en.strip()):
        raise RuleError("Question {place} is empty; write it or take it out.", place=place)
    if max(len(question.zh), len(question.en)) > LONGEST_QUESTION:
        raise RuleError(
            "Question {place} is too long to be asked ({most} characters at most).",
            place=place,
            most=LONGEST_QUESTION,
        )
    if not any((question.yes, question.no, question.unknown)):
        raise RuleError(
            "Question {place} proposes nothing; choose a priority for one of its answers.",
            place=place,
        )
