"""A shift of 150 calls about 720 persons, ending with the reconciliation view at zero."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from situationroom.commands.shift_files import open_lines
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.people import PersonFilter, count_persons
from situationroom.store.queries.reconciliation import broken_promises, reconciliation, unplanned
from situationroom.store.verify import verify
from situationroom.views.requests_room import RequestsRoom
from tests.answering import journal_says, query_says
from tests.journeys.conftest import Opens
from tests.journeys.driver import Seat, answering, button, click, picture
from tests.journeys.shift_story import (
    CALLS,
    OFFICERS,
    PERSONS,
    RELIEF,
    end_shift,
    replay_shift,
)


def test_that_a_shift_of_150_calls_ends_with_everybody_served(
    tmp_path: Path, sit_down: Opens
) -> None:
    path = tmp_path / "shift.situation"
    story = replay_shift(path)
    file = story.file
    assert file.ask(count_persons, PersonFilter()) == PERSONS
    assert file.ask(lambda c: c.exec_driver_sql("SELECT count(*) FROM report").scalar()) == CALLS
    assert not file.ask(open_lines, OFFICERS[0], file.now())  # all went to whoever relieved
    assert file.ask(open_lines, RELIEF, file.now())
    _at_zero(file)
    said = query_says(file)
    assert said == journal_says(file)
    assert all(figures["answered"] for figures in said.values())
    assert file.ask(verify).ok
    end_shift(story)
    file.close()
    _mend_in_the_window(sit_down(path))


def _at_zero(file: IncidentFile) -> None:
    now = file.now()
    assert file.ask(unplanned, 9) == []
    assert file.ask(broken_promises, now, 9) == []
    assert set(asdict(file.ask(reconciliation, now)).values()) == {0}


def _mend_in_the_window(seat: Seat) -> None:
    """What the last minutes left is seen, and mended from where it stands."""
    seat.cell.open_room("requests", "served")
    room = seat.cell.rooms["requests"]
    assert isinstance(room, RequestsRoom)
    page = room.served
    counts = {"reports": 1, "unowned": 1, "unplanned": 0, "persons": 2, "promises": 0}
    _until(seat, lambda: {c: t.count for c, t in page.tiles.items()} == counts)
    picture(seat, "shift-to-mend")
    click(page.tiles["reports"])
    _until(seat, lambda: _says(seat, "Needs no request …"))
    answering("asked about the weather")
    click(button(page, "Needs no request …"))
    _until(seat, lambda: page.tiles["reports"].count == 0)
    click(page.tiles["unowned"])
    _until(seat, lambda: _says(seat, "Take"))
    click(button(page, "Take"))
    _until(seat, lambda: page.tiles["unowned"].count == 0)
    click(page.tiles["persons"])
    for left in (1, 0):
        _until(seat, lambda: _says(seat, "Safe"))
        click(button(page, "Safe"))
        _until(seat, lambda n=left: page.tiles["persons"].count == n)  # type: ignore[misc]
    _until(seat, page.good.isVisible)
    assert page.good.text == "All are served: every number is zero."
    picture(seat, "shift-served")


def _until(seat: Seat, fact: Callable[[], bool]) -> None:
    seat.bot.waitUntil(fact, timeout=60_000)  # a long file on a busy machine


def _says(seat: Seat, text: str) -> bool:
    room = seat.cell.rooms["requests"]
    assert isinstance(room, RequestsRoom)
    found = room.served.lines.findChildren(QPushButton)
    return any(b.text() == text and b.isVisible() for b in found)
