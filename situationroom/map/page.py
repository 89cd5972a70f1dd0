"""The briefing page: one HTML file that opens from a stick in any browser, with no network.

folium makes the map and its clusters; everything it would link stands in the file, under a
policy that lets nothing be loaded and no other script run. Without persons the page is given a
``Picture`` and nothing else. Persons, where an officer wants them on it, are data and never
HTML; closed with a password they are ciphertext, and so are the letters their names need.
"""

import json
import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

import folium
from branca.element import Figure
from folium.plugins import FastMarkerCluster

from situationroom import briefing_words as words
from situationroom import legend
from situationroom.map import page_fonts
from situationroom.map.basemap import Box
from situationroom.map.briefing_box import box_of, city_near
from situationroom.map.page_assets import Inlined, Raw, head, under_nonce
from situationroom.map.page_land import labels, layers
from situationroom.map.page_panel import aside, footer, header
from situationroom.map.page_secret import closed
from situationroom.map.projection import great_circle, to_degrees
from situationroom.models.briefing import Area, Picture
from situationroom.models.vocabulary import MovementStatus, Safety, Standing, ZoneKind
from situationroom.palettes import DARK
from situationroom.texts import language, tr

AROUND = 0.5
"""The region is the picture's box with so much of it on every side."""
FARTHEST_ZOOM, NEAREST_ZOOM = 2, 12
STANDINGS = tuple(Standing)
UNDER_WAY = (MovementStatus.BOARDING, MovementStatus.DEPARTED)
_ZONES = {
    ZoneKind.SAFE: "zone safe-area",
    ZoneKind.DAMAGE: "zone orange-area",
    ZoneKind.FLOODED: "zone orange-area",
}


class PagePerson(NamedTuple):
    """Somebody on an officer's page; degrees WGS-84, None without a position."""

    lat: float | None
    lon: float | None
    name: str
    case: str
    safety: Safety
    place: str


class _Map(Inlined, folium.Map):
    """A folium map that links nothing."""


class _Clusters(Inlined, FastMarkerCluster):
    """Clusters that link nothing."""


def briefing_page(
    picture: Picture, persons: Sequence[PagePerson] | None = None, password: str = ""
) -> str:
    """The page as HTML. ``persons`` None: masked; with a ``password`` they are encrypted."""
    figure = Figure(title=None)
    rows = [] if persons is None else [_row(person) for person in persons]
    data = _data(picture, rows, persons is not None, password)
    for name, element in head(_json(data)):
        figure.header.add_child(element, name=name)
    figure.header.add_child(_title(picture), name="title")
    shown = _map(picture)
    shown.add_to(figure)
    placed = [] if password else [row for row in rows if row[0] is not None]
    groups = _group_rows(picture)
    rings = _clusters(groups, "group", 70)
    people = _clusters(placed, "person", 60)
    rings.add_to(shown)
    people.add_to(shown)
    html = header(picture), aside(picture, persons is not None, bool(password)), footer(picture)
    for number, part in enumerate(html):
        figure.html.add_child(Raw(part), name=f"part{number}")
    begun = ", ".join(one.get_name() for one in (shown, rings, people))
    text: str = figure.render()
    text = text.replace("</script>\n</html>", f"situation.begin({begun});\n</script>\n</html>")
    text = text.replace("<html>", f'<html lang="{_lang()}">', 1)
    # folium writes other letters than English as numbers, so the rows are read once more.
    letters = page_fonts.style(page_fonts.faces(text + _json([groups, placed])))
    text = text.replace("</head>", f"<style>{letters}</style>\n</head>", 1)
    return under_nonce(text, secrets.token_urlsafe(18))


def _map(picture: Picture) -> _Map:
    box = box_of(picture)
    shown = _Map(
        location=[0, 0],
        tiles=None,
        attributionControl=False,
        minZoom=FARTHEST_ZOOM,
        maxZoom=NEAREST_ZOOM,
        zoomSnap=0.5,
    )
    code = picture.country.code if picture.country else ""
    for name, feature in layers(_region(box), code):
        if feature["features"]:
            _layer(feature, name).add_to(shown)
    for area in picture.areas:
        _layer(_zone(area), _ZONES.get(area.kind, "zone")).add_to(shown)
    for way in _ways(picture):
        _layer(way, "way").add_to(shown)
    return shown


def _layer(feature: dict[str, Any], name: str) -> folium.GeoJson:
    style = {"className": name, "interactive": False, "smoothFactor": 0.6}
    return folium.GeoJson(feature, style_function=lambda _feature: style, interactive=False)


