"""Street maps on the map: shown where they are, named, remembered, taken away again."""

import itertools
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from situationroom.map.projection import to_world
from situationroom.map.tile_grid import Piece
from situationroom.map.vector_tile import DAMAGED
from situationroom.models.errors import InputError
from situationroom.models.tiles import Tile, TileSource
from situationroom.palettes import palette
from situationroom.views import map_tiles, tile_opening
from situationroom.views.map_base import paint_names
from situationroom.views.map_canvas import NEAREST, NEAREST_WITH_STREETS
from situationroom.views.map_room import MapRoom
from situationroom.views.map_streets import colours_of_names
from situationroom.views.tile_files import open_tiles
from situationroom.views.tile_names import paint_tile_names
from situationroom.views.tile_paint import raster_image
from tests.map.tile_files import mbtiles, picture, pmtiles, street_mbtiles, street_pmtiles
from tests.views.logistics.conftest import Told

MIDDLE = (13.62, 100.5)
RED, BLUE = QColor(200, 30, 30), QColor(30, 30, 200)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> Iterator[MapRoom]:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180 and bool(made.found.sites))
    yield made
    made.tiles.works.shut()


def rested(room: MapRoom, qtbot: QtBot) -> QImage:
    """The ground as it is painted when every tile has come."""

    view = room.canvas.view
    image = QImage(round(view.width), round(view.height), QImage.Format.Format_RGB32)

    def painted() -> bool:
        plan = room.painter.ground(view)
        painter = QPainter(image)
        plan(painter, view)
        painter.end()
        return not room.tiles.busy()

    qtbot.waitUntil(painted, timeout=20_000)
    assert painted()
    return image


def add(room: MapRoom, qtbot: QtBot, *paths: str) -> None:
    """Drop street maps on the window and wait until they are open, or refused."""
    room.streets.add(paths)
    qtbot.waitUntil(lambda: not any(layer.opening for layer in room.tiles.layers), timeout=20_000)


def colour_at(room: MapRoom, image: QImage, lat: float, lon: float) -> QColor:
    x, y = to_world(lat, lon)
    at = QPointF(*room.canvas.view.to_screen(x, y)).toPoint()
    return image.pixelColor(at)


def parts(room: MapRoom) -> list[QWidget]:
    """What stands in the panel now, in order."""
    layout = room.streets.layout()
    assert layout is not None
    items = (layout.itemAt(n) for n in range(layout.count()))
    rows = [item.widget() for item in items if item is not None]
    return [part for row in rows for part in (row, *row.findChildren(QWidget))]


def ticks(room: MapRoom) -> list[QCheckBox]:
    return [part for part in parts(room) if isinstance(part, QCheckBox)]


def notes(room: MapRoom) -> list[str]:
    return [part.text() for part in parts(room) if isinstance(part, QLabel)]


def look(room: MapRoom, lat: float, lon: float, zoom: float) -> None:
    x, y = to_world(lat, lon)
    room.canvas.look(x, y, zoom)


def two_colours(path: Path) -> Path:
    """Level 8 red over Ankara and nothing elsewhere; level 9 blue in one of its quarters."""
    red, blue = picture(200, 30, 30), picture(30, 30, 200)
    return mbtiles(path, {Tile(8, 151, 96): red, Tile(9, 303, 193): blue}, name="Ankara",
                   format="png", minzoom="8", maxzoom="9", attribution="<b>© A</b>")  # fmt: skip


def test_that_tiles_show_where_they_exist_and_the_basemap_elsewhere(
    room: MapRoom, home: Path, qtbot: QtBot
) -> None:
    add(room, qtbot, str(two_colours(home / "ankara.mbtiles")))
    look(room, 40.0, 32.9, 8.0)
    image = rested(room, qtbot)
    assert colour_at(room, image, 40.3, 32.6) == RED
    assert colour_at(room, image, 40.3, 31.6) == QColor(palette("dark").land)
    look(room, 40.3, 32.6, 9.0)  # a quarter has a finer tile, the others the coarser one
    image = rested(room, qtbot)
    assert colour_at(room, image, 40.2, 33.5) == BLUE
    assert colour_at(room, image, 40.6, 32.6) == RED
    look(room, 40.2, 33.5, 12.0)  # past the last level
    assert colour_at(room, rested(room, qtbot), 40.2, 33.5) == BLUE
    look(room, 40.3, 32.6, 6.5)  # before the first
    assert colour_at(room, rested(room, qtbot), 40.3, 32.6) != RED


