"""Files that are not what they claim to be: one plain sentence each, quickly, in little memory."""

import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from situationroom.intake import archive, delimited, extent, files
from situationroom.intake.files import open_tables
from situationroom.intake.reading import read_lists
from situationroom.intake.results import Context
from situationroom.models.errors import InputError
from tests import samples

MEGABYTE = 1 << 20


def quiet(done: int, total: int, label: str) -> None:
    """Nobody watches."""


@pytest.fixture
def context() -> Context:
    now = datetime(2026, 7, 16, 10, tzinfo=UTC)
    return Context(
        "TR", "CHN", "Asia/Shanghai", "Europe/Istanbul", now, now, lambda text, where: None
    )


@contextmanager
def measured() -> Iterator[None]:
    """Fails when more than 300 MB were in use at once, by Python's own count."""
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 300 * MEGABYTE


def refused(path: Path) -> str:
    """The sentence a file is refused with; it names the file and is one line."""
    with pytest.raises(InputError) as told:
        open_tables(path)
    text = str(told.value)
    assert path.name in text and "\n" not in text and text.endswith(".")
    return text


def workbook(path: Path) -> Path:
    samples.hotline_zh(path)
    return path


def repacked(path: Path, changed: dict[str, bytes]) -> Path:
    """The workbook with some of its parts replaced or added."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()} | changed
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


@pytest.mark.parametrize("content", [b"", b"  \n\r\n  "])
def test_that_an_empty_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    assert "is empty" in refused(path)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        b"%PDF-1.7\n",
        bytes(range(256)) * 40,
        b"\x7fELF" + bytes(99),
    ],
)
def test_that_what_is_no_spreadsheet_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    assert "is not a spreadsheet" in refused(path)


def test_that_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<w/>")
    assert "is not a spreadsheet" in refused(path)


def test_that_a_web_page_under_another_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    path.write_text("<html><table><tr><td>姓名</td></tr></table></html>", encoding="utf-8")
    assert "web page" in refused(path)


def test_that_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refused(tmp_path / "list.xlsx")


@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_that_a_truncated_workbook_is_refused(share: float, tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert "is damaged or was cut off" in refused(path)


@pytest.mark.parametrize("at", [0.2, 0.4, 0.6])
def test_that_a_damaged_workbook_never_ends_in_a_traceback(at: float, tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx")
    data = bytearray(path.read_bytes())
    data[int(len(data) * at) : int(len(data) * at) + 40] = bytes(40)
    path.write_bytes(data)
    assert "damaged" in refused(path) or "far more" in refused(path)


def test_that_a_workbook_with_a_password_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path, plain = tmp_path / "list.xlsx", workbook(tmp_path / "plain.xlsx")
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("秘密", target)
    text = refused(path)
    assert "is protected with a password" in text and "save a copy without password" in text


def test_that_a_two_gigabyte_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
        file.open("xl/worksheets/sheet9.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(128):
            part.write(bytes(16 * MEGABYTE))
    assert path.stat().st_size < 16 * MEGABYTE
    with measured():
        assert "unpacks to far more" in refused(path)


def test_that_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet9.xml", bytes(200 * MEGABYTE))
    data = path.read_bytes().replace(struct.pack("<I", 200 * MEGABYTE), struct.pack("<I", 1000))
    path.write_bytes(data)
    with measured():
        assert "unpacks to far more" in refused(path)


def test_that_a_zip_in_a_zip_and_too_many_parts_are_refused(tmp_path: Path) -> None:
    nested = repacked(workbook(tmp_path / "a.xlsx"), {"xl/inner.zip": b"PK\x05\x06" + bytes(18)})
    assert "far more" in refused(nested)
    many = {f"xl/media/{n}.xml": b"" for n in range(archive.MOST_PARTS)}
    assert "far more" in refused(repacked(workbook(tmp_path / "b.xlsx"), many))


def test_that_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    path = repacked(workbook(tmp_path / "list.xlsx"), {"xl/sharedStrings.xml": bomb})
    assert "instructions for the computer" in refused(path)


def test_that_a_sheet_as_large_as_excel_allows_with_three_cells_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "护照号", "出生日期"])
    sheet.append(["王伟", "E12345678", datetime(1990, 3, 7)])
    sheet["XFD1048576"] = "x"
    book.save(path)
    with measured():
        (table,) = open_tables(path)
    assert table.rows[1] == (2, ("王伟", "E12345678", "1990-03-07"))
    assert table.rows[2][0] == 1_048_576 and len(table.rows[2][1]) == 16_384


def test_that_a_million_styled_blank_rows_cost_little(tmp_path: Path, context: Context) -> None:
    path = workbook(tmp_path / "list.xlsx")
    with zipfile.ZipFile(path) as old:
        sheet = old.read("xl/worksheets/sheet1.xml")
    blank = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/><c r="KN%d" s="1"/></row>' % (n, n, n)
        for n in range(100, 1_048_576, 4)
    )
    repacked(
        path, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", blank + b"</sheetData>")}
    )
    reading = read_lists(path, context, quiet)
    assert sum(row.outcome == "read" for row in reading.sheets[0].rows) == 40


def test_that_a_blank_table_of_text_as_large_as_excel_allows_costs_little(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("姓名,护照号" + "," * 298 + "\n")
        for _ in range(64):
            file.write(("," * 299 + "\n") * 4096)
        file.write("王伟,E12345678" + "," * 298 + "\n")
    (table,) = open_tables(path)
    assert [number for number, _ in table.rows] == [1, 64 * 4096 + 2]


def test_that_a_list_without_a_header_is_refused(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "list.csv"
    path.write_text("1,2,3\n4,5,6\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"list\.csv was recognised as the header"):
        read_lists(path, context, quiet)


def test_that_a_formula_and_html_in_a_name_stay_text(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Full name", "Passport no"])
    sheet.append(['=HYPERLINK("http://x.example","Wei")', "E12345678"])
    sheet.append(["<b onclick=x>WANG</b>, Wei", "E12345679"])
    book.save(path)
    first, second = read_lists(path, context, quiet).sheets[0].rows[1:]
    assert first.persons[0].native_name.startswith("=HYPERLINK(")
    assert any("never calculated" in str(problem.reason) for problem in first.problems)
    assert second.report is not None and second.report.cells[0] == "<b onclick=x>WANG</b>, Wei"
    assert "<" not in second.persons[0].surname


def test_that_control_characters_go_and_overlong_cells_are_said(
    tmp_path: Path, context: Context
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"姓名,护照号,备注\n王\x07伟,E12345678,{'长' * 40_000}\n", encoding="utf-8")
    row = read_lists(path, context, quiet).sheets[0].rows[1]
    assert row.persons[0].native_name == "王伟"
    assert len(row.cells_in_order[2]) == 32_767
    assert {problem.field for problem in row.problems} == {"name", "remarks"}


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_that_text_in_any_delimiter_line_end_and_encoding_is_read(
    end: str, mark: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    lines = [
        "姓名|Name|Passport no|备注",
        '王伟|WANG Wei|E12345678|"一"',
        "李娜|LI Na|E87654321|二",
    ]
    path.write_bytes(end.join(line.replace("|", mark) for line in lines).encode(encoding))
    (table,) = open_tables(path)
    assert [cells[2] for _, cells in table.rows] == ["Passport no", "E12345678", "E87654321"]
    assert table.rows[1][1][0] == "王伟" and table.rows[1][1][3] == "一"


def test_that_western_and_taiwanese_code_pages_are_told_from_gbk(tmp_path: Path) -> None:
    german, taiwan = tmp_path / "german.csv", tmp_path / "taiwan.csv"
    german.write_bytes(
        "Nachname;Tel. persönlich;Straße\nMüller;0151;Große Straße\n".encode("latin-1")
    )
    text = "姓名,護照號碼,備註\n陳大文,300123456,目前在機場等候航班，請求協助離境\n" * 20
    taiwan.write_bytes(text.encode("big5"))
    assert open_tables(german)[0].rows[1][1] == ("Müller", "0151", "Große Straße")
    assert delimited.encoding_of(taiwan).lower().replace("-", "") in ("big5", "cp950", "big5hkscs")


@pytest.mark.parametrize("write", [samples.hotline_zh, samples.company_camps])
def test_that_reading_row_by_row_reads_the_same(
    write: Callable[[Path], list[samples.Truth]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.xlsx"
    write(path)
    at_once = open_tables(path)
    monkeypatch.setattr(files, "MOST_CELLS", 1)
    assert open_tables(path) == at_once


def test_that_a_part_is_counted_as_it_really_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx")
    parts = archive.inspect(path)
    assert parts["xl/worksheets/sheet1.xml"].rows == 46
    assert parts["xl/worksheets/sheet1.xml"].columns == 15
    with zipfile.ZipFile(path) as file:
        whole = file.read("xl/styles.xml")
    assert zlib.crc32(b"".join(archive.inflated(path, "xl/styles.xml"))) == zlib.crc32(whole)


_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def opendocument(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr(
            "content.xml",
            f"<office:document-content {_NAMESPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Liste">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def row(*cells: str, times: int = 1) -> str:
    told = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
        for c in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{told}</table:table-row>'


BLANK = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
)


def test_that_an_opendocument_list_is_read(tmp_path: Path) -> None:
    path = opendocument(
        tmp_path / "list.ods", row("姓名", "护照号") + row("王伟", "E12345678") + BLANK
    )
    (table,) = open_tables(path)
    assert [cells for _, cells in table.rows] == [("姓名", "护照号"), ("王伟", "E12345678")]


def test_that_a_row_repeated_a_million_times_is_refused(tmp_path: Path) -> None:
    path = opendocument(tmp_path / "a.ods", row(*"abcdefghi", times=1_048_000))
    assert "far more" in refused(path)
    path = opendocument(tmp_path / "b.ods", row(*"abcdefghi") + BLANK + row("x"))
    assert "far more" in refused(path)


def test_that_the_extent_of_binary_rows_is_counted() -> None:
    header = b"\x00\x04" + (999).to_bytes(4, "little")
    cell = b"\x02\x04" + (49).to_bytes(4, "little")
    assert extent.binary_extent(header + cell) == 1000 * 50
    assert extent.binary_extent(b"\xff\xff\xff") == 0


@pytest.mark.parametrize("seed", range(40))
def test_that_no_flipped_byte_ends_in_a_traceback(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - any bytes will do
    path = workbook(tmp_path / "list.xlsx")
    data = bytearray(path.read_bytes())
    for _ in range(random.choice((1, 8, 64))):
        data[random.randrange(len(data))] = random.randrange(256)
    path.write_bytes(data)
    with suppress(InputError):
        open_tables(path)


@given(st.binary(max_size=2000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_that_no_bytes_end_in_a_traceback(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.bin"
    path.write_bytes(data)
    with suppress(InputError):
        open_tables(path)


def test_that_a_cell_beyond_the_last_of_any_sheet_is_said_in_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    samples.hotline_zh(tmp_path / "good.xlsx", 3)
    far = b'<row r="99999999999"><c r="ZZZZZZ99999999999"><v>1</v></c></row></sheetData>'
    with (
        zipfile.ZipFile(tmp_path / "good.xlsx") as good,
        zipfile.ZipFile(tmp_path / "far.xlsx", "w") as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"</sheetData>", far))
    with pytest.raises(InputError, match=r"far\.xlsx is damaged"):
        open_tables(tmp_path / "far.xlsx")
    assert capfd.readouterr().err == ""
