import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from situationroom import texts
from situationroom.exports.fonts import printable
from situationroom.exports.manifest_lines import difference, in_order, totals
from situationroom.exports.manifest_pdf import write_manifest_pdf
from situationroom.models.errors import StoreError
from situationroom.models.transport import Manifest
from tests.exports import exports_cast as cast


@pytest.fixture(autouse=True, params=texts.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = texts.language()
    texts.set_language(request.param)
    yield request.param
    texts.set_language(before)


def pages(path: Path) -> list[str]:
    """The text of every page without its white space, in the order it was printed."""
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(path).pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def shot(path: Path, page: int = 0):  # type: ignore[no-untyped-def]  # noqa: ANN201
    document = pypdfium2.PdfDocument(path)
    image = document[page].render(scale=3).to_pil()
    document.close()
    return image


def test_that_every_line_of_sixty_is_printed_with_every_column(tmp_path: Path) -> None:
    path, manifest = tmp_path / "m.pdf", cast.manifest(60)
    write_manifest_pdf(path, cast.INCIDENT, cast.MOVEMENT, manifest)
    text = "".join(pages(path))
    for line in manifest.lines:
        assert line.case in text
        assert squeezed(f"{line.surname.upper()},{line.given_names}") in text
        assert line.native_name in text
        assert line.document_number in text
        assert line.document_expiry in text
        assert squeezed(line.household) in text


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.text("ABCÑÜßçğışΩЖ<>=&'\" -", max_size=70),
            st.text("王芳欧阳国庆曾浩然魃🎉ab ", max_size=40),
            st.text("0123456789ABC", min_size=1, max_size=30),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_that_no_name_and_no_number_is_ever_cut(people: list[tuple[str, str, str]]) -> None:
    lines = tuple(
        cast.line(n, surname=surname, native_name=native, document_number=number)
        for n, (surname, native, number) in enumerate(people, start=1)
    )
    text = squeezed(_printed(replace(cast.manifest(0), lines=lines)))
    for line in lines:
        name = ", ".join(part for part in (line.surname.upper(), line.given_names) if part)
        assert squeezed(printable(name, bold=True)) in text
        assert squeezed(printable(line.native_name)) in text
        assert line.document_number in text


def _printed(manifest: Manifest) -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.pdf"
        write_manifest_pdf(path, cast.INCIDENT, cast.MOVEMENT, manifest)
        return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_that_names_which_look_like_code_are_printed_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    write_manifest_pdf(path, cast.INCIDENT, cast.MOVEMENT, cast.weird())
    text = "".join(pages(path))
    assert "<script>alert(1)</script>" in text
    assert '=HYPERLINK("HTTP://X","Y")' in text
    assert "WOLFESCHLEGELSTEINHAUSENBERGERDORFFWELCHEVORALTERNWAREN,HubertBlaineAdolph" in text
    assert "NGUYỄN,ThịÁnhTuyết" in text
    assert "ŞuleİğdırM" in text or "Şuleİğdır" in text


def test_that_a_name_without_a_glyph_still_says_which_characters_it_has(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    write_manifest_pdf(path, cast.INCIDENT, cast.MOVEMENT, cast.weird())
    assert "Party[U+1F389]" in "".join(pages(path))


def test_that_an_arabic_name_can_be_copied_as_it_was_told(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    write_manifest_pdf(path, cast.INCIDENT, cast.MOVEMENT, cast.weird())
    raw = b"".join(
        page.get_contents().get_data()  # type: ignore[union-attr]
        for page in pypdf.PdfReader(path).pages
    )
    assert "محمد".encode("utf-16-be").hex().upper().encode() in raw


def test_that_the_header_and_page_n_of_n_stand_on_all_pages_of_300(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    write_manifest_pdf(path, cast.INCIDENT, cast.MOVEMENT, cast.manifest(300))
    printed = pages(path)
    assert len(printed) > 10
    for number, text in enumerate(printed, start=1):
        assert squeezed(f"Page {number} / {len(printed)}") in text
        assert "B-07" in text
    assert all(squeezed("SURNAME, given names") in text for text in printed[:-1])


@pytest.mark.parametrize("page", [0, 1])
def test_that_the_qr_names_movement_and_version_on_every_page(tmp_path: Path, page: int) -> None:
    path = tmp_path / "m.pdf"
    write_manifest_pdf(path, cast.DRILL, cast.MOVEMENT, cast.manifest(40, version=3))
    assert zxingcpp.read_barcodes(shot(path, page))[0].text == "SRM/7/3/B-07"


def test_that_a_qr_says_a_chinese_movement_number(tmp_path: Path) -> None:
    path, movement = tmp_path / "m.pdf", replace(cast.MOVEMENT, number="大巴三号")
    write_manifest_pdf(path, cast.INCIDENT, movement, cast.manifest(2))
    assert zxingcpp.read_barcodes(shot(path))[0].text == "SRM/7/1/大巴三号"


def test_that_a_drill_says_so_on_every_page_and_a_real_list_never(tmp_path: Path) -> None:
    for incident in (cast.DRILL, cast.INCIDENT):
        path = tmp_path / "m.pdf"
        write_manifest_pdf(path, incident, cast.MOVEMENT, cast.manifest(40))
        for text in pages(path):
            assert text.count("DRILL") == (2 if incident.drill else 0)


def test_that_version_2_prints_who_was_added_removed_and_changed(tmp_path: Path) -> None:
    path, one = tmp_path / "m.pdf", cast.manifest(5)
    moved = replace(one.lines[2], seat="9F")
    two = replace(
        cast.manifest(5, version=2), lines=(*one.lines[1:2], moved, *one.lines[3:], cast.line(30))
    )
    write_manifest_pdf(path, cast.INCIDENT, cast.MOVEMENT, two, previous=one)
    text = "".join(pages(path))
    assert squeezed(texts.tr("Changes since version {version}", version=1)) in text
    assert [line.case for line in difference(one, two).added] == ["0030-0"]
    assert [line.case for line in difference(one, two).removed] == ["0001-1"]
    assert "9F" in text
    assert one.lines[2].seat in text


def test_that_a_version_without_change_says_so(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    write_manifest_pdf(
        path, cast.INCIDENT, cast.MOVEMENT, cast.manifest(2, version=2), cast.manifest(2)
    )
    assert squeezed(texts.tr("Nobody and nothing changed.")) in "".join(pages(path))


def test_that_totals_count_what_the_lines_say(language: str) -> None:
    manifest = cast.manifest(7)
    said = {words.english or words.text: text for words, text in totals(manifest, {1001})}
    assert said["Persons"] == "7"
    assert said["On a lap"] == str(sum(line.lap for line in manifest.lines))
    assert said["Boarded"] == "1 / 7"
    if language == "en":
        assert said["Sex"] == "Male 4 · Female 3"
        assert said["Ages"] == "adults 4 · children (2–17) 2 · infants (under 2) 1"


def test_that_a_household_is_listed_together() -> None:
    lines = (cast.line(3), cast.line(1), cast.line(4))
    listed = in_order(replace(cast.manifest(0), lines=lines))
    assert [line.booking for _, line in listed] == [3, 4, 1]
    assert [number for number, _ in listed] == [1, 2, 3]


def test_that_a_household_stays_on_one_page(tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    write_manifest_pdf(path, cast.INCIDENT, cast.MOVEMENT, cast.manifest(60))
    printed = pages(path)
    for family in range(1, 20, 2):
        cases = [cast.line(n).case for n in range(family * 3, family * 3 + 3)]
        assert len({next(i for i, t in enumerate(printed) if case in t) for case in cases}) == 1


def test_that_the_same_manifest_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("a.pdf", "b.pdf"):
        write_manifest_pdf(tmp_path / name, cast.INCIDENT, cast.MOVEMENT, cast.manifest(5))
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_that_the_file_is_dated_when_the_manifest_was_issued(tmp_path: Path) -> None:
    write_manifest_pdf(tmp_path / "a.pdf", cast.INCIDENT, cast.MOVEMENT, cast.manifest(1))
    meta = pypdf.PdfReader(BytesIO((tmp_path / "a.pdf").read_bytes())).metadata
    assert meta is not None
    assert meta.creation_date_raw == "D:20160717090600+00'00'"


def test_that_a_disk_that_refuses_is_said_in_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(StoreError) as caught:
        write_manifest_pdf(blocked / "m.pdf", cast.INCIDENT, cast.MOVEMENT, cast.manifest(1))
    assert "could not be written" in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
