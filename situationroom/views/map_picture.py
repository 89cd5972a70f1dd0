"""The map as a picture file, with everything a reader needs on it."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from situationroom import legend
from situationroom.desk import Desk
from situationroom.exports.files import replacing
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.projection import scale_bar
from situationroom.models.errors import StoreError
from situationroom.models.vocabulary import Safety
from situationroom.store.queries.map_columns import map_columns
from situationroom.store.queries.zones import zones
from situationroom.texts import language as spoken
from situationroom.texts import set_language, tr
from situationroom.views import theme
from situationroom.views.icons import draw_shape
from situationroom.views.map_base import paint_basemap, paint_names
from situationroom.views.map_layers import Layers, layers, paint_layers
from situationroom.views.map_people import ALL, People
from situationroom.views.map_places import home_view
from situationroom.views.map_rings import CODES, ORDER, discs, paint_rings
from situationroom.views.map_shapes import paint_zones
from situationroom.views.times import stamp

ATTRIBUTION = "Natural Earth"


def render_map_png(desk: Desk, path: Path, size: QSize, language: str, theme_name: str) -> None:
    """Write the whole incident's map to ``path``; ``size`` in pixels. Raises StoreError.

    Shows everybody with a position, and says how many have none.
    """
    before = spoken()
    set_language(language)
    try:
        people = People(desk.ask(map_columns))
        found = desk.ask(layers, desk.incident.country)
        view = home_view(people, desk.incident.country, size.width(), size.height())
        image = map_image(desk, people, found, view, legend.palette(theme_name))
    finally:
        set_language(before)
    save_image(image, path)


def save_image(image: QImage, path: Path) -> None:
    """Write a PNG beside ``path`` and move it there. Raises StoreError when the disk refuses."""
    with replacing(path) as draft:
        if not image.save(str(draft), "PNG"):  # type: ignore[call-overload]
            raise StoreError("{file} could not be written.", file=path)


def map_image(desk: Desk, people: People, found: Layers, view: View, colours: Palette) -> QImage:
    """The map of a view with title, legend, scale and where it comes from."""
    theme.load_fonts()
    image = QImage(round(view.width), round(view.height), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_basemap(painter, view, colours, desk.incident.country)
    rings = people.rings(view, ALL)
    round_them = discs(view, rings)
    paint_names(painter, view, colours, spoken(), round_them)
    paint_zones(painter, view, desk.ask(zones), colours, None)
    paint_layers(painter, view, found, colours, round_them)
    paint_rings(painter, view, rings, colours)
    _title(painter, desk, colours)
    _legend(painter, view, people, colours)
    _panel(painter, QRectF(view.width - 336, view.height - 52, 320, 36), colours)
    paint_scale(painter, QPointF(view.width - 28, view.height - 26), view, colours)
    if desk.incident.drill:
        _drill(painter, view, colours)
    painter.end()
    return image


def paint_scale(
    painter: QPainter, corner: QPointF, view: View, colours: Palette, nautical: bool = False
) -> None:
    """A scale bar that ends at ``corner``, with its length, north and the source of the map."""
    metres, words = scale_bar(view.metres_per_pixel(), 120, nautical)
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
    text = f"{tr('Map: {source}', source=ATTRIBUTION)}   ↑ {tr('N')}"
    painter.setPen(QColor(colours.quiet))
    painter.drawText(QPointF(right - width - metrics.horizontalAdvance(text) - 16, y), text)


def _title(painter: QPainter, desk: Desk, colours: Palette) -> None:
    incident = desk.incident
    lines = [
        (incident.name, theme.font(20, 700), colours.text),
        (stamp(desk.now(), incident.incident_zone), theme.font(13), colours.quiet),
    ]
    _panel(painter, QRectF(16, 16, _widest(lines) + 32, 66), colours)
    for number, (text, font, ink) in enumerate(lines):
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(32, 44 + number * 24), text)


def _widest(lines: list[tuple[str, QFont, str]]) -> float:
    return max(QFontMetricsF(font).horizontalAdvance(text) for text, font, _ in lines)


def _legend(painter: QPainter, view: View, people: People, colours: Palette) -> None:
    counts, missing = people.by_safety(), people.unplaced()
    shown = [safety for safety in ORDER if counts[CODES[safety]]]
    box = QRectF(view.width - 256, 16, 240, 24 + 24 * len(shown) + (30 if missing else 0))
    _panel(painter, box, colours)
    top = box.top() + 12
    for safety in shown:
        _line(painter, box, top, safety, int(counts[CODES[safety]]), colours)
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
    painter: QPainter, box: QRectF, top: float, safety: Safety, count: int, colours: Palette
) -> None:
    spot = QRectF(box.left() + 16, top + 6, 11, 11)
    draw_shape(painter, legend.shape(safety), legend.colour(safety, colours), spot)
    painter.setFont(theme.font(13))
    painter.setPen(QColor(colours.text))
    room = QRectF(box.left() + 36, top, box.width() - 52, 24)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, legend.label(safety))
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(room, right, str(count))


def _panel(painter: QPainter, box: QRectF, colours: Palette) -> None:
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
