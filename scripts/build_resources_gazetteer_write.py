"""The gazetteer's rows as arrays on disk: places, the names they are found by, the map's labels."""

import csv
import re
from pathlib import Path

import numpy as np
from build_resources_gazetteer_row import SMALL, Row
from numpy.typing import NDArray

from situationroom.intake.gazetteer import Kind, fold

LABELS = ["state", "province", "territory", "capital", "city"]
REGION_ENDS = re.compile(r"(?<=..)(自治区|大区|[省州府邦县区])$")
JOINED = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")  # 苏加诺-哈达 as 苏加诺哈达
# Found by name, but no label: quarters that GeoNames gives a city's people, contested names.
UNLABELLED = {
    ("IQ", "Al Mawşil al Jadīdah"),
    ("IQ", "Al Başrah al Qadīmah"),
    ("CN", "Chéngguān Qū"),
    ("NP", "Pātan"),
    ("IN", "Arunachal Pradesh"),
    ("IN", "Najafgarh"),
    ("IN", "Rasapūdipalem"),
}


def write(path: Path, rows: list[Row], regions: dict[str, Row], hanzi: dict[int, str]) -> None:
    """Sort, index and save; see situationroom/intake/gazetteer.py for the columns."""
    place = {id(row): n for n, row in enumerate(rows)}
    region = [place[id(regions[r.region])] if r.region in regions else -1 for r in rows]
    index: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for key in keys_of(row, hanzi):
            index.setdefault(key, set()).add(number)
    keys = sorted(index)
    lists = [sorted(index[k], key=lambda n: (-rank(rows[n], k, hanzi), n)) for k in keys]
    han = sorted(hanzi.items())
    np.savez_compressed(
        path,
        en=blob([r.en for r in rows]),
        zh=blob([r.zh for r in rows]),
        country=np.array([r.country.encode() for r in rows], "S2"),
        lat=np.array([round(r.lat * 1e5) for r in rows], np.int32),
        lon=np.array([round(r.lon * 1e5) for r in rows], np.int32),
        population=np.array([r.population for r in rows], np.int64),
        radius=np.array([round(r.radius) for r in rows], np.int32),
        kind=np.array([r.kind for r in rows], np.uint8),
        region=np.array(region, np.int32),
        hanzi=blob(["".join(chr(a) for a, _ in han), "".join(b for _, b in han)]),
        keys=blob(keys),
        starts=np.cumsum([0, *(len(found) for found in lists)]).astype(np.int32),
        postings=np.array([n for found in lists for n in found], np.int32),
    )


def write_labels(basemap: Path, rows: list[Row]) -> None:
    """The names the map shows: states, provinces and cities with the zoom each appears at."""
    with (basemap / "state_names.csv").open(encoding="utf-8", newline="") as file:
        kinds = {line["iso2"]: line["kind"] for line in csv.DictReader(file)}
    shown = [(r, *label_of(r, kinds)) for r in rows]
    kept = [(r, kind, zoom) for r, kind, zoom in shown if zoom < 99]
    kept.sort(key=lambda k: (k[2], -k[0].population, k[0].en))
    np.savez(
        basemap / "labels.npz",
        en=blob([r.en for r, _, _ in kept]),
        zh=blob([r.zh for r, _, _ in kept]),
        lat=np.array([round(r.lat * 1e5) for r, _, _ in kept], np.int32),
        lon=np.array([round(r.lon * 1e5) for r, _, _ in kept], np.int32),
        kind=np.array([LABELS.index(kind) for _, kind, _ in kept], np.uint8),
        zoom=np.array([zoom for _, _, zoom in kept], np.float32),
        population=np.array([r.population for r, _, _ in kept], np.int64),
    )


def label_of(row: Row, kinds: dict[str, str]) -> tuple[str, float]:
    """How a place is labelled and from which zoom; 99 for never."""
    special = kinds.get(row.country) == "province"
    if (row.country, row.en) in UNLABELLED:
        return "city", 99
    if row.kind is Kind.COUNTRY:
        zoom = float(np.clip(8.6 - np.log2(row.radius / 1000) * 0.75, 1.5, 6.5))
        return kinds[row.country], max(zoom, 4.0) if special else zoom
    if row.kind is Kind.REGION:
        zoom = float(np.clip(10.4 - np.log2(row.radius / 1000) * 0.62, 4.5, 9))
        return "province", 99 if special else zoom
    if row.kind is Kind.CAPITAL and not special:
        return (
            "capital",
            3.5 if row.population > 1_000_000 else 4.5 if row.population and row.zh else 99,
        )
    if row.kind in (Kind.CITY, Kind.CAPITAL) and row.population >= SMALL:
        return "city", float(np.clip(12.6 - np.log10(row.population) * 1.3, 3.5, 9))
    return "city", 99


def keys_of(row: Row, hanzi: dict[int, str]) -> set[str]:
    """Every folded key a place is found by; codes keep their prefix."""
    codes = {n.lower() for n in row.names if n[:5] in ("iata:", "icao:")}
    plain = {row.en, row.zh, *row.names} if row.kind is not Kind.AIRPORT else {row.zh, *row.names}
    folded = {fold(n, hanzi) for n in plain if n[:5] not in ("iata:", "icao:")}
    folded |= {JOINED.sub("", key) for key in folded}
    if row.kind is Kind.REGION:
        folded |= {REGION_ENDS.sub("", k) for k in folded}
    return codes | {k for k in folded if len(k) > 1}


def rank(row: Row, key: str, hanzi: dict[int, str]) -> float:
    """Which of several places of one name is meant when nothing else tells.

    A place's own name counts far more than another spelling: "Side" is the resort, not Fatsa.
    """
    by_kind = {Kind.COUNTRY: 1e12, Kind.LANDMARK: 5e6, Kind.CAPITAL: 5e6, Kind.REGION: 2e5}
    own = key in {fold(name, hanzi) for name in (row.en, row.zh, *row.own)}
    return (row.population + by_kind.get(row.kind, 1000)) * (20 if own else 1)


def blob(lines: list[str]) -> NDArray[np.uint8]:
    """Lines of text as bytes that numpy stores without pickling."""
    return np.frombuffer("\n".join(n.replace("\n", " ") for n in lines).encode("utf-8"), np.uint8)
