"""The start page: recent files, a new incident, what is wrong with a file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.cities import country_names
from situationroom.views.countries import zones_of
from situationroom.views.main_window import MainWindow
from situationroom.views.new_incident import NewIncident
from tests.views.conftest import cell


def test_that_a_new_incident_is_created_and_opened(
    qtbot: QtBot, start: MainWindow, tmp_path: Path
) -> None:
    form = _form(start, tmp_path)
    form.name.setText("Turkey, July 2016")
    form.country.setCurrentIndex(form.country.findData("TR"))
    form.drill.setChecked(True)
    QTest.mouseClick(form.open, Qt.MouseButton.LeftButton)
    assert start.desk is not None
    incident = start.desk.incident
    assert (incident.country, incident.incident_zone) == ("TR", "Europe/Istanbul")
    assert incident.drill and "DRILL" in start.windowTitle()
    assert start.settings.recent_files[0].endswith("Turkey, July 2016.situation")
    qtbot.waitUntil(lambda: cell(start).top.chips["affected"].value == 0)


def test_that_an_incident_without_a_country_is_asked_for_one(
    qtbot: QtBot, start: MainWindow, tmp_path: Path
) -> None:
    form = _form(start, tmp_path)
    form.name.setText("Somewhere")
    form.open.click()
    assert "country" in form.error.text
    assert start.desk is None


def test_that_an_incident_without_a_name_is_refused_and_leaves_no_file(
    start: MainWindow, tmp_path: Path
) -> None:
    form = _form(start, tmp_path)
    form.country.setCurrentIndex(form.country.findData("TR"))
    form.open.click()
    assert "needs a name" in form.error.text
    assert not list(tmp_path.glob("*.situation"))


def test_that_a_file_that_is_no_incident_is_said_in_one_sentence(
    start: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "letter.situation"
    path.write_text("not an incident")
    assert not start.open_file(path)
    assert start.start is not None
    assert "letter.situation" in start.start.trouble.text


def test_that_the_officers_name_signs_from_then_on(start: MainWindow) -> None:
    page = start.start
    assert page is not None
    page.officer.setText("Zhou Min")
    page.officer.editingFinished.emit()
    assert start.officer == "Zhou Min"


def test_that_recent_incidents_are_offered(
    qtbot: QtBot, window: MainWindow, incident_path: Path
) -> None:
    window.show_start()
    assert window.start is not None
    assert [line.toolTip() for line in window.start.recent] == [str(incident_path)]
    window.start.recent[0].click()
    assert window.desk is not None
    qtbot.waitUntil(lambda: cell(window).top.chips["affected"].value is not None)


def test_that_every_country_has_a_name_and_a_zone() -> None:
    names = country_names("zh")
    assert names["TR"] == "土耳其" and names["TW"] == "中国台湾"
    assert zones_of("NP") == ("Asia/Kathmandu",)
    assert zones_of("XX") == ("UTC",)


def _form(window: MainWindow, folder: Path) -> NewIncident:
    assert window.start is not None
    form = window.start.new
    form.put_into(folder)
    return form
