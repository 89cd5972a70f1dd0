"""Whatever stands in a table, reading ends, and every row is accounted for."""

import csv
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from situationroom.intake.columns import fields
from situationroom.intake.reading import read_lists
from situationroom.intake.results import Context
from situationroom.intake.shelters import read_shelters
from situationroom.models.errors import InputError
from situationroom.models.person import check_person

HEADERS = (
    "序号", "姓名", "英文姓名", "护照号", "出生日期", "电话", "来电时间", "求助事项", "关系", "X",
    "紧急联系人", "人数", "是否受伤", "城市", "Lat", "Lon", "年龄", "身份证",
)  # fmt: skip
CELLS = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=20),
    st.sampled_from(["王伟", "WANG/WEI MR", "03/04/1988", "2016-07-16 09:09", "E12345678", "4人"]),
    st.from_regex(r"[\d+年月日./: -]{0,14}", fullmatch=True),
)


def quiet(done: int, total: int, label: str) -> None:
    """Nobody watches."""


@given(
    st.lists(st.sampled_from(HEADERS), min_size=2, max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=8),
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)
def test_that_any_table_is_read_and_every_row_accounted_for(
    tmp_path: Path, context: Context, headers: list[str], rows: list[list[str]]
) -> None:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([headers, *rows])
    by_hand = dict(enumerate(fields()))
    with suppress(InputError):
        read_shelters(path, context, quiet)
    with suppress(InputError):
        read_lists(path, context, quiet)
    for mapping in ({}, {"list": {0: "name", 1: "birth_date"}}, {"list": by_hand}):
        try:
            (sheet,) = read_lists(path, context, quiet, mapping).sheets
        except InputError:
            continue
        numbers = [row.row for row in sheet.rows]
        assert numbers == sorted(set(numbers))
        for row in sheet.rows:
            assert (row.outcome == "read") == bool(row.persons)
            assert (row.why is None) == (row.outcome == "read")
            for person in row.persons:
                check_person(person)
