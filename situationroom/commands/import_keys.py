"""Who has an exact key: persons of the incident, and those of a batch's earlier rows."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from situationroom.commands.import_shared import Hashes
from situationroom.models import Person
from situationroom.store.connection import Connection
from situationroom.store.person_keys import person_keys
from situationroom.store.queries.people import persons_by_keys

AT_ONCE = 2_000
_TELLING = attrgetter("documents", "phones", "birth_date", "native_name", "surname", "given_names")
"""What the keys of a person are made of."""


class ExactKeys:
    """References by exact key (``person_keys``).

    Only keys that somebody of the incident or another draft has are kept: nobody else is found.
    """

    def __init__(self, connection: Connection, drafts: Sequence[Person]) -> None:
        self._drafts, self._hashes = drafts, Hashes()
        self._refs: dict[str, list[int]] = {}
        self._keys: dict[int, list[str]] = {}
        self._keyless: set[int] = set()
        for start in range(0, len(drafts), AT_ONCE):
            self._look_up(connection, start, drafts[start : start + AT_ONCE])
        self._hashes.sort()
        for place, hashes in self._hashes.shared().items():
            twice, draft = set(hashes), drafts[place]
            kept = self._keys.get(id(draft), ())
            keys = [k for k in person_keys(draft) if k in kept or hash(k) in twice]
            self._keys[id(draft)] = keys

    def _look_up(self, connection: Connection, start: int, drafts: Sequence[Person]) -> None:
        told = [person_keys(draft) for draft in drafts]
        found = persons_by_keys(connection, (key for keys in told for key in keys))
        self._refs |= found
        for place, (draft, keys) in enumerate(zip(drafts, told, strict=True), start=start):
            self._hashes.add(place, keys)
            if not keys:
                self._keyless.add(id(draft))
            elif found and (here := [key for key in keys if key in found]):
                self._keys[id(draft)] = here

    def persons(self) -> set[int]:
        """Everybody of the incident who has a key of these drafts."""
        return {id_ for found in self._refs.values() for id_ in found if id_ > 0}

    def none(self, draft: Person) -> bool:
        """True for a draft that tells too little to be known by."""
        return id(draft) in self._keyless

    def found(self, draft: Person) -> Iterator[int]:
        """Who has a key of this draft, the surest keys first."""
        for key in self._keys.get(id(draft), ()):
            yield from self._refs.get(key, ())

    def remember(self, ref: int, draft: Person) -> None:
        """Whom later rows can find by the keys of a draft."""
        for key in self._keys.get(id(draft), ()):
            self._add(key, ref)

    def changed(self, ref: int, before: Person, after: Person) -> None:
        """Somebody who was known as ``before`` can be found by other keys from now on."""
        if _TELLING(before) == _TELLING(after):
            return
        for key in person_keys(after):
            if key not in self._refs:
                self._look_for(key)
            if key in self._refs:
                self._add(key, ref)

    def _add(self, key: str, ref: int) -> None:
        refs = self._refs.setdefault(key, [])
        if ref not in refs:
            refs.append(ref)

    def _look_for(self, key: str) -> None:
        """Let drafts find by a key that was theirs alone until now."""
        for place in self._hashes.owners(key).tolist():
            draft = self._drafts[place]
            keys, kept = person_keys(draft), self._keys.get(id(draft), ())
            if key in keys:
                self._keys[id(draft)] = [k for k in keys if k in kept or k == key]
                self._refs.setdefault(key, [])
