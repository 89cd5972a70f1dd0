"""What the free text of a row suggests, and where it may fill what the row itself leaves open.

What a list says in its own column stands; a proposal beside it is only shown.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from situationroom.intake import words
from situationroom.intake.propose import propose
from situationroom.intake.results import Proposal
from situationroom.intake.row import Row
from situationroom.models.person import Person, years_old
from situationroom.models.vocabulary import Category, Need, Priority, Sex

TEXTS: Final = ("description", "needs", "remarks")
_AGES: Final = {  # completed years at which a person can have the need
    Need.INFANT: range(2),
    Need.CHILD: range(18),
    Need.UNACCOMPANIED_MINOR: range(18),
    Need.ELDERLY: range(65, 200),
}


def of_row(row: Row) -> tuple[Proposal, ...]:
    """Category, priority and needs that the row's free texts suggest, with the words of all."""
    texts = _texts(row)
    return of_texts(texts) if texts else ()


def _texts(row: Row) -> tuple[str, ...]:
    return tuple([told for name in TEXTS if (told := row.cells.get(name))])


@lru_cache(maxsize=16_384)
def of_texts(texts: tuple[str, ...]) -> tuple[Proposal, ...]:
    """The first text's category, the highest priority of all, every need once."""
    made = [proposals for text in texts if (proposals := propose(text))]
    if len(made) < 2:
        return made[0] if made else ()
    found = [proposal for proposals in made for proposal in proposals]
    category = next((p for p in found if p.field == "category"), None)
    priorities = sorted(_of("priority", found), key=lambda p: _RANK[p.value])
    kept = [p for p in (category, *priorities[:1]) if p is not None]
    kept += [p for need in Need for p in _of("needs", found) if p.value == need]
    return tuple(dict.fromkeys(_joined(p, found) for p in kept))


_RANK: Final = {priority.value: rank for rank, priority in enumerate(Priority)}


def _of(field: str, found: Iterable[Proposal]) -> list[Proposal]:
    return [proposal for proposal in found if proposal.field == field]


def _joined(proposal: Proposal, found: Iterable[Proposal]) -> Proposal:
    """The proposal with the words of every text that makes it."""
    same = (p for p in found if (p.field, p.value) == (proposal.field, proposal.value))
    return Proposal(
        proposal.field, proposal.value, tuple(dict.fromkeys(w for p in same for w in p.words))
    )


_CATEGORY: Final = {category.value: category for category in Category}
_PRIORITY: Final = {priority.value: priority for priority in Priority}


def category_of(proposals: Iterable[Proposal]) -> Category | None:
    """The proposed category."""
    return next((_CATEGORY[p.value] for p in proposals if p.field == "category"), None)


def priority_of(proposals: Iterable[Proposal]) -> Priority | None:
    """The proposed priority."""
    return next((_PRIORITY[p.value] for p in proposals if p.field == "priority"), None)


def because(proposals: Iterable[Proposal], *filled: str) -> tuple[str, ...]:
    """The words that led to what the proposals filled ("category", "priority")."""
    return tuple(dict.fromkeys(w for p in proposals if p.field in filled for w in p.words))


def with_needs(row: Row, person: Person, proposals: Iterable[Proposal]) -> tuple[Need, ...]:
    """The person's needs with those the row's other texts suggest and nothing speaks against.

    A column of needs that says 无 or 'none' says that there are none.
    """
    told = [p.value for p in proposals if p.field == "needs"]
    if not told or _says_none(row):
        return person.needs
    found = set(map(Need, told))
    age = years_old(person, row.layout.today)
    fitting = {need for need in found if _can_be(need, person, age)}
    return tuple(need for need in Need if need in fitting or need in person.needs)


def _says_none(row: Row) -> bool:
    places = (index for index, name in row.layout.mapped if name == "needs")
    return any(words.read_yes(row.told[i]) is False for i in places if i < len(row.told))


def _can_be(need: Need, person: Person, age: int | None) -> bool:
    """'His wife is pregnant' does not make him so, nor does 'with a baby' make her one."""
    if need is Need.PREGNANT:
        return person.sex is not Sex.MALE
    if age is None:
        return need is not Need.CHILD
    ages = _AGES.get(need)
    return ages is None or age in ages


def shown(row: Row) -> tuple[Proposal, ...]:
    """The proposals but those the row says itself in their own column."""
    texts = _texts(row)
    told = row.get("category"), row.get("priority"), row.get("needs")
    return _shown(texts, *told) if texts else ()


@lru_cache(maxsize=16_384)
def _shown(
    texts: tuple[str, ...], category: str, priority: str, needs: str
) -> tuple[Proposal, ...]:
    said: set[tuple[str, str]] = {("needs", need) for need in words.read_needs(needs)}
    if category:
        said.add(("category", words.told_category(category) or ""))
    if priority:
        said.add(("priority", words.read_priority(priority) or ""))
    return tuple(p for p in of_texts(texts) if (p.field, p.value) not in said)
