"""A frame that remembers, and pages that are cleaned up before their desk."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from situationroom.desk import Desk

W = TypeVar("W", bound="QWidget")


class Told:
    """A frame that only remembers what a page told it."""

    def __init__(self, desk: "Desk") -> None:
        self.desk = desk
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: self.calls.append((name, args))

    def last(self, name: str) -> tuple[Any, ...]:
        """What this was told last."""
        return next(args for called, args in reversed(self.calls) if called == name)


@pytest.fixture
def frame(desk: "Desk") -> Told:
    """The window as a page sees it."""
    return Told(desk)


@pytest.fixture
def show(qtbot: "QtBot", desk: "Desk") -> Iterator[Callable[[W], W]]:
    """Show a widget in a window of its own, and take it away before the desk is closed."""
    from shiboken6 import isValid

    from situationroom.views.opening import application

    application()
    shown: list[QWidget] = []

    def showing(made: W) -> W:
        made.resize(1280, 860)
        made.show()
        qtbot.waitExposed(made)
        shown.append(made)
        return made

    yield showing
    qtbot.waitUntil(lambda: not desk.jobs)
    for made in shown:
        if isValid(made):  # some delete themselves when they are closed
            made.close()
            made.deleteLater()
