"""``situationroom movement``: from a new coach to its arrival."""

import argparse
from collections.abc import Callable
from datetime import datetime

from situationroom.cli.opening import incident, local_time, movement, people
from situationroom.cli.say import DONE, out
from situationroom.commands import journeys, transport
from situationroom.models import Movement
from situationroom.models.errors import InputError, RuleError
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import BookingStatus, Mode
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.people import persons
from situationroom.store.queries.transport import bookings_of
from situationroom.texts import tr

Act = Callable[[IncidentFile, argparse.Namespace], object]
ON_PERSONS = ("assign", "withdraw", "board")


def work(arguments: argparse.Namespace) -> int:
    """One act on one movement."""
    if arguments.act in ON_PERSONS and not arguments.cases:
        raise InputError("Say who: name at least one case number.")
    with incident(arguments) as file:
        ACTS[arguments.act](file, arguments)
    return DONE


def _new(file: IncidentFile, said: argparse.Namespace) -> None:
    zone = file.ask(the_incident).incident_zone
    draft = Movement(
        0,
        number=said.number,
        mode=Mode(said.mode),
        capacity=Capacity(said.seats, said.stretchers, said.wheelchairs, said.laps),
        origin=said.from_,
        destination=said.to,
        departs_at=_time(file, said.departs),
        arrives_at=_time(file, said.arrives),
        departure_zone=zone,
        arrival_zone=zone,
        carrier=said.carrier,
        vehicle=said.vehicle,
    )
    file.run(transport.create_movement, draft)


def _time(file: IncidentFile, text: str) -> datetime | None:
    return local_time(file, text) if text else None


def _id(file: IncidentFile, said: argparse.Namespace) -> int:
    return movement(file, said.number).id


def _close(file: IncidentFile, said: argparse.Namespace) -> None:
    manifest = file.run(transport.close_movement, _id(file, said))[0]
    out(
        tr(
            "Manifest version {version} with {n} lines.",
            version=manifest.version,
            n=len(manifest.lines),
        )
    )


def _arrive(file: IncidentFile, said: argparse.Namespace) -> None:
    """Cases are those counted off; whoever boarded beside them is missing. None: all are there."""
    target, there = movement(file, said.number), set(people(file, said.cases))
    rows = file.ask(bookings_of, target.id)
    boarded = {r.person.id for r in rows if r.booking.status is BookingStatus.BOARDED}
    for person in file.ask(persons, sorted(there - boarded)):
        raise RuleError(
            "{person} is not on {movement}.", person=person.name, movement=target.number
        )
    file.run(journeys.arrive, target.id, sorted(boarded - there) if there else ())


ACTS: dict[str, Act] = {
    "new": _new,
    "assign": lambda file, said: file.run(
        transport.assign, _id(file, said), people(file, said.cases), said.reason
    ),
    "withdraw": lambda file, said: file.run(
        transport.withdraw, _id(file, said), people(file, said.cases), said.reason
    ),
    "close": _close,
    "reopen": lambda file, said: file.run(transport.reopen_movement, _id(file, said)),
    "boarding": lambda file, said: file.run(transport.start_boarding, _id(file, said)),
    "board": lambda file, said: file.run(
        transport.board, _id(file, said), people(file, said.cases)
    ),
    "depart": lambda file, said: file.run(journeys.depart, _id(file, said)),
    "arrive": _arrive,
    "cancel": lambda file, said: file.run(transport.cancel_movement, _id(file, said), said.reason),
}
