"""Who of a family is calling: what may be told stands in big words beside the call form."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from situationroom.commands.reunions import death_warning
from situationroom.commands.typed import typed_phones
from situationroom.desk import Desk
from situationroom.store.connection import Connection
from situationroom.store.queries.family import FamilyRow, families_calling
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.call_panels import CallPanel
from situationroom.views.call_typed import TypedCall
from situationroom.views.family_words import (
    about_words,
    big_scope,
    contact_words,
    point_words,
    quiet_line,
)

WAIT_MS = 120


class FamilyPanel(CallPanel):
    """Hidden unless the caller's telephone is that of a family contact or of next of kin."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Family calling"))
        self._desk = desk
        self._phone = ""
        self.rows: list[FamilyRow] = []
        self._lines = widgets.column(gap=8)
        self.body.addWidget(self._lines)
        self._soon = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._soon.timeout.connect(self._look)
        self.hide()

    def follow(self, typed: TypedCall) -> None:
        """Another telephone may have been typed."""
        phones = typed_phones(typed.caller_phone, self._desk.incident, at_home=True)
        phone = phones[0].e164 if phones else ""
        if phone != self._phone:
            self._phone = phone
            self._soon.start()

    def _look(self) -> None:
        self._desk.fetch(self._heard, _calling, self._phone)

    def _heard(self, answer: tuple[str, list[FamilyRow]]) -> None:
        phone, rows = answer
        if phone != self._phone:
            return
        self.rows = rows
        layout = self._lines.layout()
        if layout is None:
            return
        widgets.clear(layout)
        for row in rows[:4]:
            layout.addWidget(self._family(row))
        self.setVisible(bool(rows))

    def _family(self, row: FamilyRow) -> QWidget:
        zone = self._desk.incident.home_zone
        parts: list[QWidget] = [big_scope(row, zone, 18)]
        if row.death:
            parts.insert(0, widgets.Banner(death_warning(row.death == "confirmed"), "red"))
        if row.contact is not None:
            parts.append(_wrapped(contact_words(row.contact)))
        parts.append(_wrapped(tr("About {names}", names=about_words(row))))
        if said := point_words(row):
            parts.append(quiet_line(said))
        if row.contact is None and row.point is not None:
            parts.append(quiet_line(contact_words(row.point)))
        return widgets.column(*parts, gap=3)


def _calling(connection: Connection, phone: str) -> tuple[str, list[FamilyRow]]:
    return phone, families_calling(connection, phone) if phone else []


def _wrapped(text: str) -> QWidget:
    made = widgets.label(text, "text", 13, 500)
    made.setWordWrap(True)
    made.setMinimumWidth(theme.px(80))
    return made
