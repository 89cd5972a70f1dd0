"""``certainty`` and ``detach``: what imports attach by themselves, and taking it back."""

import argparse

from situationroom.cli.opening import incident, people
from situationroom.cli.say import DONE, out
from situationroom.commands.attachments import detach
from situationroom.commands.incidents import percent, set_certainty
from situationroom.models.errors import InputError, RuleError
from situationroom.store.queries.attachments import attached_to
from situationroom.store.queries.incident import the_incident
from situationroom.texts import tr


def certainty(arguments: argparse.Namespace) -> int:
    """Say the incident's certainty, or store another one."""
    with incident(arguments, read_only=not arguments.percent) as file:
        if arguments.percent:
            file.run(set_certainty, _share(arguments.percent))
        now = file.ask(the_incident).targets.attach_from
    if now:
        out(tr("Imports attach by themselves from {certainty} % certainty", certainty=percent(now)))
    else:
        out(tr("Imports attach nobody by likeness"))
    return DONE


def take_back(arguments: argparse.Namespace) -> int:
    """Every row an import attached to these cases by itself becomes a case of its own."""
    with incident(arguments) as file:
        cases = people(file, arguments.cases)
        found = [row for case in cases for row in file.ask(attached_to, case)]
        if not found:
            raise RuleError("No import has attached anything to this case by itself.")
        for row in found:
            own, _entry = file.run(detach, row.attachment.id)
            out(tr("{case} is a person of their own again.", case=own.case))
    return DONE


def _share(text: str) -> float:
    if text == "off":
        return 0.0
    try:
        return float(text.removesuffix("%")) / 100
    except ValueError:
        raise InputError("{text} is not a percentage such as 99.9, nor off.", text=text) from None
