"""What every room may ask of the window it stands in."""

from collections.abc import Sequence
from typing import Protocol

from situationroom.desk import Desk
from situationroom.models.errors import PlainError


class Frame(Protocol):
    """The main window as a room sees it. A room never knows another room."""

    desk: Desk

    def select(self, kind: str, ids: Sequence[int]) -> None:
        """Show records of one kind on the case card; an empty selection clears it."""

    def open_room(self, name: str, view: str = "") -> None:
        """Go to a room ('requests', 'people', …), on one of its saved views."""

    def show_on_map(self, persons: Sequence[int]) -> None:
        """Go to the map with these persons selected."""

    def list_persons(self, persons: Sequence[int]) -> None:
        """Go to the list of exactly these persons."""

    def say(self, text: str) -> None:
        """A short translated sentence about what was done, for a few seconds."""

    def refuse(self, error: PlainError) -> None:
        """A refusal that has no form to stand beside."""

    def start_call(self, request: int | None = None) -> None:
        """Open a call form (F2), for a new call or on a request."""

    def write_to(
        self, persons: Sequence[int], about: str = "", movement: int | None = None
    ) -> None:
        """Begin a message to these persons; ``about`` says whose list it is."""

    def start_import(self, paths: Sequence[str]) -> None:
        """Open the import of these files."""
