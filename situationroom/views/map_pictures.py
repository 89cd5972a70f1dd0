"""Pictures of the map, painted beside the window while the old ones are moved and stretched.

One thread paints for every map there is. What was asked last wins: an order that still waits is
replaced, one that is being painted is finished and shown until the next one comes. The land is
painted apart and kept, so that persons who change do not cost it again; what is shown is one opaque
picture, so that a frame is one copy.
"""

import atexit
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, QRectF, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from situationroom.breath import beside_the_window, breathe
from situationroom.map.labels import View

Picture = Callable[[QPainter, View], object]
"""Paints a view and gives what it has found out on the way.

It runs beside the window: it may use what it was made with, and nothing that lives in widgets.
"""


@dataclass(slots=True, eq=False)
class Order:
    """One picture: of what, how; and once it is painted, the image."""

    owner: "Pictures"
    view: View
    ground: Picture
    upper: Picture
    dense: float
    """Device pixels to a pixel of the view."""
    water: str
    land: QImage | None = None
    """The ground of this very view, where it was painted before."""
    image: QImage | None = None
    found: object = None
    """What the upper picture gave."""
    error: Exception | None = None

    def paint(self) -> None:
        """Paint it here and now."""
        land = self.land
        if land is None:
            land = self.land = self._new()
            self._on(land, self._whole_ground)
        breathe()
        image = self._new()
        # Drawn, not copied as an image: that keeps Python for itself, a painter does not.
        self._on(image, lambda painter, _view: painter.drawImage(0, 0, land))
        breathe()
        self.found = self._on(image, self.upper)
        self.image = image

    def _whole_ground(self, painter: QPainter, view: View) -> object:
        # A painter lets others run while it fills, an image does not.
        painter.fillRect(QRectF(0, 0, view.width, view.height), QColor(self.water))
        return self.ground(painter, view)

    def _new(self) -> QImage:
        width, height = (round(side * self.dense) for side in (self.view.width, self.view.height))
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(self.dense)
        return image

    def _on(self, image: QImage, picture: Picture) -> object:
        painter = QPainter(image)
        try:
            return picture(painter, self.view)
        finally:
            painter.end()


class Pictures(QObject):
    """The pictures of one map. ``came(Order)`` when one of them is there."""

    came = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: Order | None = None
        self._waiting: Order | None = None
        self._running: Order | None = None
        _studio().rang.connect(self._painted)

    @property
    def busy(self) -> bool:
        """Whether a picture is still to come."""
        return self._running is not None or self._waiting is not None

    @property
    def newest(self) -> Order | None:
        """The newest picture that was ordered, painted or not."""
        return self._waiting or self._running or self.shown

    def order(self, order: Order) -> None:
        """Have it painted beside the window."""
        self._waiting = order
        if self.shown is not None and order.land is not self.shown.land:
            self.shown.land = None  # nobody asks for this land any more
        if self._running is None:
            self._next()

    def paint_now(self, order: Order) -> None:
        """Paint it here: for what cannot wait, a picture file or a test."""
        self._waiting = self._running = None  # whatever comes of them is older
        order.paint()
        self._show(order)

    def _next(self) -> None:
        self._running, self._waiting = self._waiting, None
        if self._running is not None:
            _studio().pool.start(_Painting(self._running))

    def _painted(self, order: Order) -> None:
        if order is not self._running:
            return
        self._running = None
        if order.error is None:
            self._show(order)  # before the next is begun, which would share the processor with it
        if self._running is None:
            self._next()
        if order.error is not None:
            raise order.error

    def _show(self, order: Order) -> None:
        self.shown = order
        self.came.emit(order)


class _Painting(QRunnable):
    def __init__(self, order: Order) -> None:
        super().__init__()
        self._order = order

    def run(self) -> None:
        try:
            with beside_the_window():
                self._order.paint()
        except Exception as error:  # said on the GUI thread, where it is heard
            self._order.error = error
        with suppress(RuntimeError):  # the program is being closed
            _studio().rang.emit(self._order)


class _Studio(QObject):
    """The painting thread and the bell by which it tells; there as long as the process.

    A thread of each map would have to be waited for when the map goes; one that stays need not.
    """

    rang = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.pool = QThreadPool()
        self.pool.setMaxThreadCount(1)
        atexit.register(self.pool.waitForDone)


@cache
def _studio() -> _Studio:
    return _Studio()
