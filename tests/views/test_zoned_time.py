"""Times in a zone, in the two nights of the year when the clock changes."""

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime
from pytestqt.qtbot import QtBot

from situationroom.views.zoned_time import ZonedTime

BERLIN = ("Europe/Berlin",)
TWICE = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 in Berlin, for the second time


def shown(qtbot: QtBot, at: datetime) -> ZonedTime:
    field = ZonedTime(at, BERLIN)
    qtbot.addWidget(field)
    field.show()
    return field


def test_that_the_second_of_two_alike_hours_stays_the_second(qtbot: QtBot) -> None:
    field = shown(qtbot, TWICE)
    assert field.which.isVisible()
    assert field.which.currentText().startswith("second time")
    assert field.at == TWICE


def test_that_the_officer_chooses_which_of_two_hours_is_meant(qtbot: QtBot) -> None:
    field = shown(qtbot, TWICE)
    field.which.setCurrentIndex(0)
    assert field.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_that_nobody_is_asked_on_any_other_night(qtbot: QtBot) -> None:
    field = shown(qtbot, TWICE)
    field.edit.setDateTime(QDateTime.fromString("2026-10-24 02:30", "yyyy-MM-dd HH:mm"))
    assert not field.which.isVisible()
    assert field.at == datetime(2026, 10, 24, 0, 30, tzinfo=UTC)


def test_that_an_hour_the_clock_leaves_out_is_said(qtbot: QtBot) -> None:
    field = shown(qtbot, datetime(2026, 3, 28, 12, tzinfo=UTC))
    field.edit.setDateTime(QDateTime.fromString("2026-03-29 02:30", "yyyy-MM-dd HH:mm"))
    assert field.left_out.isVisible()
    assert "03:30" in field.left_out.text()
    assert field.at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
