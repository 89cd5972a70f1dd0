"""What an entry of the journal says, in words."""

from collections.abc import Mapping
from enum import StrEnum

from situationroom.legend import short
from situationroom.models import vocabulary as v
from situationroom.models.journal import Entry
from situationroom.texts import tr


def entry_text(entry: Entry) -> str:
    """The act in the officer's language; an undo and a redo are said as such."""
    said = act_text(entry)
    if entry.undoes is None:
        return said
    if entry.verb == "redo":
        return tr("Redone: {act}", act=said)
    return tr("Undone: {act}", act=said)


def act_text(entry: Entry) -> str:
    """The act itself, whether it was done, undone or redone."""
    try:
        return tr(entry.template, **_words(entry.values))
    except (KeyError, IndexError, ValueError):
        # A template that an older or newer program wrote; its plain text still says most.
        return entry.template


def _words(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _word(name, value) for name, value in values.items()}


def _word(name: str, value: object) -> object:
    """A member of the vocabulary by its label; anything an officer wrote as it stands."""
    kind = _KINDS.get(name)
    if kind is None or value not in [member.value for member in kind]:
        return value
    return short(kind(value))


_KINDS: dict[str, type[StrEnum]] = {
    "category": v.Category,
    "presence": v.Presence,
    "priority": v.Priority,
    "safety": v.Safety,
    "state": v.SiteState,
    "status": v.MovementStatus,
    "wish": v.Wish,
}
"""Values of a template that are members of the vocabulary, by the name they have in it."""
