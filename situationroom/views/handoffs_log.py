"""Everything that was handed out: to whom, what, when, sent, received."""

from collections.abc import Sequence
from typing import Any

from situationroom.desk import Desk
from situationroom.models import Handoff
from situationroom.store.queries.handoffs import RecipientRow
from situationroom.texts import tr
from situationroom.views.table import Column, RecordTable
from situationroom.views.times import short_stamp, stamp


class HandoffLog(RecordTable):
    """The log as a table, newest first; ids are those of hand-offs."""

    def __init__(self, desk: Desk) -> None:
        self.handoffs: dict[int, Handoff] = {}
        self._names: dict[int, str] = {}
        super().__init__(desk, "handoffs", _columns(desk, self), self._query)
        self.set_empty(
            tr("Nothing was handed out yet"),
            tr("Choose a recipient, read what they will see, then make the hand-off."),
        )

    def show_rows(self, rows: Sequence[RecipientRow], recipient: int | None = None) -> None:
        """Show what all recipients had, or one of them."""
        self._names = {row.recipient.id: row.recipient.name for row in rows}
        self.handoffs = {made.id: made for row in rows for made in row.handoffs}
        shown = [m for m in self.handoffs.values() if recipient in (None, m.recipient)]
        self.refresh()
        self.set_ids([m.id for m in sorted(shown, key=lambda m: (m.made_at, m.id), reverse=True)])

    def recipient(self, made: Handoff) -> str:
        """The recipient's name."""
        return self._names.get(made.recipient, "")

    def chosen(self) -> Handoff | None:
        """The hand-off that is selected, when it is one."""
        ids = self.selected_ids()
        return self.handoffs.get(ids[0]) if len(ids) == 1 else None

    def _query(self, _connection: Any, ids: Sequence[int]) -> dict[int, Handoff]:
        return {id_: self.handoffs[id_] for id_ in ids if id_ in self.handoffs}


def kind_words(made: Handoff) -> str:
    """'Full', or a delta and since which revision."""
    return tr("Full") if made.full else tr("Since revision {since}", since=made.since)


def _columns(desk: Desk, log: HandoffLog) -> list[Column]:
    zone = desk.incident.incident_zone

    def files(made: Handoff) -> str:
        return ", ".join(f"{file.name} ({file.sha256[:8]}…)" for file in made.files)

    def hashes(made: Handoff) -> str:
        return "\n".join(f"{file.name}\nSHA-256 {file.sha256}" for file in made.files)

    return [
        Column("number", tr("No."), 48, lambda m: str(m.number), bold=True, tabular=True),
        Column("recipient", tr("Recipient"), 150, log.recipient),
        Column("kind", tr("What"), 136, kind_words),
        Column("made", tr("Made"), 104, lambda m: short_stamp(m.made_at, zone, desk.now()),
               tabular=True, tooltip=lambda m: stamp(m.made_at, zone)),
        Column("by", tr("By"), 84, lambda m: m.made_by, tone=lambda _m: "quiet"),
        Column("requests", tr("Requests"), 76, lambda m: str(len(m.requests)), align="right",
               tabular=True),
        Column("persons", tr("Persons"), 76, lambda m: str(len(m.persons)), align="right",
               tabular=True),
        Column("sent", tr("Sent"), 104, lambda m: short_stamp(m.sent_at, zone, desk.now()),
               shape=lambda m: "circle" if m.sent_at else "ring",
               tone=lambda m: "accent" if m.sent_at else "quiet"),
        Column("received", tr("Received"), 104,
               lambda m: short_stamp(m.received_at, zone, desk.now()),
               shape=lambda m: "circle" if m.received_at else "ring",
               tone=lambda m: "safe" if m.received_at else "quiet"),
        Column("files", tr("Files"), 220, files, tooltip=hashes, stretch=True,
               tone=lambda _m: "quiet"),
    ]  # fmt: skip
