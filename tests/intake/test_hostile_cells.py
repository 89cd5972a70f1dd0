"""No cell, however long or odd, holds up a list or breaks it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from situationroom.intake import (
    ages,
    dates,
    documents,
    moments,
    names,
    people,
    person_kin,
    phones,
    positions,
)
from situationroom.intake.located import resolver
from situationroom.intake.results import ColumnReading, Context
from situationroom.intake.row import Layout
from situationroom.intake.rows import understand
from situationroom.models.person import check_person

CELL = 32_767  # characters, the most that Excel keeps
SLOW = 0.2  # seconds; 0.05 on a machine that does nothing else
CLOCKS = moments.Clockwork("Asia/Shanghai", "Europe/Istanbul", 2016)
NOW = datetime(2016, 7, 18, tzinfo=UTC)
READERS: dict[str, Callable[[str], object]] = {
    "name": names.read_name,
    "people": people.read_people,
    "date": dates.read_date,
    "moment": lambda text: moments.read_moment(text, CLOCKS),
    "relative": lambda text: moments.read_relative(text, CLOCKS, NOW, bare_clock=True),
    "age": ages.read_age,
    "phones": lambda text: phones.read_phones(text, ("TR", "CN")),
    "owner": phones.owner_of,
    "documents": documents.read_documents,
    "position": positions.find_position,
    "relation": person_kin.split_relation,
}
REPEATED = (
    "1", "0 ", "138", "张", "张伟、", "张伟及父母", "()", "( ", "ZHANG/WEI MR/", "1A/", "A.", "1/",
    "1.11,", "1°", "+", "+ ", "1-", "*", "x3", " and ", "&", "的", "某", "1岁", "3点", "1h ",
    "a@a.", "<a", "<script>", "\u202e", "\u200b", "\ud800", "\U00020000", "ﷺ", "½", "一", "十",
    "月1", "·买",
    "E1234567", "mother,", "妻子", "转", "ext ", "@41.0,", "amap?center=1.234,", "\t", "\n",
    "Ü", "zh",
)  # fmt: skip
FIELDS = (
    "name", "latin_name", "passport", "phone", "email", "birth_date", "age", "kin", "kin_name",
    "called_at", "last_contact", "place", "latitude", "longitude", "caller_phone",
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_that_no_repeated_pattern_holds_up_a_reader(reader: str) -> None:
    slow = {
        (part, size): taken
        for part in REPEATED
        for size in (400, 2_000, CELL)
        if (taken := _seconds(READERS[reader], (part * CELL)[:size])) > SLOW
    }
    assert slow == {}


def _seconds(read: Callable[[str], object], cell: str) -> float:
    start = time.process_time()
    read(cell)
    return time.process_time() - start


def layout(context: Context) -> Layout:
    """A sheet with one column of every kind."""
    columns = tuple(ColumnReading(i, name, name, 1.0) for i, name in enumerate(FIELDS))
    return Layout(context, columns, resolver(context))


@given(st.lists(st.text(max_size=40), min_size=len(FIELDS), max_size=len(FIELDS)))
@settings(deadline=None, max_examples=150)
def test_that_any_text_in_any_column_gives_sound_persons(cells: list[str]) -> None:
    context = Context("TR", "CHN", "Asia/Shanghai", "Europe/Istanbul", NOW, NOW, lambda *_: None)
    read = understand(layout(context), 1, cells)
    for person in read.persons:
        check_person(person)
    for problem in read.problems:
        assert str(problem.reason)
        assert problem.column is None or problem.column < len(FIELDS)


def test_that_a_cell_as_long_as_excel_allows_is_kept_as_told_and_flagged() -> None:
    context = Context("TR", "CHN", "Asia/Shanghai", "Europe/Istanbul", NOW, NOW, lambda *_: None)
    story = "在机场走失了，请帮忙寻找。" * 2_520
    read = understand(layout(context), 1, [story, "ZHANG Wei"])
    assert read.persons[0].surname == "ZHANG"
    assert ("name", 0) in {(problem.field, problem.column) for problem in read.problems}
