"""What ``make fuzz`` has found, each once more."""

import sys

from situationroom.intake.documents import read_documents
from situationroom.intake.extent import binary_extent
from situationroom.intake.layout import why_skipped


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
