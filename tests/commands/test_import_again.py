"""The same list again, sorted, renumbered, renamed, with rows and columns put in and taken out."""

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from situationroom.commands.imports import Decisions, fix_cell, plan_import
from situationroom.commands.people import confirm_death, report_death
from situationroom.commands.requests import resolve
from situationroom.models import Request
from situationroom.models.vocabulary import Priority, RequestStatus, Safety
from situationroom.store.incident_file import IncidentFile, create_incident
from situationroom.store.queries.listing import records
from tests.cast import OFFICER, Clock, an_incident, as_colleague
from tests.commands.lists import (
    HEADER,
    bring,
    outcomes,
    people,
    planned,
    quiet,
    read,
    row,
    write,
)

FIRST = [
    row(1, "赵一", birth="1985-03-02", passport="E10000001", city="安卡拉", asks="被困机场"),
    row(2, "赵二", birth="1986-03-02", phone="05325550102", city="安卡拉", asks="被困机场"),
    row(3, "赵三", birth="1987-03-02", city="安卡拉", asks="护照遗失"),
    row(4, "赵四", city="安卡拉", asks="护照遗失"),
]


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    opened = create_incident(tmp_path / "x.situation", an_incident(), OFFICER, "desk", clock)
    yield opened
    opened.close()


@pytest.fixture
def brought(file: IncidentFile, tmp_path: Path) -> IncidentFile:
    bring(file, write(tmp_path / "a.csv", FIRST))
    return file


def again(
    file: IncidentFile, tmp_path: Path, rows: list[tuple[str, ...]], **more: object
) -> dict[str, int]:
    plan = planned(file, write(tmp_path / "b.csv", rows, **more))  # type: ignore[arg-type]
    return outcomes(plan)


def changed(cells: tuple[str, ...], **more: str) -> tuple[str, ...]:
    keys = dict(zip(("number", "name", "sex", "birth", "passport", "phone", "city", "asks",
                     "remarks"), cells, strict=True))  # fmt: skip
    return tuple((keys | more).values())


def test_that_the_same_rows_are_unchanged_under_another_name(
    brought: IncidentFile, tmp_path: Path
) -> None:
    assert again(brought, tmp_path, FIRST) == {"unchanged": 4}


def test_that_a_sorted_and_shortened_list_is_unchanged(
    brought: IncidentFile, tmp_path: Path
) -> None:
    assert again(brought, tmp_path, [FIRST[3], FIRST[1], FIRST[0]]) == {"unchanged": 3}


def test_that_a_renumbered_list_is_unchanged(brought: IncidentFile, tmp_path: Path) -> None:
    rows = [changed(cells, number=str(9 - n)) for n, cells in enumerate(FIRST)]
    assert again(brought, tmp_path, rows) == {"unchanged": 4}


def test_that_numbers_which_moved_on_take_nobody_along(
    brought: IncidentFile, tmp_path: Path
) -> None:
    rows = [row(1, "钱新", passport="E20000001", city="伊兹密尔", asks="被困机场")]
    rows += [changed(cells, number=str(n + 2)) for n, cells in enumerate(FIRST)]
    assert again(brought, tmp_path, rows) == {"new": 1, "unchanged": 4}
    bring(brought, tmp_path / "b.csv")
    assert {p.city for name, p in people(brought).items() if name != "钱新"} == {"Ankara"}


def test_that_only_the_changed_row_is_updated(brought: IncidentFile, tmp_path: Path) -> None:
    rows = [*FIRST]
    rows[2] = changed(rows[2], city="伊斯坦布尔")
    plan = planned(brought, write(tmp_path / "b.csv", rows))
    assert outcomes(plan) == {"unchanged": 3, "updated": 1}
    (only,) = [r for r in plan.rows if r.outcome == "updated"]
    assert ("0003-7", "city", "Ankara", "Istanbul") in only.changes


def test_that_a_blank_never_overwrites(brought: IncidentFile, tmp_path: Path) -> None:
    rows = [changed(cells, birth="", city="", passport="", phone="") for cells in FIRST]
    plan = planned(brought, write(tmp_path / "b.csv", rows))
    assert not [r.changes for r in plan.rows if r.changes]
    assert people(brought)["赵一"].birth_date == "1985-03-02"


@pytest.mark.parametrize("excel", ["1985/3/2", "1985-03-02 00:00:00", "1985.03.02"])
def test_that_dates_written_otherwise_say_nothing_new(
    brought: IncidentFile, tmp_path: Path, excel: str
) -> None:
    rows = [changed(FIRST[0], number="1.0", birth=excel), *FIRST[1:]]
    assert again(brought, tmp_path, rows) == {"unchanged": 4}


def test_that_day_and_month_exchanged_say_something(brought: IncidentFile, tmp_path: Path) -> None:
    rows = [changed(FIRST[0], birth="1985-02-03"), *FIRST[1:]]
    assert again(brought, tmp_path, rows) == {"updated": 1, "unchanged": 3}


