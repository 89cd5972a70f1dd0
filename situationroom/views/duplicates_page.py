"""The queue of persons who are probably told of twice: look, decide, next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from situationroom.commands.merging import merge_persons, say_apart
from situationroom.matching import Pair
from situationroom.models import Person
from situationroom.models.merging import Side
from situationroom.store.queries.people import persons
from situationroom.texts import tr
from situationroom.views.bidi import both_names
from situationroom.views.duplicates_pair import PairView
from situationroom.views.duplicates_queues import Queue, Twice
from situationroom.views.duplicates_words import LOOKS
from situationroom.views.finder import finder_of
from situationroom.views.frame import Frame
from situationroom.views.list_beside import list_beside
from situationroom.views.table import Column, RecordTable
from situationroom.views.widgets import Banner, scrolled

LATER: Final = timedelta(hours=4)
"""When a pair that was put off is asked about again."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """One line of the queue."""

    pair: Pair
    a: Person
    b: Person


class DuplicatesPage(QWidget):
    """``counted(n)`` when another number of pairs waits. ``queue`` says which pairs those are."""

    counted = Signal(int)

    def __init__(self, frame: Frame, queue: Queue | None = None) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._pairs: dict[int, Pair] = {}
        self._finder = finder_of(self._desk)
        self._finder.changed.connect(self.refresh)
        self._queue = queue or Twice(self._finder)
        self.table = RecordTable(
            self._desk, self._queue.name, _columns(self._queue.heads()), self._rows, self
        )
        self.table.picked.connect(self._picked)
        self.view = PairView(self._desk.incident.incident_zone, self._queue.beside)
        self.view.same.connect(self._same)
        self.view.two.connect(self._two)
        self.view.later.connect(self._later)
        self.problem = Banner("", "red")
        self.problem.hide()
        self._lay_out()
        self.setFocusProxy(self.table)

    def start(self) -> None:
        """Compare everybody, if nobody has yet."""
        self._finder.start()
        self.refresh()

    def refresh(self) -> None:
        """The pairs that wait now; the chosen one stays chosen, else the next comes."""
        at = self._place()
        pairs = self._queue.pairs()
        self._pairs = {_id(pair): pair for pair in pairs}
        self.table.records.forget(None)
        self.table.set_ids(list(self._pairs))
        if pairs and not self.table.selected_ids():
            self.table.select_ids([self.table.ids()[min(at, len(pairs) - 1)]])
        self._picked(self.table.selected_ids())
        self._say_empty()
        self.counted.emit(len(pairs))

    # --- what the officer decides --------------------------------------------------------------

    def _same(self, kept: int, gone: int, taken: Mapping[str, Side]) -> None:
        job = self._desk.run(merge_persons, kept, gone, taken)
        job.on_refusal = self.problem.say_error
        job.succeeded.connect(self._merged)

    def _merged(self, person: Person) -> None:
        self._frame.say(tr("Merged into {person}", person=both_names(person)))

    def _two(self, a: int, b: int) -> None:
        self._desk.run(say_apart, [(a, b)]).on_refusal = self.problem.say_error

    def _later(self, a: int, b: int) -> None:
        until = self._desk.now() + LATER
        self._desk.run(say_apart, [(a, b)], until).on_refusal = self.problem.say_error

    def _picked(self, ids: list[int]) -> None:
        self.problem.hide()
        pair = self._pairs.get(ids[0]) if ids else None
        people = {p.id: p for p in self._desk.ask(persons, [pair.a, pair.b])} if pair else {}
        if pair is None or len(people) < 2:
            self.view.clear()
            return
        self.view.show_pair(pair, people)
        self._area.verticalScrollBar().setValue(0)

    def _place(self) -> int:
        chosen = self.table.selected_ids()
        ids = self.table.ids()
        return ids.index(chosen[0]) if chosen and chosen[0] in ids else 0

    def _rows(self, connection: Any, ids: Sequence[int]) -> dict[int, PairRow]:
        wanted = {id_: self._pairs[id_] for id_ in ids if id_ in self._pairs}
        both = sorted({person for pair in wanted.values() for person in (pair.a, pair.b)})
        known = {person.id: person for person in persons(connection, both)}
        return {
            id_: PairRow(pair, *(known[person] for person in self._queue.sides(pair)))
            for id_, pair in wanted.items()
            if pair.a in known and pair.b in known
        }

    def _say_empty(self) -> None:
        if self._finder.is_ready:
            self.table.set_empty(*self._queue.nobody())
        else:
            self.table.set_empty(tr("Comparing persons"), tr("Go on working meanwhile."))

    def _lay_out(self) -> None:
        self._area = scrolled(self.view)
        list_beside(self, self.table, self.problem, self._area)
        self.table.set_keys(
            {
                "M": lambda _ids: self.view.say_same(),
                "N": lambda _ids: self.view.say_two(),
                "L": lambda _ids: self.view.say_later(),
                "X": lambda _ids: self.view.swap(),
            }
        )


def _id(pair: Pair) -> int:
    """One number for a pair, the same as long as both exist."""
    return pair.a << 32 | pair.b


def _columns(heads: tuple[str, str]) -> list[Column]:
    return [
        Column("score", tr("Sure"), 78, lambda r: f"{r.pair.score:.0%}", least=74,
               tone=lambda r: LOOKS[r.pair.verdict][1], shape=lambda r: LOOKS[r.pair.verdict][0],
               tabular=True),
        Column("a", heads[0], 150, lambda r: both_names(r.a), least=90, stretch=True, bold=True),
        Column("b", heads[1], 150, lambda r: both_names(r.b), least=90, stretch=True),
    ]  # fmt: skip
