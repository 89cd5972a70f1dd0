"""Pictures of the map, painted beside the window while the old ones are moved and stretched.

One thread paints for every map there is. Of each layer what was asked last wins: an order that
still waits is replaced, one that is being painted is finished and shown until the next one comes.
"""

import atexit
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from situationroom.map.labels import View

Picture = Callable[[QPainter, View], object]
"""Paints a view and gives what it has found out on the way.

It runs beside the window: it may use what it was made with, and nothing that lives in widgets.
"""


@dataclass(slots=True, eq=False)
class Order:
    """One picture: of which layer, of what, how; and once it is painted, the image."""

    owner: "Pictures"
    layer: int
    view: View
    picture: Picture
    dense: float
    """Device pixels to a pixel of the view."""
    under: str = ""
    """The colour it is painted on; none for a layer one can see through."""
    image: QImage | None = None
    found: object = None
    error: Exception | None = None

    def paint(self) -> None:
        """Paint it here and now."""
        size = round(self.view.width * self.dense), round(self.view.height * self.dense)
        solid = QImage.Format.Format_RGB32
        image = QImage(*size, solid if self.under else QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(self.dense)
        image.fill(QColor(self.under) if self.under else Qt.GlobalColor.transparent)
        painter = QPainter(image)
        try:
            self.found = self.picture(painter, self.view)
        finally:
            painter.end()
        self.image = image


class Pictures(QObject):
    """The pictures of one map. ``came(Order)`` when one of them is there."""

    came = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: dict[int, Order] = {}
        self._waiting: dict[int, Order] = {}
        self._running: Order | None = None
        _studio().rang.connect(self._painted)

    @property
    def busy(self) -> bool:
        """Whether a picture is still to come."""
        return self._running is not None or bool(self._waiting)

    def shown(self, layer: int) -> Order | None:
        """The newest picture there is."""
        return self._shown.get(layer)

    def newest(self, layer: int) -> Order | None:
        """The newest picture that was ordered, painted or not."""
        if layer in self._waiting:
            return self._waiting[layer]
        running = self._running
        return running if running and running.layer == layer else self.shown(layer)

    def order(self, order: Order) -> None:
        """Have it painted beside the window."""
        self._waiting[order.layer] = order
        if self._running is None:
            self._next()

    def paint_now(self, order: Order) -> None:
        """Paint it here: for what cannot wait, a picture file or a test."""
        self._waiting.pop(order.layer, None)
        if self._running is not None and self._running.layer == order.layer:
            self._running = None  # whatever comes of it is older
        order.paint()
        self._show(order)

    def _next(self) -> None:
        # What lies above first: the names and persons matter most.
        layer = max(self._waiting, default=None)
        self._running = None if layer is None else self._waiting.pop(layer)
        if self._running is not None:
            _studio().pool.start(_Painting(self._running))

    def _painted(self, order: Order) -> None:
        if order.owner is not self:
            return
        if order is self._running:
            self._running = None
            self._next()
            if order.error is not None:
                raise order.error
            self._show(order)
        elif self._running is None:
            self._next()

    def _show(self, order: Order) -> None:
        self._shown[order.layer] = order
        self.came.emit(order)


class _Painting(QRunnable):
    def __init__(self, order: Order) -> None:
        super().__init__()
        self._order = order

    def run(self) -> None:
        try:
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
