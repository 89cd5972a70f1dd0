"""``situationroom demo``: the whole story, with files to look at."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from situationroom.cli.lists import write_entries
from situationroom.cli.say import DONE, LOOK, complain, out
from situationroom.commands.briefing_files import Taken, write_briefing
from situationroom.commands.briefing_picture import picture
from situationroom.commands.manifest_files import write_manifest
from situationroom.models.errors import InputError
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.queries.transport import movements
from situationroom.store.verify import verify
from situationroom.texts import set_language, tr

OURS = ("demo.situation", "lists", "pictures")


def demo(arguments: argparse.Namespace) -> int:
    """Make the incident; open the window on it, or without a display write everything."""
    folder: Path = arguments.out
    _clear(folder)
    complain(tr("Three days in July 2016 are being told; this takes some seconds."))
    incident = folder / "demo.situation"
    from situationroom.demo import make_incident

    set_language(arguments.language or "zh")  # the ministry of this story writes Chinese
    make_incident(incident)
    if arguments.window is not None and not arguments.headless and has_display():
        return int(arguments.window([str(incident)]))
    return _write_everything(incident, folder)


def has_display() -> bool:
    """True where a window can be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _clear(folder: Path) -> None:
    """Begin anew where an earlier demonstration lies; never touch anything else."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "demo.situation").is_file():
        raise InputError(
            "{folder} holds other files; choose an empty folder with --out.", folder=folder
        )
    for old in (*(folder / name for name in OURS), *folder.glob("demo.situation-*")):
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)


def _write_everything(incident: Path, folder: Path) -> int:
    file = open_incident(incident, "王主任", read_only=True)
    try:
        written = _papers(file, folder)
        proof = file.ask(verify)
    finally:
        file.close()
    pictures = [*_pictures(incident, folder), *_briefing(incident, folder)]
    for path in (incident, *written, *pictures):
        out(str(path))
    if not proof.ok:
        complain("; ".join(proof.faults))
    return DONE if proof.ok and pictures else LOOK


def _papers(file: IncidentFile, folder: Path) -> list[Path]:
    closed = [row.movement.id for row in file.ask(movements) if row.movement.version]
    papers = [
        write_manifest(file.ask, id_, folder, kind) for id_ in closed for kind in ("pdf", "xlsx")
    ]
    journal = folder / "journal.csv"
    write_entries(file, journal)
    return [*papers, *sorted(folder.glob("handoff-*")), journal]


def _briefing(incident: Path, folder: Path) -> list[Path]:
    """The page, the map and the sitrep to take along, and what the room sees."""
    try:
        from situationroom.gallery import briefing_map, photograph_briefing
    except ImportError:  # said already, with the pictures of the rooms
        return []
    file = open_incident(incident, "王主任")
    try:
        shown = file.ask(picture, file.now())
        taken = Taken(shown, briefing_map(shown))
        paths = write_briefing(file.run, file.ask, taken, folder)
    finally:
        file.close()
    return [*paths, *photograph_briefing(shown, folder / "pictures")]


def _pictures(incident: Path, folder: Path) -> list[Path]:
    try:
        from situationroom.gallery import photograph, photograph_map
    except ImportError as error:
        complain(tr("No pictures: {reason}", reason=error))
        return []
    return [
        *photograph(incident, folder / "pictures"),
        *photograph_map(incident, folder / "pictures"),
    ]
