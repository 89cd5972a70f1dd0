"""The reviewed words of ``resources/intake/words.json``, loaded once."""

import json
from functools import cache
from typing import Any

from situationroom.settings import resource


@cache
def vocabulary() -> dict[str, Any]:
    """Kind -> value -> words; "propose" holds what free text is searched for."""
    loaded: dict[str, Any] = json.loads(resource("intake/words.json").read_text(encoding="utf-8"))
    return loaded
