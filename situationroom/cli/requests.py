"""``situationroom request``: working the rolling list from a script."""

import argparse
from collections.abc import Callable

from situationroom.cli.opening import incident, local_time, numbers
from situationroom.cli.say import DONE
from situationroom.commands import requests
from situationroom.store.incident_file import IncidentFile

Act = Callable[[IncidentFile, list[int], argparse.Namespace], object]


def work(arguments: argparse.Namespace) -> int:
    """One act on one or more requests."""
    with incident(arguments) as file:
        ACTS[arguments.act](file, numbers(arguments.numbers), arguments)
    return DONE


def _notes(file: IncidentFile, ids: list[int], arguments: argparse.Namespace) -> None:
    for request in ids:
        file.run(requests.add_note, request, arguments.text)


def _wait(file: IncidentFile, ids: list[int], arguments: argparse.Namespace) -> None:
    until = local_time(file, arguments.until)
    file.run(requests.wait_until, ids, until, arguments.text)


ACTS: dict[str, Act] = {
    "take": lambda file, ids, _: file.run(requests.take, ids),
    "acknowledge": lambda file, ids, _: file.run(requests.acknowledge, ids),
    "note": _notes,
    "wait": _wait,
    "resolve": lambda file, ids, said: file.run(requests.resolve, ids, said.text),
    "close": lambda file, ids, _: file.run(requests.close_requests, ids),
    "reopen": lambda file, ids, said: file.run(requests.reopen, ids, said.text),
    "hand-over": lambda file, ids, said: file.run(requests.hand_over, ids, said.to, said.text),
}
