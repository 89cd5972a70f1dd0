"""Whoever paints beside the window waits while it paints a frame, but not for ever."""

import threading
from collections.abc import Iterator

import pytest

from situationroom import breath
from situationroom.breath import beside_the_window, breathe, window_busy


@pytest.fixture(autouse=True)
def free_again() -> Iterator[None]:
    yield
    window_busy(False)


def painting(went_on: threading.Event, begun: threading.Event) -> threading.Thread:
    def paint() -> None:
        with beside_the_window():
            begun.set()
            breathe()
            went_on.set()

    made = threading.Thread(target=paint)
    made.start()
    return made


def test_that_a_painter_beside_the_window_waits_for_the_end_of_the_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(breath, "LONGEST_S", 60.0)
    went_on, begun = threading.Event(), threading.Event()
    window_busy(True)
    thread = painting(went_on, begun)
    assert begun.wait(10)
    assert not went_on.is_set()
    window_busy(False)
    assert went_on.wait(10)
    thread.join()


def test_that_a_picture_comes_even_where_frames_never_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breath, "LONGEST_S", 0.01)
    went_on, begun = threading.Event(), threading.Event()
    window_busy(True)
    thread = painting(went_on, begun)
    assert went_on.wait(10)
    thread.join()


def test_that_what_the_window_paints_itself_waits_for_nothing() -> None:
    window_busy(True)
    breathe()  # or this test would never end
    with beside_the_window():
        window_busy(False)
        breathe()
