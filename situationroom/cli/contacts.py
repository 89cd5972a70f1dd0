"""``situationroom import-contacts``."""

import argparse

from situationroom.cli.opening import incident
from situationroom.cli.say import DONE, LOOK, complain, out, out_json, progress
from situationroom.commands.contacts import (
    ContactPlan,
    Outcome,
    import_contacts,
    plan_contacts,
)
from situationroom.commands.imports import context_of
from situationroom.intake.contacts import read_contacts
from situationroom.store.queries.incident import the_incident
from situationroom.texts import tr

OUTCOMES: tuple[Outcome, ...] = ("new", "updated", "unchanged", "rejected", "skipped")


def import_directory(arguments: argparse.Namespace) -> int:
    """Read, plan, and unless ``--dry-run`` do it as one entry. 1 when rows were rejected."""
    with incident(arguments, read_only=arguments.dry_run) as file:
        context = context_of(file.ask(the_incident), file.now())
        readings = [read_contacts(path, context, progress) for path in arguments.sheets]
        plan = file.ask(plan_contacts, readings, arguments.leave_repeats)
        revision = None
        if not arguments.dry_run and plan.count("new") + plan.count("updated"):
            entry = file.run(import_contacts, progress, readings, arguments.leave_repeats)[1]
            revision = entry.revision if entry else None
    _say(plan, revision, as_json=arguments.json)
    return LOOK if plan.count("rejected") else DONE


def _say(plan: ContactPlan, revision: int | None, *, as_json: bool) -> None:
    for row in plan.rows:
        if row.outcome == "rejected" and row.why is not None:
            why = tr(row.why.template, **row.why.values)
            complain(f"{row.file}, {row.sheet} {row.row}: {why}")
    counts = {outcome: plan.count(outcome) for outcome in OUTCOMES}
    if as_json:
        out_json({"rows": len(plan.rows), **counts, "repeated": plan.repeated, "entry": revision})
        return
    out(tr("Directory: {new} new, {updated} updated, {rejected} rejected", **counts))
