"""``situationroom shelter`` and ``household``."""

import argparse
from collections.abc import Callable
from pathlib import Path

from situationroom.cli.opening import incident, people
from situationroom.cli.say import DONE, out, progress
from situationroom.commands import shelters
from situationroom.commands.households import form_household
from situationroom.commands.imports import context_of
from situationroom.intake.shelters import read_shelters
from situationroom.models.errors import RuleError
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.shelters import SiteRow, sites
from situationroom.texts import tr

Act = Callable[[IncidentFile, argparse.Namespace], object]


def work(arguments: argparse.Namespace) -> int:
    """One act on sites or on persons in them."""
    with incident(arguments) as file:
        ACTS[arguments.act](file, arguments)
    return DONE


def household(arguments: argparse.Namespace) -> int:
    """Keep persons together from now on."""
    with incident(arguments) as file:
        file.run(form_household, arguments.name, people(file, arguments.cases))
    return DONE


def _open(file: IncidentFile, said: argparse.Namespace) -> None:
    context = context_of(file.ask(the_incident), file.now())
    drafts = [
        (row.site, row.unit, row.head_count)
        for path in said.what
        for sheet in read_shelters(Path(path), context, progress).sheets
        for row in sheet.rows
        if row.site is not None and row.unit is not None
    ]
    opened = file.run(shelters.open_sites, drafts)[0]
    out(tr("Opened shelters: {n}", n=len(opened)))


def _check_in(file: IncidentFile, said: argparse.Namespace) -> None:
    unit = _site(file, said.at).units[0].unit.id
    persons = people(file, said.what)
    file.run(shelters.check_in, persons, unit, said.reason, said.reason)


def _count(file: IncidentFile, said: argparse.Namespace) -> None:
    if said.count is None:
        raise RuleError("Say how many were counted, with --count.")
    for name in said.what:
        site = _site(file, name).site.id
        file.run(shelters.record_head_count, site, said.count, said.officer)


def _site(file: IncidentFile, name: str) -> SiteRow:
    found = [row for row in file.ask(sites) if row.site.name.lower() == name.strip().lower()]
    if not found:
        raise RuleError("There is no shelter called {name}.", name=name)
    return found[0]


ACTS: dict[str, Act] = {
    "open": _open,
    "check-in": _check_in,
    "check-out": lambda file, said: file.run(shelters.check_out, people(file, said.what)),
    "count": _count,
}
