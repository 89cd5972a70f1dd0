"""What was sent: every message with its figures, and what became of each copy."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from situationroom.commands.messages import send_failed_again, stop_message
from situationroom.desk import Desk, Touched
from situationroom.legend import Shape, Tone
from situationroom.models.message import DeliveryStatus, Meaning
from situationroom.store.queries.messages import (
    DeliveryRow,
    MessageRow,
    delivery_ids,
    delivery_rows,
    message_rows,
)
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.bidi import both_names
from situationroom.views.frame import Frame
from situationroom.views.message_words import (
    MEANING_LOOKS,
    STATUS_LOOKS,
    channel_word,
    meaning_word,
    reason_word,
    status_word,
)
from situationroom.views.messages_send import let_go
from situationroom.views.table import Column, RecordTable
from situationroom.views.table_export import export_menu
from situationroom.views.widgets import Chip, button, confirm, inline_error, label, quiet, row
from situationroom.views.wrapped import flow

S = DeliveryStatus
GROUPS: Final[dict[str, tuple[DeliveryStatus, ...]]] = {
    "all": (),
    "handed over": (S.HANDED_OVER,),
    "uncertain": (S.UNCERTAIN,),
    "failed": (S.FAILED, S.STOPPED),
    "waits": (S.QUEUED, S.SENDING),
    "not written to": (S.LEFT_OUT, S.UNREACHABLE),
}


class SentPage(QWidget):
    """``silent_asked(message)`` for the list of who has not answered it."""

    silent_asked = Signal(int)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self.rows: dict[int, MessageRow] = {}
        self.group = "all"
        self.error = inline_error()
        self.messages = RecordTable(
            self._desk, "messages", _message_columns(self._desk), self._query
        )
        self.messages.set_empty(
            tr("Nothing was sent yet"), tr("Write a message: choose whom, a template, then Send.")
        )
        self.copies = RecordTable(
            self._desk, "deliveries", _copy_columns(self._desk), delivery_rows
        )
        self.copies.set_empty(tr("Nobody in this view"))
        self.chips = {name: Chip(text) for name, text in _group_names().items()}
        self._head, self._facts = label("", size=15, weight=700), quiet("")
        self._lay_out()
        self._connect()
        self.load()

    def load(self) -> None:
        """Every message with its figures, newest first; the chosen one stays chosen."""
        self.rows = {found.message.id: found for found in self._desk.ask(message_rows)}
        self.messages.refresh()
        self.messages.set_ids(list(self.rows))
        if self.rows and not self.messages.selected_ids():
            self.messages.select_ids([next(iter(self.rows))])
        self._show()

    def choose(self, message: int) -> None:
        """Show this message."""
        self.messages.select_ids([message])
        self._show()

    def chosen(self) -> MessageRow | None:
        """The message that is selected."""
        ids = self.messages.selected_ids()
        return self.rows.get(ids[0]) if ids else None

    def refresh(self, touched: Touched) -> None:
        """New entries have come."""
        if touched.any_of("message", "delivery", "person"):
            self.load()

    # --- inside --------------------------------------------------------------------------------

    def _query(self, _connection: Any, ids: Sequence[int]) -> dict[int, MessageRow]:
        return {id_: self.rows[id_] for id_ in ids if id_ in self.rows}

    def _show(self) -> None:
        found = self.chosen()
        self._detail.setVisible(found is not None)
        if found is None:
            return
        message, zone = found.message, self._desk.incident.incident_zone
        self._head.setText(f"{message.number} · {message.title}")
        told = [times.stamp(message.made_at, zone), message.made_by, message.about,
                tr("{n} messages confirmed", n=f"{message.recipients:,}")]  # fmt: skip
        self._facts.setText(" · ".join(part for part in told if part))
        for name, chip in self.chips.items():
            count = sum(found.statuses.get(s, 0) for s in GROUPS[name] or tuple(S))
            chip.set_count(count)
            chip.setVisible(bool(count) or name == "all")
            chip.setChecked(name == self.group)
        self._resume.setEnabled(found.waiting > 0)
        self._stop.setEnabled(found.waiting > 0)
        self._silent.setEnabled(found.silent > 0)
        self.copies.refresh()
        self.copies.set_ids(self._desk.ask(delivery_ids, message.id, GROUPS[self.group]))
        self._picked(self.copies.selected_ids())

    def _show_group(self, group: str) -> None:
        self.group = group
        self._show()

    def _picked(self, ids: list[int]) -> None:
        rows = self._desk.ask(delivery_rows, ids[:200])
        if ids:
            self._frame.select("person", list(dict.fromkeys(r.person.id for r in rows.values())))
        again = (S.FAILED, S.STOPPED, S.UNCERTAIN)
        self._again.setEnabled(any(r.delivery.status in again for r in rows.values()))

    def _go_on(self) -> None:
        if (found := self.chosen()) is not None:
            let_go(self._frame, self, found.message)

    def _stop_it(self) -> None:
        found = self.chosen()
        if found is None:
            return
        text = tr("{n} persons have not been written to yet and will not be.", n=found.waiting)
        if confirm(self, tr("Stop {number}", number=found.message.number), text, tr("Stop")):
            self._run(lambda: self._desk.run(stop_message, found.message.id))

    def _send_again(self) -> None:
        ids, found = self.copies.selected_ids(), self.chosen()
        if not ids or found is None:
            return
        text = tr("Who may have it already gets it twice. These {n} then wait to be sent.",
                  n=len(ids))  # fmt: skip
        if confirm(self, tr("Send again"), text, tr("Send again"), danger=False):
            self._run(lambda: self._desk.run(send_failed_again, ids))

    def _run(self, start: Callable[[], Any]) -> None:
        self.error.say("")
        start().on_refusal = self.error.say_error

    def _connect(self) -> None:
        self.messages.picked.connect(lambda _ids: self._show())
        self.copies.picked.connect(self._picked)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _on=True, n=name: self._show_group(n))

    def _lay_out(self) -> None:
        self._resume = button(tr("Send what waits"), "mail", "primary", on_click=self._go_on)
        self._stop = button(tr("Stop"), "pause", on_click=self._stop_it)
        self._again = button(tr("Send again"), "refresh", "quiet", on_click=self._send_again)
        self._silent = button(
            tr("No answer"), "clock", "quiet",
            on_click=lambda: self.silent_asked.emit(self.messages.selected_ids()[0]),
        )  # fmt: skip
        export = button(tr("Export"), "export", "quiet")
        export.setMenu(export_menu(export, self._frame, self.copies, tr("Messages")))
        self._detail = QWidget()
        inside = QVBoxLayout(self._detail)
        inside.setContentsMargins(0, theme.px(8), 0, 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(row(self._head, None, self._silent, self._stop, self._resume))
        inside.addWidget(self._facts)
        inside.addWidget(self.error)
        inside.addWidget(flow(*self.chips.values(), self._again, export))
        inside.addWidget(self.copies, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.messages)
        parts.addWidget(self._detail)
        parts.setChildrenCollapsible(False)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 3)
        parts.setSizes([theme.px(190), theme.px(560)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(parts)


def _group_names() -> dict[str, str]:
    return {
        "all": tr("Everybody"),
        "handed over": tr("Handed over"),
        "uncertain": tr("May have been sent"),
        "failed": tr("Sending failed"),
        "waits": tr("Waits"),
        "not written to": tr("Not written to"),
    }


def _message_columns(desk: Desk) -> list[Column]:
    zone = desk.incident.incident_zone

    def count(*statuses: DeliveryStatus) -> Callable[[MessageRow], str]:
        return lambda found: _number(sum(found.statuses.get(s, 0) for s in statuses))

    def answered(meaning: Meaning) -> Callable[[MessageRow], str]:
        return lambda found: _number(found.answers.get(meaning, 0))

    def figure(key: str, title: str, width: int, text: Callable[[MessageRow], str],
               **more: Any) -> Column:  # fmt: skip
        return Column(key, title, width, text, align="right", tabular=True, **more)

    return [
        Column("number", tr("No."), 60, lambda f: f.message.number, bold=True, tabular=True),
        Column("at", tr("When"), 104, lambda f: times.short_stamp(f.message.made_at, zone,
               desk.now()), tabular=True, tooltip=lambda f: times.stamp(f.message.made_at, zone),
               least=84),
        Column("title", tr("Title"), 200, lambda f: f.message.title, stretch=True, least=90),
        Column("about", tr("Whom"), 130, lambda f: f.message.about, tone=lambda _f: "quiet",
               hidden=True),
        figure("persons", tr("Persons"), 72, lambda f: _number(f.persons)),
        figure("handed", tr("Handed over"), 100, count(S.HANDED_OVER)),
        figure("uncertain", tr("In doubt"), 74, count(S.UNCERTAIN), tone=lambda _f: "orange"),
        figure("failed", tr("Not sent"), 76, count(S.FAILED, S.STOPPED), tone=lambda _f: "red"),
        figure("waits", tr("Waits"), 58, count(S.QUEUED, S.SENDING)),
        figure("safe", tr("Safe"), 52, answered(Meaning.SAFE), tone=lambda _f: "safe"),
        figure("help", tr("Needs help"), 94, answered(Meaning.NEEDS_HELP),
               tone=lambda _f: "orange"),
        figure("other", tr("To be read"), 86, answered(Meaning.OTHER)),
        figure("silent", tr("Silent"), 60, lambda f: _number(f.silent)),
    ]  # fmt: skip


def _copy_columns(desk: Desk) -> list[Column]:
    zone = desk.incident.incident_zone

    def at(found: DeliveryRow) -> str:
        return times.short_stamp(found.delivery.handed_at, zone, desk.now())

    def answer(found: DeliveryRow) -> str:
        return meaning_word(found.delivery.answer) if found.delivery.answer else ""

    def answer_look(found: DeliveryRow) -> tuple[Shape | None, Tone]:
        said = found.delivery.answer
        return MEANING_LOOKS[said] if said else (None, "quiet")

    return [
        Column("case", tr("Case"), 76, lambda f: f.person.case, tabular=True),
        Column("name", tr("Name"), 160, lambda f: both_names(f.person), bold=True, least=100),
        Column("status", tr("State"), 140, lambda f: status_word(f.delivery.status),
               shape=lambda f: STATUS_LOOKS[f.delivery.status][0],
               tone=lambda f: STATUS_LOOKS[f.delivery.status][1], least=104),
        Column("by", tr("Channel"), 72, lambda f: channel_word(f.delivery.channel)),
        Column("to", tr("Number or e-mail"), 140, lambda f: f.delivery.address or "—",
               tabular=True, least=118),
        Column("at", tr("At"), 96, at, tabular=True, least=56),
        Column("answer", tr("Answer"), 110, answer,
               shape=lambda f: answer_look(f)[0], tone=lambda f: answer_look(f)[1]),
        Column("reason", tr("Reason"), 220, lambda f: reason_word(f.delivery), stretch=True,
               tone=lambda _f: "quiet", tooltip=lambda f: reason_word(f.delivery), least=80),
    ]  # fmt: skip


def _number(count: int) -> str:
    return f"{count:,}" if count else "·"
