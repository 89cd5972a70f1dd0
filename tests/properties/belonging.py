"""Acts on two requests and some persons, as random sequences do them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from situationroom.commands import followups, request_links, requests

BELONGING: tuple[Callable[..., Any], ...] = (
    lambda tx, one, other, some, words: request_links.join(tx, one, other),
    lambda tx, one, other, some, words: request_links.split(tx, one, some[:1], words),
    lambda tx, one, other, some, words: request_links.relate(tx, one, other, words),
    lambda tx, one, other, some, words: request_links.add_persons(tx, one, some),
    lambda tx, one, other, some, words: request_links.remove_persons(tx, one, some),
    lambda tx, one, other, some, words: followups.add_task(
        tx, one, words, tx.now + timedelta(hours=1)
    ),
    lambda tx, one, other, some, words: followups.finish_task(tx, one, words),
    lambda tx, one, other, some, words: requests.hand_over_shift(tx, words, words),
)
