"""Check-in mode: who has come, who is still expected, at the door of one shelter."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox

from situationroom import legend
from situationroom.commands.shelters import check_out
from situationroom.desk import Touched
from situationroom.models.errors import RuleError
from situationroom.models.person import needs_on
from situationroom.models.vocabulary import ACTIVE_STAYS, StayStatus
from situationroom.store.queries.merges import survivor
from situationroom.store.queries.people import households, persons
from situationroom.store.queries.shelters import StayRow, sites, stays_of_site
from situationroom.texts import tr
from situationroom.views.frame import Frame
from situationroom.views.gate import Gate, GateLine, GateWords
from situationroom.views.people_panel import with_households
from situationroom.views.widgets import button
from situationroom.views.with_reasons import take_in
from situationroom.words import sentence


class CheckInMode(Gate):
    """A gate whose ticks are persons checked in. Whoever is not expected may come in too."""

    def __init__(self, frame: Frame, site: int) -> None:
        self._frame, self._site = frame, site
        found = next(row for row in frame.desk.ask(sites) if row.site.id == site)
        self.units = QComboBox()
        self.units.setAccessibleName(tr("Unit"))
        for row in found.units:
            self.units.addItem(row.unit.name, row.unit.id)
        self.together = QCheckBox(tr("Households together"))
        self.together.setChecked(True)
        self.anyway = button(tr("Check in all the same"), "plus", on_click=self._take_walk_in)
        self.anyway.hide()
        self._walk_in: int | None = None
        words = GateWords(
            f"{tr('Check-in')} {found.site.name}",
            tr("checked in"),
            tr("expected"),
            tr("is not expected here. Enter the number again to check in all the same."),
        )
        super().__init__(words, self.anyway, self.units, self.together)
        self.ticked.connect(self._check_in)
        self.unticked.connect(self._check_out)
        self.unlisted.connect(self._not_expected)
        frame.desk.changed.connect(self._changed)
        self.load()

    def holder(self, running: int) -> int:
        """Whoever was merged is found by the number on their paper all the same."""
        return self._frame.desk.ask(survivor, running)

    def load(self) -> None:
        """Everybody who is expected or there, by household."""
        desk = self._frame.desk
        names = {household.id: household.name for household in desk.ask(households)}
        rows = [r for r in desk.ask(stays_of_site, self._site) if r.stay.status in ACTIVE_STAYS]
        rows.sort(key=lambda row: (row.person.household is None, row.person.household or 0))
        self.set_lines([self._line_of(row, names) for row in rows])

    def _line_of(self, row: StayRow, names: dict[int, str]) -> GateLine:
        day = self._frame.desk.now().date()
        parts = [names.get(row.person.household or 0, ""), row.person.affiliation]
        parts += [legend.label(need) for need in needs_on(row.person, day)]
        detail = " · ".join(part for part in parts if part)
        return GateLine(row.person, detail, row.stay.status is StayStatus.CHECKED_IN)

    def _check_in(self, chosen: Sequence[int]) -> None:
        going = list(chosen)
        inside = {line.person.id for line in self.lines if line.ticked}
        if self.together.isChecked():
            # Members who are inside already are named too, or they would seem left behind.
            going = with_households(self._frame.desk, going)
        unit = int(self.units.currentData())
        job = take_in(self, self._frame, unit, going, self._refused)
        job.succeeded.connect(
            lambda stays: self._came([stay.person for stay in stays if stay.person not in inside])
        )

    def _came(self, came: list[int]) -> None:
        self.remember(came)
        named = self._frame.desk.ask(persons, came)
        names = ", ".join(f"{person.case} {person.name}" for person in named)
        self.say(tr("{names} checked in ✓", names=names), "safe")
        self.anyway.hide()
        self._walk_in = None

    def _not_expected(self, person: int) -> None:
        known = next(iter(self._frame.desk.ask(persons, [person])), None)
        if known is None:
            self.say(tr("Nobody has this case number."), "red")
            return
        if self._walk_in == person:
            self._take_walk_in()
            return
        self._walk_in = person
        self.anyway.show()
        self.say(f"{known.case} {known.name} {self.words.absent}", "orange")

    def _take_walk_in(self) -> None:
        if self._walk_in is not None:
            self._check_in([self._walk_in])

    def _check_out(self, chosen: list[int]) -> None:
        job = self._frame.desk.run(check_out, chosen)
        job.on_refusal = self._refused
        self.done = [one for one in self.done if one != chosen]
        self.say(tr("Checked out again."), "yellow")

    def _refused(self, error: RuleError) -> None:
        self.say(sentence(error), "red")

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("stay", "person", "unit"):
            self.load()
