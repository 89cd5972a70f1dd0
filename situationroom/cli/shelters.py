"""``situationroom shelter`` and ``household``."""

import argparse
from collections.abc import Callable
from pathlib import Path

from situationroom.cli.opening import incident, people
from situationroom.cli.say import DONE, LOOK, complain, out, progress
from situationroom.commands import shelters
from situationroom.commands.households import form_household
from situationroom.commands.imports import context_of
from situationroom.intake.shelters import ShelterRow, read_shelters
from situationroom.models import HeadCount, Site, Unit
from situationroom.models.errors import RuleError
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.shelters import SiteRow, sites
from situationroom.texts import tr

Act = Callable[[IncidentFile, argparse.Namespace], int | None]
Draft = tuple[Site, Unit, HeadCount | None]
Same = tuple[str, str, float | None, float | None]


def work(arguments: argparse.Namespace) -> int:
    """One act on sites or on persons in them. 1 when rows of a list were not read."""
    with incident(arguments) as file:
        return ACTS[arguments.act](file, arguments) or DONE


def household(arguments: argparse.Namespace) -> int:
    """Keep persons together from now on."""
    with incident(arguments) as file:
        file.run(form_household, arguments.name, people(file, arguments.cases))
    return DONE


def _open(file: IncidentFile, said: argparse.Namespace) -> int:
    context = context_of(file.ask(the_incident), file.now())
    readings = [read_shelters(Path(path), context, progress) for path in said.what]
    here = {_same(row.site) for row in file.ask(sites)}
    drafts: list[Draft] = []
    passed = 0
    for reading in readings:
        for sheet in reading.sheets:
            for row in sheet.rows:
                passed += _take(row, f"{reading.file}, {sheet.name}", here, drafts)
    if drafts:
        file.run(shelters.open_sites, drafts)
    out(tr("Opened shelters: {n}", n=len(drafts)))
    return LOOK if passed else DONE


def _take(row: ShelterRow, where: str, here: set[Same], drafts: list[Draft]) -> bool:
    """Whether a row needs a person: it was rejected, or its shelter is on the list already."""
    if row.site is None or row.unit is None:
        if row.outcome == "rejected" and row.why is not None:
            complain(f"{where} {row.row}: {tr(row.why.template, **row.why.values)}")
        return row.outcome == "rejected"
    if _same(row.site) in here:
        said = tr("{site} is on the list already and was not opened again.", site=row.site.name)
        complain(f"{where} {row.row}: {said}")
        return True
    here.add(_same(row.site))
    drafts.append((row.site, row.unit, row.head_count))
    return False


def _same(site: Site) -> Same:
    """What two rows about one shelter agree in. A school of the same name is somewhere else."""
    return site.name.casefold(), site.address.casefold(), site.lat, site.lon


def _check_in(file: IncidentFile, said: argparse.Namespace) -> None:
    unit = _site(file, said.at).units[0].unit.id
    persons = people(file, said.what)
    file.run(shelters.check_in, persons, unit, said.reason, said.reason)


def _check_out(file: IncidentFile, said: argparse.Namespace) -> None:
    file.run(shelters.check_out, people(file, said.what))


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
    "check-out": _check_out,
    "count": _count,
}
