"""Airports and ports of the map: names in both languages, codes, and the zoom each appears at.

Airports come from the gazetteer that is built before (situationroom/intake/gazetteer.py), ports
from searoute's table, but for those far from any coast (there containers change to the railway).
An airport has the gazetteer's Chinese name, a port the one that was reviewed (the supplement's
"Port of …"), else <city>港 where it is called like a city beside it.
"""

import re
import runpy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from build_resources_gazetteer_write import blob
from numpy.typing import NDArray

from situationroom.intake.gazetteer import Index, Kind, fold, read_index
from situationroom.intake.place_near import kilometres

AIRPORT, PORT = 0, 1
EARTH_KM = 6371.0
CITY_KM, PORT_KM = 45.0, 30.0
SEA_CELLS = 3
CODE = re.compile(r" \(([A-Z0-9]{3})\)$")
TOWN_ENDS = re.compile(r"(?<=..)[市县镇町村]$")
SMALL_FIELDS = re.compile(r"heliport|seaplane|airstrip|water aerodrome|glider", re.IGNORECASE)
LARGE = re.compile(r"international|\bintl\b", re.IGNORECASE)


@dataclass(slots=True)
class Point:
    """One airport or port while it is built."""

    kind: int
    en: str
    zh: str
    code: str
    lat: float
    lon: float
    zoom: float


@dataclass(frozen=True, slots=True, eq=False)
class Cities:
    """Cities with a name in Chinese."""

    index: Index
    rows: list[int]
    zh: list[str]
    xyz: NDArray[np.float64]
    population: NDArray[np.int64]


def build_points(gazetteer: Path, ports: Path, out: Path) -> None:
    """Write points.npz; `ports` is searoute's folder."""
    index = read_index(gazetteer)
    kinds = np.array([int(kind) for kind in index.kind])
    rows = np.flatnonzero((kinds <= Kind.CAPITAL) & (np.array(index.population) >= 20_000))
    cities = Cities(
        index,
        rows.tolist(),
        [index.zh[n] for n in rows.tolist()],
        sphere(index.lat[rows], index.lon[rows]),
        np.array(index.population)[rows],
    )
    fields = [
        (index.en[n], index.zh[n], float(index.lat[n]), float(index.lon[n]))
        for n in np.flatnonzero(kinds == Kind.AIRPORT).tolist()
    ]
    reviewed = codes_of(gazetteer.with_name("supplement.csv"))
    points = [*airports(fields, cities, reviewed), *harbours(ports, cities, coast_cells(out))]
    points.sort(key=lambda p: (p.zoom, p.kind, p.en, p.code))
    save(out / "points.npz", points)


