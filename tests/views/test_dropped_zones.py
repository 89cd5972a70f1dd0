"""Wrong files of zones dropped on the window: a sentence or a question, and nothing half done."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from situationroom.commands.zones import withdraw_zone
from situationroom.store.queries.zones import zones
from situationroom.texts import set_language
from situationroom.views.ask import Sheet
from situationroom.views.main_window import MainWindow
from tests.views.conftest import cell
from tests.views.test_dropped import drop
from tests.zone_files import CASES, Case, written


class Officer:
    """Answers the question when it comes, and keeps what it said."""

    def __init__(self, take: bool) -> None:
        self.told, self._take = "", take
        self._look = QTimer(interval=20)
        self._look.timeout.connect(self._answer)
        self._look.start()

    def _answer(self) -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, Sheet):
            self.told = _words(sheet)
            (sheet.accept if self._take else sheet.reject)()


def _words(part: QWidget) -> str:
    return " ".join(one.text() for one in part.findChildren(QLabel))


def dropped(
    window: MainWindow, qtbot: QtBot, case: Case, folder: Path, *, take: bool = True
) -> str:
    """What the officer was told of a dropped file: in the toast, the banner or the question."""
    here, officer = cell(window), Officer(take)
    here.toast.hide()
    here.trouble.hide()

    def told() -> str:
        shown = ((here.toast, here.toast.text), (here.trouble, _words(here.trouble)))
        return officer.told or " ".join(text for part, text in shown if part.isVisible())

    drop(window, written(case, folder))
    qtbot.waitUntil(lambda: not here.desk.jobs and bool(told()), timeout=20_000)
    officer._look.stop()
    return told()


def test_that_a_wrong_file_dropped_on_the_window_gets_its_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for case in CASES:
        told = dropped(window, qtbot, case, tmp_path)
        assert case.said in told, case.name
        found = cell(window).desk.ask(zones)
        assert len(found) == (case.zones or 0), case.name
        for zone in found:  # the next file may tell of the same alert
            cell(window).desk.run(withdraw_zone, zone.id, "looked at")
        qtbot.waitUntil(lambda: not cell(window).desk.jobs)


def test_that_nothing_is_taken_when_the_officer_says_no(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    case = next(case for case in CASES if case.name == "axes.cap")
    assert "Flood: Dam" in dropped(window, qtbot, case, tmp_path, take=False)
    assert cell(window).desk.ask(zones) == []


def test_that_the_question_is_chinese_with_the_reasons_in_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    case = next(case for case in CASES if case.name == "two.cap")
    try:
        set_language("zh")
        told = dropped(window, qtbot, case, tmp_path)
    finally:
        set_language("en")
    assert "未采用 Hatay：一个区域至少需要三个不同的顶点。" in told
