"""The family desk in the window: the page, its keys, the card, and a family that calls in."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from situationroom.commands.family import adopt_kin, set_family_scope
from situationroom.models.vocabulary import Scope
from situationroom.store.queries.family import calls_of_family
from situationroom.views import family_acts, family_sheets
from situationroom.views.buttons import Chip
from situationroom.views.call_form import CallForm
from situationroom.views.family_room import FamilyRoom
from situationroom.views.main_window import MainWindow
from situationroom.views.people_sheets import ActSheet
from tests.cast import HAIYAN, OFFICER
from tests.views.conftest import cell


def until(qtbot: QtBot, fact: Callable[[], bool]) -> None:
    """Wait for something to become true; a busy machine takes its time."""
    qtbot.waitUntil(fact, timeout=20_000)


def words(widget: QWidget) -> str:
    """Everything that can be read in a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def room(window: MainWindow, qtbot: QtBot) -> FamilyRoom:
    cell(window).open_room("family", "without")
    made = cell(window).rooms["family"]
    assert isinstance(made, FamilyRoom)
    until(qtbot, lambda: -HAIYAN in made.table.ids())
    return made


@pytest.fixture
def father(room: FamilyRoom, qtbot: QtBot) -> int:
    """Haiyan's father, taken over by a key from the view of families without a contact."""
    room.table.select_ids([-HAIYAN], tell=True)
    QTest.keyClick(room.table, Qt.Key.Key_K)
    until(qtbot, lambda: room.chips["all"].count == 1)
    room.show_view("all")
    until(qtbot, lambda: room.table.ids() == [1])
    room.table.select_ids([1], tell=True)
    return 1


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> list[ActSheet]:
    """The sheets a key opens, shown without waiting for them."""
    opened: list[ActSheet] = []

    def keep(_acts: object, sheet: ActSheet) -> None:
        sheet.show()
        opened.append(sheet)

    monkeypatch.setattr(family_acts.FamilyActs, "_open", keep)
    return opened


def test_that_nothing_may_be_told_until_somebody_agrees(
    room: FamilyRoom, father: int, window: MainWindow, sheets: list[ActSheet], qtbot: QtBot
) -> None:
    until(qtbot, lambda: "NOTHING MAY BE TOLD" in words(room))
    QTest.keyClick(room.table, Qt.Key.Key_V)
    (sheet,) = sheets
    sheet.findChildren(Chip)[0].click()
    sheet.accept()
    until(qtbot, lambda: "who agreed" in sheet.problem.text)
    QTest.keyClicks(sheet.findChildren(QLineEdit)[0], "Haiyan herself")
    sheet.accept()
    until(qtbot, lambda: "EVERYTHING MAY BE TOLD" in words(room))
    until(qtbot, lambda: not sheet.isVisible())
    sheet.deleteLater()


def test_that_a_call_is_logged_by_keyboard_with_the_next_one(
    room: FamilyRoom, father: int, window: MainWindow, sheets: list[ActSheet], qtbot: QtBot
) -> None:
    QTest.keyClick(room.table, Qt.Key.Key_C)
    (sheet,) = sheets
    assert "NOTHING MAY BE TOLD" in words(sheet)
    told, said = sheet.findChildren(QPlainTextEdit)
    QTest.keyClicks(said, "asks for news")
    (again,) = sheet.findChildren(family_sheets.TimeToCome)
    again.field.setText("soon")
    assert not sheet.accept_button.isEnabled()
    again.field.setText("30")
    sheet.accept()
    until(qtbot, lambda: room.chips["due"].count == 1)
    until(qtbot, lambda: "They said: asks for news" in words(room))
    assert window.desk is not None
    ((call, contact),) = window.desk.ask(calls_of_family, HAIYAN)
    assert (call.officer, contact.officer) == (OFFICER, OFFICER)
    until(qtbot, lambda: not sheet.isVisible())
    sheet.deleteLater()
    assert not told.toPlainText()


def test_that_the_case_card_leads_to_the_family_desk(
    room: FamilyRoom, father: int, window: MainWindow, qtbot: QtBot
) -> None:
    here = cell(window)
    here.open_room("people")
    here.select("person", [HAIYAN])

    def line() -> list[QWidget]:
        from situationroom.views.link_row import LinkRow

        return [r for r in here.card.findChildren(LinkRow) if "陈志明" in r.title and r.isVisible()]

    until(qtbot, lambda: bool(line()))
    line()[0].click()  # type: ignore[attr-defined]
    assert here.room == "family"
    assert here.rail.button("people").isChecked()
    until(qtbot, lambda: room.table.selected_ids() == [father])


def test_that_what_may_be_told_stands_in_big_words_when_the_family_calls(
    room: FamilyRoom, father: int, window: MainWindow, qtbot: QtBot
) -> None:
    assert window.desk is not None
    window.desk.run(set_family_scope, [father], Scope.SAFETY, "Haiyan herself", None)
    cell(window).start_call()
    (form,) = window.findChildren(CallForm)
    form.fields.caller_phone.setText("138 0000 1111")
    form.fields.caller_phone.textEdited.emit("138 0000 1111")
    until(qtbot, form.family.isVisible)
    until(qtbot, lambda: "ONLY HOW THEY ARE MAY BE TOLD" in words(form.family))
    assert "Agreed by Haiyan herself" in words(form.family)
    assert "Contact point of the family" in words(form.family)
    form.discard()


def test_that_kin_nobody_has_spoken_to_are_told_nothing(
    room: FamilyRoom, window: MainWindow, qtbot: QtBot
) -> None:
    cell(window).start_call()
    (form,) = window.findChildren(CallForm)
    form.fields.caller_phone.setText("138 0000 1111")
    form.fields.caller_phone.textEdited.emit("138 0000 1111")
    until(qtbot, form.family.isVisible)
    assert "NOTHING MAY BE TOLD" in words(form.family)
    assert "nobody has agreed to anything yet" in words(form.family)
    form.discard()


def test_that_the_desk_is_an_action_of_the_palette(window: MainWindow) -> None:
    action = next(a for a in window.actions_here() if a.name == "Family desk")
    action.do()
    assert cell(window).room == "family"


def test_that_another_officers_contact_arrives_by_itself(
    room: FamilyRoom, window: MainWindow, qtbot: QtBot
) -> None:
    assert window.desk is not None
    window.desk.run(adopt_kin, HAIYAN)
    until(qtbot, lambda: room.chips["all"].count == 1)


def test_that_a_hidden_desk_leaves_the_case_card_alone(
    room: FamilyRoom, father: int, window: MainWindow, qtbot: QtBot
) -> None:
    here = cell(window)
    assert window.desk is not None
    here.open_room("requests")
    here.select("request", [1])
    with qtbot.waitSignal(window.desk.changed):
        window.desk.run(set_family_scope, [father], Scope.SAFETY, "Haiyan herself", None)
    assert here.card.shown == ("request", (1,))
    here.open_room("family")
    until(qtbot, lambda: "ONLY HOW THEY ARE MAY BE TOLD" in words(room))
