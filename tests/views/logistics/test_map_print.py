"""The map on paper: true to scale, with everything a reader needs, in packs that add up."""

import math
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.map.projection import to_world
from situationroom.map.sheets import MARGIN, Sheet
from situationroom.models.errors import Cancelled, RuleError, StoreError
from situationroom.texts import set_language
from situationroom.views import theme
from situationroom.views.map_margin import Page, Printed
from situationroom.views.map_pack import By, pack
from situationroom.views.map_places import home_view
from situationroom.views.map_print import Wish, printed, scene_of, write_pdf, write_svg
from situationroom.views.map_ticks import ticks
from tests.views.logistics.pdf_lines import segments

ISTANBUL = (41.01, 28.97)
SHEET = Sheet("A4", lying=True)


@pytest.fixture
def what(desk: Desk, qtbot: QtBot) -> Printed:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.set_theme(application, "dark", 13)
    return printed(desk, scene_of(desk), Wish("Istanbul tonight"))


def text_of(path: Path, number: int = 0) -> str:
    """Its words with single spaces."""
    return " ".join(PdfReader(path).pages[number].extract_text().split())


def parallel_m(lat: float) -> float:
    phi = math.radians(lat)
    n = 6_378_137.0 / math.sqrt(1 - 0.00669437999014 * math.sin(phi) ** 2)
    return 2 * math.pi * n * math.cos(phi)


@pytest.mark.parametrize(("paper", "lying", "scale", "lat"), [
    ("A4", True, 500_000, 41.01), ("A3", False, 50_000, 41.01), ("A4", False, 1_000_000, -33.9),
    ("A3", True, 2_000_000, 64.1),
])  # fmt: skip
def test_that_a_centimetre_on_paper_is_the_scale_on_the_ground(
    what: Printed, tmp_path: Path, paper: str, lying: bool, scale: int, lat: float
) -> None:
    sheet = Sheet(paper, lying)
    page = Page(sheet.view(*to_world(lat, 28.97), scale))
    path = write_pdf(tmp_path / "map.pdf", sheet, what, [page])
    box = PdfReader(path).pages[0].mediabox
    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx(
        sheet.size, abs=0.3
    )
    bottom = sheet.size[1] - MARGIN - 40
    drawn = sorted(
        {round(x1, 3) for x1, y1, x2, y2 in segments(path)
         if abs(x1 - x2) < 1e-3 and abs(max(y1, y2) - bottom) < 0.05 and 1 < abs(y1 - y2) < 2}
    )  # fmt: skip
    told, _ = ticks(page.view, what.notation)
    degrees = [float(tick.words.rstrip("°EW")) for tick in told]
    assert len(drawn) == len(told) >= 2
    paper_m = (drawn[-1] - drawn[0]) / 1000
    ground_m = (degrees[-1] - degrees[0]) / 360 * parallel_m(lat)
    assert ground_m / paper_m == pytest.approx(scale, rel=0.001)


def test_that_the_scale_bar_is_as_long_as_it_says(what: Printed, tmp_path: Path) -> None:
    page = Page(SHEET.view(*to_world(*ISTANBUL), 500_000))
    path = write_pdf(tmp_path / "map.pdf", SHEET, what, [page])
    assert "20 km" in text_of(path)
    long = 20_000 / 500_000 * 1000 / 4  # millimetres of a quarter of the bar
    pieces = [
        abs(x2 - x1)
        for x1, y1, x2, y2 in segments(path)
        if abs(y1 - y2) < 1e-3 and abs(abs(x2 - x1) - long) < 0.02
    ]
    assert len(pieces) >= 8  # the upper and the lower edge of four quarters


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_a_sheet_says_everything_a_reader_needs(
    desk: Desk, what: Printed, tmp_path: Path, language: str
) -> None:
    set_language(language)
    told = printed(desk, scene_of(desk), Wish("今夜 Istanbul", notation="mgrs"))
    page = Page(SHEET.view(*to_world(*ISTANBUL), 500_000))
    said = text_of(write_pdf(tmp_path / "map.pdf", SHEET, told, [page]))
    words = {
        "en": ("DRILL", "revision", "not on the map", "Missing", "Istanbul", "Counts only", "35T"),
        "zh": ("演练", "修订", "未上图", "失联", "北京", "仅含人数", "35T"),
    }[language]
    flat = said.replace(" ", "")
    for word in ("今夜", "500", *words):
        assert word.replace(" ", "") in flat
    assert f"{desk.revision}" in flat


def test_that_hanzi_copy_out_of_a_sheet_as_they_were_written(desk: Desk, tmp_path: Path) -> None:
    """Fonts draw 方 and the radical ⽅ alike; a search would not find the one for the other."""
    title = "方文高 金山 石玉龙·马小白（土木水火）’"
    what = printed(desk, scene_of(desk), Wish(title))
    path = write_pdf(
        tmp_path / "m.pdf", SHEET, what, [Page(SHEET.view(*to_world(*ISTANBUL), 500_000))]
    )
    assert title in text_of(path)


