"""The situation report on paper: figures, change since the last one, and nothing personal."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from situationroom.commands.briefing import make_sitrep, release
from situationroom.commands.briefing_files import Taken, write_briefing
from situationroom.commands.briefing_picture import picture
from situationroom.commands.events import record_decision
from situationroom.commands.people import add_person
from situationroom.models.briefing import Releasable
from situationroom.models.errors import RuleError
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.briefing import decisions, sitreps
from situationroom.texts import LANGUAGES, set_language
from tests.briefing_cast import MARKS, make_marked
from tests.cast import somebody


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[IncidentFile]:
    file = make_marked(tmp_path / "marked.situation")
    yield file
    file.close()


def written(file: IncidentFile, folder: Path, **more: object) -> list[Path]:
    """Everything that is taken along, with a small map."""
    png = io.BytesIO()
    Image.new("RGB", (140, 76), "#abc").save(png, "PNG")
    taken = Taken(file.ask(picture, file.now()), png.getvalue(), **more)  # type: ignore[arg-type]
    return write_briefing(file.run, file.ask, taken, folder)


def words(path: Path) -> str:
    """All pages without white space."""
    reader = pypdf.PdfReader(path)
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_masked_report_holds_nothing_personal(
    marked: IncidentFile, tmp_path: Path, language: str
) -> None:
    set_language(language)
    page, _map, report = written(marked, tmp_path / "out")
    told = words(report).lower()
    assert "75" in told and "istanbul" in told if language == "en" else "伊斯坦布尔" in told
    for text in (told, page.read_text(encoding="utf-8").lower(), report.name, page.name):
        assert not [mark for mark in MARKS if mark.lower().replace(" ", "") in text]
    assert "LiKai".lower() not in told


def test_that_every_page_of_a_report_is_numbered(marked: IncidentFile, tmp_path: Path) -> None:
    report = written(marked, tmp_path)[-1]
    reader = pypdf.PdfReader(report)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page{number}/{len(reader.pages)}" in "".join(page.extract_text().split())


def test_that_the_change_is_told_since_the_report_before(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    for _ in range(3):
        incident_file.run(add_person, somebody("赵国强"))
    first = words(written(incident_file, tmp_path)[-1])
    assert "thisisthefirstone" in first
    for _ in range(4):
        incident_file.run(add_person, somebody("赵国强"))
    told = words(written(incident_file, tmp_path)[-1])
    assert "Sitrep2" in told
    assert "affected139+4" in told


def test_that_a_decision_is_printed_once_it_was_released(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    incident_file.run(record_decision, "No buses at night")
    assert "Notreleased" in words(written(incident_file, tmp_path)[-1])
    revision = incident_file.ask(decisions, 1)[0].revision
    incident_file.run(release, Releasable.DECISION, revision)
    assert "Nobusesatnight" in words(written(incident_file, tmp_path)[-1])


def test_that_an_officers_report_prints_decisions_as_they_were_typed(
    marked: IncidentFile, tmp_path: Path
) -> None:
    told = words(written(marked, tmp_path, persons=True)[-1])
    assert "标记芳" in told
    assert "Personaldata" in told


def test_that_the_files_of_a_report_are_on_record(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    paths = written(incident_file, tmp_path)
    made = incident_file.ask(sitreps)[0]
    assert [file.name for file in made.files] == [path.name for path in paths]
    assert (made.number, made.affected) == (1, 6)


def test_that_a_short_password_makes_nothing(incident_file: IncidentFile, tmp_path: Path) -> None:
    with pytest.raises(RuleError):
        written(incident_file, tmp_path / "out", persons=True, password="short")
    assert not incident_file.ask(sitreps)
    assert not (tmp_path / "out").exists()


def test_that_a_report_cannot_be_taken_back(incident_file: IncidentFile) -> None:
    from situationroom.store.undo import undo

    incident_file.run(make_sitrep)
    with pytest.raises(RuleError):
        incident_file.run(undo, incident_file.ask(sitreps)[0].cutoff + 1)
