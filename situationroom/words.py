"""Errors and journal entries in words: templates filled with the legend's labels."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from situationroom.legend import label
from situationroom.models import vocabulary as v
from situationroom.models.errors import PlainError
from situationroom.models.journal import Entry
from situationroom.texts import tr

# What the values of a template are called, and which closed list they come from.
_LISTS: Final[dict[str, type[StrEnum]]] = {
    "safety": v.Safety,
    "presence": v.Presence,
    "wish": v.Wish,
    "priority": v.Priority,
    "category": v.Category,
    "state": v.SiteState,
    "status": v.MovementStatus,
    "kind": v.SeatKind,
    "scope": v.Scope,
    "zone_kind": v.ZoneKind,
}


def radius(metres: float | None) -> str:
    """How far around a position somebody may be: '±150 m', '±28 km'; empty when not known."""
    if not metres:
        return ""
    return f"±{metres:.0f} m" if metres < 1_000 else f"±{metres / 1_000:.0f} km"


def sentence(error: PlainError) -> str:
    """What an error says to the user, in their language."""
    return filled(error.template, error.values)


def entry_text(entry: Entry) -> str:
    """An entry in words; undo and redo say what they took back or brought back."""
    said = filled(entry.template, entry.values)
    if entry.verb == "undo":
        return tr("Undo: {what}", what=said)
    if entry.verb == "redo":
        return tr("Redo: {what}", what=said)
    return said


def filled(template: str, values: Mapping[str, object]) -> str:
    """A template with its values in words: of closed lists, and of errors that are told on."""
    return tr(template, **{name: _word(name, value) for name, value in values.items()})


def _word(name: str, value: object) -> object:
    if isinstance(value, PlainError):
        return sentence(value)
    closed = _LISTS.get(name)
    if closed is None or not isinstance(value, str):
        return value
    try:
        return label(closed(value))
    except ValueError:
        return value
