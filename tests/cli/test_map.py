"""The map on the command line: sheets, packs, pictures and data without a display."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from situationroom.models.tiles import Tile
from situationroom.store.incident_file import open_incident
from tests.cli.conftest import Run
from tests.map.tile_files import mbtiles, picture
from tests.views.logistics.cast import new_incident, whole_story


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story of the logistics rooms."""
    path = tmp_path_factory.mktemp("map") / "story.situation"
    file = new_incident(path)
    whole_story(file)
    file.close()
    return path


def test_that_a_sheet_at_a_scale_is_written(run: Run, told: Path, tmp_path: Path) -> None:
    said = run(
        "map", told, "--output", tmp_path, "--scale", "1:500000", "--at", "Istanbul",
        "--paper", "A3", "--portrait", "--title", "Tonight", "--notation", "utm",
    )  # fmt: skip
    assert (said.code, said.err) == (0, "")
    page = PdfReader(said.out.strip()).pages[0]
    assert round(float(page.mediabox.width) / 72 * 25.4) == 297
    text = " ".join(page.extract_text().split())
    assert "1 : 500" in text and "Tonight" in text and "DRILL" in text


def test_that_a_pack_is_written(run: Run, told: Path, tmp_path: Path) -> None:
    said = run("map", told, "--output", tmp_path, "--pack", "city")
    assert said.code == 0
    assert len(PdfReader(said.out.strip()).pages) > 3


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_that_street_maps_are_laid_below(run: Run, told: Path, tmp_path: Path, kind: str) -> None:
    near = {Tile(8, x, y): picture(200, 30, 30) for x in range(140, 160) for y in range(92, 104)}
    file = mbtiles(tmp_path / "all.mbtiles", near, name="All", format="png", minzoom="8",
                   maxzoom="8", attribution="© All")  # fmt: skip
    more = ("--at", "Istanbul", "--format", kind)
    plain = run("map", told, "--output", tmp_path / "plain", *more)
    said = run("map", told, "--output", tmp_path / "streets", *more, "--streets", file)
    assert (said.code, said.err) == (0, "")
    without, made = (Path(one.out.strip()).read_bytes() for one in (plain, said))
    assert made != without
    if kind == "pdf":
        assert "© All" in " ".join(PdfReader(said.out.strip()).pages[0].extract_text().split())
    if kind == "svg":
        assert b"<image" in made and b"<image" not in without and "© All".encode() in made


def test_that_a_street_map_that_is_none_is_said(run: Run, told: Path, tmp_path: Path) -> None:
    (tmp_path / "no.mbtiles").write_bytes(b"PK\x03\x04 this is a zip")
    said = run("map", told, "--output", tmp_path, "--streets", tmp_path / "no.mbtiles")
    assert said.code != 0 and said.out == ""
    assert "no.mbtiles" in said.err and len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize("kind", ["png", "svg", "kml", "geojson"])
def test_that_every_format_is_written(run: Run, told: Path, tmp_path: Path, kind: str) -> None:
    said = run("map", told, "--output", tmp_path, "--format", kind)
    assert (said.code, said.err) == (0, "")
    assert Path(said.out.strip()).stat().st_size > 1_000


def test_that_names_are_written_only_when_asked_and_that_is_said(
    run: Run, told: Path, tmp_path: Path
) -> None:
    masked = run("map", told, "--output", tmp_path, "--format", "geojson", "--only", "persons")
    made = json.loads(Path(masked.out.strip()).read_text(encoding="utf-8"))
    assert {frozenset(f["properties"]) for f in made["features"]} == {frozenset({"kind", "safety"})}
    named = run("map", told, "--output", tmp_path, "--format", "geojson", "--detail")
    assert "personal data" in named.err
    assert "native_name" in Path(named.out.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "code"), [
    (("--scale", "huge"), 2), (("--at", "Nowhere at all 12345"), 3), (("--paper", "A9"), 2),
    (("--pack", "zone"), 3), (("--pack", "grid", "--scale", "1:5000"), 3),
])  # fmt: skip
def test_that_wrong_use_gives_one_sentence(
    run: Run, told: Path, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    said = run("map", told, "--output", tmp_path, *words)
    assert said.code == code
    assert said.out == "" and len(said.err.strip().splitlines()) == 1


def test_that_nothing_is_written_into_the_incident(run: Run, told: Path, tmp_path: Path) -> None:
    from situationroom.store.queries.journal_pages import last_revision

    def revision() -> int:
        file = open_incident(told, "", read_only=True)
        try:
            return file.ask(last_revision)
        finally:
            file.close()

    before = revision()
    run("map", told, "--output", tmp_path, "--format", "geojson")
    assert revision() == before
