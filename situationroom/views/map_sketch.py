"""A small map of where somebody is, with the radius of what is not known."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from situationroom.legend import Shape, Tone
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import draw_shape

FAR_M, NEAR_M = 900_000.0, 60_000.0
"""Metres across: at least a region around a point, at most a country around a rough guess."""


class MapSketch(QPushButton):
    """WGS-84 degrees, radius in metres. Clicking it asks for the map."""

    def __init__(
        self, lat: float, lon: float, radius_m: float | None, tone: Tone, shape: Shape
    ) -> None:
        super().__init__()
        self._at = lat, lon
        self._radius = radius_m or 0.0
        self._tone: Tone = tone
        self._shape: Shape = shape
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Show on the map"))
        self.setToolTip(tr("Show on the map"))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(280), theme.px(120))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.save()
        painter.setClipPath(outline)
        self._world(painter)
        self._spot(painter)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.accent if self.hasFocus() else c.line)))
        painter.drawPath(outline)

    def _world(self, painter: QPainter) -> None:
        # The map's modules bring numpy and the coast lines; a card without a place needs neither.
        from situationroom.map.labels import View
        from situationroom.map.projection import to_world, zoom_for
        from situationroom.views.map_base import paint_basemap

        lat, lon = self._at
        across = min(max(self._radius * 6, NEAR_M * 4), FAR_M)
        x, y = to_world(lat, lon)
        zoom = zoom_for(across, self.width(), lat)
        paint_basemap(painter, View(x, y, zoom, self.width(), self.height()), theme.colours())
        self._metres_px = across / self.width()

    def _spot(self, painter: QPainter) -> None:
        colour = QColor(theme.colours().tone(self._tone))
        centre = QPointF(self.width() / 2, self.height() / 2)
        radius = max(self._radius / self._metres_px, theme.px(14))
        halo = QColor(colour)
        halo.setAlphaF(0.2)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(halo)
        painter.drawEllipse(centre, radius, radius)
        size = theme.px(11)
        box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        draw_shape(painter, self._shape, colour.name(), box)
