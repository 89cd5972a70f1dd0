"""Street maps on everything that leaves the program: sheets, packs, drawings and pictures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import mapbox_vector_tile
import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.map.labels import View
from situationroom.map.online_address import online_map
from situationroom.map.online_tiles import OnlineTiles
from situationroom.map.projection import to_world
from situationroom.map.sheets import MM, Sheet
from situationroom.map.tile_cache import TileCache
from situationroom.map.tile_grid import square
from situationroom.models.errors import Cancelled
from situationroom.models.tiles import Tile, TileSource
from situationroom.palettes import palette
from situationroom.views import theme
from situationroom.views.map_margin import Page, Printed
from situationroom.views.map_pack import By, pack
from situationroom.views.map_picture import picture_of
from situationroom.views.map_places import home_view
from situationroom.views.map_print import Wish, printed, scene_of, write_pdf, write_svg
from situationroom.views.streets_on_paper import StreetMaps
from situationroom.views.tile_files import open_tiles
from tests.map.tile_files import mbtiles, picture, street_mbtiles, street_pmtiles
from tests.views.logistics.pdf_lines import segments

Opened = Callable[[Path], TileSource]
SHEET = Sheet("A4", lying=True)
PX = 72 / 96
BANGKOK = (13.62, 100.5)
RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (30, 160, 60)
ROAD = Tile(12, 2376, 1537)


@pytest.fixture
def what(desk: Desk, qtbot: QtBot) -> Printed:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.set_theme(application, "light", 13)
    return replace(printed(desk, scene_of(desk), Wish("Tonight")), drill=False)


@pytest.fixture
def opened() -> Iterator[Callable[[Path], TileSource]]:
    """Opens street maps and closes them."""
    with ExitStack() as stack:
        yield lambda path: stack.enter_context(closing(open_tiles(path)))


def words_of(path: Path, number: int = 0) -> str:
    return " ".join(PdfReader(path).pages[number].extract_text().split())


def with_maps(what: Printed, *sources: TileSource) -> Printed:
    return replace(what, maps=StreetMaps(sources))


def page_at(lat: float, lon: float, scale: float) -> Page:
    return Page(SHEET.view(*to_world(lat, lon), scale))


def middle_of(tile: Tile, scale: float) -> Page:
    left, top, side = square(tile)
    return Page(SHEET.view(left + side / 2, top + side / 2, scale))


def on_paper_mm(view: View, x: float, y: float) -> tuple[float, float]:
    """Where a point of world units must be on the sheet, in millimetres."""
    px, py = view.to_screen(x, y)
    left, top, _, _ = SHEET.frame
    return (left + px) / MM, (top + py) / MM


def pictures(path: Path, number: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of each picture of a page, in millimetres from its upper left."""
    document = pypdfium2.PdfDocument(path)
    page = document[number]
    found = [one.get_bounds() for one in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])]
    high = page.get_height()
    document.close()
    mm = 25.4 / 72
    return [(a * mm, (high - d) * mm, c * mm, (high - b) * mm) for a, b, c, d in found]


def colours(path: Path, places: Sequence[tuple[float, float]]) -> list[tuple[int, ...]]:
    """The colours of a printed page at some places in millimetres."""
    document = pypdfium2.PdfDocument(path)
    image = document[0].render(scale=4).to_pil().convert("RGB")
    document.close()
    return [image.getpixel((round(x * 4 * 72 / 25.4), round(y * 4 * 72 / 25.4))) for x, y in places]


def rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def alike(one: Sequence[int], two: Sequence[int]) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(one, two, strict=True))


def road_file(path: Path) -> Path:
    """One tile with one straight road through its middle, and nothing else."""
    line = {"type": "LineString", "coordinates": [(1024, 2048), (3072, 2048)]}
    layer = {
        "name": "transportation",
        "features": [{"geometry": line, "properties": {"class": "primary"}}],
    }
    data = mbtiles_data(layer)
    return mbtiles(path, {ROAD: data}, name="Road", format="pbf", minzoom="12", maxzoom="12",
                   attribution="© Road")  # fmt: skip


def mbtiles_data(layer: Mapping[str, object]) -> bytes:
    return bytes(mapbox_vector_tile.encode(layer, None, {"y_coord_down": True}))


def chequered(path: Path, level: int = 10, coarse: Tile | None = None) -> Path:
    """Four pictures around Ankara, one of them missing."""
    left, top = 604, 387
    tiles = {
        Tile(level, left, top): picture(*RED), Tile(level, left + 1, top): picture(*BLUE),
        Tile(level, left, top + 1): picture(*GREEN),
    }  # fmt: skip
    if coarse is not None:
        tiles[coarse] = picture(200, 200, 30)
    least = min(tile.z for tile in tiles)
    return mbtiles(path, tiles, name="Ankara", format="png", minzoom=str(least),
                   maxzoom=str(level), attribution="<b>© Ankara</b> tiles")  # fmt: skip


CORNER = square(Tile(10, 605, 388))[:2]
"""Where the four meet."""


