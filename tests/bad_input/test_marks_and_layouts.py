"""Hostile forms, quotes, notes and strikes: an answer quickly, whatever stands in the file."""

import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from situationroom.intake.files import open_tables
from situationroom.intake.reading import read_lists, reread
from situationroom.intake.rich_text import struck_runs
from situationroom.models.errors import InputError
from tests.corpus.test_corpus import context_of

CORPUS = Path(__file__).parents[1] / "corpus"
HEADER = "姓名,护照号,电话\n"


def quiet(done: int, total: int, label: str) -> None:
    """Nobody watches."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Processor time, so that what else runs does not count."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


def altered(target: Path, part: str, before: bytes, after: bytes) -> Path:
    """The corpus's struck list with something else in one of its parts."""
    with zipfile.ZipFile(CORPUS / "struck_through.xlsx") as good:
        parts = {name: good.read(name) for name in good.namelist()}
    parts[part] = parts[part].replace(before, after, 1)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bad:
        for name, data in parts.items():
            bad.writestr(name, data)
    return target


def test_that_quotes_that_never_close_cost_no_row_and_little_time(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEADER + '"王伟,E12345678,1\n' * 20_000, encoding="utf-8")
    with within(10):
        (table,) = open_tables(path)
    assert len(table.rows) == 20_001 and table.rows[-1][1][1] == "E12345678"


def test_that_a_sheet_of_16384_columns_is_looked_at_only_so_far(
    tmp_path: Path,
) -> None:
    path = tmp_path / "list.csv"
    row = ",".join(f"x{i}" for i in range(16_300))
    path.write_text(HEADER.strip() + "," + row + f"\n王伟,E12345678,0532,{row}\n", encoding="utf-8")
    with within(15):
        (sheet,) = read_lists(path, context_of({}), quiet).sheets
    assert len(sheet.columns) == 16_303 and sheet.rows[1].persons[0].native_name == "王伟"


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("xl/styles.xml", b"<fonts", b"<fonts>" + b"<font><strike/>" * 200_000 + b"<fonts"),
        (
            "xl/worksheets/sheet1.xml",
            b"</sheetData>",
            b'<row r="9">' + b'<c r="A9" t="inlineStr"><is><r><strike/>' * 50_000,
        ),
        ("xl/worksheets/sheet1.xml", b"<row", b'<row hidden="1" ' + b"<row " * 50_000),
    ],
)
def test_that_no_mark_is_looked_for_again_and_again(
    part: str, before: bytes, after: bytes, tmp_path: Path
) -> None:
    path = altered(tmp_path / "list.xlsx", part, before, after)
    with within(10):
        try:
            open_tables(path)
        except InputError as refusal:
            assert "damaged" in str(refusal)


def test_that_rich_text_without_its_ends_is_cut_in_time() -> None:
    with within(5):
        assert struck_runs(b"<r><strike/>" * 500_000) is None
    runs = struck_runs(b"<r><rPr><strike/></rPr><t>1</t></r><r><t>2 &amp; 3</t></r>")
    assert runs is not None and (runs.kept, runs.struck) == ("2 & 3", "1")


def test_that_a_mended_form_is_read_again_and_its_other_rows_stay() -> None:
    (sheet,) = read_lists(CORPUS / "forms_stacked.xlsx", context_of({}), quiet).sheets
    passport = next(c.index for c in sheet.columns if c.field == "passport")
    mended = reread(sheet, 2, {passport: "E99999999"})
    numbers = [row.persons[0].documents[0].number for row in mended.rows if row.persons]
    assert numbers == ["E99999999", "G23456789", "E34567890"]
    assert reread(sheet, 3, {passport: "E99999999"}) == sheet
