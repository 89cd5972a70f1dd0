"""Times in words: relative where urgency matters, a clock or a full stamp elsewhere."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from situationroom.texts import tr

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def ago(then: datetime | None, now: datetime) -> str:
    """How long ago in one unit: 'now', '12 min ago', '3 h ago', '2 d ago'; '—' when unknown."""
    if then is None:
        return "—"
    seconds = (now - then).total_seconds()
    return until(then, now) if seconds < -_MINUTE else _past(max(0.0, seconds))


def until(then: datetime | None, now: datetime) -> str:
    """How long to go: 'in 3 min', 'in 2 h'; a time that has passed is said with ``ago``."""
    if then is None:
        return "—"
    seconds = (then - now).total_seconds()
    if seconds <= 0:
        return _past(-seconds)
    if seconds < _HOUR:
        return tr("in {n} min", n=max(1, round(seconds / _MINUTE)))
    if seconds < 2 * _DAY:
        return tr("in {n} h", n=round(seconds / _HOUR))
    return tr("in {n} d", n=round(seconds / _DAY))


def span(length: timedelta) -> str:
    """A length of time in one unit: '12 min', '31 h', '4 d'."""
    seconds = abs(length.total_seconds())
    if seconds < _HOUR:
        return tr("{n} min", n=int(seconds / _MINUTE))
    if seconds < 2 * _DAY:
        return tr("{n} h", n=int(seconds / _HOUR))
    return tr("{n} d", n=int(seconds / _DAY))


def countdown(due: datetime, now: datetime) -> str:
    """A running clock to ``due``: '03:25', '1:12:00', '−04:12' once it has passed."""
    left = int((due - now).total_seconds())
    hours, rest = divmod(abs(left), _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    if hours >= 100:
        return ("−" if left < 0 else "") + tr("{n} d", n=hours // 24)
    text = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
    return f"−{text}" if left < 0 else text


def clock(at: datetime | None, zone: str) -> str:
    """'13:42' in an IANA zone; '—' when unknown."""
    return "—" if at is None else f"{at.astimezone(ZoneInfo(zone)):%H:%M}{_which(at, zone)}"


def day(at: datetime | None, zone: str) -> str:
    """'16 Jul' / '7月16日' in an IANA zone; '—' when unknown."""
    if at is None:
        return "—"
    there = at.astimezone(ZoneInfo(zone))
    return tr("{day} {month}", day=there.day, month=tr(_MONTHS[there.month - 1]))


def stamp(at: datetime | None, zone: str) -> str:
    """'2016-07-16 13:42 Istanbul', exact and with its zone; '—' when unknown."""
    if at is None:
        return "—"
    there = f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}{_which(at, zone)}"
    return f"{there} {zone_name(zone)}"


def _which(at: datetime, zone: str) -> str:
    """Of an hour the clock showed twice: ' UTC+3' or ' UTC+2'; '' on all other days."""
    there = at.astimezone(ZoneInfo(zone))
    here, other = there.replace(fold=0).utcoffset(), there.replace(fold=1).utcoffset()
    if here == other or here is None or other is None or here < other:
        return ""
    return f" {offset_words(at, zone)}"


def offset_words(at: datetime, zone: str) -> str:
    """'UTC+2', 'UTC+5:30': what tells two readings of the same clock apart."""
    away = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    hours, minutes = divmod(int(abs(away.total_seconds())) // 60, 60)
    sign = "−" if away < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def short_stamp(at: datetime | None, zone: str, now: datetime) -> str:
    """'13:42' today, else '16 Jul 13:42'."""
    if at is None:
        return "—"
    place = ZoneInfo(zone)
    today = at.astimezone(place).date() == now.astimezone(place).date()
    return clock(at, zone) if today else f"{day(at, zone)} {clock(at, zone)}"


def zone_name(zone: str) -> str:
    """A zone by its city: 'Europe/Istanbul' -> 'Istanbul', translated where we have it."""
    return tr(_KNOWN_AS.get(zone) or zone.rsplit("/", 1)[-1].replace("_", " "))


_KNOWN_AS = {"Asia/Shanghai": "Beijing"}
"""China's one time is called by its capital, not by the city of the zone table."""


def _past(seconds: float) -> str:
    if seconds < _MINUTE:
        return tr("just now")
    if seconds < _HOUR:
        return tr("{n} min ago", n=int(seconds / _MINUTE))
    if seconds < 2 * _DAY:
        return tr("{n} h ago", n=int(seconds / _HOUR))
    return tr("{n} d ago", n=int(seconds / _DAY))


_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
