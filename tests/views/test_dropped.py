"""Files dropped on the window go where they can be read."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from situationroom.views.contacts_page import ContactsPage
from situationroom.views.import_view import ImportView
from situationroom.views.main_window import MainWindow
from situationroom.views.map_room import MapRoom
from situationroom.views.online_map_sheet import OnlineMapSheet
from tests.map.tile_files import street_mbtiles
from tests.views.conftest import cell


def drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    cell(window).dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_that_a_street_map_dropped_anywhere_is_added_to_the_map(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, street_mbtiles(tmp_path / "Bangkok.MBTILES"))
    room = cell(window).rooms["map"]
    assert isinstance(room, MapRoom)
    assert cell(window).room == "map"
    (layer,) = room.tiles.layers
    assert layer.opening, "the window does not wait for the file"
    qtbot.waitUntil(lambda: layer.name == "Bangkok", timeout=20_000)
    assert not window.findChildren(ImportView)
    qtbot.waitUntil(lambda: not room.tiles.busy() and not cell(window).desk.jobs)


def test_that_a_street_map_that_is_none_is_said_and_a_list_still_goes_to_the_import(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "a.pmtiles").write_bytes(b"no tiles")
    (tmp_path / "names.csv").write_text("Name,Phone\nLi Wei,123\n", encoding="utf-8")
    drop(window, tmp_path / "a.pmtiles", tmp_path / "names.csv")
    room = cell(window).rooms["map"]
    assert isinstance(room, MapRoom)
    qtbot.waitUntil(lambda: not room.tiles.layers, timeout=20_000)
    assert "a.pmtiles is no tile file" in cell(window).toast.text
    (view,) = window.findChildren(ImportView)
    qtbot.waitUntil(lambda: not cell(window).desk.jobs)
    view.close()
    qtbot.waitUntil(lambda: not cell(window).desk.jobs)


def test_that_street_maps_are_added_by_name_from_every_room(
    window: MainWindow, qtbot: QtBot
) -> None:
    cell(window).open_room("people")
    names = {action.name: action for action in cell(window).actions_here()}
    names["Street maps from the network…"].do()
    assert cell(window).room == "map"
    (sheet,) = cell(window).findChildren(OnlineMapSheet)
    assert sheet.isVisible()
    sheet.reject()
    qtbot.waitUntil(lambda: not cell(window).desk.jobs)


def test_that_a_directory_dropped_goes_to_its_page_unless_the_officer_says_otherwise(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "hospitals.csv"
    path.write_text("Name,Kind,Telephone\nAcibadem,Hospital,+902124444444\n", encoding="utf-8")
    drop(window, path)
    assert cell(window).room == "knowledge"
    (page,) = window.findChildren(ContactsPage)
    assert not window.findChildren(ImportView)
    importing = page.importing
    assert importing is not None
    qtbot.waitUntil(
        lambda: importing.plan is not None and not cell(window).desk.jobs, timeout=30_000
    )
    importing.persons.click()
    (view,) = window.findChildren(ImportView)
    qtbot.waitUntil(lambda: not cell(window).desk.jobs, timeout=30_000)
    view.close()
    qtbot.waitUntil(lambda: not cell(window).desk.jobs, timeout=30_000)
