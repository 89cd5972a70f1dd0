"""``situationroom call``: the number of an incoming call, handed to the running window."""

import argparse
from pathlib import Path

from situationroom.cli.say import DONE, UNREADABLE, complain
from situationroom.models.errors import InputError
from situationroom.ringing import ring, telephone
from situationroom.texts import tr

SHOWN = 40


def call(arguments: argparse.Namespace) -> int:
    """Open a call form in the window. Raises InputError for what is no telephone number."""
    number = telephone(arguments.number)
    if not number:
        told = arguments.number[:SHOWN] + ("…" if len(arguments.number) > SHOWN else "")
        readable = told.encode(errors="replace").decode()  # half a letter cannot be printed
        raise InputError("{text} is no telephone number.", text=readable)
    incident: Path | None = arguments.incident
    where = str(incident.absolute()) if incident else ""
    answer = ring({"number": number, "incident": where})
    if answer is None and arguments.start and arguments.window is not None:
        named = [str(incident)] if incident else []
        return int(arguments.window([*named, "--call", number]))
    if answer:
        complain(_refusal(answer))
        return UNREADABLE
    if answer is None:
        complain(tr("No window is open here. Start it first, or add --start."))
        return UNREADABLE
    return DONE


def _refusal(answer: str) -> str:
    said = {
        "no incident": tr("The window has no incident open; open one first."),
        "other incident": tr("The window has another incident open."),
        "many": tr("Too many call forms are open; store or discard some first."),
    }
    return said.get(answer, tr("The window did not understand the call."))
