"""One page of a printed map: title and date line, the map at its scale, legend and scale bar."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEngine, QPainter, QPainterPath, QPen

from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.sheets import MM, Sheet
from situationroom.models.case_number import case_number
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.map_base import turns
from situationroom.views.map_margin import Page, Printed, inside, paint_foot, paint_head
from situationroom.views.map_people import Rings
from situationroom.views.map_streets import NO_STREETS, Streets
from situationroom.views.map_ticks import paint_ticks
from situationroom.views.map_upper import (
    Scene,
    grouped,
    paint_ground,
    paint_persons,
    paint_upper,
)

SMALL_PX = 70.0


def paint_page(
    painter: QPainter, sheet: Sheet, printed: Printed, page: Page, streets: Streets = NO_STREETS
) -> None:
    """The whole page in pixels of a 96th of an inch."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours, frame = printed.scene.colours, QRectF(*sheet.frame)
    painter.save()
    painter.setClipRect(frame)
    painter.translate(frame.topLeft())
    _map(painter, printed, page, streets)
    painter.restore()
    if painter.paintEngine().type() is QPaintEngine.Type.SVG:
        _passe_partout(painter, sheet, frame)
    paint_ticks(painter, page.view, printed.notation, colours, frame)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.text), 1))
    painter.drawRect(frame)
    paint_head(painter, frame, printed, page)
    paint_foot(painter, frame, printed, page, streets.credits)


def _passe_partout(painter: QPainter, sheet: Sheet, frame: QRectF) -> None:
    """Qt's SVG knows no clipping: what reaches over the frame is covered."""
    width, height = (side * MM for side in sheet.size)
    whole = QPainterPath()
    whole.addRect(QRectF(-10, -10, width + 20, height + 20))
    whole.addRect(frame)
    painter.fillPath(whole, QColor("#ffffff"))


def _map(painter: QPainter, printed: Printed, page: Page, streets: Streets) -> None:
    scene, view = printed.scene, page.view
    paint_ground(painter, view, scene, streets)
    found = grouped(scene, view)
    paint_upper(painter, view, scene, found.rings, streets)
    paint_persons(painter, view, scene, found)
    if printed.cases and not scene.hot:
        _cases(painter, view, scene, found.rings)
    for number, other in page.frames:
        _frame(painter, view, number, other, scene.colours)
    if printed.drill:
        _watermark(painter, view, scene.colours)


def _cases(painter: QPainter, view: View, scene: Scene, rings: Rings) -> None:
    """Case numbers beside those who stand alone, where there is room."""
    single = np.isin(rings.label, np.flatnonzero(rings.count == 1))
    painter.setFont(theme.font(9, 500))
    painter.setPen(QColor(scene.colours.text))
    metrics, taken = QFontMetricsF(painter.font()), list[QRectF]()
    for place in np.flatnonzero(single & inside(scene, view)).tolist():
        text = case_number(int(scene.people.columns.id[place]))
        for shown in turns(view):
            x, y = shown.to_screen(float(scene.people.x[place]), float(scene.people.y[place]))
            box = QRectF(x + 9, y - 6, metrics.horizontalAdvance(text), 12)
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)


def _frame(painter: QPainter, view: View, number: str, other: View, colours: Palette) -> None:
    left, top, right, bottom = other.box()
    for shown in turns(view):
        box = QRectF(QPointF(*shown.to_screen(left, top)), QPointF(*shown.to_screen(right, bottom)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 1.2))
        painter.drawRect(box)
        small = box.width() < SMALL_PX  # then the number stands beside what it is about
        corner = box.center() + QPointF(24, -44) if small else box.topLeft()
        tag = QRectF(corner.x(), corner.y(), 10 + 7 * len(number), 15)
        painter.fillRect(tag, QColor(colours.accent))
        painter.setPen(QColor(colours.on_accent))
        painter.setFont(theme.font(10, 700))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, number)


def _watermark(painter: QPainter, view: View, colours: Palette) -> None:
    ink = QColor(colours.drill)
    ink.setAlphaF(0.28)
    painter.save()
    painter.translate(view.width / 2, view.height / 2)
    painter.rotate(-24)
    painter.setPen(ink)
    painter.setFont(theme.font(96, 700))
    room = QRectF(-view.width, -view.height, 2 * view.width, 2 * view.height)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, tr("DRILL"))
    painter.restore()
