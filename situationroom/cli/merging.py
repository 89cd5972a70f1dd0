"""``merge``, ``unmerge``, ``apart``: whether two persons are one."""

import argparse
from itertools import combinations

from situationroom.cli.opening import incident, numbers, people
from situationroom.cli.say import DONE, out
from situationroom.commands.merging import merge_persons, say_apart
from situationroom.commands.unmerging import unmerge
from situationroom.models.errors import InputError, RuleError
from situationroom.store.incident_file import IncidentFile
from situationroom.store.undo import undo
from situationroom.texts import tr


def merge(arguments: argparse.Namespace) -> int:
    """Every further case is the first one, all of them or none."""
    with incident(arguments) as file:
        kept, *gone = people(file, arguments.cases)
        if not gone:
            raise InputError("Name two different cases or more: the first is kept.")
        _merge_all(file, kept, gone)
    out(tr("Merged into {case}: {n}", case=arguments.cases[0], n=len(gone)))
    return DONE


def take_apart(arguments: argparse.Namespace) -> int:
    """Bring back the persons who went in a merge under these numbers."""
    with incident(arguments) as file:
        for number in numbers(arguments.cases):
            (back, since), _entry = file.run(unmerge, number)
            out(tr("{case} is a person of their own again.", case=back.case))
            if since.new or since.fields:
                out(
                    tr(
                        "What came since stays with the other: {new} records, {changed} fields.",
                        new=sum(n for _kind, n in since.new),
                        changed=len(since.fields),
                    )
                )
    return DONE


def are_apart(arguments: argparse.Namespace) -> int:
    """None of these cases is another of them; they are not asked about again."""
    with incident(arguments) as file:
        cases = people(file, arguments.cases)
        if len(cases) < 2:
            raise InputError("Name two different cases or more.")
        file.run(say_apart, list(combinations(cases, 2)))
    out(tr("Remembered: {n} different persons.", n=len(cases)))
    return DONE


def _merge_all(file: IncidentFile, kept: int, gone: list[int]) -> None:
    """One entry each, so that each can be taken apart; a refusal takes back those before it."""
    done: list[int] = []
    try:
        for person in gone:
            entry = file.run(merge_persons, kept, person)[1]
            done += [entry.revision] if entry else []
    except RuleError:
        for revision in reversed(done):
            file.run(undo, revision)
        raise
