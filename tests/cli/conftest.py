"""The command line run in this process: exit code, what it printed and what it complained of."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from situationroom.cli import main
from tests import samples


@dataclass(frozen=True, slots=True)
class Said:
    """One run: ``code``, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("list", "persons", path)``; a traceback fails the test wherever it is printed."""
    monkeypatch.setenv("SITUATIONROOM_OFFICER", "Li Kai")

    def runs(*words: object) -> Said:
        capfd.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:  # --help and --version leave like this
            code = int(left.code or 0)
        said = capfd.readouterr()
        assert "Traceback" not in said.out + said.err
        return Said(code, said.out, said.err)

    return runs


@pytest.fixture
def new(run: Run, tmp_path: Path) -> Path:
    """A new, empty incident made on the command line."""
    path = tmp_path / "t.situation"
    said = run(
        "new", path, "--name", "Turkey, July 2016", "--country", "TR", "--kind", "coup",
        "--started", "2016-07-15T22:00+03:00", "--drill", "--exercise-time", "2016-07-16T20:00",
    )  # fmt: skip
    assert (said.code, said.err) == (0, "")
    return path


@pytest.fixture
def hotline(tmp_path: Path) -> Path:
    """A hotline sheet of twenty rows."""
    samples.hotline_zh(tmp_path / "hotline.xlsx", 20)
    return tmp_path / "hotline.xlsx"
