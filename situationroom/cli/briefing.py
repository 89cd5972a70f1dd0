"""``situationroom brief``: the briefing page, the map and the sitrep, without a window."""

import argparse
from pathlib import Path

from situationroom.cli.opening import incident
from situationroom.cli.say import DONE, LOOK, complain, out, out_json
from situationroom.commands.briefing_files import Taken, check_password, write_briefing
from situationroom.commands.briefing_picture import picture
from situationroom.models.briefing import Picture
from situationroom.models.errors import InputError
from situationroom.texts import set_language, tr


def brief(arguments: argparse.Namespace) -> int:
    """Make the next sitrep and write everything into ``--output``; 1 where there is no map."""
    if arguments.in_language:
        set_language(arguments.in_language)
    password = _password(arguments)
    folder: Path = arguments.output
    with incident(arguments) as file:
        # Before a sitrep is on record that could not be written.
        folder.mkdir(parents=True, exist_ok=True)
        shown = file.ask(picture, file.now())
        png = _map(shown)
        taken = Taken(shown, png, arguments.persons, password)
        paths = write_briefing(file.run, file.ask, taken, folder)
    if arguments.json:
        out_json({"files": [str(path) for path in paths], "persons": arguments.persons,
                  "encrypted": bool(password)})  # fmt: skip
    else:
        for path in paths:
            out(str(path))
    return DONE if png else LOOK


def _password(arguments: argparse.Namespace) -> str:
    path: Path | None = arguments.password_file
    if path is None:
        return ""
    if not arguments.persons:
        raise InputError(
            "A password is only asked for where persons are on the page; add --persons."
        )
    with path.open(encoding="utf-8") as file:
        password = file.readline(10_000).rstrip("\r\n")
    if not password:
        raise InputError(
            "The password file {file} is empty; write the password on its first line.",
            file=path.name,
        )
    check_password(password)
    return password


def _map(shown: Picture) -> bytes:
    try:
        from situationroom.gallery import briefing_map
    except ImportError as error:
        complain(tr("No map: {reason}", reason=error))
        return b""
    return briefing_map(shown)
