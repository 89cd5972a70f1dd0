"""Street maps of an invented city: one file of pictures, one of shapes and names."""

import gzip
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LEVELS, REACH = (10, 11, 12, 13, 14), 10
"""Zooms of the tiles; at the last one they reach so many tiles from the middle on every side."""
STREETS, BEND, HOUSES, NAMED = 70, 12, 500, 14
"""Of one tile: streets with their points, buildings, named things."""
SIDE = 4096


def city_of_pictures(path: Path, x: float, y: float) -> Path:
    """Pictures about a point of world units."""
    return _file(path, x, y, "png", {level: _picture(level) for level in LEVELS})


def city_of_shapes(path: Path, x: float, y: float) -> Path:
    """Vector tiles about a point of world units."""
    return _file(path, x, y, "pbf", {level: gzip.compress(_shapes(level)) for level in LEVELS})


def _file(path: Path, x: float, y: float, kind: str, tiles: dict[int, bytes]) -> Path:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    database.execute(
        "CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)"
    )
    database.execute("CREATE UNIQUE INDEX place ON tiles (zoom_level, tile_column, tile_row)")
    said = {"name": "Invented", "format": kind, "minzoom": LEVELS[0], "maxzoom": LEVELS[-1]}
    database.executemany("INSERT INTO metadata VALUES (?, ?)", said.items())
    rows = ((*place, tiles[place[0]]) for place in _places(x, y))
    database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    database.commit()
    database.close()
    return path


def _places(x: float, y: float) -> Iterator[tuple[int, int, int]]:
    """Zoom, column, row counted from the south."""
    for level in LEVELS:
        count, reach = 1 << level, (REACH >> (LEVELS[-1] - level)) + 4
        column, row = int(x * count), int(y * count)
        for across in range(column - reach, column + reach + 1):
            for down in range(row - reach, row + reach + 1):
                yield level, across, count - 1 - down


def _picture(level: int) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QColor, QImage, QPainter, QPen

    chance, image = random.Random(level), QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor("#f2efe9"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for ink, wide in (("#d9d0c9", 1.0), ("#ffffff", 4.0), ("#f7fabf", 6.0)):
        painter.setPen(QPen(QColor(ink), wide))
        for _ in range(18):
            painter.drawLine(*(chance.randrange(256) for _ in range(4)))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _shapes(level: int) -> bytes:
    import mapbox_vector_tile

    chance = random.Random(level)
    sorts = ("motorway", "primary", "secondary", "minor", "minor", "minor", "service", "path")
    roads = [_feature("LineString", _way(chance), {"class": chance.choice(sorts)})
             for _ in range(STREETS)]  # fmt: skip
    houses = [_feature("Polygon", [_house(chance)], {}) for _ in range(HOUSES)]
    signs = [_feature("LineString", _way(chance), {"name": f"Street {level}-{n}"})
             for n in range(NAMED)]  # fmt: skip
    layers = {"transportation": roads, "building": houses, "transportation_name": signs}
    told = [{"name": name, "features": features} for name, features in layers.items()]
    return bytes(mapbox_vector_tile.encode(told, {"y_coord_down": True}))


def _feature(kind: str, places: list[Any], said: dict[str, str]) -> dict[str, Any]:
    return {"geometry": {"type": kind, "coordinates": places}, "properties": said}


def _way(chance: random.Random) -> list[tuple[int, int]]:
    x, y = chance.randrange(SIDE), chance.randrange(SIDE)
    across, down = chance.randint(-300, 300), chance.randint(-300, 300)
    return [
        (x + across * n + chance.randint(-20, 20), y + down * n + chance.randint(-20, 20))
        for n in range(BEND)
    ]


def _house(chance: random.Random) -> list[tuple[int, int]]:
    x, y, wide, high = (chance.randrange(SIDE), chance.randrange(SIDE), chance.randint(20, 80),
                        chance.randint(20, 80))  # fmt: skip
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]
