"""The menu by which a list of recipients is chosen without leaving the message."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from situationroom.commands.recipients import aboard, staying_at
from situationroom.desk import Desk
from situationroom.models.vocabulary import MovementStatus
from situationroom.store.queries.people import households, members, person_ids
from situationroom.store.queries.shelters import sites
from situationroom.store.queries.transport import movements
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.people_views import VIEWS, view_names

if TYPE_CHECKING:
    from situationroom.views.messages_write import Whom

OVER = (MovementStatus.ARRIVED, MovementStatus.CANCELLED)
MOST = 40
"""Entries of one submenu; more are found in their room."""


def recipients_menu(parent: QWidget, desk: Desk, chosen: "Callable[[Whom], object]") -> QMenu:
    """Views of the people room, movements, shelters and households, read when it opens."""
    menu = QMenu(parent)
    menu.aboutToShow.connect(lambda: _fill(menu, desk, chosen))
    return menu


def _fill(menu: QMenu, desk: Desk, chosen: "Callable[[Whom], object]") -> None:
    menu.clear()
    people = menu.addMenu(tr("People"))
    for view, name in view_names().items():
        people.addAction(name).triggered.connect(
            lambda _on=False, v=view, n=name: chosen(_view(desk, v, n))
        )
    coming = menu.addMenu(tr("On a movement"))
    for found in [r for r in desk.ask(movements) if r.movement.status not in OVER][:MOST]:
        movement = found.movement
        leaves = times.short_stamp(movement.departs_at, movement.departure_zone, desk.now())
        name = f"{movement.number} · {movement.origin} → {movement.destination} · {leaves}"
        coming.addAction(name).triggered.connect(
            lambda _on=False, m=movement: chosen(_aboard(desk, m.id, m.number))
        )
    at = menu.addMenu(tr("In a shelter"))
    for site in desk.ask(sites)[:MOST]:
        at.addAction(site.site.name).triggered.connect(
            lambda _on=False, s=site.site: chosen(_staying(desk, s.id, s.name))
        )
    together = menu.addMenu(tr("A household"))
    for one in desk.ask(households)[:MOST]:
        together.addAction(one.name).triggered.connect(
            lambda _on=False, h=one: chosen(_household(desk, h.id, h.name))
        )
    for sub in (coming, at, together):
        sub.setEnabled(not sub.isEmpty())


def _view(desk: Desk, view: str, name: str) -> "Whom":
    from situationroom.views.messages_write import Whom

    return Whom(tuple(desk.ask(person_ids, VIEWS[view])), name)


def _aboard(desk: Desk, movement: int, number: str) -> "Whom":
    from situationroom.views.messages_write import Whom

    about = tr("Movement {number}", number=number)
    return Whom(tuple(desk.ask(aboard, movement)), about, movement)


def _staying(desk: Desk, site: int, name: str) -> "Whom":
    from situationroom.views.messages_write import Whom

    return Whom(tuple(desk.ask(staying_at, site)), name)


def _household(desk: Desk, household: int, name: str) -> "Whom":
    from situationroom.views.messages_write import Whom

    found = desk.ask(members, household)
    return Whom(tuple(person.id for person in found), tr("Household {name}", name=name))
