"""What windows are made of is freed on their own thread, whoever makes objects meanwhile."""

import gc
import threading

from pytestqt.qtbot import QtBot

from situationroom.collector import YOUNG
from situationroom.views.main_window import MainWindow


def _make_loops() -> None:
    for _ in range(YOUNG * 5):
        loop: list[object] = []
        loop.append(loop)


def test_that_only_the_windows_thread_collects(window: MainWindow, qtbot: QtBot) -> None:
    where: list[int] = []

    def met(_phase: str, _info: dict[str, int]) -> None:
        where.append(threading.get_ident())

    gc.callbacks.append(met)
    try:
        worker = threading.Thread(target=_make_loops)
        worker.start()
        worker.join()
        assert not where
        qtbot.waitUntil(lambda: bool(where))
    finally:
        gc.callbacks.remove(met)
    assert set(where) == {threading.get_ident()}
