"""Opening the incident of a command line, and finding what its words name."""

import argparse
import platform
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from situationroom.models import Movement, Person
from situationroom.models.case_number import running_number
from situationroom.models.errors import InputError, RuleError
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.merges import survivor
from situationroom.store.queries.people import persons
from situationroom.store.queries.transport import movement_by_number


@contextmanager
def incident(arguments: argparse.Namespace, *, read_only: bool = False) -> Iterator[IncidentFile]:
    """The incident file of the command line, closed afterwards."""
    file = open_incident(arguments.file, arguments.officer, platform.node(), read_only=read_only)
    try:
        yield file
    finally:
        file.close()


def time_said(text: str, zone: str) -> datetime:
    """An ISO 8601 time; one without an offset is the ``zone``'s. Raises InputError."""
    try:
        at = datetime.fromisoformat(text)
        at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
        at.astimezone(UTC)  # the first and last hours of the calendar are no times in UTC
    except (ValueError, OverflowError):
        raise InputError(
            "{text} is not a time; write it like 2016-07-15T22:00+03:00.", text=text
        ) from None
    return at


def local_time(file: IncidentFile, text: str) -> datetime:
    """A time as said at the incident."""
    return time_said(text, file.ask(the_incident).incident_zone)


def numbers(said: Iterable[str]) -> list[int]:
    """Running numbers of case or request numbers. Raises InputError for a mistyped one."""
    found = []
    for text in said:
        running = running_number(text)
        if running is None:
            raise InputError("{number} is not a number of this incident; look again.", number=text)
        found.append(running)
    return found


def people(file: IncidentFile, cases: Iterable[str]) -> list[int]:
    """Persons by their case numbers, each once. Raises RuleError for a number nobody has."""
    wanted = [file.ask(survivor, number) for number in numbers(cases)]
    wanted = list(dict.fromkeys(wanted))
    known: set[int] = {person.id for person in _persons(file, wanted)}
    for case in wanted:
        if case not in known:
            raise RuleError("Nobody has the case number {number}.", number=case)
    return wanted


def movement(file: IncidentFile, number: str) -> Movement:
    """The movement of this number. Raises RuleError when there is none."""
    found = file.ask(movement_by_number, number)
    if found is None:
        raise RuleError("There is no movement {number}.", number=number)
    return found


def _persons(file: IncidentFile, ids: list[int]) -> list[Person]:
    return file.ask(persons, ids)
