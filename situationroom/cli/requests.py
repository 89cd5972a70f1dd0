"""``situationroom request``: working the rolling list from a script."""

import argparse
from collections.abc import Callable

from situationroom.cli.opening import incident, local_time, numbers
from situationroom.cli.say import DONE
from situationroom.commands import requests
from situationroom.commands.followups import add_task
from situationroom.commands.request_links import join, relate
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.followups import standing

Act = Callable[[IncidentFile, list[int], argparse.Namespace], object]


def work(arguments: argparse.Namespace) -> int:
    """One act on one or more requests."""
    with incident(arguments) as file:
        asked = [file.ask(standing, number) for number in numbers(arguments.numbers)]
        ACTS[arguments.act](file, asked, arguments)
    return DONE


def _notes(file: IncidentFile, ids: list[int], arguments: argparse.Namespace) -> None:
    for request in ids:
        file.run(requests.add_note, request, arguments.text)


def _attempts(file: IncidentFile, ids: list[int], arguments: argparse.Namespace) -> None:
    for request in ids:
        file.run(requests.attempt, request, arguments.text, local_time(file, arguments.until))


def _follow_up(file: IncidentFile, ids: list[int], arguments: argparse.Namespace) -> None:
    until = local_time(file, arguments.until)
    for request in ids:
        file.run(add_task, request, arguments.text, until, arguments.to)


def _link(file: IncidentFile, ids: list[int], arguments: argparse.Namespace) -> None:
    for request in ids:
        file.run(relate, request, _other(file, arguments), arguments.text)


def _join(file: IncidentFile, ids: list[int], arguments: argparse.Namespace) -> None:
    for request in ids:
        file.run(join, _other(file, arguments), request)


def _other(file: IncidentFile, arguments: argparse.Namespace) -> int:
    return file.ask(standing, numbers([arguments.to])[0])


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
    "attempt": _attempts,
    "follow-up": _follow_up,
    "link": _link,
    "join": _join,
    "hand-over": lambda file, ids, said: file.run(requests.hand_over, ids, said.to, said.text),
}