def test_that_the_counts_on_a_sheet_add_up_to_the_list(what: Printed, tmp_path: Path) -> None:
    page = Page(SHEET.view(*to_world(*ISTANBUL), 500_000))
    said = text_of(write_pdf(tmp_path / "map.pdf", SHEET, what, [page]))
    line = said[said.index("On this sheet") :]
    numbers = [int(word) for word in line.replace("·", " ").split()[:40] if word.isdigit()][:4]
    on, others, missing, everybody = numbers
    assert on + others + missing == everybody == 180
    assert missing > 0


def test_that_case_numbers_are_printed_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    scene = scene_of(desk)
    page = Page(SHEET.view(*to_world(*ISTANBUL), 20_000))
    masked = write_pdf(tmp_path / "a.pdf", SHEET, printed(desk, scene, Wish()), [page])
    named = write_pdf(tmp_path / "b.pdf", SHEET, printed(desk, scene, Wish(cases=True)), [page])
    assert "personal data" in text_of(named) and "personal data" not in text_of(masked)
    cases = {word for word in text_of(named).split() if len(word) == 6 and word[4] == "-"}
    assert cases and not cases & set(text_of(masked).split())


def test_that_letters_are_embedded_and_nothing_is_a_picture(what: Printed, tmp_path: Path) -> None:
    page = Page(home_view(what.scene.people, "TR", 1000, 600))
    path = write_pdf(tmp_path / "map.pdf", SHEET, what, [page])
    resources = PdfReader(path).pages[0]["/Resources"]
    fonts = resources["/Font"].values()  # type: ignore[index]
    for font in fonts:
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"].get_object()
    pictures = [
        name for name, thing in resources.get("/XObject", {}).items()  # type: ignore[attr-defined]
        if thing.get_object().get("/Subtype") == "/Image"
    ]  # fmt: skip
    assert not pictures


@pytest.mark.parametrize("by", [By.CITY, By.GRID])
def test_that_a_pack_has_everybody_on_a_sheet_or_says_how_many_not(what: Printed, by: By) -> None:
    window = home_view(what.scene.people, "TR", 1200, 700)
    made = pack(what, SHEET, by, window, None)
    assert len(made.pages) == len(made.rows)  # the overview for the line of those on none
    assert len(made.pages[0].frames) == len(made.pages) - 1
    mark, _, none = made.rows[-1]
    assert mark == "–" and none >= what.scene.people.unplaced()
    assert sum(count for _, _, count in made.rows) >= 180
    assert all(count > 0 for _, _, count in made.rows[:-1])


def test_that_a_pack_is_written_with_progress_and_can_be_cancelled(
    what: Printed, tmp_path: Path
) -> None:
    window = home_view(what.scene.people, "TR", 1200, 700)
    made = pack(what, SHEET, By.CITY, window, None)
    steps: list[tuple[int, int]] = []
    path = tmp_path / "pack.pdf"
    write_pdf(path, SHEET, what, made.pages, made.rows, lambda d, n, _label: steps.append((d, n)))
    assert len(PdfReader(path).pages) == len(made.pages)
    assert steps == [(n, len(made.pages)) for n in range(len(made.pages))]

    def stop(done: int, _total: int, _label: str) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(tmp_path / "no.pdf", SHEET, what, made.pages, made.rows, stop)
    assert [p.name for p in tmp_path.glob("*.pdf")] == ["pack.pdf"]
    assert not list(tmp_path.glob(".*"))


def test_that_a_pack_of_nothing_or_of_too_much_is_refused(what: Printed) -> None:
    window = home_view(what.scene.people, "TR", 1200, 700)
    with pytest.raises(RuleError, match="nothing here"):
        pack(what, SHEET, By.ZONE, window, None)
    with pytest.raises(RuleError, match="coarser scale"):
        pack(what, SHEET, By.GRID, window, 5_000)


def test_that_a_folder_that_cannot_be_written_is_said(what: Printed, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    page = Page(SHEET.view(*to_world(*ISTANBUL), 500_000))
    with pytest.raises(StoreError):
        write_pdf(tmp_path / "file" / "map.pdf", SHEET, what, [page])
    with pytest.raises(StoreError):
        write_svg(tmp_path / "file" / "map.svg", SHEET, what, page)


def test_that_a_drawing_is_as_large_as_the_sheet(what: Printed, tmp_path: Path) -> None:
    page = Page(SHEET.view(*to_world(*ISTANBUL), 500_000))
    said = write_svg(tmp_path / "map.svg", SHEET, what, page).read_text(encoding="utf-8")
    assert 'width="296' in said or 'width="297' in said
    assert "<path" in said and "<image" not in said
    assert "Istanbul tonight" in said
