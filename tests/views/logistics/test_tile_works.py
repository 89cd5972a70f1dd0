"""Tiles are made beside the window, and wait while the window has something to do."""

from threading import Event
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from situationroom.models.errors import Cancelled
from situationroom.models.tiles import Tile, TileForm, TileInfo
from situationroom.palettes import palette
from situationroom.views.tile_make import Asked, Made
from situationroom.views.tile_works import LONGEST_HOLD, TileWorks
from tests.map.tile_files import picture

RED = picture(200, 30, 30)


class Pictures:
    """A source with the same picture everywhere, which it gives only when it may."""

    def __init__(self) -> None:
        self.info = TileInfo("a", TileForm.RASTER, 0, 9)
        self.may, self.asked = Event(), list[Tile]()
        self.may.set()

    def read(self, tile: Tile) -> bytes:
        self.asked.append(tile)
        self.may.wait(10)
        return RED

    def close(self) -> None:
        """Nothing is open."""


def asked(x: int) -> Asked:
    return Asked("a", Tile(5, x, 0), 256, "")


@pytest.fixture
def made(qtbot: QtBot) -> list[Made]:
    return []


def works(made: list[Made]) -> TileWorks:
    one = TileWorks()
    one.made.connect(made.append)
    return one


def test_that_tiles_wait_while_the_window_is_busy_but_not_for_ever(
    qtbot: QtBot, made: list[Made]
) -> None:
    source, one = Pictures(), works(made)
    one.busy(True)
    begun = monotonic()
    one.ask({asked(1): source}, palette("dark"))
    qtbot.waitUntil(lambda: len(made) == 1)
    assert monotonic() - begun >= LONGEST_HOLD * 0.9
    one.shut(wait=True)


def test_that_what_nobody_wants_any_more_is_not_made(qtbot: QtBot, made: list[Made]) -> None:
    source, one = Pictures(), works(made)
    source.may.clear()
    one.ask({asked(n): source for n in range(5)}, palette("dark"))
    qtbot.waitUntil(lambda: len(source.asked) == 1)
    one.ask({asked(9): source}, palette("dark"))
    source.may.set()
    qtbot.waitUntil(lambda: asked(9) in [m.asked for m in made])
    assert {tile.x for tile in source.asked} == {0, 9}
    with pytest.raises(Cancelled):
        one.one(asked(2), source, palette("dark"))
    one.shut(wait=True)


def test_that_taking_a_source_away_waits_for_one_tile_and_not_for_all(
    qtbot: QtBot, made: list[Made]
) -> None:
    source, one = Pictures(), works(made)
    source.may.clear()
    one.ask({asked(n): source for n in range(50)}, palette("dark"))
    qtbot.waitUntil(lambda: len(source.asked) == 1)
    source.may.set()
    one.forget("another", wait=True)
    assert len(source.asked) <= 2
    assert not one.waiting
    one.shut(wait=True)


def test_that_a_fault_of_ours_is_not_lost(qtbot: QtBot, made: list[Made]) -> None:
    class Broken(Pictures):
        def read(self, tile: Tile) -> bytes:
            raise ZeroDivisionError

    one = works(made)
    one.ask({asked(1): Broken()}, palette("dark"))
    qtbot.waitUntil(lambda: len(made) == 1)
    assert isinstance(made[0].fault, ZeroDivisionError)
    one.shut(wait=True)