def test_that_the_list_as_workbook_is_the_list_as_text(
    brought: IncidentFile, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "改名"
    for cells in (HEADER, *FIRST):
        sheet.append(list(cells))
    book.save(tmp_path / "b.xlsx")
    assert outcomes(planned(brought, tmp_path / "b.xlsx")) == {"unchanged": 4}


def test_that_columns_may_be_added_removed_moved_and_renamed(
    brought: IncidentFile, tmp_path: Path
) -> None:
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as opened:
        table = list(csv.reader(opened))
    without = [cells[:2] + cells[3:-1] for cells in table]
    moved = [[cells[-1], *cells[:-1]] for cells in without]
    moved[0] = ["护照号码" if cell == "护照号" else cell for cell in moved[0]]
    path = write(tmp_path / "b.csv", moved[1:], moved[0])
    assert outcomes(planned(brought, path)) == {"unchanged": 4}
    wide = [[*cells, "三号楼" if n else "楼号"] for n, cells in enumerate(moved)]
    plan = planned(brought, write(tmp_path / "b.csv", wide[1:], wide[0]))
    assert not [r.changes for r in plan.rows if r.changes]
    assert not [r for r in plan.rows if r.outcome == "new"]


def test_that_a_second_call_about_somebody_is_not_their_first_row(
    brought: IncidentFile, tmp_path: Path
) -> None:
    more = row(5, "赵一", birth="1985-03-02", passport="E10000001", asks="需要轮椅，需要就医")
    plan, _ = bring(brought, write(tmp_path / "b.csv", [*FIRST, more]))
    assert plan.counts()["unchanged"] == 4
    assert len(people(brought)) == 4
    (told,) = [r for r in plan.rows if r.reading.row == 6]
    assert told.persons == (1,)


def test_that_a_corrected_name_stays_the_same_person(brought: IncidentFile, tmp_path: Path) -> None:
    rows = [changed(FIRST[0], name="赵依"), *FIRST[1:]]
    plan, _ = bring(brought, write(tmp_path / "b.csv", rows))
    assert outcomes(plan) == {"updated": 1, "unchanged": 3}
    assert people(brought)["赵依"].other_names == ("赵一",)


def test_that_a_corrected_passport_takes_the_place_of_the_wrong_one(
    brought: IncidentFile, tmp_path: Path
) -> None:
    rows = [changed(FIRST[0], passport="E10000009"), *FIRST[1:]]
    plan, _ = bring(brought, write(tmp_path / "b.csv", rows))
    assert outcomes(plan) == {"updated": 1, "unchanged": 3}
    assert [d.number for d in people(brought)["赵一"].documents] == ["E10000009"]


def test_that_what_is_asked_otherwise_reaches_the_request(
    brought: IncidentFile, tmp_path: Path
) -> None:
    rows = [changed(FIRST[0], asks="被困机场，一人受伤"), *FIRST[1:]]
    bring(brought, write(tmp_path / "b.csv", rows))
    request = requests(brought)[0]
    assert request.description == "被困机场，一人受伤"
    assert request.status == RequestStatus.NEW


def requests(file: IncidentFile) -> list[Request]:
    return [r for r in file.ask(lambda c: list(records(c, "request"))) if isinstance(r, Request)]


def test_that_a_resolved_request_is_asked_anew(brought: IncidentFile, tmp_path: Path) -> None:
    brought.run(resolve, [1], "has flown home")
    rows = [changed(FIRST[0], asks="又回到机场，请求协助"), *FIRST[1:]]
    bring(brought, write(tmp_path / "b.csv", rows))
    told = requests(brought)
    assert told[0].status == RequestStatus.RESOLVED
    assert told[-1].description == "又回到机场，请求协助"
    assert told[-1].priority == Priority.YELLOW


def test_that_no_list_brings_back_the_dead(
    brought: IncidentFile, tmp_path: Path, clock: Clock
) -> None:
    brought.run(report_death, 1, "hospital")
    colleague = as_colleague(brought.path, clock)
    colleague.run(confirm_death, 1)
    colleague.close()
    header = [*HEADER[:-1], "安全状态"]
    rows = [[*cells[:-1], "平安"] for cells in FIRST]
    path = write(tmp_path / "b.csv", rows, header)
    plan, _ = bring(brought, path, decisions=Decisions(conflicts="list"))
    dead = people(brought)["赵一"]
    assert dead.safety is Safety.DECEASED
    assert people(brought)["赵二"].safety is Safety.SAFE
    assert [c.field for r in plan.rows for c in r.conflicts] == ["safety"]


def test_that_a_fix_in_the_preview_counts_when_the_file_comes_again(
    brought: IncidentFile, tmp_path: Path
) -> None:
    readings = read(brought, tmp_path / "a.csv")
    name = readings[0].sheets[0].name
    mended = fix_cell(readings, "a.csv", name, 2, 3, "1985-03-20")
    plan = brought.ask(plan_import, quiet, mended)
    assert outcomes(plan) == {"updated": 1, "unchanged": 3}
    bring(brought, tmp_path / "a.csv", fixes={"a.csv": {name: {2: {3: "1985-03-20"}}}})
    assert people(brought)["赵一"].birth_date == "1985-03-20"
    assert outcomes(planned(brought, tmp_path / "a.csv")) == {"unchanged": 4}


def test_that_a_list_read_with_other_columns_updates_without_an_undo(
    file: IncidentFile, tmp_path: Path
) -> None:
    header = ("序号", "姓名", "备用一", "备用二")
    path = write(tmp_path / "m.csv", [("1", "冯丙丙", "E70000001", "伊兹密尔")], header)
    wrong = {"m.csv": {"": {0: "row_key", 1: "native_name", 2: "handle", 3: None}}}
    sheet = read(file, path)[0].sheets[0].name
    wrong = {"m.csv": {sheet: wrong["m.csv"][""]}}
    bring(file, path, mapping=wrong)
    assert outcomes(planned(file, path, mapping=wrong)) == {"unchanged": 1}
    right = {"m.csv": {sheet: {0: "row_key", 1: "native_name", 2: "passport", 3: "city"}}}
    plan, _ = bring(file, path, mapping=right)
    assert outcomes(plan) == {"updated": 1}
    person = people(file)["冯丙丙"]
    assert [paper.number for paper in person.documents] == ["E70000001"]
    assert person.city == "Izmir"
    assert outcomes(planned(file, path, mapping=right)) == {"unchanged": 1}
