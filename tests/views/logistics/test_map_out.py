"""What leaves the map room: asked for by menu and key, masked unless somebody says otherwise."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.map.projection import to_world
from situationroom.models.errors import StoreError
from situationroom.models.tiles import Tile
from situationroom.palettes import palette
from situationroom.views.map_data import DataWish
from situationroom.views.map_data_form import DataForm, save_data
from situationroom.views.map_out import out_menu, save_png, save_svg, what_is_shown, write_pages
from situationroom.views.map_pack import By
from situationroom.views.map_print import Wish
from situationroom.views.map_print_form import PrintForm
from situationroom.views.map_room import MapRoom
from tests.map.tile_files import mbtiles, picture
from tests.views.logistics.conftest import Told


@pytest.fixture
def room(
    show: Callable[[MapRoom], MapRoom],
    frame: Told,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> MapRoom:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180 and bool(made.found.routes))
    return made


@pytest.fixture
def form(room: MapRoom) -> PrintForm:
    light = palette("light")
    made = PrintForm(room, room.canvas.view, lambda w: what_is_shown(room, w, light), {"sites"})
    made.show()
    return made


def said(room: MapRoom) -> str:
    frame = room.frame
    assert isinstance(frame, Told)
    return str(frame.last("say")[0])


def test_that_the_map_is_saved_as_picture_and_drawing(
    room: MapRoom, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    save_png(room, tmp_path / "map.png")
    qtbot.waitUntil(lambda: not desk.jobs)
    image = QImage(str(tmp_path / "map.png"))
    assert (image.width(), image.height()) == (room.canvas.view.width, room.canvas.view.height)
    save_svg(room, tmp_path / "map.svg")
    qtbot.waitUntil(lambda: not desk.jobs)
    assert "DRILL" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "map.svg" in said(room)


def test_that_the_street_maps_that_are_shown_leave_with_the_map(
    room: MapRoom, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """As a print, as a drawing and as a picture; one that is switched off does not."""
    red = {Tile(8, x, y): picture(200, 30, 30) for x in range(140, 160) for y in range(92, 104)}
    file = mbtiles(tmp_path / "red.mbtiles", red, name="Red", format="png", minzoom="8",
                   maxzoom="8", attribution="© Red")  # fmt: skip
    add(room, qtbot, str(file))
    room.canvas.look(*to_world(41.03, 28.98), 10.0)

    def printed_form() -> PrintForm:
        light = palette("light")
        form = PrintForm(room, room.canvas.view, lambda w: what_is_shown(room, w, light), set())
        form.show()
        return form

    def red_in(form: PrintForm) -> bool:
        return near_red(form.picture.pixmap().toImage(), 0.2, 0.5)

    def saved(kind: str) -> Path:
        path = tmp_path / f"{room.tiles.layers[0].shown}.{kind}"
        {"png": save_png, "svg": save_svg}[kind](room, path)
        qtbot.waitUntil(lambda: not desk.jobs)
        return path

    form = printed_form()
    qtbot.waitUntil(lambda: red_in(form))
    form.reject()
    assert near_red(QImage(str(saved("png"))), 0.1, 0.7)
    drawing = saved("svg").read_text(encoding="utf-8")
    assert "<image" in drawing and "© Red" in drawing
    room.tiles.show_layer(room.tiles.layers[0], False)
    assert not near_red(QImage(str(saved("png"))), 0.1, 0.7)
    assert "<image" not in saved("svg").read_text(encoding="utf-8")


def add(room: MapRoom, qtbot: QtBot, path: str) -> None:
    room.streets.add([path])
    qtbot.waitUntil(lambda: not any(layer.opening for layer in room.tiles.layers), timeout=20_000)


def near_red(image: QImage, x: float, y: float) -> bool:
    """Whether most of a small square of a picture is red, at a share of its width and height."""
    at = round(image.width() * x), round(image.height() * y)
    found = [image.pixelColor(at[0] + i, at[1] + j) for i in range(-9, 10) for j in range(-9, 10)]
    return sum(one.red() > 180 and one.green() < 90 for one in found) > len(found) / 2


def test_that_tiles_that_could_not_be_read_are_said(
    room: MapRoom, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = {Tile(8, x, y): b"no picture" for x in range(140, 160) for y in range(92, 104)}
    file = mbtiles(tmp_path / "bad.mbtiles", bad, name="Bad", format="png", minzoom="8",
                   maxzoom="8")  # fmt: skip
    add(room, qtbot, str(file))
    room.canvas.look(*to_world(41.03, 28.98), 10.0)
    save_svg(room, tmp_path / "map.svg")
    qtbot.waitUntil(lambda: not desk.jobs)
    assert "could not be read" in said(room)


def test_that_a_folder_that_refuses_is_said(
    room: MapRoom, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("")
    with qtbot.waitSignal(desk.failed) as said:
        save_png(room, tmp_path / "file" / "map.png")
    assert said.args is not None and isinstance(said.args[0], StoreError)


def test_that_the_form_shows_the_first_page_and_counts_them(form: PrintForm) -> None:
    assert form.said.text() == "1 page"
    assert not form.picture.pixmap().isNull()
    form.by.setCurrentIndex(form.by.findText("Overview and a sheet for each city"))
    form.look()
    assert form.pack is not None and len(form.pack.pages) > 4
    assert form.said.text() == f"{len(form.pack.pages)} pages"


def test_that_a_scale_can_be_typed_and_nonsense_is_said_beside_it(form: PrintForm) -> None:
    form.scale.setEditText("1:750k")
    form.look()
    assert form.typed_scale() == 750_000
    assert form.accept_button.isEnabled()
    form.scale.setEditText("big")
    form.look()
    assert not form.accept_button.isEnabled()
    assert "big is no scale" in form.trouble.text
    form.scale.setCurrentIndex(0)
    form.look()
    assert form.accept_button.isEnabled() and not form.trouble.isVisible()


def test_that_only_what_is_ticked_is_printed(form: PrintForm) -> None:
    assert form.wish.layers == {"sites"}
    form.layers["zones"].setChecked(True)
    form.persons.setChecked(False)
    assert form.wish == Wish("", frozenset({"sites", "zones"}), persons=False)


def test_that_pages_are_written_beside_the_window(
    room: MapRoom, form: PrintForm, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    form.by.setCurrentIndex(form.by.findData(By.CITY))
    form.look()
    assert form.pack is not None
    what = what_is_shown(room, form.wish, palette("light"))
    write_pages(room, tmp_path / "pack.pdf", form.sheet, what, form.pack)
    qtbot.waitUntil(lambda: not desk.jobs, timeout=20_000)
    assert len(PdfReader(tmp_path / "pack.pdf").pages) == len(form.pack.pages)
    assert "pack.pdf" in said(room)


def test_that_ctrl_p_asks_how_to_print(
    room: MapRoom, tmp_path: Path, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "by-key.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))

    def accept() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, PrintForm)
        asked.accept_button.click()

    room.canvas.setFocus()
    qtbot.waitUntil(room.canvas.hasFocus)
    QTimer.singleShot(0, accept)
    QTest.keyClick(room.canvas, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: target.exists() and not desk.jobs, timeout=20_000)


def test_that_data_is_masked_until_somebody_says_otherwise(room: MapRoom) -> None:
    asked = DataForm(room, 3)
    asked.show()
    assert asked.wish((1, 2, 3)) == DataWish()
    assert not asked.personal and not asked.warning.isVisible()
    asked.detail.setCurrentIndex(1)
    asked.whom.setCurrentIndex(1)
    assert asked.warning.isVisible()
    assert asked.wish((1, 2, 3)).ids == (1, 2, 3) and asked.wish((1, 2, 3)).detail
    asked.kinds["persons"].setChecked(False)
    assert not asked.personal and not asked.warning.isVisible()
    asked.close()


@pytest.mark.parametrize("detail", [False, True])
def test_that_the_data_says_what_it_is_and_holds_who_is_shown(
    room: MapRoom, desk: Desk, tmp_path: Path, qtbot: QtBot, detail: bool
) -> None:
    path = tmp_path / "map.geojson"
    save_data(room, path, "geojson", DataWish(detail=detail))
    qtbot.waitUntil(lambda: not desk.jobs, timeout=20_000)
    made = json.loads(path.read_text(encoding="utf-8"))
    assert made["drill"] is True and made["title"].startswith("DRILL")
    assert made["personal_data"] is detail
    kinds = [feature["properties"]["kind"] for feature in made["features"]]
    assert kinds.count("person") == int(room.people.placed.sum())
    assert kinds.count("site") == len(room.found.sites)
    assert kinds.count("movement") == len(room.found.routes)
    assert ("native_name" in path.read_text(encoding="utf-8")) is detail
    assert "map.geojson" in said(room)


def test_that_everything_is_in_the_menu(room: MapRoom) -> None:
    parent = QWidget()
    words = [entry.text() for entry in out_menu(room, parent).actions()]
    assert [word.split("(")[1].split(")")[0] for word in words] == [
        "PNG", "SVG", "PDF", "GeoJSON, KML",
    ]  # fmt: skip
    parent.deleteLater()


def test_that_names_leave_only_after_a_second_question(
    room: MapRoom, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from situationroom.views import map_data_form

    target = tmp_path / "no.geojson"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    questions: list[str] = []

    def refuse(*args: object, **_more: object) -> bool:
        questions.append(str(args[1]))
        return False

    monkeypatch.setattr(map_data_form, "confirm", refuse)

    def accept() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, DataForm)
        asked.detail.setCurrentIndex(1)
        asked.accept_button.click()

    QTimer.singleShot(0, accept)
    map_data_form.ask_data(room)
    assert questions == ["Names leave the cell"]
    assert not target.exists() and not desk.jobs
