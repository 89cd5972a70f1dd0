"""Go to a place on the map: a name in either script, a position in any notation, a map link."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from situationroom.commands.places import TypedPlace, typed_place
from situationroom.map.projection import to_world, zoom_for
from situationroom.texts import tr
from situationroom.views.ask import ask_text
from situationroom.views.frame import Frame
from situationroom.views.known_places import known_of

CLOSEST_M = 12_000.0
"""Metres across the window at least: closer the offline map has nothing to show."""


class Looks(Protocol):
    """What looks at a point of world units at a zoom."""

    def look(self, x: float, y: float, zoom: float) -> None: ...


def go_to(frame: Frame, canvas: Looks, parent: QWidget) -> None:
    """Ask where to and look there; a doubt about the place is said."""
    hint = "41.0082, 28.9784 · 35T PF 66370 41552 · 8GHF2X5H+7M"
    text = ask_text(parent, tr("Go to a place"), tr("Place, coordinates or map link"), hint)
    if text:
        known = known_of(frame.desk).places
        said = look_at(
            canvas, typed_place(text, frame.desk.incident.country, known), parent.width()
        )
        frame.say(said or text)


def look_at(canvas: Looks, found: TypedPlace, pixels: int) -> str:
    """Look at the place with what is around it; a sentence where there is a doubt or none."""
    doubt = tr(found.doubt.template, **found.doubt.values) if found.doubt else ""
    place = found.place
    if place is None:
        return doubt or tr("This place is not known; nothing was moved.")
    across = max(CLOSEST_M, place.uncertainty_m * 4)
    canvas.look(*to_world(place.lat, place.lon), zoom_for(across, max(1, pixels), place.lat))
    return doubt