def _clusters(rows: list[list[Any]], kind: str, radius_px: int) -> _Clusters:
    """Clusters whose marks and rings ``resources/page/briefing.js`` draws."""
    made: _Clusters = _Clusters(  # type: ignore[no-untyped-call]
        rows,
        callback=f"situation.{kind}",
        icon_create_function=f"situation.{kind}Cluster",
        maxClusterRadius=radius_px,
        showCoverageOnHover=False,
        spiderfyOnMaxZoom=False,
        zoomToBoundsOnClick=False,
    )
    return made


def _group_rows(picture: Picture) -> list[list[Any]]:
    middle = _middle(picture)
    found = []
    for group in picture.groups:
        lat, lon = _position(group.city, middle)
        parts = dict(group.parts) or {Standing.MIXED: group.count.low}
        shares = [parts.get(standing, 0) for standing in STANDINGS]
        place = words.place(group.city)
        open_ = not group.count.exact
        found.append([_degrees(lat), _degrees(lon), group.count.low, open_, shares, place])
    return found


def _row(person: PagePerson) -> list[Any]:
    code = list(Safety).index(person.safety)
    return [person.lat, person.lon, person.name, person.case, code, person.place]


def _data(picture: Picture, rows: list[list[Any]], persons: bool, password: str) -> dict[str, Any]:
    region = _region(box_of(picture))
    data: dict[str, Any] = {
        "box": _corners(box_of(picture)),
        "names": labels(region, language()),
        "standings": [{"colour": legend.colour(one, DARK)} for one in STANDINGS],
        "rows": persons and not password,
        "words": {
            "wrong": tr("That password does not open it."),
            "opening": tr("Opening …"),
            "no_crypto": tr("This browser cannot decrypt; open the page in Firefox or Chromium."),
        },
    }
    if persons:
        data["safeties"] = [
            {"label": legend.label(one), "shape": legend.shape(one),
             "colour": legend.colour(one, DARK)}
            for one in Safety
        ]  # fmt: skip
        if password:
            data["closed"] = closed(json.dumps(_secret(rows)).encode("utf-8"), password)
        else:
            data["unplaced"] = [row for row in rows if row[0] is None]
    return data


def _secret(rows: list[list[Any]]) -> dict[str, Any]:
    """Persons, and the letters of their names: which those are would give a name away."""
    return {"rows": rows, "faces": page_fonts.faces(_json(rows), "Persons")}


def _json(data: Any) -> str:
    """JSON that stays inside its script tag whatever is in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _title(picture: Picture) -> Raw:
    from html import escape

    title = f"{words.title(picture)} · {tr('Briefing')} {words.clock(picture.at)}"
    return Raw(f"<title>{escape(title)}</title>")


def _lang() -> str:
    return "zh-CN" if language() == "zh" else "en"


def _region(box: Box) -> Box:
    left, top, right, bottom = box
    aside_, above = (right - left) * AROUND + 0.005, (bottom - top) * AROUND + 0.005
    return left - aside_, top - above, right + aside_, bottom + above


def _corners(box: Box) -> list[list[float]]:
    left, top, right, bottom = box
    south, north = to_degrees(left, bottom)[0], to_degrees(right, top)[0]
    west, east = ((x - 0.5) * 360 for x in (left, right))
    return [[_degrees(south), _degrees(west)], [_degrees(north), _degrees(east)]]


def _middle(picture: Picture) -> float:
    left, _, right, _ = box_of(picture)
    return (left + right) / 2


def _position(city: int, middle: float) -> tuple[float, float]:
    """Degrees, the longitude past 180 where the page is about both sides of that meridian."""
    x, y = city_near(city, middle)
    return to_degrees(x, y)[0], (x - 0.5) * 360


def _degrees(value: float) -> float:
    return round(float(value), 4)


def _zone(area: Area) -> dict[str, Any]:
    polygons = [[[[lon, lat] for lat, lon in ring] for ring in rings] for rings in area.polygons]
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def _ways(picture: Picture) -> list[dict[str, Any]]:
    """Great circles of what is under way between two cities of the map."""
    middle = _middle(picture)
    found = []
    for one in picture.departures:
        ends = one.origin, one.destination
        if one.status not in UNDER_WAY or ends[0] == ends[1] or None in ends:
            continue
        (a, b), (c, d) = (_position(city, middle) for city in ends if city is not None)
        line = [[_degrees(lon), _degrees(lat)] for lat, lon in great_circle(a, b, c, d)]
        geometry = {"type": "LineString", "coordinates": line}
        found.append({"type": "Feature", "properties": {}, "geometry": geometry})
    return found
