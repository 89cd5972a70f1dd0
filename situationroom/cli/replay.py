"""``situationroom replay``: the incident as numbered pictures of the map, without a window."""

import argparse
import re
from pathlib import Path

from situationroom.cli.opening import incident, local_time
from situationroom.cli.say import DONE, LOOK, complain, out, out_json, progress
from situationroom.models.errors import InputError
from situationroom.texts import tr

_SECONDS = {"min": 60, "m": 60, "h": 3_600, "d": 86_400}
_EVERY = re.compile(r"(\d{1,6})\s*(min|m|h|d)")
_SIZE = re.compile(r"(\d{3,4})\s*[x×]\s*(\d{3,4})")


def replay(arguments: argparse.Namespace) -> int:
    """Write the pictures and the list of their times into ``--output``."""
    every, (width, height) = seconds(arguments.every), pixels(arguments.size)
    with incident(arguments, read_only=True) as file:
        first, last = (
            local_time(file, said).timestamp() if said else None
            for said in (arguments.begins, arguments.ends)
        )
    try:
        from situationroom.gallery import photograph_replay
        from situationroom.views.replay_frames import Film
    except ImportError as error:
        complain(tr("No pictures: {reason}", reason=error))
        return LOOK
    film = Film(every, first, last, width, height, arguments.theme)
    paths = photograph_replay(arguments.file, arguments.output, film, progress)
    _say(paths, as_json=arguments.json)
    return DONE


def seconds(text: str) -> int:
    """'10min', '1h', '1d' as seconds. Raises InputError."""
    found = _EVERY.fullmatch(text.strip().lower())
    length = int(found[1]) * _SECONDS[found[2]] if found else 0
    if length <= 0:
        raise InputError("{text} is no length of time; write it like 10min, 1h or 1d.", text=text)
    return length


def pixels(text: str) -> tuple[int, int]:
    """'1920x1080' as width and height. Raises InputError."""
    found = _SIZE.fullmatch(text.strip().lower())
    if found is None or not all(480 <= int(side) <= 8_000 for side in found.groups()):
        raise InputError(
            "{text} is no size; write it like 1920x1080, 480 to 8000 pixels.", text=text
        )
    return int(found[1]), int(found[2])


def _say(paths: list[Path], *, as_json: bool) -> None:
    if as_json:
        out_json({"frames": len(paths) - 1, "files": [str(path) for path in paths]})
        return
    out(tr("{n} pictures and the list of their times: {folder}", n=len(paths) - 1,
           folder=paths[-1].parent))  # fmt: skip
