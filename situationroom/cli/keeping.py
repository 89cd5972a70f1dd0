"""``undo``, ``figures``, ``verify``, ``backup``, ``restore``."""

import argparse
from dataclasses import asdict

from situationroom.cli.opening import incident, local_time
from situationroom.cli.say import DONE, LOOK, complain, out, out_json, progress
from situationroom.models.errors import InputError, RuleError
from situationroom.store.backup import back_up as copy_to
from situationroom.store.backup import newest_backup, restore_from
from situationroom.store.codec import time_text
from situationroom.store.past import figures_at
from situationroom.store.queries.figures import DEFINITIONS, figures
from situationroom.store.undo import next_undo, undo
from situationroom.store.verify import verify
from situationroom.texts import tr


def undo_entry(arguments: argparse.Namespace) -> int:
    """Take back the officer's last entry, or the one named."""
    with incident(arguments) as file:
        last = file.ask(next_undo, file.officer)
        revision = arguments.revision or (last.revision if last else None)
        if revision is None:
            raise RuleError("There is nothing of yours to undo.")
        done = file.run(undo, revision)[0]
    out(tr("Undid entry {revision}.", revision=revision))
    for kept in done.kept:
        complain(tr("{name} was kept: {officer} has worked on it since (entry {revision}).",
                    name=kept.name, officer=kept.officer, revision=kept.revision))  # fmt: skip
    return LOOK if done.kept else DONE


def show_figures(arguments: argparse.Namespace) -> int:
    """The figures now, or as they were at a past moment, replayed from the journal."""
    with incident(arguments, read_only=True) as file:
        at = local_time(file, arguments.as_of) if arguments.as_of else file.now()
        now = file.ask(figures_at, at) if arguments.as_of else file.ask(figures, at)
    if arguments.json:
        out_json({"as_of": time_text(at), **asdict(now)})
        return DONE
    for name, value in asdict(now).items():
        out(f"{value:>8}  {name:<12} {tr(DEFINITIONS[name])}")
    return DONE


def verify_file(arguments: argparse.Namespace) -> int:
    """Chain, replay against tables, rules, counts. 1 when something is not as it must be."""
    with incident(arguments, read_only=True) as file:
        proof = file.ask(verify, progress)
    if arguments.json:
        out_json({"ok": proof.ok, **asdict(proof)})
    elif proof.ok:
        n = sum(proof.records.values())
        out(tr("{entries} entries and {n} records: all in order.", entries=proof.entries, n=n))
    for fault in proof.faults:
        complain(fault)
    return DONE if proof.ok else LOOK


def back_up(arguments: argparse.Namespace) -> int:
    """A copy of the file as of now, with the time in its name."""
    with incident(arguments, read_only=True) as file:
        out(str(file.ask(copy_to, arguments.file, arguments.folder, file.now())))
    return DONE


def restore(arguments: argparse.Namespace) -> int:
    """The newest backup of a folder as a new file; nothing is overwritten."""
    backup = newest_backup(arguments.folder)
    if backup is None:
        raise InputError("There is no backup in {folder}.", folder=arguments.folder.name)
    restore_from(backup, arguments.file)
    out(str(arguments.file))
    return DONE
