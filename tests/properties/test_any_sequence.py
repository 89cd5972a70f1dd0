"""After any sequence of acts, undos and refusals the file proves itself and no rule is broken."""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from situationroom.commands import (
    calls,
    events,
    handoffs,
    households,
    imports,
    incidents,
    journeys,
    people,
    requests,
    shelters,
    transport,
)
from situationroom.intake.results import ColumnReading, FileReading, RowReading, SheetReading
from situationroom.models import Person, Recipient, Report, Request, Site, Unit
from situationroom.models.errors import RuleError, StoreError
from situationroom.models.person import Document, Phone
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import (
    Category,
    Need,
    Presence,
    Priority,
    Safety,
    SiteState,
    Wish,
)
from situationroom.store.incident_file import IncidentFile, create_incident, open_incident
from situationroom.store.past import figures_at
from situationroom.store.queries.figures import figures
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.undo import next_redo, next_undo, redo, undo
from situationroom.store.verify import verify
from tests.cast import (
    COLLEAGUE,
    NOW,
    OFFICER,
    Clock,
    a_movement,
    a_request,
    an_incident,
    records,
    somebody,
    tables,
)
from tests.properties.belonging import BELONGING
from tests.properties.broken import entries, in_two_places, overbooked, two_beds
from tests.store.replayed import must_replay

