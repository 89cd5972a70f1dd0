"""The case card: only the newest question is answered, and the keyboard stays where it is."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from situationroom.commands.people import set_safety
from situationroom.models.vocabulary import Safety, Source
from situationroom.views.main_window import MainWindow
from tests.cast import HAIYAN, LEI, XIAO
from tests.views.conftest import cell


def test_that_a_late_answer_never_stands_on_another_selection(
    qtbot: QtBot, window: MainWindow
) -> None:
    card = cell(window).card
    for ids in ([HAIYAN], [HAIYAN, LEI], [XIAO], [LEI, XIAO]):
        cell(window).select("person", ids)
    assert window.desk is not None
    desk = window.desk
    qtbot.waitUntil(lambda: not desk.jobs)
    assert card.shown == ("person", (LEI, XIAO))
    assert card.content() is not None


def test_that_a_refreshed_card_leaves_the_keyboard_where_it_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    cell(window).select("person", [XIAO])
    assert window.desk is not None
    desk = window.desk
    qtbot.waitUntil(lambda: not desk.jobs)
    shown = cell(window).card.content()
    assert shown is not None
    cell(window).card.setFocus()
    shown.setFocus()
    cell(window).open_room("people")
    field = cell(window).rooms["people"].findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    desk.run(set_safety, [XIAO], Safety.SAFE, Source.SELF)
    qtbot.waitUntil(lambda: cell(window).card.content() is not shown)
    assert field.hasFocus()
