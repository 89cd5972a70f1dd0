"""Opening a street map that an officer dropped on the window or chose."""

from collections.abc import Iterable
from pathlib import Path

from situationroom.map.pmtiles_file import PmTiles
from situationroom.models.errors import InputError
from situationroom.models.tiles import TileSource
from situationroom.store.mbtiles import MbTiles

ENDINGS = (".mbtiles", ".pmtiles")


def is_tile_file(path: str | Path) -> bool:
    """Whether a file calls itself a street map."""
    return str(path).lower().endswith(ENDINGS)


def parted(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """The street maps among some files, and the others."""
    chosen = list(paths)
    return [p for p in chosen if is_tile_file(p)], [p for p in chosen if not is_tile_file(p)]


def open_tiles(path: Path) -> TileSource:
    """The tiles of a file, by what it is and not by its name. Raises InputError."""
    try:
        with path.open("rb") as file:
            start = file.read(7)
    except OSError as error:
        raise InputError(
            "{file} is not there or cannot be opened. Plug in the drive it lies on, or remove it "
            "from the list.",
            file=path.name,
        ) from error
    return PmTiles(path) if start == b"PMTiles" else MbTiles(path)
