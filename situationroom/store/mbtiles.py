"""Tiles in an MBTiles file: an SQLite database of somebody else, only ever read.

The format: https://github.com/mapbox/mbtiles-spec (1.3). The file is hostile: its schema is not
trusted, it may be a view over anything, so every question has a limit of steps and of bytes.
"""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from situationroom.models.errors import InputError
from situationroom.models.tiles import (
    FINEST,
    LARGEST_TILE,
    WHOLE_WORLD,
    Tile,
    TileForm,
    TileInfo,
    plain_text,
)

FORMS = {
    "png": TileForm.RASTER,
    "jpg": TileForm.RASTER,
    "jpeg": TileForm.RASTER,
    "webp": TileForm.RASTER,
    "pbf": TileForm.VECTOR,
    "mvt": TileForm.VECTOR,
}
STEPS, PATIENCE = 10_000, 400
"""SQLite asks every STEPS instructions, and is stopped when it has asked PATIENCE times."""
ROWS, LONGEST = 200, 4_000
NOT_ONE = (
    "{file} is no tile file that can be shown: it is not an MBTiles database, or it is damaged. "
    "Ask for it again from whoever made it."
)


class MbTiles:
    """An open MBTiles file."""

    def __init__(self, path: Path) -> None:
        """Raises InputError when the file is missing, damaged or of another kind."""
        self._path, self._lock, self._asked = path, Lock(), 0
        with self._plain():
            self._connection = _opened(path, self._overlong)
        try:
            with self._plain():
                self.info = self._info()
        except InputError:
            self._connection.close()
            raise

    def read(self, tile: Tile) -> bytes | None:
        """A tile as it is stored, perhaps packed; None where the file has none."""
        row = (1 << tile.z) - 1 - tile.y
        sql = (
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
            " AND length(tile_data) <= ?"
        )
        found = self._rows(sql, tile.z, tile.x, row, LARGEST_TILE)
        data = found[0][0] if found else None
        return data if isinstance(data, bytes) else None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _info(self) -> TileInfo:
        said = {str(k): v for k, v in self._rows("SELECT name, value FROM metadata")}
        form = FORMS.get(str(said.get("format", "")).strip().lower()) or self._sniffed()
        least, most = self._zooms(said)
        title = plain_text(said.get("name") or "", 60) or self._path.stem[:60]
        credit = plain_text(said.get("attribution") or "")
        return TileInfo(title, form, least, most, _box(said.get("bounds")), credit)

    def _zooms(self, said: dict[str, Any]) -> tuple[int, int]:
        least, most = _whole(said.get("minzoom")), _whole(said.get("maxzoom"))
        if least is None or most is None:
            known = self._rows("SELECT min(zoom_level), max(zoom_level) FROM tiles")[0]
            least, most = _whole(known[0]), _whole(known[1])
        if least is None or most is None or least > most:
            raise InputError("{file} holds no tiles.", file=self._path.name)
        return least, most

    def _sniffed(self) -> TileForm:
        """Older files do not name their format; a picture begins like one."""
        found = self._rows("SELECT tile_data FROM tiles LIMIT 1")
        if not found or not isinstance(found[0][0], bytes):
            raise InputError("{file} holds no tiles.", file=self._path.name)
        pictures = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
        return TileForm.RASTER if found[0][0].startswith(pictures) else TileForm.VECTOR

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock, self._plain():
            self._asked = 0
            return self._connection.execute(sql, values).fetchmany(ROWS)

    def _overlong(self) -> bool:
        self._asked += 1
        return self._asked > PATIENCE

    @contextmanager
    def _plain(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, MemoryError, OverflowError) as error:
            raise InputError(NOT_ONE, file=self._path.name) from error


def _opened(path: Path, overlong: Any) -> sqlite3.Connection:
    """Read-only and without side files, so that a file on a write-protected stick opens too."""
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(where, uri=True, check_same_thread=False)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 2 * LARGEST_TILE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_progress_handler(overlong, STEPS)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _whole(value: object) -> int | None:
    try:
        number = int(float(str(value)[:20]))
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number <= FINEST else None


def _box(value: object) -> tuple[float, float, float, float]:
    """West, south, east, north of a metadata text; the whole world when it makes no sense."""
    try:
        west, south, east, north = (float(part) for part in str(value)[:LONGEST].split(","))
    except ValueError:
        return WHOLE_WORLD
    sound = all(map(math.isfinite, (west, south, east, north))) and west < east and south < north
    return (west, south, east, north) if sound else WHOLE_WORLD
