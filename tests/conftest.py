"""What every test may ask for: a clock that can be set, an incident file, a desk on it."""

import os
import tempfile

# Before anything imports Qt or reads settings: no display, and nobody's own preferences.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["SITUATIONROOM_HOME"] = tempfile.mkdtemp(prefix="situationroom-tests-")
os.environ.pop("SITUATIONROOM_OFFICER", None)

import gc
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from situationroom import texts
from situationroom.store.incident_file import IncidentFile, open_incident
from tests.cast import OFFICER, WORKSTATION, Clock, make_incident

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from pytestqt.qtbot import QtBot

    from situationroom.desk import Desk

# The same examples on every run: a failure somebody else sees is a failure I can see.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Every test begins and ends in English, whatever it switches to."""
    texts.set_language("en")
    yield
    texts.set_language("en")


@pytest.fixture(autouse=True)
def _collected_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """While there are windows nothing else frees them, as in the program (``collector``)."""
    gc.enable()
    if {"qtbot", "uncollected"} & set(request.fixturenames):
        gc.disable()
    yield
    gc.enable()


@pytest.fixture
def uncollected() -> None:
    """For tests that parse Python. What is collected in the middle of that may let another thread
    parse, and Python 3.11 then loses count ("AST constructor recursion depth mismatch").
    """


@pytest.fixture
def clock() -> Clock:
    """The workstation's clock: stands still until it is set or moved on."""
    return Clock()


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_incident(tmp_path_factory.mktemp("cast") / "turkey.situation")


@pytest.fixture
def incident_path(tmp_path: Path, _made_once: Path) -> Path:
    """A closed incident file holding the small invented cast of ``tests.cast``."""
    return Path(shutil.copyfile(_made_once, tmp_path / "turkey.situation"))


@pytest.fixture
def incident_file(incident_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    """The same file, open, signed by ``OFFICER``, on the test's own clock."""
    file = open_incident(incident_path, OFFICER, WORKSTATION, clock)
    yield file
    file.close()


@pytest.fixture
def desk(qtbot: "QtBot", incident_path: Path) -> "Iterator[Desk]":
    """A desk on the incident. Fails when the test leaves a thread, timer or window behind."""
    from PySide6.QtWidgets import QApplication

    from situationroom.desk import Desk

    threads = set(threading.enumerate())
    windows = set(map(id, QApplication.topLevelWidgets()))
    timers = set(map(id, _running_timers()))
    opened = Desk(incident_path, OFFICER, WORKSTATION)
    yield opened
    opened.close()
    opened.deleteLater()
    _finish_deleting()
    left = [w for w in QApplication.topLevelWidgets() if id(w) not in windows]
    assert not left, f"windows left open: {left}"
    running = [t for t in _running_timers() if id(t) not in timers]
    assert not running, f"timers left running: {[(t, t.parent()) for t in running]}"
    alive = [t for t in threading.enumerate() if t not in threads and not _is_dummy(t)]
    assert not alive, f"threads left running: {alive}"


def _finish_deleting() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _running_timers() -> "list[QTimer]":
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    return [t for t in gc.get_objects() if type(t) is QTimer and isValid(t) and t.isActive()]


def _is_dummy(thread: threading.Thread) -> bool:
    # Python's stand-in for a Qt thread that once logged; it stays listed after the thread ended.
    return isinstance(thread, threading._DummyThread)
