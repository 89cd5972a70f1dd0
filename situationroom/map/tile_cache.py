"""Pictures from a server kept on the disk: each asked for once, not too many, not too old."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import time

from situationroom.models.tiles import Tile

MOST_BYTES = 256 << 20
OLDEST = 30 * 24 * 3600.0  # seconds
EVERY = 300
"""So many new pictures, then the folder is looked through."""


class TileCache:
    """A folder of one server's tiles; a disk that refuses costs time, never the work."""

    def __init__(
        self, folder: Path, most: int = MOST_BYTES, now: Callable[[], float] = time
    ) -> None:
        self.folder, self._most, self._now = folder, most, now
        self._new = EVERY  # look through it at the first picture

    def get(self, tile: Tile) -> bytes | None:
        """A picture that was kept, unless it has become too old."""
        path = self._path(tile)
        try:
            if self._now() - path.stat().st_mtime > OLDEST:
                return None
            return path.read_bytes()
        except OSError:
            return None

    def holds(self, tile: Tile) -> bool:
        """Whether a picture is there, as far as a look at the folder tells."""
        return self._path(tile).is_file()

    def put(self, tile: Tile, data: bytes) -> None:
        """Keep a picture."""
        path = self._path(tile)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".new")
            draft.write_bytes(data)
            draft.replace(path)
        self._new += 1
        if self._new >= EVERY:
            self._new = 0
            self.tidy()

    def tidy(self) -> None:
        """Remove what is too old, then the oldest until the rest is small enough."""
        kept = 0
        with suppress(OSError):
            found = [(path.stat(), path) for path in self.folder.rglob("*") if path.is_file()]
            for about, path in sorted(found, key=lambda one: -one[0].st_mtime):
                kept += about.st_size
                if kept > self._most or self._now() - about.st_mtime > OLDEST:
                    path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Leave nothing that tells which places were looked at."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, tile: Tile) -> Path:
        return self.folder / str(tile.z) / str(tile.x) / str(tile.y)
