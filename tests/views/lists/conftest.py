"""A desk with a fuller cast, a frame that only listens, widgets that go before the desk."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.models.errors import PlainError
from situationroom.views import theme
from tests.views.lists import cast

if TYPE_CHECKING:
    from situationroom.views.import_view import ImportView

W = TypeVar("W", bound=QWidget)
Show = Callable[[W], W]


class ListeningFrame:
    """The main window as far as a list needs it: remembers what it was asked."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.selected: tuple[str, list[int]] = ("", [])
        self.said: list[str] = []
        self.refused: list[PlainError] = []
        self.opened: list[str] = []

    def select(self, kind: str, ids: Sequence[int]) -> None:
        self.selected = (kind, list(ids))

    def open_room(self, name: str, view: str = "") -> None:
        self.opened.append(f"{name} {view}".strip())

    def show_on_map(self, persons: Sequence[int]) -> None:
        self.opened.append(f"map {len(persons)}")

    def say(self, text: str) -> None:
        self.said.append(text)

    def refuse(self, error: PlainError) -> None:
        self.refused.append(error)

    def start_call(self, request: int | None = None) -> None:
        self.opened.append(f"call {request}")

    def list_persons(self, persons: Sequence[int]) -> None:
        self.opened.append(f"list {len(persons)}")

    def start_import(self, paths: Sequence[str]) -> None:
        self.opened.append("import")

    def write_to(
        self, persons: Sequence[int], about: str = "", movement: int | None = None
    ) -> None:
        self.opened.append(f"message to {len(persons)} {about} {movement}".strip())


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    theme.set_theme(qapp, "dark", 13)


@pytest.fixture
def incident_path(tmp_path: Path) -> Path:
    """60 invented persons and 40 requests, as of now."""
    return cast.make(tmp_path / "lists.situation", now=datetime.now(UTC).replace(microsecond=0))


@pytest.fixture
def frame(desk: Desk) -> ListeningFrame:
    """A frame on the desk."""
    made = ListeningFrame(desk)
    desk.refused.connect(made.refuse)
    return made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[W], W]]:
    """Shows a widget at a desk's size, and deletes it before the desk closes."""
    shown: list[QWidget] = []

    def open_(widget: W) -> W:
        shown.append(widget)
        widget.resize(1400, 800)
        widget.show()
        return widget

    yield open_
    from shiboken6 import isValid

    qtbot.waitUntil(lambda: not desk.jobs)
    for widget in shown:
        if isValid(widget):
            widget.close()
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def opened_bare(frame: ListeningFrame, show: Callable[..., object]) -> Callable[..., "ImportView"]:
    """Opens the import sheet on files, or on none, without waiting."""
    from situationroom.views.import_view import ImportView

    def open_(*paths: Path) -> ImportView:
        view = ImportView(frame, [str(path) for path in paths])
        show(view)
        return view

    return open_


@pytest.fixture
def opened(opened_bare: Callable[..., "ImportView"], qtbot: QtBot) -> Callable[..., "ImportView"]:
    """Opens the import sheet on files and waits for the dry run."""
    from tests.views.lists.imports import wait_for_plan

    def open_(*paths: Path) -> "ImportView":
        view = opened_bare(*paths)
        wait_for_plan(view, qtbot)
        return view

    return open_