@pytest.mark.parametrize("make", [street_mbtiles, street_pmtiles])
def test_that_a_dropped_street_map_is_looked_at_named_and_credited(
    room: MapRoom, home: Path, qtbot: QtBot, make: Callable[[Path], Path]
) -> None:
    add(room, qtbot, str(make(home / "bangkok.tiles")))
    assert room.canvas.nearest == NEAREST_WITH_STREETS
    assert room.canvas.view.zoom >= 12
    image = rested(room, qtbot)
    colours = {image.pixel(x, y) for x in range(0, 1200, 7) for y in range(300, 600, 7)}
    assert len(colours) > 20  # streets, water, green: no plain land
    words = [word for _, _, found in room.painter.streets(room.canvas.view).names for word in found]
    assert "Bhumibol Bridge" in [word.text("zh") for word in words]
    assert room.credit.isVisible()
    assert room.credit.text() == "© OpenStreetMap contributors"
    assert "© OpenStreetMap contributors" in [
        one.text() for one in room.streets.findChildren(QLabel)
    ]


def test_that_no_name_of_a_street_lies_over_another(
    room: MapRoom, home: Path, qtbot: QtBot
) -> None:
    add(room, qtbot, str(street_mbtiles(home / "bangkok.mbtiles")))
    for zoom, language in itertools.product((12.5, 14.0, 15.5), ("zh", "en")):
        look(room, *MIDDLE, zoom)
        image, view = rested(room, qtbot), room.canvas.view
        painter = QPainter(image)
        written = paint_names(painter, view, palette("dark"), language)
        before = len(written.taken)
        known = room.painter.streets(view).names
        paint_tile_names(painter, view, known, palette("dark"), language, written)
        painter.end()
        assert len(written.taken) > before
        pairs = itertools.combinations(written.taken, 2)
        assert not any(one.intersects(other) for one, other in pairs)


def test_that_a_file_that_is_none_is_refused_and_not_listed(
    room: MapRoom, frame: Told, home: Path, qtbot: QtBot
) -> None:
    (home / "no.mbtiles").write_bytes(b"PK\x03\x04 this is a zip")
    add(room, qtbot, str(home / "no.mbtiles"))
    (error,) = frame.last("refuse")
    assert isinstance(error, InputError)
    assert "no.mbtiles" in str(error)
    assert not room.tiles.layers
    assert room.canvas.nearest == NEAREST
    assert not room.credit.isVisible()


def test_that_street_maps_are_remembered_and_one_that_is_gone_says_so(
    room: MapRoom, show: Callable[[MapRoom], MapRoom], frame: Told, home: Path, qtbot: QtBot
) -> None:
    first, second = street_mbtiles(home / "a.mbtiles"), street_pmtiles(home / "b.pmtiles")
    add(room, qtbot, str(first), str(second))
    ticks(room)[1].click()
    room.tiles.layers[0].source.close()  # type: ignore[union-attr]
    first.unlink()
    again = show(MapRoom(frame))
    gone, there = again.tiles.layers
    qtbot.waitUntil(lambda: not gone.opening and not there.opening)
    assert (gone.path, gone.source, there.path, there.shown) == (
        str(first),
        None,
        str(second),
        False,
    )
    assert any(note.startswith("a.mbtiles is not there") for note in notes(again))
    qtbot.waitUntil(lambda: len(again.people.columns.id) == 180 and bool(again.found.sites))


