"""The frame: figures, keys, palette, undo, looks, trouble."""

import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from situationroom import settings
from situationroom.commands.people import set_safety
from situationroom.commands.requests import acknowledge, take
from situationroom.models.errors import StoreError
from situationroom.models.vocabulary import Safety, Source
from situationroom.store.incident_file import open_incident
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.requests import requests
from situationroom.views.event_form import EventForm
from situationroom.views.main_window import MainWindow
from situationroom.views.palette import Palette
from situationroom.views.rail import ROOMS
from situationroom.views.top_strip import TopStrip
from tests.cast import OFFICER, SEARCH, XIAO
from tests.views.conftest import cell, english


def _press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *more: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in more:
        modifiers |= one
    QTest.keyClick(cell(window), key, modifiers)


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("figure", "room"), [("affected", "people"), ("open", "requests"), ("overdue", "requests")]
)
def test_that_a_click_on_a_figure_opens_the_list_behind_it(
    qtbot: QtBot, window: MainWindow, figure: str, room: str
) -> None:
    chip = cell(window).top.chips[figure]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert cell(window).room == room


def test_that_the_figures_follow_what_is_stored(qtbot: QtBot, window: MainWindow) -> None:
    chips = cell(window).top.chips
    before = chips["unaccounted"].value or 0
    assert window.desk is not None
    window.desk.run(set_safety, [XIAO], Safety.SAFE, Source.SELF)
    qtbot.waitUntil(lambda: chips["unaccounted"].value == before - 1)
    qtbot.waitUntil(lambda: chips["unaccounted"].trend == -1)


def test_that_every_figure_says_its_definition(window: MainWindow) -> None:
    for chip in cell(window).top.chips.values():
        assert len(chip.toolTip()) > 20


@pytest.mark.parametrize("place", range(8))
def test_that_ctrl_and_a_digit_open_each_room(qtbot: QtBot, window: MainWindow, place: int) -> None:
    _press(qtbot, window, Qt.Key(Qt.Key.Key_1 + place), CTRL)
    assert cell(window).room == ROOMS[place]


def test_that_f3_opens_the_event_entry_from_any_room(qtbot: QtBot, window: MainWindow) -> None:
    cell(window).open_room("requests")
    _press(qtbot, window, Qt.Key.Key_F3)
    form = window.findChild(EventForm)
    assert form is not None
    form.text.setPlainText("The embassy called")
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.saved):
        form.save.click()
    qtbot.waitUntil(lambda: cell(window).toast.text != "")


def test_that_f2_opens_a_call_form(qtbot: QtBot, window: MainWindow) -> None:
    _press(qtbot, window, Qt.Key.Key_F2)
    assert [w for w in window.findChildren(QWidget) if type(w).__name__ == "CallForm"]


def test_that_the_card_of_a_request_acts_on_it(qtbot: QtBot, window: MainWindow) -> None:
    cell(window).select("request", [SEARCH])
    qtbot.waitUntil(lambda: _button(window, "Acknowledge") is not None)
    button = _button(window, "Acknowledge")
    assert button is not None and window.desk is not None
    with qtbot.waitSignal(window.desk.saved):
        button.click()
    assert window.desk.ask(requests, [SEARCH])[0].owner == OFFICER
    qtbot.waitUntil(lambda: _button(window, "Acknowledge") is None)


def test_that_undo_takes_back_the_last_act_and_says_which(qtbot: QtBot, window: MainWindow) -> None:
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.saved):
        window.desk.run(acknowledge, [SEARCH])
    assert "Acknowledged" in cell(window).bottom.undo_button.text()
    with qtbot.waitSignal(window.desk.saved):
        _press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.desk.ask(requests, [SEARCH])[0].owner == ""
    qtbot.waitUntil(lambda: "Acknowledged" in cell(window).toast.text)


def test_that_a_refusal_without_a_form_is_said_in_words(qtbot: QtBot, window: MainWindow) -> None:
    assert window.desk is not None
    window.desk.run(take, [SEARCH])
    window.desk.run(acknowledge, [SEARCH])
    window.desk.run(acknowledge, [SEARCH])
    qtbot.waitUntil(lambda: "acknowledged before" in cell(window).toast.text)


@pytest.mark.parametrize("typed", ["单晓", "shan", "2378"])
def test_that_the_palette_finds_a_person(qtbot: QtBot, window: MainWindow, typed: str) -> None:
    palette = _palette(qtbot, window)
    palette.field.setText(typed)
    qtbot.waitUntil(lambda: any("单晓彤" in line.title for line in palette.lines()))
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(window).card.shown[1] != ())


