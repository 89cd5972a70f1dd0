"""Any table of persons, in any of the layouts, formats and encodings, gives the persons back."""

import csv
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from situationroom.intake.files import open_tables
from situationroom.intake.reading import read_lists
from situationroom.intake.results import Context

Told = tuple[str, str, str]
Rows = list[list[str]]
LABELS = ["姓名", "护照号", "电话"]


def quiet(done: int, total: int, label: str) -> None:
    """Nobody watches."""


def plain(persons: list[Told]) -> Rows:
    return [LABELS, *map(list, persons)]


def titled(persons: list[Told]) -> Rows:
    return [["驻外使馆人员登记表"], ["截至7月18日"], [], *plain(persons), [], ["制表人：张三"]]


def numbered(persons: list[Told]) -> Rows:
    rows = [[str(n), *told, "无"] for n, told in enumerate(persons, 1)]
    return [["序号", *LABELS, "备注"], *rows, ["合计", f"{len(persons)}人"]]


def grouped(persons: list[Told]) -> Rows:
    told = [[*one, "王建国", "13812345678"] for one in persons]
    return [["当事人", "", "", "紧急联系人", ""], [*LABELS, "姓名", "电话"], *told]


def paged(persons: list[Told]) -> Rows:
    return [row for told in persons for row in (LABELS, list(told))]


def apart(persons: list[Told]) -> Rows:
    return [["", *LABELS], *([row for told in persons for row in ([], ["", *told])])]


def forms(persons: list[Told]) -> Rows:
    cards = [
        [["登记卡"], ["姓名", a, "护照号", b], ["电话", c, "城市", "安卡拉"]] for a, b, c in persons
    ]
    return [row for card in cards for row in card]


def turned(persons: list[Told]) -> Rows:
    columns = [
        *persons,
        ("郑晓明", "E00000001", "05320000001"),
        ("冯雅琴", "E00000002", "05320000002"),
    ]
    return [
        [label, *(told[i] for told in columns)] for i, label in enumerate(LABELS)
    ]  # at least two persons make columns of a turned table


LAYOUTS: list[Callable[[list[Told]], Rows]] = [
    plain, titled, numbered, grouped, paged, apart, forms, turned,
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "utf-32"]
MARKS = [",", ";", "\t", "|", "^", "~"]

names = st.builds(
    str.__add__,
    st.sampled_from(["王", "李", "张", "陈", "欧阳", "单", "曾"]),
    st.sampled_from(["志明", "海燕", "浩然", "娜", "建国", "丽娟", "雨桐"]),
)
persons = st.lists(
    st.tuples(
        names,
        st.from_regex(r"[EG][1-9][0-9]{7}", fullmatch=True),
        st.from_regex(r"053[2-9][1-9][0-9]{6}", fullmatch=True),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda told: told[1],
)


def written(folder: Path, rows: Rows, mark: str, encoding: str, end: str) -> Path:
    """The rows as text, or as a workbook where the mark is empty."""
    if not mark:
        book = Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append([cell or None for cell in row])
        book.save(folder / "list.xlsx")
        return folder / "list.xlsx"
    path = folder / "list.txt"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=mark, lineterminator=end).writerows(rows)
    return path


@given(
    persons,
    st.sampled_from(LAYOUTS),
    st.sampled_from(["", *MARKS]),
    st.sampled_from(ENCODINGS),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80
)
def test_that_the_persons_come_back_from_any_layout(
    tmp_path: Path,
    context: Context,
    told: list[Told],
    layout: Callable[[list[Told]], Rows],
    mark: str,
    encoding: str,
    end: str,
) -> None:
    path = written(tmp_path, layout(told), mark, encoding, end)
    (sheet,) = read_lists(path, context, quiet).sheets
    found = [person for row in sheet.rows for person in row.persons]
    back = [(p.native_name, p.documents[0].number, p.phones[0].e164) for p in found]
    assert back[: len(told)] == [(name, number, "+9" + phone) for name, number, phone in told]
    assert len(back) == len(told) + (2 if layout is turned else 0)
    assert all(row.outcome == "skipped" for row in sheet.rows if not row.persons)
    if layout is not turned:
        (table,) = open_tables(path)
        assert [row.row for row in sheet.rows] == [number for number, _ in table.rows]
