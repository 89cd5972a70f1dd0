"""The KML files in a KMZ: doc.kml first, then the others, all within the limits of one file."""

import zipfile
import zlib
from pathlib import Path
from typing import Final

from situationroom.intake.archive import damaged
from situationroom.intake.zone_xml import MOST_BYTES, too_large
from situationroom.models.errors import InputError

MOST_FILES: Final = 200
MOST_ENTRIES: Final = 20_000


def unpacked(path: Path) -> list[tuple[str, bytes]]:
    """Name and content of each KML inside. Raises InputError for bombs, passwords and damage."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = _chosen(path, archive.infolist())
            found, room = [], MOST_BYTES
            for info in infos:
                with archive.open(info) as file:
                    data = file.read(room + 1)
                room -= len(data)
                if room < 0:
                    raise too_large(path)
                found.append((info.filename, data))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        raise damaged(path) from None
    return found


def _chosen(path: Path, infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    found = [info for info in infos if info.filename.lower().endswith(".kml")]
    if not found:
        raise InputError(
            "{file} holds no KML; if another file is packed in it, unpack that and open it alone.",
            file=path.name,
        )
    if any(info.flag_bits & 1 for info in found):
        raise InputError(
            "{file} is closed with a password; unpack it and open the KML inside.", file=path.name
        )
    if len(found) > MOST_FILES or len(infos) > MOST_ENTRIES:
        raise too_large(path)
    return sorted(found, key=lambda info: info.filename.lower() != "doc.kml")
