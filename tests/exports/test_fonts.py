from pathlib import Path

import pypdf
import pytest

from situationroom.exports import fonts
from situationroom.exports.pdf_text import Ink, draw, lines
from situationroom.models.errors import StoreError


def rare_character() -> str:
    """A character above U+FFFF that one of the program's fonts has."""
    chain = fonts._chain(bold=False)
    return next(chr(code) for f in chain for code in f.face.charToGlyph if code > 0xFFFF)


def printed(path: Path, text: str) -> str:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for line in lines(text, 400, Ink(12)):
        draw(canvas, 40, 700, 400, line)
    canvas.save()
    return pypdf.PdfReader(path).pages[0].extract_text()


def test_that_a_character_above_ffff_can_be_copied(tmp_path: Path) -> None:
    rare = rare_character()
    assert printed(tmp_path / "a.pdf", f"王{rare}芳") == f"王{rare}芳"


def test_that_rare_hanzi_of_names_are_printed(tmp_path: Path) -> None:
    assert printed(tmp_path / "a.pdf", "𠮷田𡛷") == "𠮷田𡛷"


def test_that_decomposed_vietnamese_is_composed() -> None:
    assert fonts.printable("Nguye\u0302\u0303n") == "Nguyễn"


def test_that_signs_without_a_shape_leave_no_trace_and_line_ends_a_space() -> None:
    assert fonts.printable("a\u200b\u202eb\nc\x07") == "ab c"


def test_that_an_unknown_character_is_printed_as_its_number() -> None:
    assert fonts.printable("a\U0001f600") == "a[U+1F600]"


def test_that_arabic_is_joined_and_turned() -> None:
    assert fonts.shaped("abc 1") == "abc 1"
    turned = fonts.shaped("محمد")
    assert turned != "محمد"
    assert all("\ufb50" <= ch <= "\ufefc" for ch in turned)
    assert fonts.right_to_left("(محمد)")
    assert not fonts.right_to_left("12 Ali محمد")


def test_that_a_run_ends_where_the_font_changes() -> None:
    found = fonts.runs(fonts.printable("Ali") + fonts.shaped("محمد"))
    assert [run.font for run in found] == ["SituationSans-Regular", "NotoNaskhArabic-Regular"]


def test_that_a_missing_font_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="missing or damaged"):
        fonts._registered(tmp_path / "none.ttf")


@pytest.mark.parametrize("room", [20, 60, 200])
def test_that_lines_fit_and_lose_nothing(room: float) -> None:
    text = "Hotel İzmir-Konak, 5/B 科纳克广场附近酒店（三楼）。 Wolfeschlegelsteinhausen"
    broken = lines(text, room, Ink(8))
    assert "".join("".join(line.text.split()) for line in broken) == "".join(text.split())
    assert all(fonts.width(line.text, 8) <= room for line in broken)