PEOPLE = st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True)
SOME = st.integers(1, 4)
WORDS = st.sampled_from(["", " ", "平安", "with the family", "=1+1", "<b>x</b>", "İzmir\n\t"])
FIELDS = st.sampled_from(
    [
        {"city": "Izmir", "lat": 38.4, "lon": 27.1},
        {"birth_date": "1985-03"},
        {"birth_date": "someday"},
        {"lat": 91.0, "lon": 0.0},
        {"lat": None, "lon": 7.0},
        {"native_name": "", "surname": "", "given_names": ""},
        {"safety": Safety.DECEASED},
        {"household": 77},
        {"needs": (Need.STRETCHER,)},
        {"needs": (Need.INFANT,), "birth_date": "2016-01-02"},
        {"phones": (Phone("+905325550127"),), "remarks": "called"},
        {"documents": (Document("P", "E12345678", "CHN"),), "presence": Presence.NOT_IN_AREA},
    ]
)
MOVED = st.sampled_from(
    [
        {"capacity": Capacity(1)},
        {"capacity": Capacity(3, stretchers=1, laps=1)},
        {"capacity": Capacity(-1)},
        {"departs_at": NOW + timedelta(hours=5), "arrives_at": NOW + timedelta(hours=6)},
        {"departs_at": NOW + timedelta(hours=5), "arrives_at": NOW},
        {"departs_at": None, "arrives_at": None},
    ]
)
ROOM = st.sampled_from(
    [{"capacity": 0}, {"capacity": 3}, {"blocked": -1}, {"state": SiteState.CLOSED}]
)
LISTED = st.lists(
    st.tuples(
        st.sampled_from(["陈海燕", "王磊", "李静", ""]),
        st.sampled_from(["", "E12345678", "E23456789", "G00000001"]),
        st.sampled_from(["", "1985-03-02", "1990"]),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=4,
)


def never(done: int, total: int, label: str) -> None:
    """Nobody watches and nobody cancels."""


COLUMNS = tuple(
    ColumnReading(i, name, name or None, 1.0)
    for i, name in enumerate(("native_name", "document", ""))
)
"""The last one is read as nothing: what stands in it is only found by the search."""


class Cell(RuleBasedStateMachine):
    """Two officers at two workstations on one file, doing anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock()
        self.officers: list[IncidentFile] = []
        self.row = 0

    def teardown(self) -> None:
        for file in self.officers[:1]:
            must_replay(file)
        for file in self.officers:
            assert file.ask(verify).faults == ()
            now = self.clock()
            assert file.ask(figures_at, now) == file.ask(figures, now)
            file.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        """A drill with three persons, two coaches that collide, and a shelter of two rooms."""
        path = self.folder / "x.situation"
        mine = create_incident(path, an_incident(drill=True), OFFICER, "desk 1", self.clock)
        self.officers = [mine, open_incident(path, COLLEAGUE, "desk 2", self.clock)]
        for name in ("陈海燕", "王磊", "李静"):
            mine.run(people.add_person, somebody(name))
        mine.run(requests.open_request, a_request(1))
        mine.run(transport.create_movement, a_movement("B-07", 2))
        mine.run(transport.create_movement, a_movement("B-08", 1))
        rooms = [Unit(0, 0, "East", 2), Unit(0, 0, "West", 1)]
        mine.run(shelters.add_site, Site(0, "Hall"), rooms)
        mine.run(handoffs.add_recipient, Recipient(0, "Embassy"))

    def act(self, who: int, command: Callable[..., Any], *args: Any, **more: Any) -> None:
        """Run it; a refusal must leave the file exactly as it was, an undo must restore it."""
        file = self.officers[who]
        before = tables(file)
        try:
            entry = file.run(command, *args, **more)[1]
        except (RuleError, StoreError) as error:
            assert str(error)
            assert tables(file) == before
            return
        assert entry is not None
        assert entry.revision == before["head"][0][0] + 1  # type: ignore[operator]
        if entry.undoable:
            self._there_and_back(file, before, entry.revision)

    def _there_and_back(self, file: IncidentFile, before: Any, revision: int) -> None:
        after = records(file)
        undone = file.run(undo, revision)[1]
        assert undone is not None
        was = {name: rows for name, rows in before.items() if name in after}
        assert records(file) == was
        file.run(redo, undone.revision)
        assert records(file) == after

    @rule(minutes=st.integers(1, 200))
    def time_goes_by(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(who=st.integers(0, 1), name=WORDS, needs=st.sampled_from([(), (Need.STRETCHER,)]))
    def add(self, who: int, name: str, needs: tuple[Need, ...]) -> None:
        self.act(who, people.add_person, Person(0, name.strip(), needs=needs))

    @rule(who=st.integers(0, 1), person=st.integers(1, 5), fields=FIELDS)
    def edit(self, who: int, person: int, fields: dict[str, object]) -> None:
        self.act(who, people.edit_person, person, fields)

    @rule(
        who=st.integers(0, 1),
        persons=PEOPLE,
        word=st.sampled_from([*Safety, *Presence, *Wish]),
        source=WORDS,
    )
    def say_how_they_are(self, who: int, persons: list[int], word: Any, source: str) -> None:
        if isinstance(word, Safety):
            if word is Safety.DECEASED:
                self.act(who, people.report_death, persons[0], source)
                self.act(1 - who, people.confirm_death, persons[0])
            self.act(who, people.set_safety, persons, word)
        elif isinstance(word, Presence):
            self.act(who, people.set_presence, persons, word)
        else:
            self.act(who, people.set_wish, persons, word)

    @rule(who=st.integers(0, 1), persons=PEOPLE, words=WORDS, leave=st.booleans())
    def household(self, who: int, persons: list[int], words: str, leave: bool) -> None:
        if leave:
            self.act(who, households.leave_household, persons, words)
        else:
            self.act(who, households.form_household, words, persons)

    @rule(who=st.integers(0, 1), persons=PEOPLE, to=st.none() | SOME, ask=st.booleans())
    def call(self, who: int, persons: list[int], to: int | None, ask: bool) -> None:
        report = Report(0, self.clock(), caller="Ms Sun", caller_phone="+861390000")
        new = [somebody("吕静")] if ask else []
        request = a_request(description="called") if ask and to is None else None
        self.act(who, calls.take_call, report, persons, new, request, to)

    @rule(
        who=st.integers(0, 1),
        some=st.lists(SOME, min_size=1, max_size=3),
        words=WORDS,
        command=st.sampled_from(
            [
                lambda tx, ids, words: requests.take(tx, ids),
                lambda tx, ids, words: requests.acknowledge(tx, ids),
                lambda tx, ids, words: requests.add_note(tx, ids[0], words),
                lambda tx, ids, words: requests.attempt(tx, ids[0], words, NOW),
                lambda tx, ids, words: requests.wait_until(
                    tx, ids, NOW + timedelta(hours=4), words
                ),
                requests.resolve,
                lambda tx, ids, words: requests.close_requests(tx, ids),
                requests.reopen,
                lambda tx, ids, words: requests.set_priority(tx, ids, Priority.RED),
                lambda tx, ids, words: requests.set_category(tx, ids, Category.LEGAL),
                lambda tx, ids, words: requests.hand_over(tx, ids, words, words),
                lambda tx, ids, words: requests.set_next_action(tx, ids[0], words, NOW),
            ]
        ),
    )
    def work_requests(self, who: int, some: list[int], words: str, command: Any) -> None:
        self.act(who, command, some, words)

    @rule(
        who=st.integers(0, 1),
        one=SOME,
        other=SOME,
        persons=PEOPLE,
        words=WORDS,
        command=st.sampled_from(BELONGING),
    )
    def belong(
        self, who: int, one: int, other: int, persons: list[int], words: str, command: Any
    ) -> None:
        self.act(who, command, one, other, persons, words)

    @rule(who=st.integers(0, 1), movement=SOME, persons=PEOPLE, words=WORDS, wait=st.booleans())
    def seat(self, who: int, movement: int, persons: list[int], words: str, wait: bool) -> None:
        self.act(who, transport.assign, movement, persons, words, wait)

    @rule(
        who=st.integers(0, 1),
        movement=SOME,
        persons=PEOPLE,
        words=WORDS,
        command=st.sampled_from(
            [
                transport.withdraw,
                lambda tx, m, p, words: transport.close_movement(tx, m),
                lambda tx, m, p, words: transport.reopen_movement(tx, m),
                lambda tx, m, p, words: transport.start_boarding(tx, m),
                lambda tx, m, p, words: transport.board(tx, m, p),
                lambda tx, m, p, words: transport.board(tx, m, p[:1]),
                lambda tx, m, p, words: transport.unboard(tx, m, p),
                lambda tx, m, p, words: journeys.depart(tx, m),
                lambda tx, m, p, words: journeys.arrive(tx, m, p),
                lambda tx, m, p, words: transport.cancel_movement(tx, m, words),
            ]
        ),
    )
    def move(self, who: int, movement: int, persons: list[int], words: str, command: Any) -> None:
        self.act(who, command, movement, persons, words)

    @rule(who=st.integers(0, 1), movement=SOME, fields=MOVED)
    def change_movement(self, who: int, movement: int, fields: dict[str, Any]) -> None:
        self.act(who, transport.edit_movement, movement, fields)

    @rule(who=st.integers(0, 1), seats=st.integers(0, 3), number=WORDS, hours=st.integers(-9, 9))
    def plan_movement(self, who: int, seats: int, number: str, hours: int) -> None:
        at = NOW + timedelta(hours=hours)
        draft = a_movement(number, seats, departs_at=at, arrives_at=at + timedelta(hours=hours))
        self.act(who, transport.create_movement, draft)

    @rule(
        who=st.integers(0, 1),
        persons=PEOPLE,
        unit=SOME,
        words=WORDS,
        command=st.sampled_from(
            [
                lambda tx, p, u, words: shelters.plan_stay(tx, p, u, words.strip()),
                lambda tx, p, u, words: shelters.check_in(tx, p, u, words.strip(), words),
                lambda tx, p, u, words: shelters.check_out(tx, p),
                lambda tx, p, u, words: shelters.record_head_count(tx, u, len(p) - 1, words),
                lambda tx, p, u, words: shelters.add_site(tx, Site(0, words), [Unit(0, 0, "A", 1)]),
                lambda tx, p, u, words: shelters.set_site_state(tx, u, SiteState.CLOSING),
            ]
        ),
    )
    def shelter(self, who: int, persons: list[int], unit: int, words: str, command: Any) -> None:
        self.act(who, command, persons, unit, words)

    @rule(who=st.integers(0, 1), unit=SOME, fields=ROOM)
    def change_unit(self, who: int, unit: int, fields: dict[str, Any]) -> None:
        self.act(who, shelters.edit_unit, unit, fields)

    @rule(who=st.integers(0, 1), full=st.booleans(), step=st.integers(0, 2), number=SOME)
    def hand_off(self, who: int, full: bool, step: int, number: int) -> None:
        if step == 0:
            try:
                made = self.officers[who].run(handoffs.make_handoff, 1, full)[0]
            except RuleError:
                return  # they took the recipient back
            assert self.officers[who].ask(handoffs.content_of, made.id).handoff == made
        else:
            self.act(who, (handoffs.mark_sent, handoffs.mark_received)[step - 1], number)

    @rule(who=st.integers(0, 1), words=WORDS, decided=st.booleans())
    def say(self, who: int, words: str, decided: bool) -> None:
        self.act(who, events.record_decision if decided else events.record_event, words)

    @rule(who=st.integers(0, 1), words=WORDS)
    def rename(self, who: int, words: str) -> None:
        self.act(who, incidents.rename_incident, words)

    @rule(who=st.integers(0, 1), listed=LISTED)
    def bring_a_list(self, who: int, listed: Sequence[tuple[str, str, str, int]]) -> None:
        self.act(who, imports.apply_import, never, [self._reading(listed)])

    @rule(who=st.integers(0, 1), revision=st.none() | st.integers(1, 40))
    def take_back(self, who: int, revision: int | None) -> None:
        last = self.officers[who].ask(next_undo, self.officers[who].officer)
        target = revision or (last.revision if last else None)
        if target is not None:
            self.act(who, undo, target)

    @rule(who=st.integers(0, 1))
    def bring_back(self, who: int) -> None:
        entry = self.officers[who].ask(next_redo, self.officers[who].officer)
        if entry is not None:
            self.act(who, redo, entry.revision)

    def _reading(self, listed: Sequence[tuple[str, str, str, int]]) -> FileReading:
        """A small list as intake would have read it; a row numbered 1 to 3 may come again."""
        rows = []
        for name, passport, birth, key in listed:
            self.row += 1
            draft = Person(
                0,
                name,
                birth_date=birth or None,
                documents=(Document("P", passport),) if passport else (),
            )
            print_ = f"{name}{passport}{birth}{key}"
            cells = (name, passport, birth)
            report = Report(
                0, self.clock(), None, self.row, str(key), fingerprint=print_, cells=cells
            )
            if name or passport:
                asked = Request(0, self.clock(), self.clock(), description=name)
                rows.append(RowReading(self.row, "read", None, report, (draft,), asked, (), cells))
        return FileReading(
            "a.xlsx", (SheetReading("S", False, 1, COLUMNS, tuple(rows), "persons"),)
        )

    @precondition(lambda self: self.officers)
    @invariant()
    def no_rule_is_broken(self) -> None:
        """Asked in other words than the rules themselves are written in."""
        file = self.officers[0]
        assert file.ask(overbooked) == []
        assert file.ask(in_two_places) == []
        assert file.ask(two_beds) == []
        assert file.ask(last_revision) == file.ask(entries)


Cell.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    # A failure is printed as it was found; shrinking it takes minutes, so it is asked for.
    phases=[Phase.generate, *([Phase.shrink] if os.environ.get("SHRINK") else [])],
    suppress_health_check=list(HealthCheck),
)
TestAnySequence = Cell.TestCase
