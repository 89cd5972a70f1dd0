"""The chosen movement: its facts, its life, who is on it, who could be."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.commands.bookings import edit_booking
from situationroom.commands.journeys import arrive, depart
from situationroom.commands.transport import (
    TAKES_BOOKINGS,
    cancel_movement,
    close_movement,
    edit_movement,
    reopen_movement,
    start_boarding,
    withdraw,
)
from situationroom.desk import Touched
from situationroom.models.transport import Movement
from situationroom.models.vocabulary import SEATED, BookingStatus, MovementStatus
from situationroom.store.queries.transport import BookingRow, MovementRow
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.booking_sheet import ask_seat
from situationroom.views.fill_bar import Bars
from situationroom.views.frame import Frame
from situationroom.views.people_panel import PeoplePanel
from situationroom.views.times import stamp, until
from situationroom.views.transport_bookings import BookingsTable
from situationroom.views.transport_card import facts, seat_bars
from situationroom.views.transport_files import choose_folder, open_folder, save_manifest
from situationroom.views.widgets import (
    Button,
    Chip,
    Flow,
    ask_text,
    button,
    clear,
    confirm,
    heading,
    inline_error,
    label,
    mark_label,
    quiet,
    row,
)
from situationroom.views.with_reasons import give_seats
from situationroom.views.wrapped import flow

S = MovementStatus
SAVED_FROM = (S.CLOSED, S.BOARDING, S.DEPARTED, S.ARRIVED)


class MovementDetail(QWidget):
    """``boarding()`` asks for boarding mode, ``editing()`` for the form."""

    boarding = Signal()
    editing = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.row: MovementRow | None = None
        self.rows: list[BookingRow] = []
        self.error = inline_error()
        self.table = BookingsTable(frame.desk)
        self.people = PeoplePanel(
            frame.desk, "passengers", [("seat", tr("Give a seat")), ("wait", tr("Waiting list"))]
        )
        self.bookings_chip = Chip(tr("Bookings"))
        self.people_chip = Chip(tr("Add persons"))
        self.acts: dict[str, Button] = {}
        self.setMinimumHeight(theme.px(320))
        self._lay_out()
        self._connect()

    def show_row(self, found: MovementRow) -> None:
        """The movement as it is now, and who is on it."""
        other = self.row is None or self.row.movement.id != found.movement.id
        self.row = found
        if other:
            self.error.say("")
        self._head(found.movement)
        self._bars.show_bars(seat_bars(found))
        self._below.setText(" · ".join(facts(found)))
        self._below.setVisible(bool(self._below.text()))
        self.rows = self.table.show_movement(found.movement.id)
        on_it = sum(row.booking.status in SEATED for row in self.rows)
        self.bookings_chip.set_count(on_it)
        takes = found.movement.status in TAKES_BOOKINGS
        self.people_chip.setVisible(takes)
        if not takes or other:
            self._show(0 if self.rows or not takes else 1)
        self._selected()

    def add(self, persons: Sequence[int], key: str = "seat") -> None:
        """Give seats to these persons, or put them on the waiting list."""
        if self.row is None:
            return
        self.error.say("")
        give_seats(self, self._frame, self.row.movement.id, persons, self.error.say_error,
                   waitlist=key == "wait")  # fmt: skip

    def refresh(self, touched: Touched) -> None:
        """New entries have come."""
        self.people.refresh(touched)

    def act(self, key: str) -> None:
        """Do one of the acts of the movement's state, as its button does."""
        found = self.row
        if found is None:
            return
        self.error.say("")
        movement = found.movement
        plain: dict[str, Callable[[], object]] = {
            "open": lambda: self._run(edit_movement, movement.id, {"status": S.OPEN}),
            "close": lambda: self._run(close_movement, movement.id),
            "reopen": lambda: self._run(reopen_movement, movement.id),
            "board": lambda: self._run(start_boarding, movement.id),
            "gate": self.boarding.emit,
            "edit": self.editing.emit,
            "depart": lambda: self._depart(movement),
            "arrive": lambda: self._arrive(movement),
            "cancel": lambda: self._cancel(movement),
            "save": lambda: self._save(movement),
            "write": lambda: self._write(movement),
        }
        plain[key]()

    def hasHeightForWidth(self) -> bool:
        return False  # lines that wrap inside must not make the whole window taller

    # --- acts ----------------------------------------------------------------------------------

    def _run(self, command: Callable[..., object], *args: object) -> None:
        job = self._frame.desk.run(command, *args)
        job.on_refusal = self.error.say_error

    def _write(self, movement: Movement) -> None:
        """A message to everybody who has a place."""
        on_it = [row.person.id for row in self.rows if row.booking.status in SEATED]
        self._frame.write_to(on_it, tr("Movement {number}", number=movement.number), movement.id)

    def _depart(self, movement: Movement) -> None:
        late = [r for r in self.rows if r.booking.status in
                (BookingStatus.ASSIGNED, BookingStatus.CONFIRMED)]  # fmt: skip
        boarded = sum(row.booking.status is BookingStatus.BOARDED for row in self.rows)
        words = tr("{n} persons are on board.", n=boarded)
        if late:
            words += " " + tr(
                "{n} have not boarded; they become no-shows and go back on the list: {names}",
                n=len(late),
                names=_names(late),
            )
        title = tr("{movement} departs", movement=movement.number)
        if confirm(self, title, words, tr("Departed"), danger=bool(late)):
            self._run(depart, movement.id)

    def _arrive(self, movement: Movement) -> None:
        chosen = set(self.table.selected_ids())
        boarded = [r for r in self.rows if r.booking.status is BookingStatus.BOARDED]
        missing = [row for row in boarded if row.person.id in chosen]
        words = tr("All {n} who boarded are there.", n=len(boarded) - len(missing))
        if missing:
            words = tr(
                "{there} are there; {n} selected persons are missing and will be searched for: "
                "{names}",
                there=len(boarded) - len(missing),
                n=len(missing),
                names=_names(missing),
            )
        else:
            words += " " + tr("Select those who are missing in the table first, if there are any.")
        title = tr("{movement} arrives", movement=movement.number)
        if confirm(self, title, words, tr("Arrived"), danger=bool(missing)):
            self._run(arrive, movement.id, [row.person.id for row in missing])

    def _cancel(self, movement: Movement) -> None:
        why = ask_text(
            self,
            tr("Cancel {movement}", movement=movement.number),
            tr("Everybody on it is without a seat again. Why does it not run?"),
            tr("Reason"),
        )
        if why:
            self._run(cancel_movement, movement.id, why)

    def _save(self, movement: Movement) -> None:
        folder = choose_folder(self, tr("Folder for the manifest"))
        job = save_manifest(self._frame, movement, folder) if folder else None
        if job is not None and folder is not None:
            job.succeeded.connect(lambda paths: self._saved(paths[0].name, folder))

    def _saved(self, name: str, folder: object) -> None:
        from pathlib import Path

        self._frame.say(tr("Saved {file}", file=name))
        open_folder(Path(str(folder)))

    def _withdraw(self) -> None:
        chosen = self.table.selected_ids()
        if not chosen or self.row is None:
            return
        why = ask_text(self, tr("Give seats back"), tr("Why do {n} persons not travel?",
                                                       n=len(chosen)), tr("Reason"))  # fmt: skip
        if why:
            self._run(withdraw, self.row.movement.id, chosen, why)

    def edit_seat(self) -> None:
        """Seat number, bags, remarks and priority of the one who is selected."""
        chosen = self.table.selected_ids()
        row = next((r for r in self.rows if [r.person.id] == chosen), None)
        details = ask_seat(self, row) if row else None
        if row is not None and details is not None:
            self._run(edit_booking, row.booking.movement, row.person.id, details)

    def _from_waitlist(self) -> None:
        self.add(self.table.selected_ids())

    # --- what is shown -------------------------------------------------------------------------

    def _head(self, movement: Movement) -> None:
        clear(self._headline)
        mark = legend.mark(movement.status)
        self._headline.addWidget(
            row(
                heading(movement.number),
                mark_label(legend.label(movement.status), mark.shape, mark.tone),
                None,
            )
        )
        now = self._frame.desk.now()
        leaves = stamp(movement.departs_at, movement.departure_zone)
        if movement.status not in (*SAVED_FROM[2:], S.CANCELLED):
            leaves += f" · {until(movement.departs_at, now)}"
        arrives = stamp(movement.arrives_at, movement.arrival_zone)
        self._way.setText(f"{movement.origin} → {movement.destination}")
        self._times.setText(f"{leaves}   →   {arrives}")
        more = (legend.label(movement.mode), movement.carrier, movement.vehicle, movement.escort,
                movement.contact)  # fmt: skip
        self._more.setText(" · ".join(part for part in more if part))
        self._buttons(movement)

    def _buttons(self, movement: Movement) -> None:
        clear(self._flow)
        self.acts = {}
        for key, text, icon, kind in _acts(movement):
            made = button(text, icon, kind, on_click=lambda key=key: self.act(key))  # type: ignore[misc,arg-type]
            self.acts[key] = made
            self._flow.addWidget(made)

    def _show(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        self.bookings_chip.setChecked(page == 0)
        self.people_chip.setChecked(page == 1)
        for one in (self._off, self._on, self._seat):
            one.setVisible(page == 0)

    def _selected(self) -> None:
        chosen = set(self.table.selected_ids())
        states = {r.booking.status for r in self.rows if r.person.id in chosen}
        takes = self.row is not None and self.row.movement.status in TAKES_BOOKINGS
        self._off.setEnabled(takes and bool(states & {*SEATED, BookingStatus.WAITLISTED}))
        back = {BookingStatus.WAITLISTED, BookingStatus.WITHDRAWN}
        self._on.setEnabled(takes and bool(states) and states <= back)
        self._seat.setEnabled(takes and len(chosen) == 1)

    def _connect(self) -> None:
        self.bookings_chip.clicked.connect(lambda: self._show(0))
        self.people_chip.clicked.connect(lambda: self._show(1))
        self.people.taken.connect(self.add)
        self.table.picked.connect(self._picked)
        self.people.table.picked.connect(lambda ids: self._frame.select("person", ids))

    def _picked(self, ids: list[int]) -> None:
        self._selected()
        self._frame.select("person", ids)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(6))
        self._headline = QVBoxLayout()
        self._way, self._times = label("", size=15, weight=500), quiet("")
        self._more, self._below = quiet("", 12), label("", size=12)
        self._bars = Bars(label_width=theme.px(84))
        self._acts_box = QWidget()
        self._flow = Flow(self._acts_box)
        inside.addLayout(self._headline)
        for part in (self._way, self._times, self._more):
            part.setWordWrap(True)
            inside.addWidget(part)
        inside.addWidget(self._bars)
        inside.addWidget(self._below)
        inside.addWidget(self._acts_box)
        inside.addWidget(self.error)
        self._off = button(tr("Give seats back"), "minus", "quiet", on_click=self._withdraw)
        self._on = button(tr("Give a seat"), "plus", "quiet", on_click=self._from_waitlist)
        self._seat = button(tr("Seat and bags"), "edit", "quiet", on_click=self.edit_seat)
        acts = (self._seat, self._on, self._off)
        inside.addWidget(flow(self.bookings_chip, self.people_chip, *acts))
        self._stack = QStackedWidget()
        for page in (self.table, self.people):
            self._stack.addWidget(page)
        inside.addWidget(self._stack, 1)


