"""A number on paper finds its person at the gate also after a merge."""

from pytestqt.qtbot import QtBot

from situationroom.commands.merging import merge_persons
from situationroom.commands.people import add_person
from situationroom.commands.transport import assign, close_movement, start_boarding
from situationroom.models.case_number import case_number
from situationroom.store.queries.transport import bookings_of
from situationroom.views.boarding import BoardingMode
from situationroom.views.main_window import MainWindow
from tests.cast import COACH, XIAO, somebody
from tests.views.conftest import cell


def test_that_a_merged_number_boards_the_survivor(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.desk
    assert desk is not None
    desk.run(assign, COACH, [XIAO])
    desk.run(close_movement, COACH)
    desk.run(start_boarding, COACH)
    desk.run(add_person, somebody("单晓彤"))
    done = desk.run(merge_persons, 7, XIAO)
    with qtbot.waitSignal(done.succeeded):
        pass
    gate = BoardingMode(cell(window), COACH)
    qtbot.addWidget(gate)
    gate.enter(case_number(XIAO))
    qtbot.waitUntil(
        lambda: [str(row.booking.status) for row in desk.ask(bookings_of, COACH)] == ["boarded"]
    )
    assert gate.lines[0].person.id == 7
