"""What ``make fuzz`` has found, each once more."""

import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from situationroom.intake.documents import read_documents
from situationroom.intake.extent import binary_extent
from situationroom.intake.files import open_tables
from situationroom.intake.layout import why_skipped
from situationroom.models.errors import InputError
from tests import samples

CORPUS = Path(__file__).parent.parent / "corpus"


def record(kind: int, first: int) -> bytes:
    """A record of a binary sheet: its type, its size and a number."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([4]) + first.to_bytes(4, "little")


def test_that_an_old_paper_with_a_wrong_digit_leaves_the_new_one() -> None:
    read = read_documents("E61234567 (旧 G6:14010119900307803X")
    assert [r.document.number for r in read if r.document] == ["E61234567"]
    assert read[0].reason is not None


def test_that_a_binary_sheet_wider_than_any_sheet_is_never_unfolded() -> None:
    sheet = record(0, 0) + record(7, 1)
    assert binary_extent(sheet) == 2
    assert binary_extent(sheet + record(45, 19_660_800)) == sys.maxsize
    assert binary_extent(sheet + record(35, 19_660_800)) == 2


def test_that_a_row_whose_cells_all_refer_to_blanks_is_skipped() -> None:
    headers = (("姓名", "电话"),)
    assert why_skipped(("", ""), headers, told=False, key=None) is not None


@pytest.mark.parametrize(
    "reference",
    [
        b't="n"r="XFD1048576"',
        b'r = "XFD1048576"',
        b'\tr="xfd1048576"',
        b"r='XFD1048576'",
        b"r" + b" " * 40 + b'="XFD1048576"',
    ],
)
def test_that_a_far_cell_is_seen_however_its_place_is_written(
    reference: bytes, tmp_path: Path
) -> None:
    samples.hotline_zh(tmp_path / "good.xlsx", 3)
    far = b'<row r="1048576"><c ' + reference + b"><v>1</v></c></row></sheetData>"
    path = tmp_path / "far.xlsx"
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"</sheetData>", far))
    # Held as a rectangle the sheet would take 17,179,869,184 cells, and the program with it.
    with suppress(InputError):
        (table, *_) = open_tables(path)
        assert sum(len(cells) for _, cells in table.rows) < 100_000


@pytest.mark.parametrize("encoding", [b"WTF-8", b"hex", b"utf-7", b"idna"])
def test_that_an_encoding_nobody_knows_is_damage(encoding: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(CORPUS / "saved_as.ods") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "content.xml":
                body = data[data.index(b"?>") + 2 :]
                data = b'<?xml version="1.0" encoding="' + encoding + b'"?>' + body
            new.writestr(name, data)
    with pytest.raises(InputError, match=r"list\.ods"):
        open_tables(path)
