"""The bookings of one movement as a table."""

from collections.abc import Sequence
from typing import Any

from situationroom import legend
from situationroom.desk import Desk
from situationroom.models.vocabulary import BookingStatus, SeatKind
from situationroom.store.queries.people import households
from situationroom.store.queries.transport import BookingRow, bookings_of
from situationroom.texts import tr
from situationroom.views.people_panel import DragTable, need_labels, sex_and_age
from situationroom.views.table import Column

GONE = (BookingStatus.WITHDRAWN, BookingStatus.NO_SHOW)


class BookingsTable(DragTable):
    """Who is on a movement; ids are those of persons."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._movement = desk, 0
        self._households: dict[int, str] = {}
        super().__init__(desk, "bookings", _columns(desk, self), self._query)
        self.set_empty(
            tr("Nobody has a seat yet"), tr("Add persons, or drag them from the list onto a card.")
        )

    def show_movement(self, movement: int) -> list[BookingRow]:
        """Show the bookings of a movement; withdrawn ones and no-shows last and faint."""
        self._movement = movement
        self._households = {h.id: h.name for h in self._desk.ask(households)}
        rows = self._desk.ask(bookings_of, movement)
        ordered = sorted(rows, key=lambda row: row.booking.status in GONE)
        self.refresh()
        self.set_ids([row.person.id for row in ordered])
        self.fade(r.person.id for r in rows if r.booking.status is BookingStatus.WITHDRAWN)
        return rows

    def household(self, row: BookingRow) -> str:
        """The household's name; empty for who travels alone."""
        return self._households.get(row.person.household or 0, "")

    def _query(self, connection: Any, ids: Sequence[int]) -> dict[int, BookingRow]:
        wanted = set(ids)
        rows = bookings_of(connection, self._movement)
        return {row.person.id: row for row in rows if row.person.id in wanted}


def _columns(desk: Desk, table: BookingsTable) -> list[Column]:
    def seat(row: BookingRow) -> str:
        kind = row.booking.seat_kind
        return row.booking.seat or ("" if kind is SeatKind.SEAT else legend.label(kind))

    def document(row: BookingRow) -> str:
        return next((d.number for d in row.person.documents), "")

    return [
        Column("state", tr("State"), 108, least=94, text=lambda r: legend.label(r.booking.status),
               shape=lambda r: legend.shape(r.booking.status),
               tone=lambda r: legend.mark(r.booking.status).tone),
        Column("code", tr("Code"), 56, lambda r: r.booking.code, tabular=True),
        Column("case", tr("Case"), 80, least=68, text=lambda r: r.person.case, tabular=True),
        Column("name", tr("Name"), 180, least=108,
               text=lambda r: r.person.name, bold=True, stretch=True,
               more=lambda r: r.person.latin_name if r.person.native_name else ""),
        Column("household", tr("Household"), 90, table.household, least=60,
               tone=lambda _r: "quiet"),
        Column("age", tr("Sex, age"), 84, least=56,
               text=lambda r: sex_and_age(desk, r), tabular=True),
        Column("needs", tr("Needs"), 76, least=56, text=lambda _r: "", labels=need_labels(desk)),
        Column("seat", tr("Seat"), 84, seat, least=56),
        Column("document", tr("Document"), 104, document, least=92, tabular=True,
               tone=lambda r: "text" if r.person.documents else "red"),
        Column("remarks", tr("Remarks"), 130, lambda r: r.booking.remarks,
               tone=lambda _r: "quiet", hidden=True),
    ]  # fmt: skip
