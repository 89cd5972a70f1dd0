"""Whom a batch can meet: the persons of the incident, and those of its own earlier rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from situationroom.commands.import_again import still_about
from situationroom.commands.import_decisions import Decisions, RowKey
from situationroom.commands.import_keys import ExactKeys
from situationroom.commands.import_matched import Likenesses
from situationroom.commands.import_suspects import Suspects
from situationroom.commands.import_tellings import Tellings, name_of, rows_of
from situationroom.intake.results import FileReading, RowReading, Step
from situationroom.models import Person, Report, Request
from situationroom.models.made_quickly import made_quickly
from situationroom.models.telling import contradict
from situationroom.store.connection import Connection
from situationroom.store.queries.authors import Writer, authors
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import open_requests_of, requests
from situationroom.store.queries.tellings import reports


@made_quickly
@dataclass(frozen=True, slots=True)
class Match:
    """Whom a draft is: a reference, or None for somebody new; and what its row said before."""

    person: int | None
    earlier: Report | None


class Known:
    """The persons and requests a batch can meet, as its rows leave them so far.

    A reference is a person's id, or -n for the n-th new person of the batch.
    """

    def __init__(
        self,
        connection: Connection,
        readings: Sequence[FileReading],
        decisions: Decisions,
        step: Step,
        likenesses: Likenesses | None = None,
    ) -> None:
        self.decisions = decisions
        self.tellings = Tellings(connection, readings)
        self.incident = the_incident(connection)
        drafts = list(self._drafts(readings))
        self._keys = ExactKeys(connection, drafts)
        self._read_namesakes(drafts)
        ids = self._keys.persons() | {*self._by_name.values()} | self.tellings.persons()
        ids |= {rule for rule in decisions.duplicate_rows.values() if isinstance(rule, int)}
        self.now = {p.id: p for p in persons(connection, sorted(id_ for id_ in ids if id_ > 0))}
        self.tellings.read_about(self.now)
        self.tellings.claim_numbers(readings, self.now)
        self.open_requests = open_requests_of(connection, sorted(self.now))
        asked = self.tellings.requests()
        self.requests = {r.id: r for r in requests(connection, sorted(asked))}
        self.authors = authors(connection, "person", self.now)
        self._connection = connection
        self.request_authors = authors(connection, "request", self.requests)
        unknown = [draft for draft in drafts if not self._has_key(draft)]
        self.suspects = Suspects(connection, unknown, step, likenesses)
        self.batch: list[Person] = []
        self.left_out: set[int] = set()
        self.changed: set[int] = set()
        self.wrote: dict[tuple[int, str], Writer] = {}

    def recognise(self, key: RowKey, draft: Person, taken: Sequence[int]) -> Match:
        """Who the draft is by its row's number, its own exact keys, or its name on this list.

        ``taken`` are the persons that the other drafts of the row turned out to be.
        """
        earlier = self.tellings.before(key)
        for id_ in earlier.persons if earlier else ():
            person = self.now.get(id_)
            if person and id_ not in taken and still_about(person, draft, sure=True):
                return Match(id_, earlier)
        for ref in self._keys.found(draft):
            if ref not in taken and not contradict(self.now[ref], draft):
                return Match(ref, earlier or self._about(key, ref))
        return self._namesake(key, draft, taken, earlier)

    def add(self, draft: Person, *, left_out: bool = False) -> int:
        """A new person of the batch; one that is left out keeps its number but is not stored."""
        self.batch.append(draft)
        ref = -len(self.batch)
        if left_out:
            self.left_out.add(ref)
        else:
            self.suspects.remember(ref, draft)
            self._keys.remember(ref, draft)
            self.now[ref] = draft
        return ref

    def name(self, id_: int) -> str:
        """What somebody of the incident is called."""
        person = self.now.get(id_) or self.suspects.person(id_)
        return person.name if person else ""

    def meet(self, person: Person) -> None:
        """Somebody of the incident whom an officer named: known from now on."""
        self.now[person.id] = person
        self.authors.add(authors(self._connection, "person", [person.id]))
        self.open_requests |= open_requests_of(self._connection, [person.id])

    def request(self, number: int) -> Request | None:
        """A request that is stored, as the batch leaves it so far; None for -n."""
        if number > 0 and number not in self.requests:
            self.requests |= {r.id: r for r in requests(self._connection, [number])}
        return self.requests.get(number)

    def told_of(self, told: Sequence[int]) -> list[int]:
        """The persons that reports (by id) tell of; they are known from now on."""
        ids = {id_ for report in reports(self._connection, told) for id_ in report.persons}
        for person in persons(self._connection, sorted(ids - self.now.keys())):
            self.meet(person)
        return sorted(ids & self.now.keys())

    def remember(self, ref: int, person: Person) -> None:
        """The person as the batch leaves them so far."""
        self._keys.changed(ref, self.now[ref], person)
        self.now[ref] = person
        if ref < 0:
            self.batch[-ref - 1] = person

    def writer(self, ref: int, fields: Sequence[str], now: datetime) -> Writer:
        """Who last wrote these fields: an entry of the journal, or an earlier row of this batch."""
        mine = [w for name in fields if (w := self.wrote.get((ref, name))) is not None]
        before = self.authors.of(ref, fields) if ref > 0 and not mine else None
        return mine[0] if mine else before or Writer(0, "", now, "apply_import")

    def _drafts(self, readings: Sequence[FileReading]) -> Iterator[Person]:
        for _, _, row in rows_of(readings):
            if self.is_told(row):
                yield from row.persons

    def is_told(self, row: RowReading) -> bool:
        """True for a row that says something not told before."""
        return row.outcome == "read" and not self.tellings.is_known(row)

    def _has_key(self, draft: Person) -> bool:
        return any(not contradict(self.now[ref], draft) for ref in self._keys.found(draft))

    def _about(self, key: RowKey, ref: int) -> Report | None:
        return self.tellings.about(key[0], key[1], ref) if ref > 0 else None

    def _read_namesakes(self, drafts: Sequence[Person]) -> None:
        """Names stand for persons only on the same list, and only where one person has them."""
        bare = [_only_name(draft) for draft in drafts if self._keys.none(draft)]
        self._alone = {name for name, count in Counter(filter(None, bare)).items() if count == 1}
        found = self.tellings.namesakes() if self._alone else {}
        self._by_name = {n: ids[0] for n in self._alone if len(ids := found.get(n, [])) == 1}

    def _namesake(
        self, key: RowKey, draft: Person, taken: Sequence[int], earlier: Report | None
    ) -> Match:
        id_ = self._by_name.get(_only_name(draft)) if self._keys.none(draft) else None
        if id_ is None or id_ in taken or contradict(self.now[id_], draft):
            return Match(None, earlier)
        told = earlier or self._about(key, id_)
        return Match(id_, told) if told is not None else Match(None, None)


def _only_name(draft: Person) -> str:
    return draft.native_name or name_of(draft.surname, draft.given_names)
