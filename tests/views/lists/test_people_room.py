"""Persons in saved views, found by anything, changed many at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from situationroom.commands.people import set_safety
from situationroom.models import Person
from situationroom.models.vocabulary import Safety, Source
from situationroom.store.queries.figures import figures
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.people import persons
from situationroom.views.people_room import PeopleRoom
from situationroom.views.people_sheets import movement_sheet, safety_sheet, shelter_sheet
from situationroom.views.person_form import PersonForm
from tests.views.lists.conftest import ListeningFrame


@pytest.fixture
def room(frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot) -> PeopleRoom:
    """The room with everybody in it."""
    made: PeopleRoom = show(PeopleRoom(frame))
    qtbot.waitUntil(lambda: len(made.table.ids()) == 60)
    return made


def shows(room: PeopleRoom, count: int) -> bool:
    return len(room.table.ids()) == count


def person(frame: ListeningFrame, id_: int) -> Person:
    return frame.desk.ask(persons, [id_])[0]


def test_that_the_view_behind_a_figure_holds_as_many_as_the_figure(
    room: PeopleRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    now = frame.desk.ask(figures, frame.desk.now())
    views = {
        "unaccounted": now.unaccounted,
        "sheltered": now.sheltered,
        "moving": now.moving,
        "out": now.out,
        "all": now.affected,
    }
    for view, count in views.items():
        room.show_view(view)
        qtbot.waitUntil(partial(shows, room, count))


def test_that_persons_not_on_the_map_are_one_click_away(room: PeopleRoom, qtbot: QtBot) -> None:
    room.show_view("not on the map")
    qtbot.waitUntil(lambda: 0 < len(room.table.ids()) < 60)
    rows = room.table.records.rows_of(room.table.ids())
    assert all(row.person.lat is None for row in rows)


@pytest.mark.parametrize("typed", ["1017", "欧阳", "ouyang"])
def test_that_a_person_is_found_by_digits_hanzi_and_pinyin(
    room: PeopleRoom, qtbot: QtBot, typed: str
) -> None:
    room.filter.setText(typed)
    qtbot.waitUntil(lambda: 0 < len(room.table.ids()) < 60)


def test_that_bulk_edit_says_how_many_change_and_changes_them(
    room: PeopleRoom, frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    ids = room.table.ids()[:10]
    with qtbot.waitSignal(frame.desk.changed):
        frame.desk.run(set_safety, ids[:4], Safety.SAFE, Source.SELF)
    changing = sum(person(frame, i).safety is not Safety.SAFE for i in ids)
    sheet = show(safety_sheet(room, frame.desk, ids))
    said = [label.text() for label in sheet.findChildren(type(sheet.problem._text))]
    assert f"{changing} of 10 persons change." in said
    sheet.accept()
    qtbot.waitUntil(lambda: all(person(frame, i).safety is Safety.SAFE for i in ids))
    qtbot.waitUntil(lambda: not sheet.isVisible())


def test_that_sheets_say_what_to_do_where_there_is_no_movement_and_no_shelter(
    room: PeopleRoom, frame: ListeningFrame, show: Callable[..., Any]
) -> None:
    for make in (movement_sheet, shelter_sheet):
        sheet = show(make(room, frame.desk, [1]))
        assert not sheet.accept_button.isEnabled()


def test_that_a_form_stores_only_what_was_changed(
    room: PeopleRoom, frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    before = person(frame, 3)
    form = show(PersonForm(frame, room, before))
    form.fields["native_name"].setText("张小明")
    form.store()
    qtbot.waitUntil(lambda: person(frame, 3).native_name == "张小明")
    after = person(frame, 3)
    assert (after.phones, after.documents, after.lat) == (
        before.phones, before.documents, before.lat,
    )  # fmt: skip


def test_that_a_form_without_changes_writes_nothing(
    room: PeopleRoom, frame: ListeningFrame, show: Callable[..., Any]
) -> None:
    revision = frame.desk.ask(last_revision)
    form = show(PersonForm(frame, room, person(frame, 3)))
    form.store()
    assert not form.isVisible()
    assert frame.desk.ask(last_revision) == revision


def test_that_a_story_in_a_name_field_is_refused_in_words(
    room: PeopleRoom, frame: ListeningFrame, show: Callable[..., Any]
) -> None:
    form = show(PersonForm(frame, room))
    form.fields["native_name"].setText("他昨天说要去机场。" * 20)
    form.store()
    assert "too long for a name" in form.problem.text
    assert form.isVisible()


def test_that_a_typed_place_puts_a_new_person_on_the_map(
    room: PeopleRoom, frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    form = show(PersonForm(frame, room))
    form.fields["native_name"].setText("新来的")
    form.fields["place_text"].setText("41.01, 28.97")
    form.store()
    qtbot.waitUntil(lambda: bool(frame.desk.ask(persons, [61])), timeout=10_000)
    assert (person(frame, 61).lat, person(frame, 61).lon) == (41.01, 28.97)