@pytest.mark.parametrize("scale", [25_000, 50_000, 100_000])
def test_that_a_street_lies_where_the_scale_says(
    what: Printed, tmp_path: Path, opened: Opened, scale: int
) -> None:
    page = middle_of(ROAD, scale)
    maps = with_maps(what, opened(road_file(tmp_path / "road.mbtiles")))
    path = write_pdf(tmp_path / "map.pdf", SHEET, maps, [page])
    left, top, side = square(ROAD)
    x1, y1 = on_paper_mm(page.view, left + side / 4, top + side / 2)
    x2, _ = on_paper_mm(page.view, left + side * 3 / 4, top + side / 2)
    found = [
        one for one in segments(path)
        if one == pytest.approx((x1, y1, x2, y1), abs=0.02)
    ]  # fmt: skip
    assert found
    assert not pictures(path)  # lines and letters only


def test_that_picture_tiles_lie_where_the_scale_says(
    what: Printed, tmp_path: Path, opened: Opened
) -> None:
    page = Page(SHEET.view(*CORNER, 400_000))
    maps = with_maps(what, opened(chequered(tmp_path / "a.mbtiles")))
    path = write_pdf(tmp_path / "map.pdf", SHEET, maps, [page])
    x, y = on_paper_mm(page.view, *CORNER)
    (box,) = pictures(path)
    side = square(Tile(10, 604, 387))[2]
    assert box[0] == pytest.approx(on_paper_mm(page.view, CORNER[0] - side, 0)[0], abs=0.02)
    assert box[2] == pytest.approx(on_paper_mm(page.view, CORNER[0] + side, 0)[0], abs=0.02)
    for aside in (0.3, 12.0):
        found = colours(
            path, [(x - aside, y - aside), (x + aside, y - aside), (x - aside, y + aside)]
        )
        assert alike(found[0], RED) and alike(found[1], BLUE) and alike(found[2], GREEN)


def test_that_the_basemap_is_seen_where_a_tile_is_missing(
    what: Printed, tmp_path: Path, opened: Opened
) -> None:
    page = Page(SHEET.view(*CORNER, 400_000))
    source = opened(chequered(tmp_path / "a.mbtiles"))
    path = write_pdf(tmp_path / "map.pdf", SHEET, with_maps(what, source), [page])
    x, y = on_paper_mm(page.view, *CORNER)
    assert alike(colours(path, [(x + 3, y + 3)])[0], rgb(QColor(palette("light").land)))
    coarser = opened(chequered(tmp_path / "b.mbtiles", coarse=Tile(9, 302, 194)))
    path = write_pdf(tmp_path / "map.pdf", SHEET, with_maps(what, coarser), [page])
    assert alike(colours(path, [(x + 3, y + 3)])[0], (200, 200, 30))


def test_that_tiles_are_taken_from_the_level_that_suits_paper(
    what: Printed, tmp_path: Path, opened: Opened
) -> None:
    left, top, side = square(Tile(10, 604, 387))
    fine = {Tile(11, x, y): picture(*BLUE) for x in (1208, 1209) for y in (774, 775)}
    coarse = {Tile(10, 604, 387): picture(*RED)}
    file = mbtiles(tmp_path / "two.mbtiles", coarse | fine, name="a", format="png",
                   minzoom="10", maxzoom="11")  # fmt: skip
    source = opened(file)
    view = View(left + side / 2, top + side / 2, 10.2, 1200, 700)
    on_screen = picture_of(with_maps(what, source), view)
    assert alike(rgb(on_screen.pixelColor(600, 350)), RED)
    shown = StreetMaps((source,)).over(view)
    (piece,) = shown.pieces
    assert piece.image.pixelColor(5, 5) == QColor(*BLUE)  # type: ignore[union-attr]


@pytest.mark.parametrize("make", [street_mbtiles, street_pmtiles])
def test_that_whose_map_it_is_stands_on_the_paper_that_shows_it(
    what: Printed, tmp_path: Path, opened: Opened, make: Callable[[Path], Path]
) -> None:
    source = opened(make(tmp_path / "bangkok.tiles"))
    maps = with_maps(what, source)
    pages = [page_at(*BANGKOK, 50_000), page_at(41.0, 29.0, 50_000)]
    path = write_pdf(tmp_path / "map.pdf", SHEET, maps, pages)
    here, elsewhere = words_of(path), words_of(path, 1)
    assert "© OpenStreetMap contributors" in here and "Natural Earth" in here
    assert "OpenStreetMap" not in elsewhere and "Natural Earth" in elsewhere
    drawing = write_svg(tmp_path / "map.svg", SHEET, maps, pages[0]).read_text(encoding="utf-8")
    assert "OpenStreetMap contributors" in drawing and "<image" not in drawing


