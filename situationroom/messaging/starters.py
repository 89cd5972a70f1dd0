"""The texts everybody can begin with, before a cell has written its own."""

import json
from functools import cache

from situationroom.models import MessageTemplate
from situationroom.models.message import Wording
from situationroom.settings import resource


@cache
def starters(language: str) -> tuple[MessageTemplate, ...]:
    """The templates that come with the program (id 0), named in 'zh' or 'en'."""
    told = json.loads(resource("messages/starters.json").read_text(encoding="utf-8"))
    return tuple(
        MessageTemplate(
            0, one["name"][language], tuple(Wording(**w) for w in one["wordings"]), one["asks"]
        )
        for one in told
    )
