"""What a drawing or a click on the map does to the selection: anew, added, taken away."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

How: TypeAlias = Literal["anew", "add", "away"]
"""What the keys held down make of those who are pointed at."""


def how_of(modifiers: Qt.KeyboardModifier) -> How:
    """Ctrl adds, Alt takes away."""
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return "add"
    return "away" if modifiers & Qt.KeyboardModifier.AltModifier else "anew"


def combined(before: Collection[int], ids: list[int], how: How) -> list[int]:
    """Who is selected after ``ids`` were pointed at, who was selected first."""
    if how == "anew":
        return ids
    gone = set(ids) if how == "away" else set()
    kept = [one for one in sorted(before) if one not in gone]
    known = set(kept)
    return kept + ([one for one in ids if one not in known] if how == "add" else [])


def leave(room: "MapRoom") -> bool:
    """One step back with Esc: the card goes, then the selection. False when there is neither."""
    if room.areas.panel is not None:
        room.areas.close()
    elif room.selected:
        room.choose([])
    else:
        return False
    return True
