"""What was understood of a place is said below its field, asked beside the window."""

from collections.abc import Callable
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from situationroom.views.person_form import PersonForm
from tests.views.lists.conftest import ListeningFrame


def test_that_the_town_is_said_below_its_field_with_the_province_of_that_name(
    frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    form = PersonForm(frame, show(QWidget()))
    form.show()
    QTest.keyClicks(form.fields["place_text"], "Gaziantep")
    qtbot.waitUntil(lambda: "加济安泰普省" in form._understood.text(), timeout=20_000)
    assert form._understood.text().startswith("Gaziantep")
    assert form._understood.isVisible()
