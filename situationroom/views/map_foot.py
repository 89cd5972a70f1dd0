"""The strip below the map: where the cursor is, the scale, north, and whose map this is."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from situationroom.map.labels import View
from situationroom.map.projection import to_degrees
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.map_picture import ATTRIBUTION, paint_scale
from situationroom.views.map_places import degrees
from situationroom.views.widgets import Card, label, row


class MapFoot(Card):
    """Coordinates under the cursor, scale, north, and whose map this is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)
        self.body.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self.position = label("", size=12)
        self.position.setMinimumWidth(theme.px(170))
        self.scale = _Scale()
        self.body.addWidget(row(self.position, self.scale))

    def point_at(self, lat: float, lon: float) -> None:
        """The cursor is there."""
        self.position.setText(degrees(lat, lon))

    def follow(self, view: View) -> None:
        """The map shows this now."""
        if not self.underMouse():
            self.point_at(*to_degrees(view.x, view.y))
        self.scale.show_view(view)


class _Scale(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Map: {source}", source=ATTRIBUTION))

    def show_view(self, view: View) -> None:
        self._view = view
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(310), theme.px(26))

    def paintEvent(self, _event: object) -> None:
        if self._view is None:
            return
        painter = QPainter(self)
        corner = QRectF(self.rect()).bottomRight() + QPointF(-2, -6)
        paint_scale(painter, corner, self._view, theme.colours())
