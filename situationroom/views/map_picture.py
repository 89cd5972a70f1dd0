"""The map as a picture file, with everything a reader needs on it."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from situationroom.desk import Desk
from situationroom.exports.files import replacing
from situationroom.jobs import Step
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.projection import scale_bar
from situationroom.models.errors import StoreError
from situationroom.texts import language as spoken
from situationroom.texts import set_language, tr
from situationroom.views import theme
from situationroom.views.icons import draw_shape
from situationroom.views.map_margin import Line, Printed, codes
from situationroom.views.map_places import home_view
from situationroom.views.map_print import ATTRIBUTION, Wish, printed, scene_of
from situationroom.views.map_streets import NO_STREETS, Streets
from situationroom.views.map_upper import grouped, paint_ground, paint_persons, paint_upper

LONGEST_BAR = 120.0
"""Pixels of the scale bar at most."""
SCREEN = 1.0
"""Dots to a pixel of a picture file."""


def render_map_png(desk: Desk, path: Path, size: QSize, language: str, theme_name: str) -> None:
    """Write the whole incident's map to ``path``; ``size`` in pixels. Raises StoreError.

    Shows everybody with a position, and says how many have none.
    """
    before = spoken()
    set_language(language)
    try:
        scene = scene_of(desk, theme_name)
        view = home_view(scene.people, desk.incident.country, size.width(), size.height())
        image = map_image(printed(desk, scene, Wish()), view)
    finally:
        set_language(before)
    save_image(image, path)


def picture_of(what: Printed, view: View, step: Step = lambda _d, _n, _label: None) -> QImage:
    """The map of a view with its street maps, read now. Raises Cancelled."""
    whole, done = what.maps.count(view, SCREEN), 0

    def told() -> None:
        nonlocal done
        step(done, whole, what.title)
        done += 1

    return map_image(what, view, what.maps.over(view, SCREEN, told))


def save_image(image: QImage, path: Path) -> Path:
    """Write a PNG beside ``path`` and move it there. Raises StoreError when the disk refuses."""
    with replacing(path) as draft:
        if not image.save(str(draft), "PNG"):  # type: ignore[call-overload]
            raise StoreError("{file} could not be written.", file=path)
    return path


def map_image(what: Printed, view: View, streets: Streets = NO_STREETS) -> QImage:
    """The map of a view with title, legend, scale and where it comes from."""
    theme.load_fonts()
    image = QImage(round(view.width), round(view.height), QImage.Format.Format_RGB32)
    painter, colours = QPainter(image), what.scene.colours
    paint_ground(painter, view, what.scene, streets)
    found = grouped(what.scene, view)
    paint_upper(painter, view, what.scene, found.rings, streets)
    paint_persons(painter, view, what.scene, found)
    _title(painter, what, colours)
    _legend(painter, view, what, colours)
    whose = what.from_whom(streets.credits)
    wide = _scale_width(view, what.nautical, whose) + 24
    paint_panel(painter, QRectF(view.width - 16 - wide, view.height - 52, wide, 36), colours)
    corner = QPointF(view.width - 28, view.height - 26)
    paint_scale(painter, corner, view, colours, what.nautical, whose)
    if what.drill:
        _drill(painter, view, colours)
    painter.end()
    return image


def paint_scale(
    painter: QPainter,
    corner: QPointF,
    view: View,
    colours: Palette,
    nautical: bool = False,
    source: str = ATTRIBUTION,
) -> None:
    """A scale bar that ends at ``corner``, with its length, north and the source of the map."""
    metres, words = scale_bar(view.metres_per_pixel(), LONGEST_BAR, nautical)
    width = metres / view.metres_per_pixel()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.text), 1.6))
    right, y = corner.x(), corner.y()
    painter.drawLine(QPointF(right - width, y), QPointF(right, y))
    for x in (right - width, right):
        painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 1))
    painter.setFont(theme.font(11))
    metrics = QFontMetricsF(painter.font())
    painter.drawText(QPointF(right - width, y - 8), words)
    text = _beside_scale(source)
    painter.setPen(QColor(colours.quiet))
    painter.drawText(QPointF(right - width - metrics.horizontalAdvance(text) - 16, y), text)


def _beside_scale(source: str) -> str:
    return f"{tr('Map: {source}', source=source)}   ↑ {tr('N')}"


def _scale_width(view: View, nautical: bool, source: str) -> float:
    """What a scale bar takes with the words to its left."""
    metres, _ = scale_bar(view.metres_per_pixel(), LONGEST_BAR, nautical)
    words = QFontMetricsF(theme.font(11)).horizontalAdvance(_beside_scale(source))
    return metres / view.metres_per_pixel() + 16 + words


def _title(painter: QPainter, what: Printed, colours: Palette) -> None:
    lines = [
        (what.title, theme.font(20, 700), colours.text),
        _when(what, colours),
    ]
    paint_panel(painter, QRectF(16, 16, _widest(lines) + 32, 66), colours)
    for number, (text, font, ink) in enumerate(lines):
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(32, 44 + number * 24), text)


def _when(what: Printed, colours: Palette) -> tuple[str, QFont, str]:
    """The clock; of a past moment so that nobody takes it for now."""
    if what.scene.as_of is None:
        return what.stamps[0], theme.font(13), colours.quiet
    return what.stamps[0], theme.font(17, 700), colours.accent


def _widest(lines: list[tuple[str, QFont, str]]) -> float:
    return max(QFontMetricsF(font).horizontalAdvance(text) for text, font, _ in lines)


def _legend(painter: QPainter, view: View, what: Printed, colours: Palette) -> None:
    people = what.scene.people
    counts, missing = np.bincount(codes(what.scene), minlength=256), people.unplaced()
    shown = [line for line in what.lines if counts[line[3]]]
    box = QRectF(view.width - 256, 16, 240, 24 + 24 * len(shown) + (30 if missing else 0))
    paint_panel(painter, box, colours)
    top = box.top() + 12
    for line in shown:
        _line(painter, box, top, line, int(counts[line[3]]), colours)
        top += 24
    if missing:
        painter.setPen(QColor(colours.orange))
        painter.setFont(theme.font(13, 500))
        painter.drawText(
            QRectF(box.left() + 16, top + 4, box.width() - 32, 22),
            Qt.AlignmentFlag.AlignVCenter,
            tr("Not on the map: {n}", n=missing),
        )


def _line(
    painter: QPainter, box: QRectF, top: float, line: Line, count: int, colours: Palette
) -> None:
    shape, colour, words, _code = line
    draw_shape(painter, shape, colour, QRectF(box.left() + 16, top + 6, 11, 11))
    painter.setFont(theme.font(13))
    painter.setPen(QColor(colours.text))
    room = QRectF(box.left() + 36, top, box.width() - 52, 24)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(room, right, str(count))


def paint_panel(painter: QPainter, box: QRectF, colours: Palette) -> None:
    """The ground of what is written over a map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(colours.panel)
    ground.setAlphaF(0.94)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 8, 8)


def _drill(painter: QPainter, view: View, colours: Palette) -> None:
    box = QRectF(view.width / 2 - 110, 16, 220, 34)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.drill))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(colours.on_drill))
    painter.setFont(theme.font(15, 700))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("DRILL"))