def test_that_the_palette_does_an_action_by_its_name(qtbot: QtBot, window: MainWindow) -> None:
    palette = _palette(qtbot, window)
    QTest.keyClicks(palette.field, "journal")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(window).room == "journal")


def test_that_language_and_theme_switch_while_running(qtbot: QtBot, window: MainWindow) -> None:
    cell(window).open_room("people")
    cell(window).select("person", [XIAO])
    window.change(language="zh", theme="light")
    assert cell(window).room == "people"
    assert cell(window).card.shown == ("person", (XIAO,))
    assert cell(window).rail.button("people").text() == "人员"
    assert settings.load().language == "zh"
    qtbot.waitUntil(lambda: cell(window).top.chips["affected"].value is not None)


def test_that_the_text_size_stays_within_its_limits(window: MainWindow) -> None:
    window.change(text_size=24)
    window.larger(1)
    assert window.settings.text_size == 24
    window.larger(-1)
    assert window.settings.text_size == 23


def test_that_a_failing_disk_is_said_until_something_is_stored(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.desk is not None
    window.desk.failed.emit(StoreError("The disk with {file} is full.", file="turkey.situation"))
    assert "full" in cell(window).trouble.banner.text
    assert cell(window).trouble.isVisible()
    with qtbot.waitSignal(window.desk.saved):
        window.desk.run(acknowledge, [SEARCH])
    assert not cell(window).trouble.isVisible()


def test_that_a_mistake_of_ours_leaves_a_report_without_anything_personal(
    window: MainWindow, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        raise ValueError("陈海燕 E12340963")
    except ValueError as error:
        window.show_bug(type(error), error, None)
    assert "Nothing that was saved is lost" in cell(window).trouble.banner.text
    reports = list((home / "reports").glob("*.txt"))
    assert len(reports) == 1
    assert "陈海燕" not in reports[0].read_text(encoding="utf-8")
    assert "陈海燕" not in caplog.text


def test_that_files_dropped_anywhere_start_the_import(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(cell(window), "start_import", started.extend)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "calls.xlsx"))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    cell(window).dropEvent(drop)
    assert [Path(name).name for name in started] == ["calls.xlsx"]


def test_that_closing_waits_for_what_was_asked_for(
    qtbot: QtBot, home: Path, incident_path: Path
) -> None:
    window = MainWindow(english())
    qtbot.addWidget(window)
    assert window.open_file(incident_path)
    assert window.desk is not None
    before = window.desk.revision
    window.desk.run(acknowledge, [SEARCH])
    window.close()
    file = open_incident(incident_path, OFFICER)
    assert file.ask(last_revision) == before + 1
    file.close()


def _palette(qtbot: QtBot, window: MainWindow) -> Palette:
    _press(qtbot, window, Qt.Key.Key_K, CTRL)
    palette = window.findChild(Palette)
    assert palette is not None
    return palette


def _button(window: MainWindow, text: str) -> QPushButton | None:
    content = cell(window).card.content()
    buttons = content.findChildren(QPushButton) if content else []
    return next((one for one in buttons if one.text() == text), None)


def test_that_a_chosen_folder_gets_a_second_copy_at_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    window.keep_second_copy(str(folder))
    qtbot.waitUntil(lambda: bool(list(folder.iterdir())))
    assert settings.load().second_copy == str(folder)
    assert any(action.name == "No second copy any more" for action in window.own_actions())
    window.keep_second_copy("")
    assert settings.load().second_copy == ""


def test_that_the_rail_leaves_room_for_two_more_rooms_on_a_low_screen(window: MainWindow) -> None:
    rail = cell(window).rail
    assert len(ROOMS) + 1 >= 10
    one = rail.button("overview").minimumSizeHint().height() + 2
    window.resize(1366, 768)
    assert rail.minimumSizeHint().height() + 2 * one <= rail.height()


@pytest.mark.parametrize("width", [960, 1010, 1200, 1366])
def test_that_no_figure_is_cut_in_a_narrow_window(
    qtbot: QtBot, window: MainWindow, width: int
) -> None:
    strip = window.findChild(TopStrip)
    assert strip is not None
    for name, value in (("affected", 100_000), ("open", 1_234), ("unaccounted", 98_765)):
        strip.chips[name].show_value(value)
        strip.chips[name].show_trend(321)
    window.resize(width, 700)
    qtbot.waitUntil(lambda: strip.width() == width)
    strip.fit()
    parts = [strip.search, *strip.chips.values()]
    assert all(strip.rect().contains(part.geometry()) for part in parts)
    chips = strip.chips.values()
    assert [chip.width() for chip in chips] == [chip.sizeHint().width() for chip in chips]
    edges = sorted((part.x(), part.geometry().right()) for part in parts)
    assert all(one[1] < two[0] for one, two in itertools.pairwise(edges))
