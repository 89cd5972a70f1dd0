"""The rooms in the order of the rail. A room is imported when it is opened first."""

from importlib import import_module
from typing import Final

from PySide6.QtWidgets import QWidget

from situationroom.views.frame import Frame

CLASSES: Final = {
    "overview": ("overview", "OverviewRoom"),
    "requests": ("requests_room", "RequestsRoom"),
    "people": ("people_room", "PeopleRoom"),
    "map": ("map_room", "MapRoom"),
    "transport": ("transport_room", "TransportRoom"),
    "shelters": ("shelters_room", "ShelterRoom"),
    "handoffs": ("handoffs_room", "HandoffsRoom"),
    "journal": ("journal_room", "JournalRoom"),
    "knowledge": ("knowledge_room", "KnowledgeRoom"),
    "watch": ("watch_room", "WatchRoom"),
    "messages": ("messages_room", "MessagesRoom"),
}

PAGES: Final = {
    "escalations": ("escalations_room", "EscalationsRoom"),
    "family": ("family_room", "FamilyRoom"),
    "places": ("places_room", "PlacesRoom"),
    "briefing": ("briefing_room", "BriefingRoom"),
}
"""Pages that fill the place of a room without a button of their own on the rail."""
BELONGS: Final = {
    "escalations": "requests",
    "family": "people",
    "places": "people",
    "briefing": "overview",
}
"""The room whose button is lit while a page is open."""


def make_room(name: str, frame: Frame) -> QWidget:
    """A new widget of the room or page; it connects itself to ``frame.desk``."""
    module, room = (CLASSES | PAGES)[name]
    made = getattr(import_module(f"situationroom.views.{module}"), room)(frame)
    assert isinstance(made, QWidget)  # noqa: S101 - for the type checker
    return made
