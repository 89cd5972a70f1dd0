"""What is committed under resources/ is what was built, licensed, and small enough."""

import csv
import hashlib
import xml.etree.ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from situationroom.settings import resource, resources_dir


def test_that_every_built_file_has_the_hash_it_was_built_with() -> None:
    lines = resource("SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 15
    for line in lines:
        wanted, name = line.split("  ")
        assert hashlib.sha256(resource(name).read_bytes()).hexdigest() == wanted, name


def test_that_resources_stay_under_seventy_megabytes() -> None:
    total = sum(p.stat().st_size for p in resources_dir().rglob("*") if p.is_file())
    assert total < 70_000_000


def test_that_every_country_has_one_reviewed_name_in_both_languages() -> None:
    with resource("basemap/state_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({r["iso2"] for r in rows}) == len({r["iso3"] for r in rows}) == 249
    assert len({r["zh"] for r in rows}) == len({r["en"] for r in rows}) == 249
    names = {r["iso2"]: r["zh"] for r in rows}
    expected = {
        "TR": "土耳其",
        "AE": "阿联酋",
        "MM": "缅甸",
        "LA": "老挝",
        "KP": "朝鲜",
        "KR": "韩国",
        "CD": "刚果（金）",
        "CG": "刚果（布）",
        "TW": "台湾",
    }
    assert {code: names[code] for code in expected} == expected
    assert {r["iso2"] for r in rows if r["kind"] == "province"} == {"TW", "HK", "MO"}


@pytest.mark.parametrize("folder", ["LICENSES"])
def test_that_every_part_names_its_licence(folder: str) -> None:
    notice = resource(f"{folder}/NOTICE.md").read_text(encoding="utf-8")
    for word in ("Natural Earth", "GeoNames", "CC BY 4.0", "OFL", "CLDR", "OpenCC", "airportsdata"):
        assert word in notice


def test_that_icons_are_one_family() -> None:
    icons = sorted(resource("icons").glob("*.svg"))
    assert len(icons) >= 50
    for path in icons:
        text = path.read_text(encoding="utf-8")
        root = ET.fromstring(text)  # noqa: S314 (our own files)
        assert root.get("viewBox") == "0 0 24 24", path.name
        assert "#ICON" in text, path.name
        assert len(text) < 1500, path.name


@pytest.mark.parametrize("style", ["Regular", "Medium", "Bold"])
def test_that_the_fonts_are_true_type(style: str) -> None:
    head = resource(f"fonts/SituationSans-{style}.ttf").read_bytes()[:4]
    assert head == b"\x00\x01\x00\x00"


@pytest.mark.parametrize("style", ["Regular", "Medium", "Bold"])
def test_that_no_two_characters_share_a_glyph(style: str) -> None:
    with TTFont(resource(f"fonts/SituationSans-{style}.ttf"), lazy=True) as font:
        glyphs = font.getBestCmap()
    assert len(set(glyphs.values())) == len(glyphs) > 30_000
