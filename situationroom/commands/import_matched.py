"""Whom matching recognises in the drafts of a batch: told in another script, order or spelling."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Final

from situationroom.commands.import_certain import certainty
from situationroom.commands.import_decisions import Suspect
from situationroom.intake.results import Reason, Step
from situationroom.matching import Known, Pair, against, index, pairs, prepare
from situationroom.models import Person
from situationroom.store.connection import Connection
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.people import everybody

COMPARED: Final = 200_000  # persons of an incident that drafts are compared with
TOGETHER: Final = 10_000  # drafts that are compared with one another: a second or two


TWIN: Final = 0.9  # chance of one person, from which two rows of one list are worth a question


@dataclass(slots=True)
class Likenesses:
    """What matching said of the drafts of a batch, kept while its plan is made again and again.

    ``found`` and ``twins`` go by the identity of a draft, which ``drafts`` keeps alive: whom of
    the incident it may be, and which other drafts (by their identity, with the reasons).
    """

    revision: int
    known: Known | None = None
    drafts: dict[int, Person] = field(default_factory=dict)
    found: dict[int, tuple[Suspect, ...]] = field(default_factory=dict)
    twins: dict[int, list[tuple[int, Suspect]]] = field(default_factory=dict)
    met: dict[int, Person] = field(default_factory=dict)
    _together: tuple[int, ...] = ()
    _lock: Lock = field(default_factory=Lock)

    def compare(self, step: Step, drafts: Sequence[Person]) -> None:
        """Take in the drafts that were not compared yet; Cancelled when ``step`` does."""
        with self._lock:  # a plan that was given up may still be on its way
            self._compare(step, drafts)

    def _compare(self, step: Step, drafts: Sequence[Person]) -> None:
        new = [draft for draft in drafts if id(draft) not in self.drafts]
        if self.known is not None and new:
            self._with_everybody(step, new, self.known)
        self.drafts.update((id(draft), draft) for draft in drafts)
        mine = tuple(map(id, drafts))
        if 1 < len(drafts) <= TOGETHER and mine != self._together:
            self._with_each_other(step, drafts)
            self._together = mine

    def _with_everybody(self, step: Step, drafts: Sequence[Person], known: Known) -> None:
        people = known.main.features.persons
        where = {person.id: person for person in people}
        for draft, some in zip(drafts, against(known, drafts, step), strict=True):
            probable = [pair for pair in some if pair.verdict != "possible"]
            self.met.update((pair.b, where[pair.b]) for pair in probable)
            if probable:
                self.found[id(draft)] = tuple(_suspect(p, where[p.b], draft) for p in probable)

    def _with_each_other(self, step: Step, drafts: Sequence[Person]) -> None:
        numbered = [replace(draft, id=place) for place, draft in enumerate(drafts, start=1)]
        self.twins, self._together = {}, ()
        for pair in pairs(index(prepare(numbered)), step):
            if pair.score >= TWIN and not pair.against:
                one, two = drafts[pair.a - 1], drafts[pair.b - 1]
                told = _suspect(pair, one, two)
                self.twins.setdefault(id(two), []).append((id(one), told))


def matched(
    connection: Connection, step: Step, drafts: Sequence[Person], before: Likenesses | None = None
) -> Likenesses:
    """What matching says of these drafts; ``before`` is gone on with if nobody acted since.

    Nobody is compared in an incident too large to do so in seconds.
    """
    revision = last_revision(connection)
    if before is None or before.revision != revision:
        before = Likenesses(revision)
        if drafts:
            step(0, 0, "")
            people = everybody(connection)
            before.known = index(prepare(people)) if 0 < len(people) <= COMPARED else None
    before.compare(step, drafts)
    return before


def _suspect(pair: Pair, person: Person, draft: Person) -> Suspect:
    reasons = tuple(Reason(reason.template, reason.values) for reason in pair.reasons)
    sure = certainty(pair, person, draft)
    return Suspect(pair.b, min(round(pair.score, 2), 0.99), reasons, sure)
