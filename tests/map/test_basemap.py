"""The world as it is drawn: complete, quick to cut to a view, and replaceable borders."""

import json
from pathlib import Path

import numpy as np
import pytest

from situationroom.map import basemap
from situationroom.map.basemap import BorderClass, Level
from situationroom.map.labels import LabelKind, View, labels_for, names, text_width
from situationroom.map.projection import to_world


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path))
    return tmp_path


def view(lat: float, lon: float, zoom: float) -> View:
    x, y = to_world(lat, lon)
    return View(x, y, zoom, 1200, 800)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("name", basemap.LAYERS)
def test_that_every_layer_lies_in_the_world(name: str, level: Level) -> None:
    layer = basemap.load(name, level)
    if layer is None:
        assert (name, level) == ("provinces", Level.FAR)
        return
    assert -0.001 <= layer.points().min() <= layer.points().max() <= 1.001
    assert layer.parts[-1] == len(layer.points())
    assert layer.features[-1] == len(layer.parts) - 1
    assert len(layer.boxes) == len(layer)


def test_that_a_view_draws_only_what_it_shows() -> None:
    land = basemap.load("land", Level.NEAR)
    assert land is not None
    near = land.visible(view(39, 35, 8).box())
    assert 0 < len(near) <= 8
    assert sum(len(part) for f in near for part in land.parts_of(f)) < 40_000


def test_that_land_covers_cities_and_leaves_out_the_sea() -> None:
    assert on_land(39.93, 32.86)
    assert on_land(-33.87, 151.0)
    assert on_land(-80.0, 60.0)
    assert not on_land(43.0, 34.0)  # the Black Sea
    assert not on_land(0.0, -30.0)


def on_land(lat: float, lon: float) -> bool:
    x, y = to_world(lat, lon)
    land = basemap.load("land", Level.FAR)
    assert land is not None
    tiles = land.visible((x, y, x, y))[:1]
    crossings = sum(crossed(part, x, y) for tile in tiles for part in land.parts_of(tile))
    return crossings % 2 == 1


def crossed(ring: np.ndarray, x: float, y: float) -> int:
    a, b = ring, np.roll(ring, -1, axis=0)
    across = (a[:, 1] > y) != (b[:, 1] > y)
    p, q = a[across], b[across]
    return int(np.sum(p[:, 0] + (y - p[:, 1]) / (q[:, 1] - p[:, 1]) * (q[:, 0] - p[:, 0]) > x))


def test_that_a_country_can_be_shaded_and_zoomed_to() -> None:
    box = basemap.country_box("tr")
    assert box is not None
    x, y = to_world(39.0, 35.0)
    assert box[0] < x < box[2]
    assert box[1] < y < box[3]
    assert basemap.country("??") == []
    assert basemap.country_box("??") is None


def test_that_the_cells_own_borders_replace_ours(home: Path) -> None:
    line = {"type": "LineString", "coordinates": [[28.0, 41.0], [29.0, 42.0]]}
    more = {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]}
    features = [
        {"type": "Feature", "properties": {"class": "disputed"}, "geometry": line},
        {"type": "Feature", "properties": None, "geometry": more},
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (home / basemap.OWN_BORDERS).write_text(text, encoding="utf-8")
    layer = basemap.load("borders", Level.NEAR)
    assert layer is not None
    assert layer.kind.tolist() == [BorderClass.DISPUTED, 0, 0]


@pytest.mark.parametrize("text", ["", "{}", '{"features": []}', '{"features": [{}]}', "[1]", "\0"])
def test_that_a_damaged_boundary_file_leaves_ours_in_place(home: Path, text: str) -> None:
    (home / basemap.OWN_BORDERS).write_text(text, encoding="utf-8")
    layer = basemap.load("borders", Level.FAR)
    assert layer is not None
    assert len(layer) > 300


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("zoom", [2.0, 4.5, 6.0, 9.0])
def test_that_no_label_lies_over_another(language: str, zoom: float) -> None:
    seen = view(39, 35, zoom)
    boxes = []
    for label in labels_for(seen, language):
        px, py = seen.to_screen(label.x, label.y)
        half = text_width(label.text, label.size_px) / 2
        boxes.append((px - half, py - label.size_px / 2, px + half, py + label.size_px / 2))
    assert boxes
    for n, a in enumerate(boxes):
        assert not any(
            a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1] for b in boxes[n + 1 :]
        )


def test_that_states_are_named_as_the_foreign_ministry_does() -> None:
    known = names()
    zh = dict(zip(known.en, known.zh, strict=True))
    assert zh["Türkiye"] == "土耳其"
    assert zh["Myanmar"] == "缅甸"
    assert zh["DR Congo"] == "刚果（金）"
    kinds = {known.zh[n]: int(known.kind[n]) for n in range(len(known.en)) if known.zh[n]}
    assert kinds["土耳其"] == LabelKind.STATE


@pytest.mark.parametrize("name", ["台湾", "香港", "澳门"])
def test_that_provinces_of_china_are_labelled_as_provinces(name: str) -> None:
    known = names()
    rows = [n for n, text in enumerate(known.zh) if text == name]
    assert LabelKind.PROVINCE in {int(known.kind[n]) for n in rows}
    assert LabelKind.STATE not in {int(known.kind[n]) for n in rows}
    assert LabelKind.CAPITAL not in {int(known.kind[n]) for n in rows}


def test_that_the_map_goes_on_beyond_the_antimeridian() -> None:
    seen = view(-18.1, 179.9, 5)
    assert seen.turns() == [0, 1]
    assert any(label.x > 1 for label in labels_for(seen, "en", repeated=True))
    assert all(label.x <= 1 for label in labels_for(seen, "en"))


def test_that_screen_and_world_agree() -> None:
    seen = view(41, 29, 9.3)
    x, y = seen.to_world(17, 401)
    assert seen.to_screen(x, y) == pytest.approx((17, 401))
