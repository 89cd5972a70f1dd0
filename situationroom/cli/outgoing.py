"""``situationroom manifest`` and ``handoff``: what leaves the cell."""

import argparse
from pathlib import Path

from situationroom.cli.opening import incident, movement
from situationroom.cli.say import DONE, out
from situationroom.commands.handoff_files import write_handoff
from situationroom.commands.handoffs import add_recipient, make_handoff
from situationroom.commands.manifest_files import write_manifest
from situationroom.models import Recipient
from situationroom.store.queries.handoffs import recipient_named


def manifest(arguments: argparse.Namespace) -> int:
    """Write the newest manifest of a movement. Raises RuleError while there is none."""
    with incident(arguments, read_only=True) as file:
        found = movement(file, arguments.movement)
        path = write_manifest(file.ask, found.id, _folder(arguments), arguments.format)
    out(str(path))
    return DONE


def handoff(arguments: argparse.Namespace) -> int:
    """Make the recipient's next hand-off and write its files; a new name is a new recipient."""
    folder = _folder(arguments)
    with incident(arguments) as file:
        recipient = file.ask(recipient_named, arguments.to)
        if recipient is None:
            recipient = file.run(add_recipient, Recipient(0, arguments.to))[0]
        made = file.run(make_handoff, recipient.id, arguments.full)[0]
        for path in write_handoff(file.run, file.ask, made.id, folder):
            out(str(path))
    return DONE


def _folder(arguments: argparse.Namespace) -> Path:
    folder: Path = arguments.output
    folder.mkdir(parents=True, exist_ok=True)
    return folder
