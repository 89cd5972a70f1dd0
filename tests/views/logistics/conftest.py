"""A desk on the invented story of ``cast``, a frame that remembers, rooms that are cleaned up."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from tests.views.logistics.cast import new_incident, whole_story

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from situationroom.desk import Desk

W = TypeVar("W", bound="QWidget")


class Told:
    """A frame that only remembers what a room told it."""

    def __init__(self, desk: "Desk") -> None:
        self.desk = desk
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: self.calls.append((name, args))

    def last(self, name: str) -> tuple[Any, ...]:
        """What this was told last."""
        return next(args for called, args in reversed(self.calls) if called == name)


@pytest.fixture(scope="session")
def _story_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "story.situation"
    file = new_incident(path)
    whole_story(file)
    file.close()
    return path


@pytest.fixture
def incident_path(tmp_path: Path, _story_once: Path) -> Path:
    """A closed incident with something in every room of map and logistics."""
    return Path(shutil.copyfile(_story_once, tmp_path / "story.situation"))


@pytest.fixture(autouse=True)
def _own_habits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a room remembers of its look is of one test only."""
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))


@pytest.fixture
def frame(desk: "Desk") -> Told:
    """The window as a room sees it."""
    return Told(desk)


@pytest.fixture
def show(qtbot: "QtBot", desk: "Desk") -> Iterator[Callable[[W], W]]:
    """Show a room in a window of its own, and take it away before the desk is closed."""
    from PySide6.QtWidgets import QApplication

    from situationroom.views import theme

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.set_theme(application, "dark", 13)
    shown: list[QWidget] = []

    def showing(room: W) -> W:
        room.resize(1280, 860)
        room.show()
        qtbot.waitExposed(room)
        shown.append(room)
        return room

    yield showing
    qtbot.waitUntil(lambda: not desk.jobs)
    for room in shown:
        room.close()
        room.deleteLater()