def _acts(movement: Movement) -> list[tuple[str, str, str, str]]:
    version = movement.version + 1
    by_status = {
        S.DRAFT: [("open", tr("Open for booking"), "check", "primary")],
        S.OPEN: [("close", tr("Close: manifest version {version}", version=version), "lock",
                  "primary")],
        S.CLOSED: [("board", tr("Start boarding"), "scan", "primary"),
                   ("reopen", tr("Reopen"), "undo", "plain")],
        S.BOARDING: [("gate", tr("Boarding mode"), "scan", "primary"),
                     ("depart", tr("Departed"), "transport", "plain")],
        S.DEPARTED: [("arrive", tr("Arrived"), "check", "primary")],
    }  # fmt: skip
    acts = by_status.get(movement.status, [])
    if movement.version and movement.status is not S.CANCELLED:
        acts.append(("save", tr("Save manifest"), "export", "plain"))
    if movement.status is not S.CANCELLED:
        acts.append(("write", tr("Write to them"), "mail", "plain"))
    if movement.status in TAKES_BOOKINGS:
        acts.append(("edit", tr("Change"), "edit", "quiet"))
        acts.append(("cancel", tr("Does not run"), "close", "quiet"))
    return acts


def _names(rows: Sequence[BookingRow], most: int = 8) -> str:
    named = ", ".join(row.person.name for row in rows[:most])
    return named + (" …" if len(rows) > most else "")
