"""Lists of shelters: places, head counts, and the words they are told in."""

from pathlib import Path

import pytest

from situationroom.intake.results import Context
from situationroom.intake.shelters import ShelterRow, read_shelters
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import SiteKind, SiteState
from tests import samples

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def quiet(done: int, total: int, label: str) -> None:
    """Nobody watches."""


def read(path: Path, context: Context) -> list[ShelterRow]:
    sheet = read_shelters(path, context, quiet).sheets[0]
    return [row for row in sheet.rows if row.outcome == "read"]


def test_that_capacity_and_head_count_are_read(tmp_path: Path, context: Context) -> None:
    truth = samples.shelters_csv(tmp_path / "s.csv")
    rows = read(tmp_path / "s.csv", context)
    told = [
        {"name": r.site.name, "capacity": r.unit.capacity, "present": r.head_count.persons}
        for r in rows
        if r.site and r.unit and r.head_count
    ]
    assert told == truth
    assert rows[1].site is not None and rows[1].site.kind is SiteKind.SCHOOL


def test_that_chinese_headers_and_states_are_understood(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        "安置点一览\n名称,地址,纬度,经度,容量,现有人数,状态\n"
        "安卡拉希尔顿酒店,Tahran 12,39.9,32.8,200人,不详,备用\n合计,,,,200,,\n",
        encoding="gb18030",
    )
    (row,) = read(path, context)
    assert row.site and row.unit
    assert (row.site.kind, row.site.state) == (SiteKind.HOTEL, SiteState.STANDBY)
    assert (row.unit.capacity, row.head_count) == (200, None)
    assert [p.field for p in row.problems] == ["population"]


def test_that_a_list_of_persons_is_no_list_of_shelters(tmp_path: Path, context: Context) -> None:
    samples.registration_en(tmp_path / "r.xlsx")
    with pytest.raises(InputError, match="list of shelters"):
        read_shelters(tmp_path / "r.xlsx", context.now, quiet)


@pytest.mark.parametrize(("name", "count"), [("shelters_arc.csv", 7), ("shelters_kashmir.csv", 2)])
def test_that_the_shared_shelters_are_read(name: str, count: int, context: Context) -> None:
    if not (SHARED / name).exists():
        pytest.skip("the shared lists are not beside this repository")
    rows = read(SHARED / name, context)
    assert len(rows) == count and all(row.head_count and not row.problems for row in rows)
