"""All of a batch or nothing of it: cancelled anywhere, no trace; every row counted, always."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from situationroom.commands import import_apply, import_plan
from situationroom.commands.import_rejects import rejected_sheets, rejects_name
from situationroom.commands.imports import (
    Decisions,
    FileReading,
    apply_import,
    plan_import,
    read_files,
)
from situationroom.exports.rejects import write_rejects
from situationroom.models.errors import Cancelled, RuleError
from situationroom.store.incident_file import IncidentFile, create_incident
from situationroom.store.queries.incident import the_incident
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import OFFICER, Clock, an_incident, records, tables
from tests.commands.lists import HEADER, bring, outcomes, people, planned, quiet, row, write


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    opened = create_incident(tmp_path / "x.situation", an_incident(), OFFICER, "desk", clock)
    yield opened
    opened.close()


class Watch:
    """Counts the steps of a job and cancels it at one of them."""

    def __init__(self, cancel_at: int = 0) -> None:
        self.calls, self.cancel_at = 0, cancel_at

    def __call__(self, _done: int, _total: int, _label: str) -> None:
        self.calls += 1
        if self.calls == self.cancel_at:
            raise Cancelled


def whole_way(file: IncidentFile, path: Path, step: Watch) -> None:
    readings = read_files(step, [path], file.ask(the_incident), file.now())
    plan = file.ask(plan_import, step, readings)
    file.run(apply_import, step, readings, plan)


def test_that_cancelling_leaves_no_trace_wherever_it_comes(
    file: IncidentFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_plan, "REPORT_EVERY", 3)
    monkeypatch.setattr(import_apply, "REPORT_EVERY", 3)
    rows = [row(n, f"赵{chr(0x4E00 + n)}", passport=f"E{10_000_000 + n}", asks="被困机场")
            for n in range(1, 13)]  # fmt: skip
    path = write(tmp_path / "a.csv", rows)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))  # others use the usual one meanwhile
    before, beside = tables(file), set(tmp_path.iterdir())
    cancelled = 0
    while cancelled < 200:
        step = Watch(cancelled + 1)
        try:
            whole_way(file, path, step)
        except Cancelled:
            cancelled += 1
            assert tables(file) == before
            assert set(tmp_path.iterdir()) == beside
            continue
        break
    assert cancelled >= 15
    assert len(people(file)) == 12
    assert not [*scratch.iterdir()]
    assert file.ask(verify).ok


NAMES = st.sampled_from(["赵一", "钱二", "孙三", "李四", "ZHAO Yi", "赵一、钱二", ""])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3", ""]),
        NAMES,
        st.sampled_from(["", "男", "女"]),
        st.sampled_from(["", "1985-03-02", "1985-02-03", "1990", "03/04/1988"]),
        st.sampled_from(["", "E10000001", "E10000002", "E10000010", "x"]),
        st.sampled_from(["", "05325550101", "13800001111"]),
        st.sampled_from(["", "安卡拉", "伊兹密尔", "nowhere at all"]),
        st.sampled_from(["", "被困机场", "护照遗失"]),
        st.sampled_from(["", "合计", "wheelchair"]),
    ),
    min_size=1,
    max_size=7,
)
RULES = st.sampled_from(["new", "attach", "skip"])


@settings(max_examples=20)
@given(
    batches=st.lists(ROWS, min_size=1, max_size=3),
    rule=RULES,
    side=st.sampled_from(["here", "list"]),
    ints=st.lists(st.integers(-3, 6), max_size=3),
)
def test_that_every_row_of_any_batch_is_counted_and_taken_back(
    batches: list[list[tuple[str, ...]]], rule: str, side: str, ints: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        file = create_incident(here / "x.situation", an_incident(), OFFICER, "desk", Clock())
        for number, rows in enumerate(batches):
            path = write(here / f"{number}.csv", rows)
            rows_decided = {(path.name, path.stem, n + 2): i for n, i in enumerate(ints)}
            decisions = Decisions(rule, rows_decided, side)  # type: ignore[arg-type]
            plan = planned(file, path, decisions=decisions)
            read_rows = sum(len(s.rows) for r in _readings(file, path) for s in r.sheets)
            assert sum(plan.counts().values()) == len(plan.rows) == read_rows
            for sheet in {r.sheet for r in plan.rows}:
                assert sum(plan.counts(path.name, sheet).values()) == read_rows
            _there_and_back(file, path, decisions)
        assert file.ask(verify).faults == ()
        file.close()


def _readings(file: IncidentFile, path: Path) -> list[FileReading]:
    return read_files(quiet, [path], file.ask(the_incident), file.now())


def _there_and_back(file: IncidentFile, path: Path, decisions: Decisions) -> None:
    """Import, import again, undo, import: the same as importing once."""
    before = records(file)
    try:
        _, revision = bring(file, path, decisions=decisions)
    except RuleError:
        return
    again = planned(file, path, decisions=decisions)
    assert not any(r.persons for r in again.rows if r.outcome == "unchanged")
    assert not again.new_persons or decisions.duplicates == "skip" or decisions.duplicate_rows
    after = records(file)
    file.run(undo, revision)
    assert records(file) == before
    bring(file, path, decisions=decisions)
    assert {name: len(rows) for name, rows in records(file).items()} == {
        name: len(rows) for name, rows in after.items()
    }


def test_that_corrected_rejects_are_new_and_nothing_doubles(
    file: IncidentFile, tmp_path: Path
) -> None:
    import openpyxl

    good = row(1, "赵一", passport="E10000001")
    bad = (row(2, "", birth="1985-03-02"), row(3, "", city="=1+1安卡拉"))
    path = tmp_path / "list.csv"
    path.write_text("来电登记表\n" + write(path, [good, *bad]).read_text("utf-8-sig"), "utf-8")
    readings = _readings(file, path)
    plan, _ = bring(file, path)
    assert outcomes(plan) == {"new": 1, "rejected": 2}
    sheets = rejected_sheets(plan, readings[0], str)
    target = tmp_path / rejects_name("list.csv", ["list.csv"])
    write_rejects(target, sheets)
    assert target.name == "list-rejects.xlsx"
    book = openpyxl.load_workbook(target)
    sheet = book.worksheets[0]
    lines = [[cell or "" for cell in line] for line in sheet.iter_rows(values_only=True)]
    assert lines[0][0] == "来电登记表"
    assert tuple(lines[1][:-1]) == HEADER
    assert [tuple(line[:-1]) for line in lines[2:]] == list(bad)
    assert all(line[-1] for line in lines[2:])
    assert sheet["G4"].data_type == "s"
    assert sheet["G4"].quotePrefix
    assert sheet["E3"].number_format == "@"
    uncorrected = planned(file, target)
    assert outcomes(uncorrected) == {"rejected": 2}
    assert (
        uncorrected.rows[-1].reading.cells_in_order == readings[0].sheets[0].rows[-1].cells_in_order
    )
    sheet["B3"] = "钱二"
    book.save(target)
    plan, _ = bring(file, target)
    assert outcomes(plan) == {"new": 1, "rejected": 1}
    assert people(file)["钱二"].birth_date == "1985-03-02"
    assert outcomes(planned(file, target)) == {"unchanged": 1, "rejected": 1}
    assert outcomes(planned(file, path)) == {"unchanged": 1, "rejected": 2}
    corrected = write(tmp_path / "next.csv", [good, row(2, "钱二", birth="1985-03-02"), bad[1]])
    assert outcomes(planned(file, corrected)) == {"unchanged": 2, "rejected": 1}


def test_that_the_persons_of_a_row_and_of_a_family_stay_together(
    file: IncidentFile, tmp_path: Path
) -> None:
    header = (*HEADER[:-1], "户号")
    rows = [(*row(1, "赵一、钱二")[:-1], ""), (*row(2, "孙三")[:-1], "H1"),
            (*row(3, "李四")[:-1], "H1"), (*row(4, "周五")[:-1], "H2")]  # fmt: skip
    bring(file, write(tmp_path / "a.csv", rows, header))
    told = people(file)
    assert told["赵一"].household == told["钱二"].household is not None
    assert told["周五"].household is None
    assert told["孙三"].household == told["李四"].household is not None
    assert told["孙三"].household != told["赵一"].household
    later = (*row(5, "吴六")[:-1], "H1")
    bring(file, write(tmp_path / "b.csv", [*rows, later], header))
    assert people(file)["吴六"].household == told["孙三"].household
