"""Vector tiles: real streets come out in order, damaged ones as one sentence."""

import mapbox_vector_tile
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapbox_vector_tile.Mapbox.vector_tile_pb2 import tile as message

from situationroom.map.tile_shapes import Ink, ink_of
from situationroom.map.tile_words import WordKind
from situationroom.map.vector_tile import DAMAGED, decode
from situationroom.models.errors import InputError
from tests.map.tile_files import streets

REAL = [data for _tile, data in sorted(streets().items())]


def test_that_real_streets_have_roads_water_and_names() -> None:
    inks, kinds = set(), set()
    for data in REAL:
        tile = decode(data)
        inks |= set(tile.shapes)
        kinds |= {word.kind for word in tile.words}
    assert {Ink.WATER, Ink.STREET, Ink.PRIMARY} <= inks
    assert {WordKind.QUARTER, WordKind.STREET} <= kinds


@pytest.mark.parametrize("data", REAL)
def test_that_the_points_are_those_of_the_librarys_own_decoder(data: bytes) -> None:
    ours = decode(data).shapes[Ink.WATER].points * 4096
    layer = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})["water"]
    theirs = {tuple(p) for f in layer["features"] for p in _flat(f["geometry"]["coordinates"])}
    assert {(round(x), round(y)) for x, y in ours.tolist()} >= theirs
    assert len(ours) > 50


def _flat(nested: list) -> list:  # type: ignore[type-arg]
    if nested and isinstance(nested[0], int | float):
        return [nested]
    return [point for part in nested for point in _flat(part)]


def test_that_lines_end_where_features_and_parts_end() -> None:
    lines = [[(0, 0), (10, 0), (10, 10)], [(100, 100), (110, 100)]]
    shapes = [
        ("MultiLineString", lines, "primary"),
        ("LineString", [(5, 5), (6, 6)], "primary"),
        ("Point", (5, 5), "nothing"),
    ]
    features = [
        {"geometry": {"type": kind, "coordinates": at}, "properties": {"class": said}}
        for kind, at, said in shapes
    ]
    options = {"y_coord_down": True}
    data = mapbox_vector_tile.encode(
        {"name": "transportation", "features": features}, None, options
    )
    outline = decode(data).shapes[Ink.PRIMARY]
    assert (outline.points * 4096).tolist() == [*map(list, [*lines[0], *lines[1], (5, 5), (6, 6)])]
    assert outline.joined.tolist() == [1, 1, 0, 1, 0, 1, 0]


@pytest.mark.parametrize(
    ("layer", "said", "ink"),
    [
        ("transportation", {"class": "minor"}, Ink.STREET),
        ("transportation", {"class": "ferry"}, None),
        ("roads", {"kind": "major_road", "kind_detail": "trunk"}, Ink.TRUNK),
        ("roads", {"pmap:kind": "highway"}, Ink.MOTORWAY),
        ("streets", {"kind": "residential"}, Ink.STREET),
        ("landcover", {"class": "grass", "subclass": "park"}, Ink.GREEN),
        ("landuse", {"kind": "hospital"}, Ink.CIVIC),
        ("water", {"class": "ocean"}, Ink.WATER),
        ("boundary", {"admin_level": 4}, Ink.PROVINCE),
        ("boundary", {"admin_level": 2}, None),
        ("boundaries", {"kind": "country", "kind_detail": "2"}, None),
        ("mountain_peak", {"class": "peak"}, None),
    ],
)
def test_that_the_usual_schemas_are_understood(
    layer: str, said: dict[str, object], ink: Ink | None
) -> None:
    assert ink_of(layer, said) is ink


def test_that_a_name_is_said_in_the_officers_language_or_the_local_one() -> None:
    named = [
        {"class": "suburb", "name": "บางรัก", "name:zh": "挽叻县", "name:en": "Bang Rak"},
        {"class": "suburb", "name": "สาทร", "name_zh": "สาทร", "name_en": "Sathon"},
        {"class": "suburb", "name": "<b>ยานนาวา</b>"},
        {"class": "country", "name": "ประเทศไทย"},
    ]
    data = _points("place", named)
    words = decode(data).words
    assert [word.text("zh") for word in words] == ["挽叻县", "Sathon", "ยานนาวา"]
    assert [word.text("en") for word in words] == ["Bang Rak", "Sathon", "ยานนาวา"]


def _points(layer: str, said: list[dict[str, str]]) -> bytes:
    features = [
        {"geometry": {"type": "Point", "coordinates": (100 * n, 5)}, "properties": one}
        for n, one in enumerate(said)
    ]
    return bytes(mapbox_vector_tile.encode({"name": layer, "features": features}))


@given(cut=st.integers(0, 3000), junk=st.binary(max_size=60))
def test_that_a_damaged_tile_is_one_sentence_or_still_a_tile(cut: int, junk: bytes) -> None:
    data = REAL[0][:cut] + junk + REAL[0][cut + len(junk) : 6000]
    try:
        tile = decode(data)
    except InputError as error:
        assert str(error) == DAMAGED
    else:
        assert all(np.isfinite(o.points).all() for o in tile.shapes.values())


@given(st.lists(st.integers(0, (1 << 32) - 1), max_size=30))
def test_that_no_geometry_brings_the_decoder_down(numbers: list[int]) -> None:
    whole = message()
    layer = whole.layers.add(name="water", version=2, extent=4096)
    layer.features.add(type=3, geometry=numbers)
    try:
        decode(whole.SerializeToString())
    except InputError as error:
        assert str(error) == DAMAGED


def test_that_too_many_features_are_refused() -> None:
    whole = message()
    layer = whole.layers.add(name="water", version=2)
    for _ in range(60_001):
        layer.features.add(type=1)
    with pytest.raises(InputError):
        decode(whole.SerializeToString())
