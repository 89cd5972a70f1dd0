"""What the ring under the mouse, or the one the keyboard points at, holds: said in words."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication

from situationroom.map.labels import View
from situationroom.views import theme
from situationroom.views.map_people import Rings, radius
from situationroom.views.map_told import SPOT_PX, Told, told_of_ring, told_of_spot
from situationroom.views.map_told_card import ToldCard

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

PAUSE_MS = 160
"""So long the mouse rests before a ring speaks: who only passes by is not spoken to."""
AROUND = 4.0
SAME = 1e-9
World = tuple[float, float]


class MapHover(QObject):
    """Shows a card beside what is pointed at; ``step`` goes from ring to ring by keyboard."""

    def __init__(self, room: "MapRoom") -> None:
        super().__init__(room)
        self._room = room
        self.card = ToldCard(room)
        self.told: Told | None = None
        self._mouse: QPointF | None = None
        self._keyed = False
        self._spot: tuple[QPointF, float] | None = None
        self._tour: list[World] = []
        self._tour_of: tuple[object, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._rest.timeout.connect(self._tell)
        canvas = room.canvas
        canvas.scene().sigMouseMoved.connect(self._pointed)
        canvas.moved.connect(self._moved)
        canvas.came.connect(self._came)
        canvas.keyed.connect(self.tell_middle)
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Leave, QEvent.Type.MouseButtonPress):
            self.hush()
        return super().eventFilter(watched, event)

    def hush(self) -> None:
        """Nothing is pointed at any more."""
        self._mouse, self._keyed = None, False
        self._show(None, None)

    def tell_middle(self) -> None:
        """Tell of the ring that Enter would open, as soon as the map rests."""
        self._mouse, self._keyed = None, True
        self._rest.start()

    def step(self, by: int) -> None:
        """Put the next (1) or the previous (-1) ring into the middle, the biggest first."""
        canvas, tour = self._room.canvas, self._round()
        if not tour:
            return
        here = (canvas.view.x, canvas.view.y)
        known = [n for n, at in enumerate(tour) if _away(at, here) < SAME]
        start = 0 if by > 0 else -1
        canvas.look(*tour[(known[0] + by) % len(tour) if known else start], canvas.view.zoom)
        self.tell_middle()

    def paint(self, painter: QPainter) -> None:
        """A line around what is told of."""
        if self._spot is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours().text), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self._spot[0], self._spot[1], self._spot[1])

    # --- inside --------------------------------------------------------------------------------

    def _round(self) -> list[World]:
        """The rings of the window as they were when the round began, the biggest first."""
        people, view = self._room.people, self._room.canvas.view
        asked = (view.zoom, people, people.version, self._room.look.ticked())
        if asked != self._tour_of:
            self._tour, self._tour_of = _tour(view, self._room.rings()), asked
        return self._tour

    def _pointed(self, at: QPointF) -> None:
        self._mouse, self._keyed = at, False
        if self._spot is not None and self._within(at):
            return
        self._show(None, None)
        self._rest.start()

    def _within(self, at: QPointF) -> bool:
        middle, size = self._spot or (QPointF(), 0.0)
        away = at - middle
        return not self._hot() and bool(np.hypot(away.x(), away.y()) <= size)

    def _moved(self, _view: View) -> None:
        self._show(None, None)
        if self._mouse is not None or self._keyed:
            self._rest.start()

    def _came(self, _order: object) -> None:
        """Others may stand there now."""
        if self.told is not None:
            self._tell()

    def _hot(self) -> bool:
        return self._room.legend.colour == "heat"

    def _tell(self) -> None:
        busy = self._room.canvas.hand is not None or bool(QApplication.mouseButtons().value)
        at = None if busy or not self._room.isVisible() else self._aim()
        if at is None:
            self._show(None, None)
        elif self._hot():
            world = self._room.canvas.view.to_world(at.x(), at.y())
            found = told_of_spot(self._room, *world)
            self._show(found, None if found is None else (at, SPOT_PX))
        elif (ring := self._room.clicks.ring_at(at)) is None:
            self._show(None, None)
        else:
            rings = self._room.rings()
            size = radius(int(rings.count[ring])) + AROUND
            spot = (_where(self._room.canvas.view, rings, ring), size)
            self._show(told_of_ring(self._room, ring), spot)

    def _aim(self) -> QPointF | None:
        """The point of the window that is asked about."""
        if not self._keyed:
            return self._mouse
        view, ring = self._room.canvas.view, self._room.clicks.middle_ring()
        if self._hot():
            return QPointF(view.width / 2, view.height / 2)
        at = None if ring is None else _where(view, self._room.rings(), ring)
        inside = at is not None and 0 <= at.x() <= view.width and 0 <= at.y() <= view.height
        return at if inside else None

    def _show(self, told: Told | None, spot: tuple[QPointF, float] | None) -> None:
        if told is None and self.told is None:
            return
        self.told, self._spot = told, spot
        self._room.canvas.setAccessibleDescription("" if told is None else told.text())
        if told is None or spot is None:
            self.card.hide()
        else:
            self.card.tell(told, *spot)
        self._room.canvas.refresh()


def _tour(view: View, rings: Rings) -> list[World]:
    order = np.argsort(-rings.count, kind="stable").tolist()
    seen = [ring for ring in order if _inside(view, _where(view, rings, ring))]
    return [(float(rings.x[ring]) % 1.0, float(rings.y[ring])) for ring in seen]


def _inside(view: View, at: QPointF) -> bool:
    return 0 <= at.x() <= view.width and 0 <= at.y() <= view.height


def _where(view: View, rings: Rings, ring: int) -> QPointF:
    """A ring in the window, on whichever side of the date line that is."""
    aside = (float(rings.x[ring]) - view.x + 0.5) % 1 - 0.5
    return QPointF(*view.to_screen(view.x + aside, float(rings.y[ring])))


def _away(one: World, other: World) -> float:
    return float(np.hypot((one[0] - other[0] + 0.5) % 1 - 0.5, one[1] - other[1]))
