"""Boarding mode: who is on board, who is missing, at the gate of one movement."""

from situationroom import legend
from situationroom.commands.transport import board, unboard
from situationroom.desk import Touched
from situationroom.models.errors import RuleError
from situationroom.models.person import needs_on
from situationroom.models.vocabulary import SEATED, BookingStatus, SeatKind
from situationroom.store.queries.merges import survivor
from situationroom.store.queries.people import households
from situationroom.store.queries.transport import BookingRow, bookings_of, movements
from situationroom.texts import tr
from situationroom.views.frame import Frame
from situationroom.views.gate import Gate, GateLine, GateWords
from situationroom.words import sentence

ABOARD = (BookingStatus.BOARDED, BookingStatus.ARRIVED)


class BoardingMode(Gate):
    """A gate whose ticks are persons on board."""

    def __init__(self, frame: Frame, movement: int) -> None:
        self._frame, self._movement = frame, movement
        found = next(r for r in frame.desk.ask(movements) if r.movement.id == movement).movement
        title = f"{tr('Boarding mode')} {found.number} · {found.origin} → {found.destination}"
        words = GateWords(
            title,
            tr("on board"),
            tr("not yet on board"),
            tr("is not on {movement}.", movement=found.number),
        )
        super().__init__(words)
        self.ticked.connect(self._board)
        self.unticked.connect(self._unboard)
        frame.desk.changed.connect(self._changed)
        self.load()

    def holder(self, running: int) -> int:
        """Whoever was merged is found by the number on their paper all the same."""
        return self._frame.desk.ask(survivor, running)

    def load(self) -> None:
        """Everybody with a seat, by household."""
        desk = self._frame.desk
        names = {household.id: household.name for household in desk.ask(households)}
        rows = [r for r in desk.ask(bookings_of, self._movement) if r.booking.status in SEATED]
        self.set_lines([self._line_of(row, names) for row in rows])

    def _line_of(self, row: BookingRow, names: dict[int, str]) -> GateLine:
        person, day = row.person, self._frame.desk.now().date()
        kind = row.booking.seat_kind
        parts = [names.get(person.household or 0, "")]
        parts += [legend.label(need) for need in needs_on(person, day)]
        parts += [row.booking.seat or ("" if kind is SeatKind.SEAT else legend.label(kind))]
        parts = list(dict.fromkeys(parts))
        parts += [next((d.number for d in person.documents), "")]
        detail = " · ".join(part for part in parts if part)
        return GateLine(person, detail, row.booking.status in ABOARD)

    def _board(self, persons: list[int]) -> None:
        job = self._frame.desk.run(board, self._movement, persons)
        job.on_refusal = self._refused
        job.succeeded.connect(lambda _done: self._boarded(persons))

    def _boarded(self, persons: list[int]) -> None:
        self.remember(persons)
        names = ", ".join(f"{line.person.case} {line.person.name}"
                          for line in self.lines if line.person.id in persons)  # fmt: skip
        self.say(tr("{names} on board ✓", names=names), "safe")

    def _unboard(self, persons: list[int]) -> None:
        job = self._frame.desk.run(unboard, self._movement, persons)
        job.on_refusal = self._refused
        self.done = [one for one in self.done if one != persons]
        self.say(tr("Tick taken back."), "yellow")

    def _refused(self, error: RuleError) -> None:
        self.say(sentence(error), "red")

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("booking", "person", "movement"):
            self.load()
