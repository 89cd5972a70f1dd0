"""Birth dates that may be partial ('1985', '1985-03', '1985-03-02') and the ages they give."""

import re
from datetime import date
from functools import lru_cache

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=65_536)  # a list is read, and its persons are checked when they are stored
def is_partial_date(text: str) -> bool:
    """True for an existing ISO 8601 year, year-month or day in 1850..2100."""
    found = _PARTIAL.fullmatch(text)
    if not found or not 1850 <= int(found[1]) <= 2100:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def age_on(birth: str | None, day: date) -> int | None:
    """Completed years on ``day``; for a partial date the age reached during that year or month."""
    found = _PARTIAL.fullmatch(birth or "")
    if not found:
        return None
    born = (int(found[1]), int(found[2] or 1), int(found[3] or 1))
    had_birthday = (day.month, day.day) >= born[1:]
    return max(0, day.year - born[0] - (0 if had_birthday else 1))
