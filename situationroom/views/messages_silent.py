"""Who has not answered: by message, oldest first, with what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from situationroom.cities import city_name
from situationroom.commands.replies import search_for_silent
from situationroom.desk import Desk, Touched
from situationroom.store.queries.messages import (
    DeliveryRow,
    delivery_rows,
    message_rows,
    message_with_id,
    silent_ids,
)
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.bidi import both_names
from situationroom.views.frame import Frame
from situationroom.views.message_words import STATUS_LOOKS, channel_word, status_word
from situationroom.views.table import Column, RecordTable
from situationroom.views.table_export import export_menu
from situationroom.views.widgets import button, inline_error, quiet, row


class SilentPage(QWidget):
    """``counted(n)``; ``again(message, persons)`` when they shall be written to once more."""

    counted = Signal(int)
    again = Signal(object, list)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self.which = QComboBox()
        self.which.setMinimumWidth(theme.px(260))
        self.which.setAccessibleName(tr("Message"))
        self.error, self._count = inline_error(), quiet("")
        self.table = RecordTable(self._desk, "silent", _columns(self._desk), delivery_rows)
        self.table.set_empty(
            tr("Everybody has answered"),
            tr("Whoever was asked something and stays silent is listed here."),
        )
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.which.currentIndexChanged.connect(lambda _index: self._show())
        self.setFocusProxy(self.table)
        self.load()

    def load(self) -> None:
        """The messages that wait for answers, and who is silent."""
        chosen = self.which.currentData()
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItem(tr("All messages"), None)
        for found in self._desk.ask(message_rows):
            if found.message.asks and found.reached:
                name = f"{found.message.number} · {found.message.title} ({found.silent})"
                self.which.addItem(name, found.message.id)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self.which.blockSignals(False)
        self._show()

    def choose(self, message: int) -> None:
        """Only those of this message."""
        self.which.setCurrentIndex(max(0, self.which.findData(message)))

    def refresh(self, touched: Touched) -> None:
        """New entries have come."""
        if touched.any_of("message", "delivery", "reply", "person"):
            self.load()

    def chosen(self) -> list[int]:
        """The selected copies, or all that are shown."""
        return self.table.selected_ids() or self.table.ids()

    def write_again(self) -> None:
        """The same text once more to the chosen ones, confirmed like any message."""
        rows = list(self._desk.ask(delivery_rows, self.chosen()).values())
        if not rows:
            return
        newest = max(found.message.id for found in rows)
        message = self._desk.ask(message_with_id, newest)
        self.again.emit(message, list(dict.fromkeys(found.person.id for found in rows)))

    def search(self) -> None:
        """A request to search for each of the chosen ones."""
        ids = self.chosen()
        if not ids:
            return
        self.error.say("")
        job = self._desk.run(search_for_silent, ids)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(lambda n: self._frame.say(tr("{n} requests opened", n=n)))

    def _show(self) -> None:
        ids = self._desk.ask(silent_ids, self.which.currentData())
        self.table.refresh()
        self.table.set_ids(ids)
        self._count.setText(tr("{n} have not answered", n=f"{len(ids):,}"))
        everything = ids if self.which.currentData() is None else self._desk.ask(silent_ids)
        self.counted.emit(len(everything))

    def _picked(self, ids: Sequence[int]) -> None:
        rows = self._desk.ask(delivery_rows, list(ids[:200]))
        self._frame.select("person", list(dict.fromkeys(r.person.id for r in rows.values())))

    def _lay_out(self) -> None:
        again = button(tr("Write again …"), "mail", "primary", on_click=self.write_again)
        search = button(tr("Make requests"), "requests", on_click=self.search)
        listed = button(tr("Call-back list"), "phone")
        listed.setMenu(export_menu(listed, self._frame, self.table, tr("Call-back list")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(row(self.which, self._count, None, listed, search, again))
        outer.addWidget(self.error)
        outer.addWidget(self.table, 1)


def _columns(desk: Desk) -> list[Column]:
    zone = desk.incident.incident_zone

    def age(found: DeliveryRow) -> str:
        at = found.delivery.handed_at
        return times.span(desk.now() - at) if at else "—"

    def exact(found: DeliveryRow) -> str:
        return times.stamp(found.delivery.handed_at, zone)

    return [
        Column("age", tr("Silent for"), 92, age, live=True, tabular=True, tooltip=exact,
               exact=exact, bold=True),
        Column("message", tr("Message"), 76, lambda f: f.message.number, tabular=True),
        Column("case", tr("Case"), 76, lambda f: f.person.case, tabular=True),
        Column("name", tr("Name"), 180, lambda f: both_names(f.person), bold=True, stretch=True,
               least=110),
        Column("city", tr("Place"), 110,
               lambda f: city_name(f.person.city) or f.person.place_text, least=70),
        Column("by", tr("Channel"), 72, lambda f: channel_word(f.delivery.channel)),
        Column("to", tr("Number or e-mail"), 150, lambda f: f.delivery.address, tabular=True,
               least=122),
        Column("state", tr("State"), 140, lambda f: status_word(f.delivery.status),
               shape=lambda f: STATUS_LOOKS[f.delivery.status][0],
               tone=lambda f: STATUS_LOOKS[f.delivery.status][1]),
        Column("kin", tr("Next of kin"), 170, _kin, tone=lambda _f: "quiet",
               least=80),
    ]  # fmt: skip


def _kin(found: DeliveryRow) -> str:
    return " · ".join(
        " ".join(part for part in (one.name, one.relation, one.phone) if part)
        for one in found.person.kin[:2]
    )