def sphere(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees as points on the unit sphere, so that near is near at the date line too."""
    phi, lam = np.radians(lat), np.radians(lon)
    flat = np.cos(phi)
    return np.column_stack([flat * np.cos(lam), flat * np.sin(lam), np.sin(phi)])


def beside(cities: Cities, lat: float, lon: float, km: float) -> list[int]:
    """Cities within so many kilometres, the largest first."""
    at = sphere(np.array([lat]), np.array([lon]))[0]
    away = 2 * np.arcsin(np.clip(np.linalg.norm(cities.xyz - at, axis=1) / 2, 0, 1)) * EARTH_KM
    near = np.flatnonzero(away <= km)
    found: list[int] = near[np.argsort(-cities.population[near], kind="stable")].tolist()
    return found


# -- airports -----------------------------------------------------------------------------


def codes_of(supplement: Path) -> set[str]:
    """IATA codes of the airports whose Chinese names were reviewed."""
    return set(re.findall(r"iata:([A-Z0-9]{3})", supplement.read_text(encoding="utf-8")))


def airports(
    fields: list[tuple[str, str, float, float]], cities: Cities, reviewed: set[str]
) -> list[Point]:
    """Airports with an IATA code, but for those that only helicopters and seaplanes use."""
    kept = [f for f in fields if CODE.search(f[0]) and not SMALL_FIELDS.search(f[0])]
    return [airport(field, cities, reviewed) for field in kept]


def airport(field: tuple[str, str, float, float], cities: Cities, reviewed: set[str]) -> Point:
    """One airport with the zoom from which it is shown."""
    en, zh, lat, lon = field
    code, big = CODE.findall(en)[0], bool(LARGE.search(en))
    city = next(iter(beside(cities, lat, lon, CITY_KM)), None)
    people = int(cities.population[city]) if city is not None else 0
    early = code in reviewed or (big and people > 1_000_000)
    zoom = 7.0 if early else 7.8 if big else 9.5
    return Point(AIRPORT, CODE.sub("", en), zh, code, lat, lon, zoom)


# -- ports --------------------------------------------------------------------------------


def harbours(folder: Path, cities: Cities, coast: set[tuple[int, int]]) -> list[Point]:
    """Sea ports, those with a terminal for containers first; one for each name and place."""
    table = runpy.run_path(str(folder / "data" / "ports_dict.py"))["node_list"]
    found: dict[tuple[str, int, int], Point] = {}
    for (lon, lat), said in sorted(table.items(), key=lambda one: (one[1]["t"] is None, one[0])):
        name = re.sub(r"\s+", " ", str(said["name"])).strip()
        key = fold(name, {}), round(lat * 2), round(lon * 2)
        if name and key not in found and name != said["cty"] and by_the_sea(lat, lon, coast):
            found[key] = harbour(name, float(lat), float(lon), bool(said["t"]), cities)
    return list(found.values())


def coast_cells(basemap: Path) -> set[tuple[int, int]]:
    """Tenths of degrees (latitude, longitude) through which a coast runs."""
    x, y = np.load(basemap / "coast_near.npy", allow_pickle=False).T / (1 << 28)
    lat = np.degrees(np.arcsin(np.tanh((0.5 - y) * 2 * np.pi)))
    cells = np.floor(np.column_stack([lat, (x - 0.5) * 360]) * 10).astype(int)
    return set(map(tuple, np.unique(cells, axis=0).tolist()))


def by_the_sea(lat: float, lon: float, coast: set[tuple[int, int]]) -> bool:
    """Whether a coast is within some thirty kilometres."""
    wide = min(40, int(np.ceil(SEA_CELLS / max(np.cos(np.radians(lat)), 0.1))))
    row, column = int(np.floor(lat * 10)), int(np.floor(lon * 10))
    rows, columns = range(-SEA_CELLS, SEA_CELLS + 1), range(-wide, wide + 1)
    return any((row + a, column + b) in coast for a in rows for b in columns)


def harbour(name: str, lat: float, lon: float, terminal: bool, cities: Cities) -> Point:
    """One port; named in Chinese where it is called like a city beside it."""
    bears = set(cities.index.rows(cities.index.fold(name)))
    near = beside(cities, lat, lon, PORT_KM)
    same = [n for n in near if cities.rows[n] in bears and cities.zh[n]]
    town = TOWN_ENDS.sub("", cities.zh[same[0]]) if same else ""
    zh = reviewed_port(name, lat, lon, cities.index) or town
    zh = zh if not zh or zh.endswith("港") else f"{zh}港"
    people = int(cities.population[same[0]]) if same else 0
    zoom = 7.5 if terminal and people > 500_000 else 8.2 if terminal else 9.5
    return Point(PORT, name, zh, "", lat, lon, zoom)


def reviewed_port(name: str, lat: float, lon: float, index: Index) -> str:
    """The Chinese name of the supplement's port of this name and place; "" for none."""
    keys = (f"port of {name}", f"{name} port", f"port {name}", name)
    rows = [row for key in keys for row in index.rows(index.fold(key))]
    return next(
        (
            index.zh[row]
            for row in rows
            if index.kind[row] is Kind.LANDMARK
            and index.zh[row].endswith("港")
            and kilometres(lat, lon, index.lat[row], index.lon[row]) < PORT_KM
        ),
        "",
    )


def save(path: Path, points: list[Point]) -> None:
    """Columns as the program reads them (situationroom/map/labels.py)."""
    np.savez(
        path,
        allow_pickle=False,
        en=blob([p.en for p in points]),
        zh=blob([p.zh for p in points]),
        code=blob([p.code for p in points]),
        lat=np.array([round(p.lat * 1e5) for p in points], np.int32),
        lon=np.array([round(p.lon * 1e5) for p in points], np.int32),
        kind=np.array([p.kind for p in points], np.uint8),
        zoom=np.array([p.zoom for p in points], np.float32),
    )
