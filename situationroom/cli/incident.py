"""Creating incidents."""

import argparse
import platform
from zoneinfo import ZoneInfo, available_timezones

from situationroom.cli.opening import time_said
from situationroom.cli.say import DONE, out
from situationroom.models import Incident
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import IncidentKind
from situationroom.store.incident_file import create_incident, utc_now
from situationroom.texts import tr


def new(arguments: argparse.Namespace) -> int:
    """``situationroom new``."""
    zone = arguments.zone or _zone_of(arguments.country)
    for name in (zone, arguments.home_zone):
        if name not in available_timezones():
            raise InputError("{zone} is not a time zone; write it like Asia/Shanghai.", zone=name)
    incident = Incident(
        0,
        name=arguments.name,
        kind=IncidentKind(arguments.kind),
        country=_country(arguments.country),
        started_at=time_said(arguments.started, zone),
        home=arguments.home.upper(),
        home_zone=arguments.home_zone,
        incident_zone=zone,
        drill=arguments.drill,
        exercise_seconds=_exercise(arguments.exercise_time, zone),
    )
    create_incident(arguments.file, incident, arguments.officer, platform.node()).close()
    out(tr("Created {file}.", file=arguments.file))
    return DONE


def _exercise(text: str, zone: str) -> int:
    return round((time_said(text, zone) - utc_now()).total_seconds()) if text else 0


def _country(text: str) -> str:
    if len(text) != 2 or not text.isalpha():
        raise InputError("{country} is not an ISO country code such as TR.", country=text)
    return text.upper()


def _zone_of(country: str) -> str:
    """The time zone of a country that has one; its first by the zone table where it has more.

    Raises InputError for a country the table does not know.
    """
    from importlib.resources import files

    table = files("tzdata.zoneinfo").joinpath("zone1970.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        parts = line.split("\t")
        if not line.startswith("#") and country.upper() in parts[0].split(","):
            return ZoneInfo(parts[2]).key
    raise InputError("{country} is not an ISO country code such as TR.", country=country)