def test_that_a_long_line_of_whose_map_it_is_is_not_cut(
    what: Printed, tmp_path: Path, opened: Opened
) -> None:
    told = "© the map makers of a town with a long name, and all who helped them, by licence 4.0"
    file = mbtiles(tmp_path / "a.mbtiles", {Tile(10, 604, 387): picture(*RED)}, name="a",
                   format="png", minzoom="10", maxzoom="10", attribution=told)  # fmt: skip
    page = Page(SHEET.view(*CORNER, 400_000))
    path = write_pdf(tmp_path / "map.pdf", SHEET, with_maps(what, opened(file)), [page])
    assert told in words_of(path)


def test_that_every_page_of_a_pack_and_its_overview_have_street_maps(
    what: Printed, tmp_path: Path, opened: Opened
) -> None:
    every = {Tile(7, x, y): picture(*RED) for x in range(72, 80) for y in range(46, 52)}
    file = mbtiles(tmp_path / "all.mbtiles", every, name="All", format="png", minzoom="7",
                   maxzoom="7", attribution="© All")  # fmt: skip
    maps = with_maps(what, opened(file))
    made = pack(maps, SHEET, By.CITY, home_view(what.scene.people, "TR", 1200, 700), None)
    near = [page for page in made.pages if page.view.zoom >= 7]
    assert len(near) > 3
    path = write_pdf(tmp_path / "pack.pdf", SHEET, maps, made.pages, made.rows)
    for number, page in enumerate(made.pages):
        assert len(pictures(path, number)) == (page.view.zoom >= 7)
        said = words_of(path, number)
        assert ("© All" in said) == (page.view.zoom >= 7)


def test_that_an_overview_near_enough_has_street_maps(
    what: Printed, tmp_path: Path, opened: Opened
) -> None:
    every = {Tile(8, x, y): picture(*RED) for x in range(140, 160) for y in range(92, 104)}
    file = mbtiles(tmp_path / "all.mbtiles", every, name="All", format="png", minzoom="8",
                   maxzoom="8")  # fmt: skip
    maps = with_maps(what, opened(file))
    window = View(*to_world(41.03, 28.98), 11.0, 1200, 700)
    made = pack(maps, SHEET, By.GRID, window, None)
    assert made.pages[0].frames and made.pages[0].view.zoom >= 8
    path = write_pdf(tmp_path / "pack.pdf", SHEET, maps, made.pages[:1], made.rows)
    assert len(pictures(path)) == 1


def test_that_tiles_are_counted_and_a_print_can_be_cancelled_between_two(
    what: Printed, tmp_path: Path, opened: Opened
) -> None:
    page = Page(SHEET.view(*CORNER, 400_000))
    maps = with_maps(what, opened(chequered(tmp_path / "a.mbtiles")))
    steps: list[tuple[int, int]] = []
    write_pdf(tmp_path / "a.pdf", SHEET, maps, [page, page],
              step=lambda done, total, _label: steps.append((done, total)))  # fmt: skip
    (whole,) = {total for _, total in steps}
    assert [done for done, _ in steps] == list(range(whole))
    assert whole == 2 + 2 * maps.maps.count(page.view) > 4

    def stop(done: int, _total: int, _label: str) -> None:
        if done == 2:
            raise Cancelled

    for write in (lambda: write_pdf(tmp_path / "no.pdf", SHEET, maps, [page], step=stop),
                  lambda: write_svg(tmp_path / "no.svg", SHEET, maps, page, stop),
                  lambda: picture_of(maps, replace(page.view, zoom=10.0), stop)):  # fmt: skip
        with pytest.raises(Cancelled):
            write()
    assert not list(tmp_path.glob("no.*")) and not list(tmp_path.glob(".*"))


def test_that_of_an_online_map_only_what_is_on_the_disk_is_printed(
    what: Printed, tmp_path: Path
) -> None:
    online = OnlineTiles(
        online_map("https://tiles.invalid/{z}/{x}/{y}.png", "© Online"), TileCache(tmp_path / "c")
    )
    online.on = True  # a server that is asked would answer with an error
    online.cache.put(Tile(11, 1209, 775), picture(*RED))
    kept = online.kept()
    left, top, side = square(Tile(11, 1209, 775))
    for zoom in (8.0, 9.0, 10.2, 12.0):  # what was seen a level nearer serves, too
        maps = StreetMaps((kept,))
        shown = maps.over(View(left + side / 2, top + side / 2, zoom, 400, 300))
        assert len(shown.pieces) == (zoom >= 9.0), zoom
        assert maps.unread == 0
        assert shown.credits == (("© Online",) if shown.pieces else ())


def test_that_tiles_that_cannot_be_read_are_counted(
    tmp_path: Path, qtbot: QtBot, opened: Opened
) -> None:
    tiles = {Tile(10, 604, 387): b"no picture", Tile(10, 605, 387): picture(*RED)}
    file = mbtiles(tmp_path / "a.mbtiles", tiles, name="a", format="png", minzoom="10",
                   maxzoom="10")  # fmt: skip
    maps = StreetMaps((opened(file),))
    shown = maps.over(View(*CORNER, 10.0, 400, 300))
    assert maps.unread == 1 and len(shown.pieces) == 1
