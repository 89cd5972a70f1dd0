"""What was written to a person, and what they answered, on the case card."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from situationroom.store.queries.messages import DeliveryRow
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.card_parts import block
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.message_words import (
    MEANING_LOOKS,
    STATUS_LOOKS,
    meaning_word,
    status_word,
)
from situationroom.views.widgets import column

SHOWN = 6


def messages_block(frame: Frame, rows: Sequence[DeliveryRow], now: datetime) -> QWidget | None:
    """The newest first; a click opens the message in its room."""
    if not rows:
        return None
    return block(tr("Messages"), column(*[_line(frame, row, now) for row in rows[:SHOWN]], gap=0))


def _line(frame: Frame, found: DeliveryRow, now: datetime) -> LinkRow:
    copy, message = found.delivery, found.message
    if copy.answer is not None:
        shape, tone = MEANING_LOOKS[copy.answer]
        said, at = tr("answered: {meaning}", meaning=meaning_word(copy.answer)), copy.answered_at
    else:
        shape, tone = STATUS_LOOKS[copy.status]
        said, at = status_word(copy.status), copy.handed_at or copy.tried_at or message.made_at
    title = f"{message.number} · {message.title}"
    opened = partial(frame.open_room, "messages", f"message:{message.id}")
    return LinkRow(title, said, times.ago(at, now), shape, tone, on_click=opened)
