"""The strip below the map: where the cursor is, the scale, north, and whose map this is."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from situationroom.intake.coordinates import written
from situationroom.map.labels import View
from situationroom.map.projection import to_degrees
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.map_notation import (
    after,
    choose,
    choose_nautical,
    chosen,
    copy_position,
    name_of,
    nautical,
    notation_menu,
)
from situationroom.views.map_picture import paint_scale
from situationroom.views.map_print import ATTRIBUTION
from situationroom.views.widgets import Card, row

LONGEST = "139°59′59.9″N 139°59′59.9″W"


class MapFoot(Card):
    """Coordinates under the cursor, scale, north, and whose map this is.

    A click on the coordinates chooses how they are written; ``at`` is where the cursor was last.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)
        self.body.setContentsMargins(theme.px(8), theme.px(4), theme.px(12), theme.px(4))
        self.at = (0.0, 0.0)
        self.notation = chosen()
        self.nautical = nautical()
        self.position = QToolButton()
        self.position.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.position.setFont(theme.font(12, tabular=True))
        self.position.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.position.setMenu(notation_menu(self.position, lambda: self.notation, self.write_as))
        self.position.setMinimumWidth(
            round(QFontMetricsF(theme.font(12)).horizontalAdvance(LONGEST))
        )
        self.scale = _Scale()
        self.body.addWidget(row(self.position, self.scale))
        self._say()

    def write_as(self, notation: str) -> None:
        """Write positions so from now on, here and on prints."""
        self.notation = notation
        choose(notation)
        self._say()

    def next_notation(self) -> None:
        """The next way of writing, by a key."""
        self.write_as(after(self.notation))

    def measure_in_miles(self, on: bool) -> None:
        """Nautical miles, or metres, from now on: the scale bar and what is measured."""
        self.nautical = on
        choose_nautical(on)
        self.scale.show_view(self.scale.view, on)

    def copy(self) -> str:
        """The position under the cursor to the clipboard; gives what was copied."""
        return copy_position(*self.at, self.notation)

    def point_at(self, lat: float, lon: float) -> None:
        """The cursor is there."""
        self.at = lat, lon
        self._say()

    def follow(self, view: View) -> None:
        """The map shows this now."""
        if not self.underMouse():
            self.point_at(*to_degrees(view.x, view.y))
        self.scale.show_view(view, self.nautical)

    def _say(self) -> None:
        text = written(*self.at, self.notation)
        self.position.setText(text)
        self.position.setAccessibleName(text)
        self.position.setToolTip(
            tr(
                "{notation}. Click or press N for another one, Ctrl+C copies it.",
                notation=name_of(self.notation),
            )
        )


class _Scale(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None
        self._nautical = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Map: {source}", source=ATTRIBUTION))

    def show_view(self, view: View | None, nautical: bool) -> None:
        self.view, self._nautical = view, nautical
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(310), theme.px(26))

    def paintEvent(self, _event: object) -> None:
        if self.view is None:
            return
        painter = QPainter(self)
        corner = QRectF(self.rect()).bottomRight() + QPointF(-2, -6)
        paint_scale(painter, corner, self.view, theme.colours(), self._nautical)
