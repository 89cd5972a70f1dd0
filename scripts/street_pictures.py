"""The map with streets, for the documentation: an invented town, in a file like any other."""

import itertools
import math
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mapbox_vector_tile

from situationroom.gallery import Look

LEVEL, COLUMNS, ROWS = 13, range(4869, 4874), range(3106, 3110)
"""Empty steppe in central Anatolia."""
WIDE, HIGH = len(COLUMNS), len(ROWS)
Points = list[tuple[float, float]]
Shape = tuple[str, Any, dict[str, str]]


def picture_streets(incident: Path, folder: Path, looks: list[Look]) -> list[Path]:
    """The map room over the invented town, in each look."""
    from dataclasses import replace

    from situationroom import settings
    from situationroom.gallery import settle
    from situationroom.views.opening import application, open_window

    app = application()
    town = invented_town(folder / "Yenikent.mbtiles")
    pictures = []
    for look in looks:
        worn = replace(settings.load(), theme=look.theme, language=look.language, officer="陈静")
        window = open_window(worn, incident)
        window.resize(look.width, look.height)
        window.show()
        cell = window.cell
        if cell is None:
            continue
        cell.start_import([str(town)])
        room: Any = cell.rooms["map"]
        x = (COLUMNS[0] + WIDE / 2 - 0.2) / (1 << LEVEL)
        room.canvas.look(x, (ROWS[0] + HIGH / 2) / (1 << LEVEL), 13.4)
        settle(window)
        while room.tiles.busy() or room.canvas.busy:
            app.processEvents()
        cell.toast.hide()
        settle(window)
        pictures.append(folder / f"streets-{look.name}.png")
        window.grab().save(str(pictures[-1]))
        window.close()
        window.deleteLater()
        app.processEvents()
    return pictures


def invented_town(path: Path) -> Path:
    """A river, a ring road, a grid of streets and a few quarters, as an MBTiles file."""
    west, north = COLUMNS[0] / (1 << LEVEL) * 360 - 180, _lat(ROWS[0])
    east, south = (COLUMNS[-1] + 1) / (1 << LEVEL) * 360 - 180, _lat(ROWS[-1] + 1)
    said = {
        "name": "Yenikent", "format": "pbf", "minzoom": str(LEVEL), "maxzoom": str(LEVEL),
        "bounds": f"{west},{south},{east},{north}", "attribution": "Invented for this guide",
    }  # fmt: skip
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    database.execute("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)")
    database.executemany("INSERT INTO metadata VALUES (?, ?)", said.items())
    for column in COLUMNS:
        for row in ROWS:
            data = _tile(column - COLUMNS[0], row - ROWS[0])
            values = (LEVEL, column, (1 << LEVEL) - 1 - row, data)
            database.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", values)
    database.commit()
    database.close()
    return path


def _lat(row: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / (1 << LEVEL)))))


def _tile(column: int, row: int) -> bytes:
    layers: dict[str, list[Shape]] = {
        "landcover": [("Polygon", [_ring(3.7, 1.0, 0.55)], {"class": "wood"}),
                      ("Polygon", [_ring(1.2, 2.9, 0.35)], {"class": "grass"})],
        "water": [("Polygon", [_river()], {"class": "river"})],
        "transportation": list(_roads()),
        "place": [("Point", at, {"class": "suburb", "name": en, "name:zh": zh})
                  for at, en, zh in QUARTERS],
    }  # fmt: skip
    made = [
        {"name": name, "features": [_feature(*one, column, row) for one in shapes]}
        for name, shapes in layers.items()
    ]
    whole = mapbox_vector_tile.encode(made, default_options={"y_coord_down": True})
    return bytes(whole)


QUARTERS = (
    ((1.5, 1.0), "Old Town", "老城"),
    ((3.1, 1.6), "Riverside", "河滨区"),
    ((2.2, 2.8), "Station Quarter", "车站区"),
    ((3.9, 2.7), "East Gate", "东门"),
)


def _feature(kind: str, shape: Any, said: dict[str, str], column: int, row: int) -> dict[str, Any]:
    def moved(part: Any) -> Any:
        if isinstance(part, tuple):
            return (round((part[0] - column) * 4096), round((part[1] - row) * 4096))
        return [moved(one) for one in part]

    return {"geometry": {"type": kind, "coordinates": moved(shape)}, "properties": said}


def _ring(x: float, y: float, radius: float) -> Points:
    turns = [n / 40 * 2 * math.pi for n in range(41)]
    return [
        (x + radius * math.cos(t) * (1 + 0.15 * math.sin(5 * t)), y + radius * math.sin(t))
        for t in turns
    ]


def _river() -> Points:
    across = [n / 40 * (WIDE + 1) - 0.5 for n in range(41)]
    upper = [(x, _bank(x)) for x in across]
    return [*upper, *((x, y + 0.13) for x, y in reversed(upper)), upper[0]]


def _bank(x: float) -> float:
    """The northern bank of the river."""
    return 2.05 + 0.35 * math.sin(x * 1.4)


def _roads() -> Iterator[Shape]:
    yield "LineString", _ring(2.4, 1.9, 1.5), {"class": "motorway"}
    yield "LineString", [(-0.5, 1.2), (2.4, 1.5), (WIDE + 0.5, 0.7)], {"class": "primary"}
    yield "LineString", [(2.3, -0.5), (2.5, 1.9), (2.2, HIGH + 0.5)], {"class": "primary"}
    yield "LineString", [(-0.5, 3.2), (2.2, 3.0), (WIDE + 0.5, 3.3)], {"class": "rail"}
    for column, row in itertools.product(range(40), range(32)):
        x, y = 0.9 + column * 0.08, 0.5 + row * 0.09
        shore = abs(y - _bank(x) - 0.06)
        if math.dist((x, y), (2.4, 1.9)) < 1.36 and shore > 0.16:
            kind = {"class": "tertiary" if column % 8 == 0 or row % 8 == 0 else "minor"}
            if (column * 7 + row * 5) % 11:
                yield "LineString", [(x, y), (x + 0.08, y + 0.004)], kind
            if (column * 5 + row * 3) % 7:
                yield "LineString", [(x, y), (x - 0.006, y + 0.09)], kind
