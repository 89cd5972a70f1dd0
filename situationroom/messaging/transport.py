"""What a way to send has to do."""

from typing import Protocol

from situationroom.models.message import Delivery, Outcome


class Transport(Protocol):
    """Sends one delivery after another; a connection may stay open in between."""

    def send(self, delivery: Delivery, identity: str) -> Outcome:
        """Send it once. ``identity`` is the same at every try.

        Raises StoreError when the server cannot be reached or used at all: nothing was sent.
        """

    def close(self) -> None:
        """Let go of the connection."""
