"""Whom matching recognises in the drafts of a batch: told in another script, order or spelling."""

from collections.abc import Sequence
from typing import Final

from situationroom.commands.import_certain import certainty
from situationroom.commands.import_decisions import Suspect
from situationroom.intake.results import Reason
from situationroom.matching import Pair, against, index, prepare
from situationroom.models import Person
from situationroom.store.connection import Connection
from situationroom.store.queries.people import everybody

COMPARED: Final = 30_000  # persons of an incident that drafts are compared with: seconds


def matched(
    connection: Connection, drafts: Sequence[Person]
) -> tuple[dict[int, tuple[Suspect, ...]], dict[int, Person]]:
    """Suspects by the identity of their draft, and the persons meant by their ids.

    Nobody is compared in an incident too large to do so in seconds.
    """
    people = everybody(connection) if drafts else []
    if not 0 < len(people) <= COMPARED:
        return {}, {}
    found = against(index(prepare(people)), drafts, _silent)
    probable = [[pair for pair in pairs if pair.verdict != "possible"] for pairs in found]
    met = {pair.b for pairs in probable for pair in pairs}
    known = {person.id: person for person in people if person.id in met}
    suspects = zip(drafts, probable, strict=True)
    return (
        {id(d): tuple(_suspect(p, known[p.b], d) for p in some) for d, some in suspects if some},
        known,
    )


def _suspect(pair: Pair, person: Person, draft: Person) -> Suspect:
    reasons = tuple(Reason(reason.template, reason.values) for reason in pair.reasons)
    sure = certainty(pair, person, draft)
    return Suspect(pair.b, min(round(pair.score, 2), 0.99), reasons, sure)


def _silent(_done: int, _total: int, _label: str) -> None:
    """Reports to nobody: the plan reports by itself."""
