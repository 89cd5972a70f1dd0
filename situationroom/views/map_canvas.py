"""The live map: a pyqtgraph view that pans and zooms over pictures painted beside the window.

What lies still (world, names, places) is painted into a picture somewhat larger than the window;
a frame only moves it, and stretches it while zooming, until the next picture comes
(``map_pictures``). What must never be stretched (the rings) is drawn in every frame.
"""

from collections.abc import Callable
from math import log2
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPen,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from situationroom.map.labels import View
from situationroom.map.projection import to_degrees, world_pixels
from situationroom.views import theme
from situationroom.views.map_hand import Hand
from situationroom.views.map_pictures import Order, Picture, Pictures
from situationroom.views.map_reshape import Reshape
from situationroom.views.map_selecting import How, how_of
from situationroom.views.widgets import Card

Plan = Callable[[View], Picture]
"""Called on the GUI thread when a picture of a view is needed: takes down what is to be painted."""
Paint = Callable[[QPainter, View], object]
NEAREST, FARTHEST = 17.0, 1.0
NEAREST_WITH_STREETS = 19.0
COARSE, FINE = 120.0, 12.0
"""Pixels an arrow key moves the map by; with Shift finely."""
STEP = 0.5
"""Zoom of one turn of the wheel or one press of a key."""
CORNER = 9
"""Pixels at the corners of a panel through which the map is seen."""
EDGE = 0.3
"""How far the picture reaches past the window on every side, in windows."""


class MapBox(pg.ViewBox):  # type: ignore[misc]
    """The coordinate room of the map: world units, so that drawings can be laid over it."""

    def __init__(self, canvas: "MapCanvas") -> None:
        super().__init__(enableMenu=False, invertY=True, defaultPadding=0)
        self.disableAutoRange()
        self._canvas = canvas

    def wheelEvent(self, event: Any, axis: Any = None) -> None:
        self._canvas.zoom_at(event.scenePos(), event.delta() / 120 * STEP)
        event.accept()

    def mouseDragEvent(self, event: Any, axis: Any = None) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        event.accept()
        self._canvas.how = how_of(event.modifiers())
        boxed = self._canvas.hand is not None and self._canvas.hand.tool == "rectangle"
        drag = event.buttonDownScenePos(), event.scenePos(), event.isFinish()
        if not boxed and self._canvas.drawn(*drag):
            return
        if boxed or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._canvas.band(*drag)
        else:
            moved = event.scenePos() - event.lastScenePos()
            self._canvas.move_by(-moved.x(), -moved.y())

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self._canvas.how = how_of(event.modifiers())
            if not self._canvas.touched(event.scenePos(), double=event.double()):
                self._canvas.clicked.emit(event.scenePos(), event.double())

    def paint(self, painter: QPainter, _option: Any, _widget: Any = None) -> None:
        self._canvas.paint(painter)


