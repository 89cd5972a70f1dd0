"""Tiles in a PMTiles file: one archive with a directory of its own, only ever read.

The format: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md. The file is hostile:
directories are unpacked up to a limit before the library reads them. It is read piece by piece
rather than mapped into memory, so that a stick pulled out is an error and not the end of us.
"""

import gzip
import json
import re
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from situationroom.map.tile_bytes import unpacked
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

HEADER, DEPTH = 127, 4
PACKED, UNPACKED = 2 << 20, 8 << 20
"""Bytes a directory or the metadata may have."""
ENDLESS = re.compile(rb"[\x80-\xff]{10}")
"""No number of 64 bits is written in so many bytes."""
NOT_ONE = (
    "{file} is no tile file that can be shown: it is not a PMTiles archive (version 3), or it is "
    "damaged. Ask for it again from whoever made it."
)


class PmTiles:
    """An open PMTiles file."""

    def __init__(self, path: Path) -> None:
        """Raises InputError when the file is missing, damaged or of another kind."""
        self._path, self._lock = path, Lock()
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise InputError(NOT_ONE, file=path.name) from error
        self.directory = lru_cache(maxsize=64)(self._directory)
        try:
            self._header = self._read_header()
            self.info = self._info()
        except InputError:
            self._file.close()
            raise

    def read(self, tile: Tile) -> bytes | None:
        """A tile as it is stored, perhaps packed; None where the file has none."""
        from pmtiles.tile import find_tile, zxy_to_tileid

        at, length = self._header["root_offset"], self._header["root_length"]
        number = zxy_to_tileid(*tile)
        for _ in range(DEPTH):
            entry = find_tile(self.directory(at, length), number)
            if entry is None:
                return None
            if entry.run_length:
                return self._tile(entry.offset, entry.length)
            at, length = self._header["leaf_directory_offset"] + entry.offset, entry.length
        return None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._file.close()

    def _tile(self, offset: int, length: int) -> bytes | None:
        if length > LARGEST_TILE:
            return None
        return self._bytes(self._header["tile_data_offset"] + offset, length)

    def _bytes(self, at: int, length: int) -> bytes:
        with self._lock:
            try:
                self._file.seek(at)
                found = self._file.read(length)
            except (OSError, ValueError, OverflowError) as error:
                raise self._fault() from error
        if len(found) != length:
            raise self._fault()
        return found

    def _read_header(self) -> dict[str, Any]:
        from pmtiles.tile import MagicNumberNotFound, SpecVersionUnsupported, deserialize_header

        try:
            return dict(deserialize_header(self._bytes(0, HEADER)))
        except (MagicNumberNotFound, SpecVersionUnsupported, ValueError) as error:
            raise self._fault() from error

    def _directory(self, at: int, length: int) -> Any:
        from pmtiles.tile import deserialize_directory

        plain = self._plain_bytes(at, length)
        if ENDLESS.search(plain):
            raise self._fault()
        try:
            return deserialize_directory(gzip.compress(plain, 1))  # it reads packed ones only
        except (EOFError, ValueError, IndexError) as error:
            raise self._fault() from error

    def _plain_bytes(self, at: int, length: int) -> bytes:
        """A directory or the metadata, unpacked."""
        if not 0 <= length <= PACKED:
            raise self._fault()
        try:
            return unpacked(self._bytes(at, length), UNPACKED)
        except ValueError as error:
            raise self._fault() from error

    def _info(self) -> TileInfo:
        header, said = self._header, self._metadata()
        self.directory(header["root_offset"], header["root_length"])
        least, most = header["min_zoom"], header["max_zoom"]
        if not least <= most <= FINEST:
            raise self._fault()
        title = plain_text(said.get("name") or "", 60) or self._path.stem[:60]
        credit = plain_text(said.get("attribution") or "")
        return TileInfo(title, self._form(), least, most, _box(header), credit)

    def _form(self) -> TileForm:
        from pmtiles.tile import Compression, TileType

        known = {
            TileType.MVT: TileForm.VECTOR,
            TileType.PNG: TileForm.RASTER,
            TileType.JPEG: TileForm.RASTER,
            TileType.WEBP: TileForm.RASTER,
        }
        packing = (Compression.NONE, Compression.GZIP, Compression.UNKNOWN)
        form = known.get(self._header["tile_type"])
        if form is None or self._header["tile_compression"] not in packing:
            raise InputError(
                "{file} holds tiles of a kind that cannot be shown here; ask for one with PNG, "
                "JPEG, WebP or vector (MVT) tiles, packed with gzip or not at all.",
                file=self._path.name,
            )
        return form

    def _metadata(self) -> dict[str, Any]:
        if not self._header["metadata_length"]:
            return {}
        plain = self._plain_bytes(self._header["metadata_offset"], self._header["metadata_length"])
        try:
            said = json.loads(plain)
        except (ValueError, RecursionError):
            return {}
        return said if isinstance(said, dict) else {}

    def _fault(self) -> InputError:
        return InputError(NOT_ONE, file=self._path.name)


def _box(header: dict[str, Any]) -> tuple[float, float, float, float]:
    names = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    west, south, east, north = (header[name] / 1e7 for name in names)
    return (west, south, east, north) if west < east and south < north else WHOLE_WORLD
