"""The briefing on a second screen: where it opens, whose a clicker's keys are, a pulled cable."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from situationroom.views.room_screens import Known, find
from tests.briefing_cast import make_marked

DESK = {"name": "Desk", "x": 0, "y": 0, "width": 1366, "height": 768}
WALL = {"name": "Wall", "x": 1366, "y": 0, "width": 1920, "height": 1080}
SIDE = {"name": "Side", "x": -1280, "y": 0, "width": 1280, "height": 1024}


@pytest.fixture(scope="module")
def saw(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened in a program with two screens."""
    return started(tmp_path_factory.mktemp("two"), "two_screens", DESK, WALL)


@pytest.fixture(scope="module")
def chose(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What happened in three starts: three screens, three again, and one of them gone."""
    folder = tmp_path_factory.mktemp("three")
    return [
        started(folder, "three_screens", DESK, SIDE, WALL),
        started(folder, "three_screens", DESK, SIDE, WALL),
        started(folder, "three_screens", DESK, SIDE),
    ]


def started(folder: Path, program: str, *screens: dict[str, Any]) -> dict[str, Any]:
    """What a program of its own saw with these screens, its settings in ``folder``."""
    incident = folder / "marked.situation"
    if not incident.exists():
        make_marked(incident).close()
    config = folder / "screens.json"
    usual = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config.write_text(json.dumps({"screens": [one | usual for one in screens]}), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", f"tests.views.{program}", str(incident)],
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


def test_that_three_screens_are_a_choice_and_the_keyboard_makes_it(
    chose: list[dict[str, Any]],
) -> None:
    first = chose[0]
    assert first["asked"] == [
        "1  Side · 1280 × 1024 · left of yours",
        "2  Wall · 1920 × 1080 · right of yours",
    ]
    assert first["room"] == "Wall"
    assert first["told"].endswith("on the screen Wall")


def test_that_the_chosen_screen_is_taken_again_after_a_start(chose: list[dict[str, Any]]) -> None:
    assert (chose[1]["asked"], chose[1]["room"]) == ([], chose[0]["clicked"])


def test_that_the_mouse_moves_the_room_to_another_screen(chose: list[dict[str, Any]]) -> None:
    assert (chose[0]["room"], chose[0]["clicked"], chose[0]["again"]) == ("Wall", "Side", "Side")


def test_that_a_single_other_screen_needs_no_choice(chose: list[dict[str, Any]]) -> None:
    assert (chose[2]["asked"], chose[2]["room"], chose[2]["offered"]) == ([], "Side", False)


PROJECTOR = Known("DP-1", "X 300", "7001")


@pytest.mark.parametrize(
    ("offered", "place"),
    [
        ((Known("DP-1", "Desk 24", "1"), Known("DP-2", "X 300", "7001")), 1),
        ((Known("DP-1", "X 300", "7002"), Known("HDMI-1", "Wall", "9")), None),
        ((Known("DP-1"), Known("DP-2")), None),
        ((Known("DP-2", "X 300"), Known("DP-1", "Wall")), 0),
        ((Known("DP-2", "X 300"), Known("DP-3", "X 300")), None),
        ((Known("DP-2", "X 300"), Known("DP-1", "X 300")), 1),
        ((), None),
    ],
)
def test_that_a_screen_is_known_by_its_makers_words_before_its_port(
    offered: tuple[Known, ...], place: int | None
) -> None:
    assert find(offered, PROJECTOR) == place
