"""Whom the new persons of a batch are probably, of the incident and of the batch's earlier rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from situationroom.commands.import_decisions import Suspect
from situationroom.commands.import_likeness import likeness
from situationroom.commands.import_matched import Likenesses, matched
from situationroom.commands.import_shared import Hashes
from situationroom.intake.results import Step
from situationroom.models import Person
from situationroom.store.connection import Connection
from situationroom.store.person_keys import name_forms
from situationroom.store.queries.people import persons
from situationroom.store.queries.weak_keys import AT_MOST, holders, weak_keys

SHOWN = 5


class Suspects:
    """Finds who resembles a draft. Cheap: one pass over the incident, then only hits are looked at.

    Common names give no suspects by themselves: a key more than a few share is no evidence.
    Beside these keys, matching finds who is told in another script, order or spelling.
    """

    def __init__(
        self,
        connection: Connection,
        drafts: Sequence[Person],
        step: Step,
        before: Likenesses | None = None,
    ) -> None:
        hashes = Hashes()
        for place, draft in enumerate(drafts):
            hashes.add(place, _keys(draft))
        hashes.sort()
        self._by_key: dict[int, list[int]] = holders(connection, hashes.all)
        shared = hashes.shared(self._by_key, AT_MOST + 1)
        self._keys = {id(draft): shared.get(place, []) for place, draft in enumerate(drafts)}
        ids = sorted({id_ for ids in self._by_key.values() for id_ in ids})
        self.likenesses = matched(connection, step, drafts, before)
        self._refs: dict[int, int] = {}
        met = self.likenesses.met
        self._people: dict[int, Person] = {p.id: p for p in persons(connection, ids)} | met

    def of(
        self, draft: Person, now: Mapping[int, Person], without: Collection[int] = ()
    ) -> list[Suspect]:
        """Whom the draft is probably about, best first; ``now`` has the batch's own state."""
        refs: set[int] = set()
        for key in self._keys_of(draft):
            some = self._by_key.get(key, ())
            if len(some) <= AT_MOST:
                refs.update(some)
        matched = self._matched_with(draft, without)
        found = []
        for ref in refs.difference(without) if refs else ():
            person = now.get(ref) or self._people.get(ref)
            suspect = likeness(ref, person, draft) if person is not None else None
            if suspect is not None:
                found.append(_surer(suspect, matched.pop(ref, None)))
        found += matched.values()
        found.sort(key=lambda suspect: (-suspect.score, suspect.person < 0, abs(suspect.person)))
        return found[:SHOWN]

    def _matched_with(self, draft: Person, without: Collection[int]) -> dict[int, Suspect]:
        found = {suspect.person: suspect for suspect in self.likenesses.found.get(id(draft), ())}
        for other, told in self.likenesses.twins.get(id(draft), ()):
            if ref := self._refs.get(other):
                found[ref] = replace(told, person=ref, certain=0.0)
        return {ref: suspect for ref, suspect in found.items() if ref not in without}

    def _keys_of(self, draft: Person) -> list[int]:
        # The drafts live as long as the plan is made. Others were taken for somebody known.
        keys = self._keys.get(id(draft))
        return [hash(key) for key in _keys(draft)] if keys is None else keys

    def person(self, ref: int) -> Person | None:
        """Somebody of the incident who was found."""
        return self._people.get(ref)

    def remember(self, ref: int, person: Person) -> None:
        """A new person of the batch, for its later rows."""
        self._refs[id(person)] = ref
        for key in self._keys_of(person):
            self._by_key.setdefault(key, []).append(ref)


def _surer(suspect: Suspect, matched: Suspect | None) -> Suspect:
    """The reasons of the keys, with what matching knows of the same person."""
    if matched is None:
        return suspect
    score = max(suspect.score, matched.score) if matched.certain else suspect.score
    return replace(suspect, score=score, certain=matched.certain)


def _keys(person: Person) -> set[str]:
    return weak_keys(
        name_forms(person.native_name, person.surname, person.given_names),
        person.birth_date or "",
        [d.number for d in person.documents],
        [p.e164 for p in person.phones],
    )
