"""The live map: a pyqtgraph view that pans and zooms over pictures made once and moved.

What lies still (world, names, rings) is painted into a picture somewhat larger than the window;
a frame of panning only moves it. It is painted anew when the hand rests, or the edge comes near.
"""

from collections.abc import Callable
from math import log2
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from situationroom.map.labels import View
from situationroom.map.projection import to_degrees, world_pixels
from situationroom.views import theme
from situationroom.views.map_hand import Hand

Paint = Callable[[QPainter, View], None]
NEAREST, FARTHEST = 17.0, 1.0
STEP = 0.5
"""Zoom of one turn of the wheel or one press of a key."""
REST_MS = 90
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
        if self._canvas.drawn(event.buttonDownScenePos(), event.scenePos(), event.isFinish()):
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._canvas.band(event.buttonDownScenePos(), event.scenePos(), event.isFinish())
        else:
            moved = event.scenePos() - event.lastScenePos()
            self._canvas.move_by(-moved.x(), -moved.y())

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            if not self._canvas.touched(event.scenePos(), double=event.double()):
                self._canvas.clicked.emit(event.scenePos(), event.double())

    def paint(self, painter: QPainter, _option: Any, _widget: Any = None) -> None:
        self._canvas.paint(painter)


class MapCanvas(pg.GraphicsView):  # type: ignore[misc]
    """Pans, zooms, shows where the mouse is. What is painted comes from two callables.

    ``clicked(QPointF, double)``; ``hovered(lat, lon)``; ``moved(View)``; ``banded`` with a box
    (left, top, right, bottom) of world units that was drawn with Shift.
    """

    clicked = Signal(QPointF, bool)
    hovered = Signal(float, float)
    moved = Signal(object)
    banded = Signal(tuple)

    def __init__(self, ground: Paint, people: Paint, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=theme.colours().water)
        for part in (self, self.viewport()):
            part.setAcceptDrops(False)  # files dropped on the map are for the window
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view = View(0.58, 0.38, 5.0, 800, 600)
        self.home: Callable[[], object] = lambda: None
        self.hand: Hand | None = None
        self._paints = (ground, people)
        self._pictures: list[tuple[View, QPixmap] | None] = [None, None]
        self._stale = [True, True]
        self._band: QRectF | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)
        self.box = MapBox(self)
        self.setCentralItem(self.box)
        self.scene().sigMouseMoved.connect(self._hover)

    # --- where it looks ------------------------------------------------------------------------

    def look(self, x: float, y: float, zoom: float) -> None:
        """Centre the window on a point of world units at a zoom."""
        zoom = min(NEAREST, max(FARTHEST, zoom))
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
        zoom = min(NEAREST, max(FARTHEST, self.view.zoom + steps))
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
        self.box.update()

    # --- what is drawn on it -------------------------------------------------------------------

    def take(self, hand: Hand | None) -> None:
        """From now on the mouse draws with this hand; None: it moves the map again."""
        self.hand = hand
        self.viewport().setCursor(
            Qt.CursorShape.CrossCursor if hand else Qt.CursorShape.ArrowCursor
        )
        self.box.update()

    def drawn(self, start: QPointF, at: QPointF, finished: bool) -> bool:
        """A drag, if the hand takes it."""
        if self.hand is None:
            return False
        taken = self.hand.drag(self.position(start), self.position(at), finished)
        self.box.update()
        return taken

    def touched(self, at: QPointF, *, double: bool) -> bool:
        """A click, if the hand takes it."""
        taken = self.hand is not None and self.hand.click(self.position(at), double=double)
        self.box.update()
        return taken

    def position(self, at: QPointF) -> tuple[float, float]:
        """Degrees under a point of the window."""
        return to_degrees(*self.view.to_world(at.x(), at.y()))

    # --- what it shows -------------------------------------------------------------------------

    def repaint_people(self) -> None:
        """Persons, shelters or movements have changed."""
        self._stale[1] = True
        self.box.update()

    def paint(self, painter: QPainter) -> None:
        """One frame: two pictures moved (and stretched while zooming), the band over them."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for layer in (0, 1):
            picture = self._pictures[layer]
            if picture is None or self._stale[layer] or self._beyond(layer, picture[0]):
                picture = self._painted(layer)
            _draw(painter, self._target(picture[0]), picture[1])
        if self.hand is not None:
            self.hand.paint(painter, self.view, theme.colours())
        if self._band is not None:
            tint = QColor(theme.colours().accent)
            painter.setPen(QPen(tint, 1))
            tint.setAlphaF(0.16)
            painter.setBrush(tint)
            painter.drawRect(self._band)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        size = self.viewport().size()
        if not hasattr(self, "box") or size.isEmpty():
            return
        self.view = View(self.view.x, self.view.y, self.view.zoom, size.width(), size.height())
        self._stale = [True, True]
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 120.0
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
        if self.hand is not None and self.hand.key(event.key()):
            self.box.update()
            event.accept()
            return
        act = keys.get(event.key())
        if act is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        act()
        event.accept()

    # --- inside --------------------------------------------------------------------------------

    def _follow(self) -> None:
        left, top, right, bottom = self.view.box()
        self.box.setRange(QRectF(left, top, right - left, bottom - top), padding=0)
        self._rest.start()
        self.moved.emit(self.view)
        self.box.update()

    def _rested(self) -> None:
        for layer, picture in enumerate(self._pictures):
            if picture is not None and (
                picture[0].zoom != self.view.zoom or self._past(picture[0], EDGE / 2)
            ):
                self._stale[layer] = True
        self.box.update()

    def _painted(self, layer: int) -> tuple[View, QPixmap]:
        shown, dense = self.view, self.devicePixelRatioF()
        width, height = (round(side * (1 + 2 * EDGE)) for side in (shown.width, shown.height))
        view = View(shown.x, shown.y, shown.zoom, width, height)
        pixmap = QPixmap(round(width * dense), round(height * dense))
        pixmap.setDevicePixelRatio(dense)
        # The ground stays opaque: copied in a frame of panning, not blended.
        pixmap.fill(Qt.GlobalColor.transparent if layer else QColor(theme.colours().water))
        painter = QPainter(pixmap)
        self._paints[layer](painter, view)
        painter.end()
        self._stale[layer] = False
        self._pictures[layer] = (view, pixmap)
        return view, pixmap

    def _target(self, made: View) -> QRectF:
        scale = world_pixels(self.view.zoom) / world_pixels(made.zoom)
        x = (made.x - self.view.x + 0.5) % 1.0 - 0.5  # the nearest copy of the world
        left = x * world_pixels(self.view.zoom) + (self.view.width - made.width * scale) / 2
        above = (made.y - self.view.y) * world_pixels(self.view.zoom)
        top = above + (self.view.height - made.height * scale) / 2
        if scale == 1:
            left, top = round(left), round(top)
        return QRectF(left, top, made.width * scale, made.height * scale)

    def _beyond(self, layer: int, made: View) -> bool:
        """True when the window would show past the picture (or far too coarse a one)."""
        if abs(made.zoom - self.view.zoom) > 1.6:
            return True
        # The ground is painted anew a little earlier than the people: never both in one frame.
        reach = EDGE if layer else EDGE * 0.85
        return made.zoom == self.view.zoom and self._past(made, reach)

    def _past(self, made: View, share: float) -> bool:
        target = self._target(made)
        aside = abs(target.center().x() - self.view.width / 2) > self.view.width * share
        return aside or abs(target.center().y() - self.view.height / 2) > self.view.height * share

    def _hover(self, at: QPointF) -> None:
        self.hovered.emit(*self.position(at))
        if self.hand is not None:
            self.hand.at = self.position(at)
            self.box.update()


def _draw(painter: QPainter, target: QRectF, pixmap: QPixmap) -> None:
    if abs(target.width() - pixmap.deviceIndependentSize().width()) < 1e-6:
        painter.drawPixmap(target.topLeft(), pixmap)  # copied as it is, ten times faster
    else:
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