def test_that_a_drive_that_does_not_answer_holds_neither_the_window_nor_other_maps(
    room: MapRoom, show: Callable[[MapRoom], MapRoom], frame: Told, home: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    slow, fast = street_mbtiles(home / "slow.mbtiles"), street_pmtiles(home / "fast.pmtiles")
    add(room, qtbot, str(slow), str(fast))
    answers, closed = Event(), list[str]()

    def waiting(path: Path) -> TileSource:
        if path == slow:
            answers.wait(20)
        source = open_tiles(path)
        monkeypatch.setattr(source, "close", partial(_close, source.close, path.name, closed))
        return source

    monkeypatch.setattr(tile_opening, "open_tiles", waiting)
    monkeypatch.setattr(map_tiles, "PATIENCE_MS", 600_000)
    again, third = show(MapRoom(frame)), show(MapRoom(frame))  # neither has waited
    qtbot.waitUntil(lambda: not again.tiles.layers[1].opening)
    qtbot.waitUntil(lambda: not third.tiles.layers[1].opening)
    late, there = again.tiles.layers
    assert late.opening and there.source is not None
    assert "Being opened…" in notes(again)
    assert [tick.isEnabled() for tick in ticks(again)] == [False, True]
    again.tiles._patience.timeout.emit()
    assert any(note.startswith("slow.mbtiles has not answered yet") for note in notes(again))
    third.tiles.remove(third.tiles.layers[0])
    answers.set()
    qtbot.waitUntil(lambda: not late.opening and "slow.mbtiles" in closed)
    assert late.source is not None and closed == ["slow.mbtiles"]  # the one nobody wanted
    assert [tick.isEnabled() for tick in ticks(again)] == [True, True]
    assert not any("answered" in note for note in notes(again))
    qtbot.waitUntil(lambda: len(third.people.columns.id) == 180 and bool(third.found.sites))


def _close(close: Callable[[], None], name: str, told: list[str]) -> None:
    told.append(name)
    close()


def test_that_names_can_be_read_on_a_light_picture_and_none_shine_through_it(
    room: MapRoom, home: Path, qtbot: QtBot
) -> None:
    add(room, qtbot, str(street_mbtiles(home / "bangkok.mbtiles")))
    look(room, *MIDDLE, 13.0)
    rested(room, qtbot)
    assert room.painter.streets(room.canvas.view).names
    white = picture(250, 250, 250)
    tiles = {Tile(13, x, y): white for x in range(6380, 6388) for y in range(3780, 3788)}
    add(room, qtbot, str(pmtiles(home / "white.pmtiles", tiles, "PNG")))
    rested(room, qtbot)
    streets = room.painter.streets(room.canvas.view)
    assert streets.light is True
    assert colours_of_names(palette("dark"), streets) == palette("light")
    assert not streets.names
    ticks(room)[1].click()
    streets = room.painter.streets(room.canvas.view)
    assert colours_of_names(palette("dark"), streets) == palette("dark")
    assert streets.names


def test_that_a_street_map_is_hidden_and_taken_away(
    room: MapRoom, home: Path, qtbot: QtBot
) -> None:
    add(room, qtbot, str(two_colours(home / "ankara.mbtiles")))
    look(room, 40.3, 32.6, 8.0)
    assert colour_at(room, rested(room, qtbot), 40.3, 32.6) == RED
    ticks(room)[0].click()
    assert colour_at(room, rested(room, qtbot), 40.3, 32.6) != RED
    assert room.canvas.nearest == NEAREST
    away = next(b for b in parts(room) if b.accessibleName() == "Remove Ankara")
    assert isinstance(away, QPushButton)
    away.click()
    assert not room.tiles.layers


def test_that_damaged_tiles_leave_the_basemap_and_one_sentence(
    room: MapRoom, home: Path, qtbot: QtBot
) -> None:
    junk = {Tile(9, x, y): b"\x1f\x8bjunk" for x in range(298, 308) for y in range(190, 198)}
    box = (28.0, 36.0, 38.0, 42.0)
    add(room, qtbot, str(pmtiles(home / "junk.pmtiles", junk, "PNG", box=box)))
    look(room, 40.3, 32.6, 9.0)
    assert colour_at(room, rested(room, qtbot), 40.3, 32.6) == QColor(palette("dark").land)
    assert notes(room).count(DAMAGED) == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", b"RIFFxxxxWEBP", b"<svg/>", b"BM" * 99],
)
def test_that_a_picture_that_is_none_is_refused(qtbot: QtBot, data: bytes) -> None:
    with pytest.raises(InputError):
        raster_image(data, Piece(0, 0, 1), 256)


def test_that_a_picture_too_large_to_be_a_tile_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(InputError):
        raster_image(picture(1, 2, 3, side=4096), Piece(0, 0, 1), 256)
