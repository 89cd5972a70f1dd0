"""The pages without a button on the rail, as actions with their keys."""

from collections.abc import Callable
from functools import partial

from situationroom.texts import tr
from situationroom.views.actions import Action


def page_actions(open_room: Callable[[str], None]) -> list[Action]:
    """Escalations, the family desk, places and the words for them."""
    pages = (
        ("escalations", tr("Escalation list"), "alert", "Ctrl+Shift+E"),
        ("family", tr("Family desk"), "household", "Ctrl+Shift+F"),
        ("places", tr("Places and words for places"), "pin", "Ctrl+Shift+P"),
    )
    return [
        Action(words, icon, partial(open_room, page), (key,)) for page, words, icon, key in pages
    ]
