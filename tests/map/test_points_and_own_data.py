"""Airports and ports on the map, and what a cell has reviewed itself instead of ours."""

import json
from pathlib import Path

import pytest

from situationroom.map import basemap
from situationroom.map.labels import LabelKind, View, labels_for, names
from situationroom.map.own_data import (
    drop_own,
    in_use,
    read_state_names,
    take_boundaries,
    take_state_names,
)
from situationroom.map.projection import to_world
from situationroom.models.errors import InputError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    return tmp_path


def around(lat: float, lon: float, zoom: float, language: str) -> dict[str, LabelKind]:
    x, y = to_world(lat, lon)
    return {
        label.text: label.kind
        for label in labels_for(View(x, y, zoom, 1366, 768), language, repeated=True)
    }


def test_that_airports_show_their_code_from_afar_and_their_name_near() -> None:
    assert around(41.26, 28.74, 9.0, "zh")["IST"] is LabelKind.AIRPORT
    assert around(41.26, 28.74, 11.0, "zh")["伊斯坦布尔机场 IST"] is LabelKind.AIRPORT
    assert around(41.26, 28.74, 11.0, "en")["Istanbul Airport IST"] is LabelKind.AIRPORT
    assert "IST" not in around(41.26, 28.74, 6.0, "zh")


def test_that_ports_are_named_and_none_lies_inland() -> None:
    assert around(36.8, 34.64, 10.5, "zh")["梅尔辛港"] is LabelKind.PORT
    assert around(36.8, 34.64, 10.5, "en")["Mersin"] in (LabelKind.PORT, LabelKind.CITY)
    known = names()
    ports = {known.en[n] for n in range(len(known.en)) if known.kind[n] == LabelKind.PORT}
    assert {"Beirut", "Piraeus", "Port Sudan", "Aden"} <= ports
    assert not {"Atlanta", "Calgary", "Denver"} & ports


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [(-17.755, 177.443, "NAN"), (1.382, 173.147, "TRW"), (1.987, -157.35, "CXI")],
)
def test_that_fiji_and_kiribati_have_their_names_and_airports(
    lat: float, lon: float, code: str
) -> None:
    near = around(lat, lon, 11.0, "en")
    assert any(text.endswith(code) and near[text] is LabelKind.AIRPORT for text in near)
    assert around(lat, lon, 4.5, "zh")


BORDER = {"type": "LineString", "coordinates": [[28.0, 41.0], [29.0, 42.0]]}
LINES = {"features": [{"properties": {"class": "disputed"}, "geometry": BORDER}]}


def test_that_own_boundaries_are_taken_used_and_given_back(home: Path) -> None:
    path = home / "国界.geojson"
    path.write_text(json.dumps(LINES), encoding="utf-8")
    take_boundaries(path)
    path.unlink()  # a copy is used
    layer = basemap.load("borders", basemap.Level.NEAR)
    assert layer is not None
    assert len(layer) == 1
    assert in_use() == (["boundaries.geojson"], [])
    drop_own()
    again = basemap.load("borders", basemap.Level.NEAR)
    assert again is not None
    assert len(again) > 300
    assert in_use() == ([], [])


NOWHERE = {"geometry": {"type": "LineString", "coordinates": [[float("nan"), 1], [2, 3]]}}

FAR = {"geometry": {"type": "LineString", "coordinates": [[280000, 41], [290000, 42]]}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"features": 3}',
        json.dumps({"features": [NOWHERE]}),
        json.dumps({"features": [FAR]}),
        "\0" * 99,
    ],
)
def test_that_a_file_without_boundaries_is_refused_and_changes_nothing(
    home: Path, text: str
) -> None:
    path = home / "x.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.geojson is no file of boundaries"):
        take_boundaries(path)
    assert in_use() == ([], [])


def test_that_states_bear_the_names_a_cell_has_reviewed(home: Path) -> None:
    path = home / "names.csv"
    path.write_text("iso2,zh,en\nTR,土耳其共和国,Turkey\nXX,,\n", encoding="utf-8-sig")
    assert read_state_names(path) == {"TR": ("Turkey", "土耳其共和国")}
    take_state_names(path)
    assert "土耳其共和国" in around(39.0, 35.0, 4.0, "zh")
    assert "Turkey" in around(39.0, 35.0, 4.0, "en")
    assert "希腊" in names().zh  # the others keep theirs
    drop_own()
    assert "土耳其" in around(39.0, 35.0, 4.0, "zh")


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2\n", b"iso2,zh,en\n,,\n", b"\xff\xfe\x00", b"iso2\nTR\n"]
)
def test_that_a_table_without_states_is_refused(home: Path, data: bytes) -> None:
    path = home / "x.csv"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"x\.csv is no table of states"):
        take_state_names(path)


def test_that_own_files_that_cannot_be_read_any_more_are_said(home: Path) -> None:
    settings = home / "home"
    settings.mkdir()
    (settings / "boundaries.geojson").write_text("{", encoding="utf-8")
    (settings / "state_names.csv").write_text("x", encoding="utf-8")
    used, wrong = in_use()
    assert used == []
    assert [str(error).split(" is no ")[0] for error in wrong] == [
        "boundaries.geojson",
        "state_names.csv",
    ]
    assert names().zh  # the program's own
