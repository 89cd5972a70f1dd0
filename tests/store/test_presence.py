"""Who has what open: two seats on one file, and what happens when one of them dies."""

from pathlib import Path

import pytest

from situationroom.store.presence import FORGET_S, GONE_S, Presence
from tests.cast import COLLEAGUE, OFFICER


class Seconds:
    """A clock that is moved on by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def here(tmp_path: Path, seconds: Seconds) -> Presence:
    return Presence(tmp_path / "t.situation", OFFICER, "desk 1", seconds)


@pytest.fixture
def there(tmp_path: Path, seconds: Seconds) -> Presence:
    return Presence(tmp_path / "t.situation", COLLEAGUE, "desk 2", seconds)


def test_that_each_sees_where_the_other_is(here: Presence, there: Presence) -> None:
    for _ in range(2):
        there.beat("request", 7, writing=True)
        seen = here.beat("request", 7, writing=False)
    assert [(s.officer, s.workstation, s.kind, s.id, s.writing) for s in seen] == [
        (COLLEAGUE, "desk 2", "request", 7, True)
    ]
    assert [s.officer for s in there.beat("", 0, writing=False)] == [OFFICER]
    here.beat("person", 3, writing=False)
    assert [(s.kind, s.id) for s in there.beat("", 0, writing=False)] == [("person", 3)]


def test_that_who_has_died_is_gone_by_itself(
    here: Presence, there: Presence, seconds: Seconds
) -> None:
    for _ in range(2):
        there.beat("request", 7, writing=False)
        here.beat("", 0, writing=False)
    seconds.now += GONE_S - 1
    assert len(here.beat("", 0, writing=False)) == 1
    seconds.now += 2
    assert here.beat("", 0, writing=False) == []
    seconds.now += FORGET_S
    here.beat("", 0, writing=False)
    here.leave()
    assert not here.path.exists()  # the line of the dead one went too


def test_that_a_line_left_by_a_crash_is_nobody(here: Presence, there: Presence) -> None:
    there.beat("request", 7, writing=False)  # and never again
    assert here.beat("", 0, writing=False) == []
    assert here.beat("", 0, writing=False) == []


def test_that_who_leaves_is_gone_at_once(here: Presence, there: Presence) -> None:
    for _ in range(2):
        there.beat("request", 7, writing=False)
        here.beat("", 0, writing=False)
    there.leave()
    assert here.beat("", 0, writing=False) == []


def test_that_a_file_that_cannot_be_used_is_no_failure(tmp_path: Path) -> None:
    nowhere = Presence(tmp_path / "gone" / "t.situation", OFFICER, "desk 1")
    assert nowhere.beat("request", 1, writing=False) == []
    nowhere.leave()
    broken = Presence(tmp_path / "t.situation", OFFICER, "desk 1")
    broken.path.write_bytes(b"no database" * 100)
    assert broken.beat("request", 1, writing=False) == []
    assert not broken.path.exists()
    assert broken.beat("request", 1, writing=False) == []
    assert broken.path.exists()
