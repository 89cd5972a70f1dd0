"""Whom an import may attach a row to by itself: certain, by a document, and nothing against it.

See docs/decisions/0010-nobody-attached-by-likeness.md.
"""

from dataclasses import replace
from typing import Final

from situationroom.commands.import_likeness import one_slip
from situationroom.matching import Pair
from situationroom.models import Person
from situationroom.models.person import Document, is_told_dead
from situationroom.models.telling import contradict

_OWN: Final = frozenset(
    {"surname", "given", "birth", "year", "age", "sex", "document", "nationality", "moment"}
)
"""What is a person's own: where any of it differs, an officer looks."""
_LONG: Final = 6
"""Characters from which a number with one wrong is still that number."""


def certainty(pair: Pair, person: Person, draft: Person) -> float:
    """The chance (0..1) that both are one person; 0 where no document says so too, something
    contradicts, or either tells of a death."""
    if pair.verdict != "same" or pair.against or is_told_dead(person) or is_told_dead(draft):
        return 0.0
    if any(r.field in _OWN and r.a != r.b and r.weight <= 0 for r in pair.reasons):
        return 0.0
    if not one_paper(person, draft) or contradict(_without_papers(person), draft):
        return 0.0
    return pair.score


def one_paper(person: Person, draft: Person) -> bool:
    """True when both name one document: equal, or one character mistyped or two exchanged."""
    return any(_one(here, told) for here in person.documents for told in draft.documents)


def _one(here: Document, told: Document) -> bool:
    ours, theirs = here.number.upper(), told.number.upper()
    if here.type != told.type or (here.issuer and told.issuer and here.issuer != told.issuer):
        return False
    same_length = len(ours) == len(theirs) >= _LONG
    return bool(ours) and (ours == theirs or (same_length and one_slip(ours, theirs)))


def _without_papers(person: Person) -> Person:
    """Two numbers of one country would contradict, and one mistyped number is two numbers."""
    return replace(person, documents=())
