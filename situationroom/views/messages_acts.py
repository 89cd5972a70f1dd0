"""What Ctrl+K offers about messages."""

from collections.abc import Callable, Sequence

from situationroom.texts import tr
from situationroom.views.actions import Action
from situationroom.views.frame import Frame

Shown = Callable[[], tuple[str, Sequence[int]]]
"""What stands on the case card: a kind of record and ids."""


def message_actions(frame: Frame, shown: Shown) -> list[Action]:
    """Write, decide replies, see who is silent."""

    def write() -> None:
        kind, ids = shown()
        if kind == "person" and ids:
            frame.write_to(ids)
        else:
            frame.open_room("messages", "write")

    return [
        Action(tr("Write a message"), "mail", write),
        Action(tr("Replies to decide"), "mail", lambda: frame.open_room("messages", "replies")),
        Action(tr("Who has not answered"), "clock", lambda: frame.open_room("messages", "silent")),
    ]
