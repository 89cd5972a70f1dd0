"""What can be done with persons from the case card: seats, beds, how they are, who belongs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from situationroom import legend
from situationroom.commands.households import form_household
from situationroom.commands.people import set_presence, set_safety, set_wish
from situationroom.commands.shelters import check_in, check_out, plan_stay
from situationroom.commands.transport import assign
from situationroom.jobs import Job
from situationroom.models.vocabulary import (
    MovementStatus,
    Presence,
    Safety,
    SiteState,
    Source,
    Wish,
)
from situationroom.store.queries.shelters import sites
from situationroom.store.queries.transport import MovementRow, movements
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.choose_sheet import Choice, ChooseSheet
from situationroom.views.frame import Frame
from situationroom.views.icons import icon, shape_pixmap
from situationroom.views.theme import colours
from situationroom.views.widgets import ask_text

BOOKABLE = (MovementStatus.DRAFT, MovementStatus.OPEN, MovementStatus.CLOSED)
SAID = (Safety.SAFE, Safety.NEEDS_HELP, Safety.INJURED, Safety.MISSING, Safety.UNKNOWN)


class PersonActs:
    """The acts on persons; sheets open over ``parent``."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        self._frame, self._desk = frame, frame.desk
        self._parent = parent

    def assign(self, persons: Sequence[int]) -> None:
        """Choose a movement and book them on it."""
        rows = [r for r in self._desk.ask(movements) if r.movement.status in BOOKABLE]

        def book(movement: int, reason: str) -> Job:
            return self._desk.run(assign, movement, list(persons), split_reason=reason)

        self._choose(
            tr("Assign to a movement"), [self._movement(row) for row in rows], tr("Assign"),
            book, len(persons), tr("There is no movement that can still be booked.")
        )  # fmt: skip

    def shelter(self, persons: Sequence[int]) -> None:
        """Choose a unit and check them in."""

        def come(unit: int, reason: str) -> Job:
            more = {"reason": reason, "split_reason": reason}
            return self._desk.run(check_in, list(persons), unit, **more)

        self._beds(tr("Check in at a shelter"), tr("Check in"), come, len(persons))

    def expect(self, persons: Sequence[int], site: int | None = None) -> None:
        """Choose a unit (of one site, where it is told) and keep places for them."""

        def keep(unit: int, reason: str) -> Job:
            return self._desk.run(plan_stay, list(persons), unit, reason)

        self._beds(tr("Keep places at a shelter"), tr("Keep places"), keep, len(persons), site)

    def leave_shelter(self, persons: Sequence[int]) -> None:
        """They have left the shelter."""
        self._desk.run(check_out, list(persons))

    def household(self, persons: Sequence[int]) -> None:
        """They travel together from now on."""
        name = ask_text(
            self._parent, tr("Form a household"), tr("What shall this family or group be called?")
        )
        if name:
            self._desk.run(form_household, name, list(persons))

    def more_menu(self, persons: Sequence[int]) -> QMenu:
        """How they are, where they are and what they wish, as a menu."""
        menu, ids = QMenu(self._parent), list(persons)
        safety = menu.addMenu(tr("How they are"))
        for state in SAID:
            action = safety.addAction(legend.label(state))
            action.setIcon(shape_pixmap(legend.shape(state), legend.colour(state, colours()), 12))
            action.triggered.connect(
                lambda _c, s=state: self._desk.run(set_safety, ids, s, Source.OFFICER)
            )
        presence = menu.addMenu(tr("Where they are"))
        for place in Presence:
            presence.addAction(legend.label(place)).triggered.connect(
                lambda _c, p=place: self._desk.run(set_presence, ids, p)
            )
        wish = menu.addMenu(tr("What they wish"))
        for one in Wish:
            wish.addAction(legend.label(one)).triggered.connect(
                lambda _c, w=one: self._desk.run(set_wish, ids, w)
            )
        menu.addSeparator()
        write = menu.addAction(icon("mail"), tr("Write a message"))
        write.triggered.connect(lambda: self._frame.write_to(ids))
        if len(ids) > 1:
            action = menu.addAction(icon("household"), tr("Form a household…"))
            action.triggered.connect(lambda: self.household(ids))
        menu.addAction(tr("Keep places at a shelter…")).triggered.connect(lambda: self.expect(ids))
        menu.addAction(tr("Check out")).triggered.connect(lambda: self.leave_shelter(ids))
        return menu

    def _beds(
        self, title: str, accept: str, do: object, count: int, site: int | None = None
    ) -> None:
        nothing = tr("There is no shelter yet. Open one in the shelters room first.")
        self._choose(title, self._units(site), accept, do, count, nothing)

    def _choose(
        self, title: str, choices: list[Choice], accept: str, do: object, count: int, nothing: str
    ) -> None:
        text = tr("{n} persons", n=count) if choices else nothing
        ChooseSheet(self._parent, title, text, choices, accept, do).open()  # type: ignore[arg-type]

    def _movement(self, row: MovementRow) -> Choice:
        movement = row.movement
        leaves = times.short_stamp(movement.departs_at, movement.departure_zone, self._desk.now())
        text = " · ".join(
            (
                movement.number,
                f"{movement.origin} → {movement.destination}",
                leaves,
                tr("{n} seats left", n=row.free()),
            )
        )
        return Choice(movement.id, text)

    def _units(self, only: int | None) -> list[Choice]:
        found = []
        wanted = (one for one in self._desk.ask(sites) if only in (None, one.site.id))
        for site in wanted:
            for unit in site.units:
                shut = SiteState.CLOSED in (site.site.state, unit.unit.state)
                free = tr("{n} places left", n=unit.fill.available)
                name = f"{site.site.name} · {unit.unit.name} · {free}"
                found.append(Choice(unit.unit.id, name, possible=not shut))
        return found
