"""Whom the new persons of a batch are probably, of the incident and of the batch's earlier rows."""

from collections.abc import Iterable, Mapping, Sequence

from situationroom.commands.import_decisions import Suspect
from situationroom.commands.import_likeness import likeness
from situationroom.intake.results import Reason
from situationroom.matching import Pair, against, index, prepare
from situationroom.models import Person
from situationroom.store.connection import Connection
from situationroom.store.queries.people import everybody, persons
from situationroom.store.queries.weak_keys import AT_MOST, holders, name_forms, weak_keys

SHOWN = 5
COMPARED = 30_000  # persons of an incident that every draft is compared with; seconds, not minutes


class Suspects:
    """Finds who resembles a draft. Cheap: one pass over the incident, then only hits are looked at.

    Common names give no suspects by themselves: a key more than a few share is no evidence.
    Beside these keys, matching finds who is told in another script, order or spelling.
    """

    def __init__(self, connection: Connection, drafts: Sequence[Person]) -> None:
        self._keys = {id(draft): _keys(draft) for draft in drafts}
        wanted = {key for keys in self._keys.values() for key in keys}
        self._by_key: dict[str, list[int]] = holders(connection, wanted)
        ids = sorted({id_ for ids in self._by_key.values() for id_ in ids})
        self._people: dict[int, Person] = {p.id: p for p in persons(connection, ids)}
        self._matched = self._match(connection, drafts)

    def of(
        self, draft: Person, now: Mapping[int, Person], without: Iterable[int] = ()
    ) -> tuple[Suspect, ...]:
        """Whom the draft is probably about, best first; ``now`` has the batch's own state."""
        shared = (self._by_key.get(key, ()) for key in self._keys_of(draft))
        refs = {ref for some in shared if len(some) <= AT_MOST for ref in some} - {*without}
        found = []
        for ref in refs:
            person = now.get(ref) or self._people.get(ref)
            suspect = likeness(ref, person, draft) if person is not None else None
            if suspect is not None:
                found.append(suspect)
        found += [s for s in self._matched.get(id(draft), ()) if s.person not in {*refs, *without}]
        found.sort(key=lambda suspect: (-suspect.score, suspect.person < 0, abs(suspect.person)))
        return tuple(found[:SHOWN])

    def _match(
        self, connection: Connection, drafts: Sequence[Person]
    ) -> dict[int, tuple[Suspect, ...]]:
        people = everybody(connection) if drafts else []
        if not 0 < len(people) <= COMPARED:
            return {}
        found = against(index(prepare(people)), drafts, lambda _done, _total, _label: None)
        met = {pair.b for pairs in found for pair in pairs}
        self._people |= {person.id: person for person in people if person.id in met}
        probable = ([pair for pair in pairs if pair.verdict != "possible"] for pairs in found)
        return {
            id(draft): tuple(map(_suspect, pairs))
            for draft, pairs in zip(drafts, probable, strict=True)
        }

    def _keys_of(self, draft: Person) -> set[str]:
        # The drafts live as long as the plan is made; working keys out again took a third of it.
        return self._keys.get(id(draft)) or _keys(draft)

    def person(self, ref: int) -> Person | None:
        """Somebody of the incident who was found."""
        return self._people.get(ref)

    def remember(self, ref: int, person: Person) -> None:
        """A new person of the batch, for its later rows."""
        for key in self._keys_of(person):
            refs = self._by_key.setdefault(key, [])
            if len(refs) <= AT_MOST:
                refs.append(ref)


def _suspect(pair: Pair) -> Suspect:
    reasons = (Reason(reason.template, reason.values) for reason in pair.reasons)
    return Suspect(pair.b, round(pair.score, 2), tuple(reasons))


def _keys(person: Person) -> set[str]:
    return weak_keys(
        name_forms(person.native_name, person.surname, person.given_names),
        person.birth_date or "",
        [d.number for d in person.documents],
        [p.e164 for p in person.phones],
    )