class MapCanvas(pg.GraphicsView):  # type: ignore[misc]
    """Pans, zooms, shows where the mouse is. Two plans make its pictures, ``over`` every frame.

    ``clicked(QPointF, double)``; ``hovered(lat, lon)``; ``moved(View)``; ``banded`` with a box
    (left, top, right, bottom) of world units that was drawn with Shift; ``came(Order)`` with
    what a plan has found out while it painted; ``keyed()`` after a key has moved the map.
    """

    clicked = Signal(QPointF, bool)
    hovered = Signal(float, float)
    moved = Signal(object)
    banded = Signal(tuple)
    came = Signal(object)
    keyed = Signal()

    def __init__(
        self, ground: Plan, upper: Plan, over: Paint | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, background=None)
        # Every frame paints all of it: nothing else need be painted below.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        for part in (self, self.viewport()):
            part.setAcceptDrops(False)  # files dropped on the map are for the window
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view = View(0.58, 0.38, 5.0, 800, 600)
        self.nearest = NEAREST
        self.home: Callable[[], object] = lambda: None
        self.hurry: Callable[[bool], object] = lambda _hurried: None
        self.hand: Hand | Reshape | None = None
        self.how: How = "anew"
        self._plans = (ground, upper)
        self._over = over
        self._land_stale = self._stale = True
        self._band: QRectF | None = None
        # Done with the frame when everything in the window is painted, what lies over the map too.
        self._frame_done = QTimer(self, singleShot=True, interval=0)
        self._frame_done.timeout.connect(lambda: self.hurry(False))
        self._pictures = Pictures(self)
        self._pictures.came.connect(self._came)
        self.box = MapBox(self)
        self.setCentralItem(self.box)
        self.scene().sigMouseMoved.connect(self._hover)

    # --- where it looks ------------------------------------------------------------------------

    def look(self, x: float, y: float, zoom: float) -> None:
        """Centre the window on a point of world units at a zoom."""
        zoom = min(self.nearest, max(FARTHEST, zoom))
        self.view = View(x % 1.0, min(1.0, max(0.0, y)), zoom, self.view.width, self.view.height)
        self._follow()

    def fit(self, box: tuple[float, float, float, float], nearest: float = 12.0) -> None:
        """Look at a box of world units with some room around it, not closer than ``nearest``."""
        left, top, right, bottom = box
        across = max((right - left) / self.view.width, (bottom - top) / self.view.height, 1e-12)
        zoom = min(nearest, log2(1 / (across * 256)) - 0.35)
        self.look((left + right) / 2, (top + bottom) / 2, zoom)

    def move_by(self, px: float, py: float) -> None:
        """Move the window over the map by pixels."""
        scale = world_pixels(self.view.zoom)
        self.look(self.view.x + px / scale, self.view.y + py / scale, self.view.zoom)

    def zoom_at(self, at: QPointF, steps: float) -> None:
        """Zoom so that what lies under ``at`` (pixels) stays there."""
        x, y = self.view.to_world(at.x(), at.y())
        zoom = min(self.nearest, max(FARTHEST, self.view.zoom + steps))
        scale = world_pixels(zoom)
        aside, above = at.x() - self.view.width / 2, at.y() - self.view.height / 2
        self.look(x - aside / scale, y - above / scale, zoom)

    def zoom_by(self, steps: float) -> None:
        """Zoom about the middle."""
        self.zoom_at(QPointF(self.view.width / 2, self.view.height / 2), steps)

    def band(self, start: QPointF, end: QPointF, finished: bool) -> None:
        """The rectangle that is being drawn to select persons."""
        self._band = None if finished else QRectF(start, end).normalized()
        if finished:
            left, top = self.view.to_world(min(start.x(), end.x()), min(start.y(), end.y()))
            right, bottom = self.view.to_world(max(start.x(), end.x()), max(start.y(), end.y()))
            self.banded.emit((left, top, right, bottom))
        self.refresh()

    # --- what is drawn on it -------------------------------------------------------------------

    def take(self, hand: "Hand | Reshape | None") -> None:
        """From now on the mouse draws with this hand; None: it moves the map again."""
        self.hand = hand
        self.viewport().setCursor(
            Qt.CursorShape.CrossCursor if hand else Qt.CursorShape.ArrowCursor
        )
        self.refresh()

    def drawn(self, start: QPointF, at: QPointF, finished: bool) -> bool:
        """A drag, if the hand takes it."""
        if self.hand is None:
            return False
        taken = self.hand.drag(self.position(start), self.position(at), finished)
        self.hovered.emit(*self.position(at))
        self.refresh()
        return taken

    def touched(self, at: QPointF, *, double: bool) -> bool:
        """A click, if the hand takes it."""
        taken = self.hand is not None and self.hand.click(self.position(at), double=double)
        self.refresh()
        return taken

    def position(self, at: QPointF) -> tuple[float, float]:
        """Degrees under a point of the window."""
        return to_degrees(*self.view.to_world(at.x(), at.y()))

    def middle(self) -> tuple[float, float]:
        """Degrees in the middle of the window, where the keyboard points."""
        return to_degrees(self.view.x, self.view.y)

    # --- what it shows -------------------------------------------------------------------------

    def repaint_people(self) -> None:
        """Persons, shelters or movements have changed."""
        self._stale = True
        self._look_after()

    def repaint_ground(self) -> None:
        """The land is another: street tiles have come or gone, or the colours."""
        self._land_stale = self._stale = True
        self._look_after()

    @property
    def busy(self) -> bool:
        """Whether a picture is still being painted."""
        return self._pictures.busy

    @property
    def painted(self) -> bool:
        """Whether there is a picture at all."""
        return self._pictures.shown is not None

    def settle(self) -> None:
        """Paint here and now whatever is not up to date: for pictures and tests."""
        shown = self._pictures.shown
        if shown is None or self._pictures.busy or self._wanting(shown):
            self._pictures.paint_now(self._ordered())

    def refresh(self) -> None:
        """The next frame. What lies below an opaque panel is not painted, nor the panel again."""
        seen = QRegion(self.viewport().rect())
        for panel in self._panels():
            seen -= _opaque(panel.geometry().translated(-self.pos()))
        self.viewport().update(seen)

    def _panels(self) -> list[Card]:
        parent, direct = self.parentWidget(), Qt.FindChildOption.FindDirectChildrenOnly
        found = parent.findChildren(Card, options=direct) if parent is not None else []
        return [panel for panel in found if panel.isVisible()]

    def paint(self, painter: QPainter) -> None:
        """One frame: the picture moved (or stretched while zooming), over it what is live."""
        self.hurry(True)
        self._frame(painter)
        self._frame_done.start()

    def _frame(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        shown, room = self._pictures.shown, QRectF(self.viewport().rect())
        target = QRectF() if shown is None else self._target(shown.view)
        if not target.contains(room):
            painter.fillRect(room, QColor(theme.colours().water))
        if shown is not None and shown.image is not None:
            _draw(painter, target, shown.image)
        if self._over is not None:
            self._over(painter, self.view)
        if self.hand is not None:
            self.hand.paint(painter, self.view, theme.colours())
        if self._band is not None:
            tint = QColor(theme.colours().accent)
            painter.setPen(QPen(tint, 1))
            tint.setAlphaF(0.16)
            painter.setBrush(tint)
            painter.drawRect(self._band)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_after()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        size = self.viewport().size()
        if not hasattr(self, "box") or size.isEmpty():
            return
        self.view = View(self.view.x, self.view.y, self.view.zoom, size.width(), size.height())
        self._land_stale = self._stale = True
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else COARSE
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: lambda: self.zoom_by(STEP),
            Qt.Key.Key_Equal: lambda: self.zoom_by(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom_by(-STEP),
            Qt.Key.Key_Left: lambda: self.move_by(-step, 0),
            Qt.Key.Key_Right: lambda: self.move_by(step, 0),
            Qt.Key.Key_Up: lambda: self.move_by(0, -step),
            Qt.Key.Key_Down: lambda: self.move_by(0, step),
            Qt.Key.Key_Home: self.home,
        }
        self.how = how_of(event.modifiers())
        if self.hand is not None and self.hand.key(event.key(), self.middle()):
            self.refresh()
            event.accept()
            return
        act = keys.get(event.key())
        if act is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        act()
        if self.hand is not None:
            self.hand.hover(self.middle(), aimed=True)
        else:
            self.keyed.emit()
        event.accept()

    # --- inside --------------------------------------------------------------------------------

    def _follow(self) -> None:
        self.hurry(True)  # until the frame is painted
        self._look_after()
        self.moved.emit(self.view)

    def _look_after(self) -> None:
        """Order a picture when there is none, or it is stale, stretched, or its edge comes near."""
        newest = self._pictures.newest
        if self.isVisible() and (newest is None or self._wanting(newest)):
            # The first picture is of the window alone: it is there sooner, its edges come next.
            self._pictures.order(self._ordered(0 if newest is None else EDGE))
        self.refresh()

    def _wanting(self, newest: Order) -> bool:
        return self._stale or self._elsewhere(newest.view)

    def _elsewhere(self, made: View) -> bool:
        edged = made.width > self.view.width and made.height > self.view.height
        return made.zoom != self.view.zoom or not edged or self._past(made, EDGE / 2)

    def _ordered(self, edge: float = EDGE) -> Order:
        newest, dense = self._pictures.newest, self.devicePixelRatioF()
        reused = newest is not None and not self._land_stale and not self._elsewhere(newest.view)
        view = newest.view if newest is not None and reused else self._surroundings(edge)
        land = newest.land if newest is not None and reused else None
        self._land_stale = self._stale = False
        ground, upper = (plan(view) for plan in self._plans)
        return Order(self._pictures, view, ground, upper, dense, theme.colours().water, land)

    def _surroundings(self, edge: float) -> View:
        shown = self.view
        width, height = (round(side * (1 + 2 * edge)) for side in (shown.width, shown.height))
        return View(shown.x, shown.y, shown.zoom, width, height)

    def _came(self, order: Order) -> None:
        self.came.emit(order)
        self._look_after()

    def _target(self, made: View) -> QRectF:
        scale = world_pixels(self.view.zoom) / world_pixels(made.zoom)
        x = (made.x - self.view.x + 0.5) % 1.0 - 0.5  # the nearest copy of the world
        left = x * world_pixels(self.view.zoom) + (self.view.width - made.width * scale) / 2
        above = (made.y - self.view.y) * world_pixels(self.view.zoom)
        top = above + (self.view.height - made.height * scale) / 2
        if scale == 1:
            left, top = round(left), round(top)
        return QRectF(left, top, made.width * scale, made.height * scale)

    def _past(self, made: View, share: float) -> bool:
        target = self._target(made)
        aside = abs(target.center().x() - self.view.width / 2) > self.view.width * share
        return aside or abs(target.center().y() - self.view.height / 2) > self.view.height * share

    def _hover(self, at: QPointF) -> None:
        self.hovered.emit(*self.position(at))
        if self.hand is not None:
            self.hand.hover(self.position(at))
            self.refresh()


def _opaque(panel: QRect) -> QRegion:
    """A panel without its round corners."""
    corner = CORNER
    wide = panel.adjusted(0, corner, 0, -corner)
    return QRegion(wide) + QRegion(panel.adjusted(corner, 0, -corner, 0))


def _draw(painter: QPainter, target: QRectF, image: QImage) -> None:
    if abs(target.width() - image.deviceIndependentSize().width()) < 1e-6:
        painter.drawImage(target.topLeft(), image)  # copied as it is, ten times faster
    else:
        painter.drawImage(target, image, QRectF(image.rect()))
