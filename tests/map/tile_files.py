"""Tile files as others make them: MBTiles and PMTiles, of real streets and of one colour."""

import gzip
import sqlite3
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from situationroom.models.tiles import Tile

STREETS = Path(__file__).parent / "streets"
CREDIT = '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap</a> contributors'
BANGKOK = (100.459, 13.497, 100.634, 13.667)


def streets() -> dict[Tile, bytes]:
    """Real vector tiles of Bangkok (see streets/README.md)."""
    found = {}
    for path in sorted(STREETS.glob("*.mvt")):
        z, x, y = map(int, path.stem.split("-"))
        found[Tile(z, x, y)] = path.read_bytes()
    return found


def mbtiles(path: Path, tiles: Mapping[Tile, bytes], **metadata: str) -> Path:
    """An MBTiles file with these tiles; its rows count from the south."""
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    database.execute(
        "CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)"
    )
    database.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
    rows = [(t.z, t.x, (1 << t.z) - 1 - t.y, data) for t, data in tiles.items()]
    database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    database.commit()
    database.close()
    return path


def street_mbtiles(path: Path) -> Path:
    """The real streets as MBTiles, packed as is usual."""
    tiles = {tile: gzip.compress(data) for tile, data in streets().items()}
    box = ",".join(map(str, BANGKOK))
    return mbtiles(
        path, tiles, name="Bangkok", format="pbf", minzoom="12", maxzoom="12", bounds=box,
        attribution=CREDIT,
    )  # fmt: skip


def pmtiles(path: Path, tiles: Mapping[Tile, bytes], kind: str = "MVT", **more: Any) -> Path:
    """A PMTiles archive with these tiles."""
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import Writer

    packing = Compression.GZIP if kind == "MVT" else Compression.NONE
    zooms = [tile.z for tile in tiles]
    west, south, east, north = more.pop("box", BANGKOK)
    header = {
        "tile_type": TileType[kind], "tile_compression": packing, "min_zoom": min(zooms),
        "max_zoom": max(zooms), "min_lon_e7": int(west * 1e7), "min_lat_e7": int(south * 1e7),
        "max_lon_e7": int(east * 1e7), "max_lat_e7": int(north * 1e7), "center_zoom": min(zooms),
        "center_lon_e7": 0, "center_lat_e7": 0,
    }  # fmt: skip
    with path.open("wb") as file:
        writer: Any = Writer(file)  # type: ignore[no-untyped-call]
        for tile in sorted(tiles, key=lambda t: zxy_to_tileid(*t)):
            data = tiles[tile]
            packed = gzip.compress(data) if packing is Compression.GZIP else data
            writer.write_tile(zxy_to_tileid(*tile), packed)
        writer.finalize(header, {"name": "Bangkok", "attribution": CREDIT, **more})
    return path


def street_pmtiles(path: Path) -> Path:
    """The real streets as PMTiles."""
    return pmtiles(path, streets())


def picture(red: int, green: int, blue: int, side: int = 256) -> bytes:
    """A PNG of one colour."""
    row = b"\0" + bytes((red, green, blue)) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(row * side)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
