"""A time that has passed, typed with few keys: '20' minutes ago, '3h', the last '18:30'.

In the night the clock goes back an hour comes twice; '2:30 +2' says which of the two is meant.
In the night it goes forward an hour does not come at all.
"""

import re
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

from situationroom.views.time_field import typed_time

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:：.](?P<minute>\d{2})\s*"
    r"(?:(?:UTC|GMT)?\s*(?P<sign>[-+−])(?P<off>\d{1,2})(?::?(?P<rest>\d{2}))?)?",
    re.I,
)


def typed_past(text: str, now: datetime, zone: str) -> datetime | None:
    """The aware time that was typed, not after ``now``; None when it is no such time.

    A clock reading is the last one in the IANA ``zone``, of two alike the later.
    """
    return next(iter(typed_pasts(text, now, zone)), None)


def typed_pasts(text: str, now: datetime, zone: str) -> tuple[datetime, ...]:
    """The times the text may mean, the later first: two in the hour that came twice."""
    if found := _CLOCK.fullmatch(text.strip()):
        return _readings(found, now, zone)
    ahead = typed_time(text, now, zone)
    return () if ahead is None else (now - (ahead - now),)


def never_was(text: str, now: datetime, zone: str) -> bool:
    """True for a clock reading that the last night jumped over."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        return False
    today = now.astimezone(ZoneInfo(zone)).date()
    return not _on(today, found, zone) and bool(_on(today - timedelta(days=1), found, zone))


def _readings(found: re.Match[str], now: datetime, zone: str) -> tuple[datetime, ...]:
    if int(found["hour"]) > 23 or int(found["minute"]) > 59:
        return ()
    today = now.astimezone(ZoneInfo(zone)).date()
    for day in (today, today - timedelta(days=1)):
        past = [at for at in _on(day, found, zone) if at <= now]
        if past:
            return tuple(at.astimezone(now.tzinfo) for at in sorted(past, reverse=True))
    return ()


def _on(day: date, found: re.Match[str], zone: str) -> list[datetime]:
    reading = clock_time(int(found["hour"]), int(found["minute"]))
    moments = _moments(day, reading, ZoneInfo(zone))
    if found["off"] is None:
        return moments
    away = timedelta(hours=int(found["off"]), minutes=int(found["rest"] or 0))
    away = -away if found["sign"] in "-−" else away
    return [at for at in moments if at.astimezone(ZoneInfo(zone)).utcoffset() == away]


def _moments(day: date, reading: clock_time, place: ZoneInfo) -> list[datetime]:
    """None, one or two moments (UTC) at which the clock showed this."""
    folds = (datetime.combine(day, reading, place).replace(fold=fold) for fold in (0, 1))
    moments = {at.astimezone(UTC) for at in folds}
    return [at for at in sorted(moments) if at.astimezone(place).time() == reading]
