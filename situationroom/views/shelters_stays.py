"""Who is, will be or was at a shelter, as a table."""

from collections.abc import Sequence
from typing import Any

from situationroom import legend
from situationroom.desk import Desk
from situationroom.models.vocabulary import ACTIVE_STAYS
from situationroom.store.queries.people import households
from situationroom.store.queries.shelters import StayRow, stays_of_site
from situationroom.texts import tr
from situationroom.views.people_panel import DragTable, need_labels, sex_and_age
from situationroom.views.table import Column
from situationroom.views.times import short_stamp, stamp


class StaysTable(DragTable):
    """The stays of one site; ids are those of stays, ``people`` says the persons."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._site = desk, 0
        self.stays: dict[int, StayRow] = {}
        self._households: dict[int, str] = {}
        self._units: dict[int, str] = {}
        super().__init__(desk, "stays", _columns(desk, self), self._query)
        self.expand = self.people
        self.set_empty(tr("Nobody stays here"), tr("Check persons in, or keep places for them."))

    def show_site(self, site: int, units: dict[int, str]) -> list[StayRow]:
        """Show the stays of a site; those that are over come last and faint."""
        self._site, self._units = site, units
        self._households = {h.id: h.name for h in self._desk.ask(households)}
        rows = self._desk.ask(stays_of_site, site)
        self.stays = {row.stay.id: row for row in rows}
        self.refresh()
        self.set_ids([row.stay.id for row in rows])
        self.fade(row.stay.id for row in rows if row.stay.status not in ACTIVE_STAYS)
        return rows

    def people(self, stays: Sequence[int]) -> list[int]:
        """The persons of some stays."""
        return list(dict.fromkeys(self.stays[id_].person.id for id_ in stays if id_ in self.stays))

    def household(self, row: StayRow) -> str:
        """The household's name; empty for who is alone."""
        return self._households.get(row.person.household or 0, "")

    def unit(self, row: StayRow) -> str:
        """The unit's name."""
        return self._units.get(row.stay.unit, "")

    def _query(self, _connection: Any, ids: Sequence[int]) -> dict[int, StayRow]:
        return {id_: self.stays[id_] for id_ in ids if id_ in self.stays}


def _columns(desk: Desk, table: StaysTable) -> list[Column]:
    zone = desk.incident.incident_zone

    def since(row: StayRow) -> str:
        stay = row.stay
        at = stay.checked_out_at or stay.checked_in_at or stay.planned_at
        return short_stamp(at, zone, desk.now())

    return [
        Column("state", tr("State"), 112, least=98, text=lambda r: legend.label(r.stay.status),
               shape=lambda r: legend.shape(r.stay.status),
               tone=lambda r: legend.mark(r.stay.status).tone),
        Column("case", tr("Case"), 80, least=68, text=lambda r: r.person.case, tabular=True),
        Column("name", tr("Name"), 180, least=104,
               text=lambda r: r.person.name, bold=True, stretch=True,
               more=lambda r: r.person.latin_name if r.person.native_name else ""),
        Column("household", tr("Household"), 90, table.household, least=64,
               tone=lambda _r: "quiet"),
        Column("age", tr("Sex, age"), 84, least=62,
               text=lambda r: sex_and_age(desk, r), tabular=True),
        Column("needs", tr("Needs"), 76, least=62, text=lambda _r: "", labels=need_labels(desk)),
        Column("unit", tr("Unit"), 92, table.unit, least=60),
        Column("since", tr("Since"), 116, since, least=80, tabular=True,
               tooltip=lambda r: stamp(r.stay.checked_in_at or r.stay.planned_at, zone)),
        Column("reason", tr("Reason"), 110, least=60,
               text=lambda r: r.stay.reason, tone=lambda _r: "quiet"),
    ]  # fmt: skip
