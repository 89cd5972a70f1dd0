"""``brief``: page, map and sitrep from the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A password in a file."""
    path = tmp_path / "password.txt"
    path.write_text("correct horse\n", encoding="utf-8")
    return path


def test_that_page_map_and_sitrep_are_written(
    run: Run, incident_path: Path, tmp_path: Path
) -> None:
    said = run("brief", incident_path, "--output", tmp_path / "out", "--language", "zh")
    assert (said.code, said.err) == (0, "")
    names = [Path(line).name for line in said.out.splitlines()]
    assert names == ["briefing-001.html", "briefing-001-map.png", "sitrep-001.pdf"]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(names)
    page = (tmp_path / "out" / names[0]).read_text(encoding="utf-8")
    assert 'lang="zh-CN"' in page and "陈海燕" not in page
    assert (tmp_path / "out" / names[1]).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_that_persons_are_written_closed_and_the_journal_says_so(
    run: Run, incident_path: Path, tmp_path: Path, secret: Path
) -> None:
    said = run("brief", incident_path, "--output", tmp_path, "--persons", "--password-file", secret,
               "--json")  # fmt: skip
    assert (said.code, said.err) == (0, "")
    assert (said.document["persons"], said.document["encrypted"]) == (True, True)
    assert "陈海燕" not in Path(said.document["files"][0]).read_text(encoding="utf-8")
    entries = run("list", "entries", incident_path).document
    assert any("encrypted" in str(entry) for entry in entries)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--password-file", "{secret}"), 2, "add --persons"),
        (("--persons", "--password-file", "{missing}"), 2, "missing.txt"),
        (("--persons", "--password-file", "{empty}"), 2, "first line"),
        (("--persons", "--password-file", "{short}"), 3, "at least 8"),
    ],
)
def test_that_what_cannot_be_is_said_in_one_sentence_and_nothing_is_made(
    run: Run,
    incident_path: Path,
    tmp_path: Path,
    secret: Path,
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "short.txt").write_text("1234567", encoding="utf-8")
    named = {"secret": secret, **{n: tmp_path / f"{n}.txt" for n in ("missing", "empty", "short")}}
    given = [word.format(**named) for word in words]
    said = run("brief", incident_path, "--output", tmp_path / "out", *given)
    assert said.code == code
    assert sentence in said.err
    assert not (tmp_path / "out").exists()


def test_that_what_is_no_incident_leaves_nothing_behind(
    run: Run, secret: Path, tmp_path: Path
) -> None:
    said = run("brief", secret, "--output", tmp_path / "out")
    assert said.code == 2
    assert not (tmp_path / "out").exists()


def test_that_a_folder_that_is_a_file_is_said(run: Run, incident_path: Path, secret: Path) -> None:
    said = run("brief", incident_path, "--output", secret)
    assert said.code == 2
    assert "password.txt" in said.err
