"""Round hours between two moments, for the foot of a curve."""

from datetime import datetime, timedelta


def round_hours(first: datetime, last: datetime, most: int) -> list[datetime]:
    """About ``most`` full hours between two aware times of the same clock, midnights among them."""
    fitting = (n for n in (1, 2, 3, 6, 12) if (last - first) / timedelta(hours=n) <= most)
    step = timedelta(hours=next(fitting, 24))
    at = first.replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    while at <= last:
        if at >= first:
            found.append(at)
        at += step
    return found[:: max(1, len(found) // most)]
