"""Moments of a replay in words: what they are, when that was on which clock."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from situationroom.legend import Shape, Tone
from situationroom.models import Incident
from situationroom.store.queries.replay_times import Moment, MomentKind, time_at
from situationroom.texts import tr
from situationroom.views import times
from situationroom.words import entry_text

MARKS: Final[dict[MomentKind, tuple[Shape, Tone]]] = {
    MomentKind.DECISION: ("diamond", "accent"),
    MomentKind.EVENT: ("diamond", "quiet"),
    MomentKind.ZONE: ("triangle", "red"),
    MomentKind.DEPARTURE: ("circle", "accent"),
    MomentKind.ARRIVAL: ("circle", "safe"),
    MomentKind.IMPORT: ("square", "quiet"),
    MomentKind.HANDOFF: ("square", "accent"),
    MomentKind.PERIOD: ("ring", "text"),
}


def kind_word(kind: MomentKind) -> str:
    """What makes an entry a moment."""
    return {
        MomentKind.DECISION: tr("Decision"),
        MomentKind.EVENT: tr("Event"),
        MomentKind.ZONE: tr("Zone"),
        MomentKind.DEPARTURE: tr("Movement departs"),
        MomentKind.ARRIVAL: tr("Movement arrives"),
        MomentKind.IMPORT: tr("Import"),
        MomentKind.HANDOFF: tr("Hand-off"),
        MomentKind.PERIOD: tr("Operational period"),
    }[kind]


def moment_words(moment: Moment, zone: str) -> str:
    """'16 Jul 13:42 · Departure · CA-8602 departed; …' on the clock of an IANA zone."""
    at = time_at(moment.at)
    when = f"{times.day(at, zone)} {times.clock(at, zone)}"
    return f"{when} · {kind_word(moment.kind)} · {entry_text(moment.entry)}"


def clock_words(at: datetime, incident: Incident) -> tuple[str, str]:
    """The incident's clock, to be written large, and the other clocks beside it.

    ('16 Jul 2016 13:42', 'Istanbul · Beijing 18:42 · UTC 10:42'); another day is said.
    """
    zone = incident.incident_zone
    date = tr("{day} {year}", day=times.day(at, zone), year=_there(at, zone).year)
    large = f"{date} {times.clock(at, zone)}"
    others = dict.fromkeys((incident.home_zone, "UTC"))
    return large, " · ".join(
        [times.zone_name(zone), *(_other(at, o, zone) for o in others if o != zone)]
    )


def speed_words(seconds: int) -> str:
    """How fast time runs: '10 min/s', '6 h/s', '1 d/s'."""
    return tr("{span} a second", span=times.span(timedelta(seconds=seconds)))


def midnights(first: float, last: float, zone: str) -> list[tuple[float, str]]:
    """Where days begin on a clock between two moments (epoch seconds), with their dates.

    Of a day whose midnight does not come (or comes twice) it is the first moment of that day.
    """
    day = _there(time_at(first), zone).date()
    found: list[tuple[float, str]] = []
    while True:
        day += timedelta(days=1)
        begins = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp()
        if begins > last:
            return found
        found.append((begins, times.day(datetime.fromtimestamp(begins, UTC), zone)))


def thinned(days: Sequence[tuple[float, str]], most: int) -> list[tuple[float, str]]:
    """Every nth day, so that at most ``most`` are left."""
    every = max(1, -(-len(days) // max(1, most)))
    return list(days[::every])


def _other(at: datetime, zone: str, first: str) -> str:
    clock = times.clock(at, zone)
    if _there(at, zone).date() != _there(at, first).date():
        clock = f"{times.day(at, zone)} {clock}"
    return f"{times.zone_name(zone)} {clock}"


def _there(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))
