"""Pictures of every room, from the real window on a real incident."""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from situationroom import settings
from situationroom.models.errors import StoreError

if TYPE_CHECKING:
    from situationroom.jobs import Step
    from situationroom.models.briefing import Picture
    from situationroom.views.main_window import MainWindow
    from situationroom.views.replay_frames import Film

PATIENCE = 60.0  # seconds until a room that never settles is an error


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is dressed: size in pixels, theme and language."""

    width: int = 1920
    height: int = 1080
    theme: str = "dark"
    language: str = "zh"

    @property
    def name(self) -> str:
        return f"{self.height}-{self.theme}-{self.language}"


LOOKS = (
    Look(),
    Look(theme="light", language="en"),
    Look(1366, 768),
    Look(1366, 768, "light", "en"),
)


def photograph(
    incident: Path, folder: Path, looks: Iterable[Look] = LOOKS, rooms: Iterable[str] = ()
) -> list[Path]:
    """Open the window on ``incident`` and keep a PNG of ``rooms`` (none: all) in every look."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from situationroom.views.opening import application, open_window
    from situationroom.views.rail import ROOMS

    folder.mkdir(parents=True, exist_ok=True)
    app = application()
    wanted = tuple(rooms) or ROOMS
    pictures = []
    for look in looks:
        worn = replace(settings.load(), theme=look.theme, language=look.language, officer="陈静")
        window = open_window(worn, incident)
        window.resize(look.width, look.height)
        window.show()
        try:
            pictures += [_picture(window, room, look, folder) for room in wanted]
        finally:
            window.close()
            window.deleteLater()
            app.processEvents()
    return pictures


def photograph_map(incident: Path, folder: Path) -> list[Path]:
    """The map of the whole incident as a print would show it, in both languages."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSize

    from situationroom.desk import Desk
    from situationroom.views.map_picture import render_map_png
    from situationroom.views.opening import application

    application()
    desk = Desk(incident, "")
    try:
        paths = [folder / f"map-{language}.png" for language in ("zh", "en")]
        for path, language in zip(paths, ("zh", "en"), strict=True):
            render_map_png(desk, path, QSize(1920, 1080), language, "light")
    finally:
        desk.close()
    return paths


def briefing_map(picture: "Picture") -> bytes:
    """The map of a briefing as PNG, painted without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from situationroom.views.briefing_image import map_png
    from situationroom.views.opening import application

    application()
    return map_png(picture)


def photograph_replay(incident: Path, folder: Path, film: "Film", step: "Step") -> list[Path]:
    """The replay of an incident as numbered pictures, painted without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from situationroom.desk import Desk
    from situationroom.views.opening import application
    from situationroom.views.replay_frames import write_frames

    application()
    desk = Desk(incident, "")
    try:
        return write_frames(desk, folder, film, step)
    finally:
        desk.close()


def photograph_briefing(picture: "Picture", folder: Path) -> list[Path]:
    """Every page of the briefing as the room sees it, in both languages."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from situationroom.models.briefing import Page
    from situationroom.texts import LANGUAGES, language, set_language
    from situationroom.views.briefing_image import page_png
    from situationroom.views.opening import application

    application()
    folder.mkdir(parents=True, exist_ok=True)
    before, paths = language(), []
    for spoken in LANGUAGES:
        set_language(spoken)
        for number, page in enumerate(Page, start=1):
            path = folder / f"briefing-{number}-{page}-{spoken}.png"
            path.write_bytes(page_png(picture, page))
            paths.append(path)
    set_language(before)
    return paths


def settle(window: "MainWindow") -> None:
    """Let the window finish what it is reading. Raises StoreError when it never does."""
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer

    from situationroom.views.map_pictures import Pictures

    def quiet() -> bool:
        soon = any(t.isSingleShot() and t.isActive() for t in window.findChildren(QTimer))
        painted = any(pictures.busy for pictures in window.findChildren(Pictures))
        return (window.desk is None or not window.desk.jobs) and not soon and not painted

    end = time.monotonic() + PATIENCE
    calm = 0
    while calm < 3:  # a room may ask again for what the first answer showed it needs
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        calm = calm + 1 if quiet() else 0
        if time.monotonic() > end:
            raise StoreError("The window did not come to rest; look at the log.")


def _picture(window: "MainWindow", room: str, look: Look, folder: Path) -> Path:
    cell = window.cell
    assert cell is not None  # noqa: S101 - an incident is open
    cell.open_room(room)
    settle(window)
    _SCENES.get(room, _as_it_opens)(window)
    settle(window)
    path = folder / f"{room}-{look.name}.png"
    if not window.grab().save(str(path)):
        raise StoreError("{file} could not be written.", file=path.name)
    return path


def _as_it_opens(_window: "MainWindow") -> None:
    """Most rooms choose by themselves what to show first."""


def _with_person(window: "MainWindow") -> None:
    if window.cell is not None:
        window.cell.select("person", [3])


def _with_request(window: "MainWindow") -> None:
    if window.cell is not None and window.desk is not None:
        from situationroom.store.queries.requests import RequestFilter, request_ids

        first = window.desk.ask(request_ids, RequestFilter(now=window.desk.now()))[:1]
        window.cell.select("request", first)


_SCENES: dict[str, Callable[["MainWindow"], None]] = {
    "people": _with_person,
    "requests": _with_request,
}
