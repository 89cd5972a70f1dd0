"""Pictures are painted beside the window; what was asked last is what is shown in the end."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from situationroom.map.labels import View
from situationroom.views.map_canvas import MapCanvas
from situationroom.views.map_pictures import Picture

COLOURS = ("#ff0000", "#00ff00", "#0000ff")


class Scenery:
    """Paints the whole view in one colour, and says where and when it did."""

    def __init__(self) -> None:
        self.colour = COLOURS[0]
        self.threads: list[int] = []
        self.views: list[View] = []
        self.held = Event()
        self.held.set()

    def plan(self, _view: View) -> Picture:
        colour = self.colour

        def picture(painter: QPainter, view: View) -> str:
            self.held.wait(10)
            self.threads.append(get_ident())
            self.views.append(view)
            painter.fillRect(0, 0, 10_000, 10_000, QColor(colour))
            return colour

        return picture


def nothing(_view: View) -> Picture:
    return lambda _painter, _view: None


@pytest.fixture
def scenery() -> Iterator[Scenery]:
    made = Scenery()
    yield made
    made.held.set()


@pytest.fixture
def canvas(qtbot: QtBot, scenery: Scenery) -> Iterator[MapCanvas]:
    window, made = in_a_window(scenery)
    yield made
    scenery.held.set()
    qtbot.waitUntil(lambda: not made.busy)
    window.close()
    window.deleteLater()


def in_a_window(scenery: Scenery) -> tuple[QWidget, MapCanvas]:
    window = QWidget()
    made = MapCanvas(nothing, scenery.plan, parent=window)
    window.resize(400, 300)
    made.resize(400, 300)
    window.show()
    return window, made


def shown(canvas: MapCanvas) -> str:
    image: QImage = canvas.grab().toImage()
    return image.pixelColor(200, 150).name()


def test_that_a_picture_is_painted_beside_the_window(
    canvas: MapCanvas, scenery: Scenery, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not canvas.busy)
    assert shown(canvas) == COLOURS[0]
    assert get_ident() not in scenery.threads


def test_that_the_old_picture_is_stretched_until_the_new_one_comes(
    canvas: MapCanvas, scenery: Scenery, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not canvas.busy)
    scenery.held.clear()
    scenery.colour = COLOURS[1]
    canvas.zoom_by(1)
    assert canvas.busy
    assert shown(canvas) == COLOURS[0]
    scenery.held.set()
    qtbot.waitUntil(lambda: not canvas.busy)
    assert shown(canvas) == COLOURS[1]
    assert scenery.views[-1].zoom == canvas.view.zoom


def test_that_of_many_wishes_only_the_last_is_painted(
    canvas: MapCanvas, scenery: Scenery, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not canvas.busy)
    scenery.held.clear()
    before = len(scenery.views)
    for _ in range(20):
        canvas.zoom_by(0.1)
    scenery.held.set()
    qtbot.waitUntil(lambda: not canvas.busy)
    assert len(scenery.views) - before <= 2
    assert scenery.views[-1].zoom == canvas.view.zoom


def test_that_settling_paints_here_and_now(canvas: MapCanvas, scenery: Scenery) -> None:
    scenery.colour = COLOURS[2]
    canvas.repaint_people()
    canvas.settle()
    assert shown(canvas) == COLOURS[2]
    assert get_ident() in scenery.threads


def test_that_a_picture_that_comes_late_does_not_hide_a_newer_one(
    canvas: MapCanvas, scenery: Scenery, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not canvas.busy)
    came: list[object] = []
    canvas.came.connect(lambda order: came.append(order.found))
    scenery.held.clear()
    scenery.colour = COLOURS[1]
    canvas.repaint_people()  # is being painted, and held up
    scenery.colour = COLOURS[2]
    canvas.repaint_people()  # waits
    scenery.held.set()
    qtbot.waitUntil(lambda: not canvas.busy)
    assert came[-1] == COLOURS[2]
    assert shown(canvas) == COLOURS[2]


def test_that_panning_within_the_picture_paints_nothing_anew(
    canvas: MapCanvas, scenery: Scenery, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not canvas.busy)
    before = len(scenery.views)
    canvas.move_by(20, 10)
    assert not canvas.busy and len(scenery.views) == before
    canvas.move_by(120, 0)
    qtbot.waitUntil(lambda: len(scenery.views) == before + 1)


def test_that_a_mistake_while_painting_is_heard_and_the_next_picture_comes(
    canvas: MapCanvas, scenery: Scenery, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not canvas.busy)

    def broken(_painter: QPainter, _view: View) -> None:
        raise ZeroDivisionError

    order = replace(canvas._ordered(), upper=broken)
    with qtbot.captureExceptions() as heard:
        canvas._pictures.order(order)
        qtbot.waitUntil(lambda: not canvas.busy)
    assert [type(error) for _, error, _ in heard] == [ZeroDivisionError]
    scenery.colour = COLOURS[1]
    canvas.repaint_people()
    qtbot.waitUntil(lambda: not canvas.busy)
    assert shown(canvas) == COLOURS[1]


def test_that_a_map_that_is_closed_while_it_is_painted_leaves_nothing(
    qtbot: QtBot, scenery: Scenery
) -> None:
    scenery.held.clear()
    window, made = in_a_window(scenery)
    made.zoom_at(QPointF(10, 10), 1)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(made)
    scenery.held.set()
    window, made = in_a_window(scenery)
    qtbot.waitUntil(lambda: not made.busy)
    assert shown(made) == COLOURS[0]
    window.close()
    window.deleteLater()


def test_that_persons_who_change_do_not_paint_the_land_again(qtbot: QtBot) -> None:
    land, people = Scenery(), Scenery()
    window = QWidget()
    made = MapCanvas(land.plan, people.plan, parent=window)
    window.resize(400, 300)
    made.resize(400, 300)
    window.show()
    qtbot.waitUntil(lambda: not made.busy)
    before = len(land.views)
    made.move_by(10, 10)
    made.repaint_people()
    qtbot.waitUntil(lambda: not made.busy)
    assert (len(land.views), len(people.views)) == (before, before + 1)
    made.repaint_ground()
    qtbot.waitUntil(lambda: not made.busy)
    assert (len(land.views), len(people.views)) == (before + 1, before + 2)
    window.close()
    window.deleteLater()
