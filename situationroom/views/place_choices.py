"""Other places that the words of a field could mean, chosen by a number key (Alt+Down)."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu

from situationroom.desk import Desk
from situationroom.intake.place_candidates import wording
from situationroom.intake.resolved_place import ResolvedPlace
from situationroom.texts import tr
from situationroom.views.known_places import known_of
from situationroom.views.places_lines import named, offered, sureness


def offer_places(field: QLineEdit, desk: Desk, chosen: Callable[[], object]) -> None:
    """Alt+Down on the field opens what its words could mean; ``chosen()`` after one was taken."""
    known_of(desk)  # begins to read, so that it is there when it is wanted

    def show() -> None:
        menu = places_menu(field, desk, chosen)
        menu.popup(field.mapToGlobal(QPoint(0, field.height())))

    key = QShortcut(QKeySequence("Alt+Down"), field, show)
    key.setContext(Qt.ShortcutContext.WidgetShortcut)
    field.setToolTip(tr("Alt+Down: other places these words could mean"))


def places_menu(field: QLineEdit, desk: Desk, chosen: Callable[[], object]) -> QMenu:
    """The numbered places; taking one writes it into the field so that it is understood."""
    menu = QMenu(field)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    known, country = known_of(desk).places, desk.incident.country
    told = field.text().strip()
    found = offered(known, told, country) if known is not None and told else ()

    def take(place: ResolvedPlace) -> None:
        if known is not None:
            field.setText(wording(known, told, place, country))
        field.setFocus()
        chosen()

    for number, place in enumerate(found, start=1):
        words = f"&{number}  {named(place)}   {sureness(place)}".replace("&&", "&")
        menu.addAction(words).triggered.connect(lambda _on=False, p=place: take(p))
    if not found:
        menu.addAction(tr("No place of this name is known.")).setEnabled(False)
    return menu
