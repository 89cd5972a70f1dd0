"""Phrase cards in the room and on the whole screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.exports.phrases import phrases
from situationroom.views.phrases_page import PhrasesPage
from situationroom.views.phrases_shown import fitting_font
from tests.views.knowledge.conftest import Told
from tests.views.knowledge.test_points import says

Show = Callable[[Any], Any]


def test_that_the_page_begins_in_the_language_of_the_country(
    frame: Told, qtbot: QtBot, show: Show
) -> None:
    page: PhrasesPage = show(PhrasesPage(frame))
    assert page.code == "tr"
    says(qtbot, page, "Çin vatandaşıyım.")
    page.language.setCurrentIndex(page.language.findData("ar"))
    says(qtbot, page, "أنا حامل.")
    page.filter.setText("胰岛素")
    assert [phrase.key for phrase in page.listed] == ["insulin"]


def test_that_a_phrase_fills_the_screen_and_turns_with_the_arrows(
    frame: Told, qtbot: QtBot, show: Show
) -> None:
    page: PhrasesPage = show(PhrasesPage(frame))
    page.cards["doctor"].chosen.emit()
    shown = page.shown
    assert shown is not None
    qtbot.waitExposed(shown)
    assert shown.phrase.key == "doctor"
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert shown.phrase.key == "ambulance"
    QTest.keyClick(shown, Qt.Key.Key_Left)
    QTest.keyClick(shown, Qt.Key.Key_Left)
    assert shown.phrase.key == "address"
    with qtbot.waitSignal(shown.destroyed):
        QTest.keyClick(shown, Qt.Key.Key_Escape)


def test_that_long_and_short_phrases_fit_the_screen(frame: Told, show: Show) -> None:
    show(PhrasesPage(frame))
    rect = QRectF(0, 0, 1200, 500)
    short = fitting_font("Hamileyim.", rect, 220, 700).pixelSize()
    long = fitting_font(phrases()[3].texts["tr"] * 4, rect, 220, 700).pixelSize()
    assert 220 >= short > long >= 18


def test_that_cards_are_written_with_the_number_on_them(
    frame: Told, qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    page: PhrasesPage = show(PhrasesPage(frame))
    page.filled.setText("+90 312 555 01 01")
    page.filter.setText("使馆")
    page.write(tmp_path / "cards.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "cards.pdf").exists() and not frame.desk.jobs,
                    timeout=30_000)  # fmt: skip
    import pypdfium2

    document = pypdfium2.PdfDocument(tmp_path / "cards.pdf")
    assert "+90 312 555 01 01" in document[0].get_textpage().get_text_range()
    document.close()
