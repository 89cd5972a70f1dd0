"""The journal: in words, filtered, field by field, undone entry by entry."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from situationroom.commands.events import record_decision
from situationroom.commands.people import set_safety
from situationroom.models.case_number import case_number
from situationroom.models.vocabulary import Safety, Source
from situationroom.store.queries.journal_pages import EntryFilter, entry_ids
from situationroom.store.queries.people import persons
from situationroom.views.field_words import field_name, record_name, value_text
from situationroom.views.journal_room import JournalRoom
from situationroom.views.main_window import MainWindow
from tests.cast import OFFICER, XIAO
from tests.views.conftest import cell


@pytest.fixture
def journal(qtbot: QtBot, window: MainWindow) -> JournalRoom:
    cell(window).open_room("journal")
    room = cell(window).rooms["journal"]
    assert isinstance(room, JournalRoom)
    return room


def test_that_the_journal_lists_every_entry_newest_first(
    window: MainWindow, journal: JournalRoom
) -> None:
    assert window.desk is not None
    assert journal.table.ids() == window.desk.ask(entry_ids, EntryFilter())


def test_that_an_entry_shows_its_changes_before_and_after(
    qtbot: QtBot, window: MainWindow, journal: JournalRoom
) -> None:
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.saved):
        window.desk.run(set_safety, [XIAO], Safety.SAFE, Source.SELF)
    journal.select_ids([window.desk.revision])
    qtbot.waitUntil(lambda: "Missing" in _texts(journal))
    assert "Safe" in _texts(journal)


def test_that_one_entry_can_be_undone_from_the_journal(
    qtbot: QtBot, window: MainWindow, journal: JournalRoom
) -> None:
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.saved):
        window.desk.run(set_safety, [XIAO], Safety.SAFE, Source.SELF)
    journal.select_ids([window.desk.revision])
    qtbot.waitUntil(lambda: _undo_button(journal) is not None)
    button = _undo_button(journal)
    assert button is not None
    with qtbot.waitSignal(window.desk.saved):
        button.click()
    assert window.desk.ask(persons, [XIAO])[0].safety is Safety.MISSING
    journal.show_view("undo")
    assert journal.table.ids() == [window.desk.revision]


def test_that_the_journal_is_filtered_by_kind_and_officer(
    qtbot: QtBot, window: MainWindow, journal: JournalRoom
) -> None:
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.saved):
        window.desk.run(record_decision, "We do not send the bus")
    journal.show_view("decisions")
    assert journal.table.ids() == [window.desk.revision]
    journal.officer.setCurrentIndex(journal.officer.findData(OFFICER))
    assert journal.table.ids() == [window.desk.revision]


def test_that_the_journal_shows_what_changed_one_record_and_lets_go_of_it(
    qtbot: QtBot, window: MainWindow, journal: JournalRoom
) -> None:
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.saved):
        window.desk.run(set_safety, [XIAO], Safety.SAFE, Source.SELF)
    cell(window).open_room("journal", f"person:{XIAO}")
    about = window.desk.ask(entry_ids, EntryFilter(record=("person", XIAO)))
    assert journal.table.ids() == about and about[0] == window.desk.revision
    assert case_number(XIAO) in journal.about.text()
    journal.about.click()
    assert journal.table.ids() == window.desk.ask(entry_ids, EntryFilter())
    assert journal.about.isHidden()


def test_that_records_fields_and_values_are_said_in_words() -> None:
    assert record_name("person", 412) == f"Person {case_number(412)}"
    assert field_name("waiting_until") == "waiting until"
    assert value_text("person", "safety", "needs_help", "UTC") == "Needs help"
    assert value_text("request", "due_at", "2016-07-15T19:00:00+00:00", "UTC").startswith("2016")
    assert value_text("request", "persons", [412], "UTC") == case_number(412)
    assert value_text("person", "city", "", "UTC") == "—"


def _texts(journal: JournalRoom) -> str:
    return "\n".join(label.text() for label in journal.details.findChildren(QLabel))


def _undo_button(journal: JournalRoom) -> QPushButton | None:
    buttons = journal.details.findChildren(QPushButton)
    return next((one for one in buttons if one.text() == "Undo this entry"), None)


def test_that_a_hidden_journal_is_brought_up_to_date_when_it_is_opened(
    qtbot: QtBot, window: MainWindow, journal: JournalRoom
) -> None:
    assert window.desk is not None
    cell(window).open_room("requests")
    with qtbot.waitSignal(window.desk.saved):
        window.desk.run(record_decision, "We do not send the bus")
    cell(window).open_room("journal")
    assert journal.table.ids()[0] == window.desk.revision
