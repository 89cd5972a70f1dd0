"""Whether a caller may be told anything: what was asked of them, and how it ended."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from situationroom.models.person import Person
from situationroom.models.record import Record
from situationroom.models.vocabulary import CheckOutcome, IdentityQuestion

DIGITS_ASKED = 4
"""The last signs of a document that a caller is asked for; more would give it away."""
ENOUGH = 2
"""Right answers that let a caller be told something; the security phrase alone does too."""


@dataclass(frozen=True, slots=True)
class IdentityCheck(Record):
    """One check of a caller about one person; ``answered`` is what was answered rightly."""

    person: int
    at: datetime
    officer: str
    outcome: CheckOutcome
    asked: tuple[IdentityQuestion, ...] = ()
    answered: tuple[IdentityQuestion, ...] = ()
    caller: str = ""
    caller_phone: str = ""
    reason: str = ""


def questions_of(person: Person) -> tuple[IdentityQuestion, ...]:
    """What can be asked about this person: only what the cell can compare an answer with."""
    here = {
        IdentityQuestion.PHRASE: person.security_phrase,
        IdentityQuestion.BIRTH_DATE: person.birth_date,
        IdentityQuestion.DOCUMENT: any(len(d.number) > DIGITS_ASKED for d in person.documents),
        IdentityQuestion.KIN: any(kin.name for kin in person.kin),
    }
    return tuple(question for question, known in here.items() if known)


def outcome_of(
    asked: Collection[IdentityQuestion], right: Collection[IdentityQuestion]
) -> CheckOutcome:
    """Passed with the phrase or two right answers and none wrong; failed after a wrong one."""
    if set(asked) - set(right):
        return CheckOutcome.FAILED
    if IdentityQuestion.PHRASE in right or len(right) >= ENOUGH:
        return CheckOutcome.PASSED
    return CheckOutcome.NOT_ASKED


def expected(person: Person, question: IdentityQuestion) -> tuple[str, ...]:
    """The right answers, any of which will do; no more than what is asked for."""
    if question is IdentityQuestion.PHRASE:
        return (person.security_phrase,)
    if question is IdentityQuestion.BIRTH_DATE:
        return (person.birth_date or "",)
    if question is IdentityQuestion.DOCUMENT:
        return tuple(d.number[-DIGITS_ASKED:] for d in person.documents if len(d.number) > 4)
    return tuple(kin.name for kin in person.kin if kin.name)


def is_right(person: Person, question: IdentityQuestion, told: str) -> bool:
    """Whether what the caller says is one of the right answers; ``told`` of a date is ISO.

    Case, spaces and punctuation do not count. Of a document the last signs, at least four.
    """
    said = bare(told)
    if question is IdentityQuestion.DOCUMENT:
        return len(said) >= DIGITS_ASKED and any(
            bare(d.number).endswith(said) or said.endswith(bare(d.number))
            for d in person.documents
            if len(d.number) > DIGITS_ASKED
        )
    if question is IdentityQuestion.KIN:
        return any(_same_name(said, told, name) for name in expected(person, question))
    return bool(said) and any(said == bare(right) for right in expected(person, question))


def bare(text: str) -> str:
    """Letters and digits only, in one width and small."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def _same_name(said: str, told: str, name: str) -> bool:
    words, known = set(told.casefold().split()), set(name.casefold().replace(",", " ").split())
    return bool(said) and (said == bare(name) or (len(known) > 1 and words == known))
