"""The briefing on a second screen: where it opens, whose a clicker's keys are, a pulled cable."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.briefing_cast import make_marked

SCREENS = {
    "screens": [
        {"name": "Desk", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1},
        {"name": "Wall", "x": 1366, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1},
    ]
}  # fmt: skip


@pytest.fixture(scope="module")
def saw(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened in a program with two screens."""
    folder = tmp_path_factory.mktemp("screens")
    incident = folder / "marked.situation"
    make_marked(incident).close()
    config = folder / "screens.json"
    config.write_text(json.dumps(SCREENS), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "tests.views.two_screens", str(incident)],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
             "SITUATIONROOM_HOME": str(folder / "home")},
        capture_output=True, text=True, timeout=300, check=False,
        cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_that_the_briefing_fills_the_screen_the_officer_does_not_work_on(
    saw: dict[str, Any],
) -> None:
    assert saw["screens"] == ["Desk", "Wall"]
    assert (saw["room"], saw["full"]) == ("Wall", True)


def test_that_a_clicker_turns_the_page_whatever_the_officer_works_in(saw: dict[str, Any]) -> None:
    assert saw["pages"] == [1, 1, 1]


def test_that_a_full_stop_is_typed_in_a_field_and_darkens_elsewhere(saw: dict[str, Any]) -> None:
    assert saw["typed"] == "No. 7."
    assert saw["dark"]


def test_that_a_pulled_cable_leaves_the_officers_screen_as_it_was(saw: dict[str, Any]) -> None:
    assert saw["pulled"] == [True, True]


def test_that_the_briefing_comes_back_with_its_screen(saw: dict[str, Any]) -> None:
    assert saw["back"] == ["Wall", True]
