"""What stands around a printed map: title, date line, legend with counts, scale bar, north."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from situationroom.intake.coordinates import written
from situationroom.legend import Palette, Shape
from situationroom.map.labels import View
from situationroom.map.projection import scale_bar, to_degrees
from situationroom.map.sheets import FOOT, HEAD, MM, Sheet, scale_of, scale_words
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.bidi import left_to_right
from situationroom.views.icons import draw_shape
from situationroom.views.map_base import turns
from situationroom.views.map_notes import notes
from situationroom.views.map_on_sheet import on_sheet
from situationroom.views.map_ticks import square_of
from situationroom.views.map_upper import Scene
from situationroom.views.streets_on_paper import StreetMaps

Line = tuple[Shape, str, str, int]
"""A line of the legend: shape, colour, words, and the code of its class."""


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """What is printed, and what is said about it; taken down once for all pages."""

    scene: Scene
    title: str
    about: str
    stamps: tuple[str, ...]
    """When the picture was taken, in the zones of the incident and of home."""
    revision: int
    """0 for a past moment, whose records are of many revisions."""
    drill: bool
    lines: tuple[Line, ...]
    layers: tuple[tuple[str, str], ...] = ()
    """What else there is: the layer and its words."""
    cases: bool = False
    """Single persons with their case numbers; otherwise counts only."""
    notation: str = "decimal"
    nautical: bool = False
    source: str = ""
    maps: StreetMaps = field(default_factory=StreetMaps)
    """Street maps below it all."""

    def from_whom(self, streets: Sequence[str]) -> str:
        """Where the map is from, street maps included."""
        return " · ".join((self.source, *streets))


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One sheet of it."""

    view: View
    name: str = ""
    number: int = 1
    of: int = 1
    frames: tuple[tuple[str, View], ...] = ()
    """Other sheets of the pack, drawn as numbered frames."""


def inside(scene: Scene, view: View) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Who is on a sheet (n,): shown by the legend, and placed within its frame."""
    people, found = scene.people, np.zeros(len(scene.people.x), bool)
    with np.errstate(invalid="ignore"):
        for shown in turns(view):
            left, top, right, bottom = shown.box()
            found |= (
                (people.x >= left) & (people.x < right) & (people.y >= top) & (people.y < bottom)
            )
    ticked = np.zeros(256, bool)
    ticked[list(scene.classes)] = True
    return found & ticked[codes(scene)]


def codes(scene: Scene) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """The class of everybody (n,)."""
    return scene.coloured.codes if scene.coloured else scene.people.columns.safety


def paint_head(painter: QPainter, frame: QRectF, printed: Printed, page: Page) -> None:
    colours = printed.scene.colours
    room = QRectF(frame.left(), frame.top() - HEAD * MM, frame.width(), HEAD * MM - 4)
    half = room.adjusted(0, 0, -room.width() * 0.38, 0)
    badge = QRectF(room.center().x() - 50, room.top(), 100, 26)
    free = badge.left() - room.left() - 12 if printed.drill else half.width()
    _text(painter, QRectF(half.topLeft(), QSizeF(free, 30)), printed.title, colours.text, 19, 700)
    name = " · ".join(part for part in (page.name, printed.about) if part)
    _text(painter, half.adjusted(0, 30, 0, 0), name, colours.quiet, 12, 500)
    right = room.adjusted(room.width() * 0.5, 0, 0, 0)
    revision = tr("revision {n}", n=printed.revision) if printed.revision else ""
    pages = tr("sheet {n} of {all}", n=page.number, all=page.of) if page.of > 1 else ""
    last = " · ".join(part for part in (revision, pages) if part)
    for line, text in enumerate((*printed.stamps, last)):
        ink, weight = (colours.text, 500) if line < len(printed.stamps) else (colours.quiet, 400)
        _text(painter, right.adjusted(0, line * 18, 0, 0), text, ink, 12, weight, right=True)
    if printed.drill:
        _drill(painter, badge, colours)


def _drill(painter: QPainter, box: QRectF, colours: Palette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.drill))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(colours.on_drill))
    painter.setFont(theme.font(14, 700))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("DRILL"))


def paint_foot(
    painter: QPainter, frame: QRectF, printed: Printed, page: Page, whose: Sequence[str] = ()
) -> None:
    """Legend, counts and scale; ``whose`` maps of streets are on the sheet."""
    room = QRectF(frame.left(), frame.bottom() + 8, frame.width(), FOOT * MM - 8)
    scale_wide = 250.0
    left = room.adjusted(0, 0, -scale_wide - 16, 0)
    _legend(painter, left, printed, page)
    _scale(painter, QRectF(room.right() - scale_wide, room.top(), scale_wide, room.height()),
           printed, page, whose)  # fmt: skip


def _legend(painter: QPainter, room: QRectF, printed: Printed, page: Page) -> None:
    scene, colours = printed.scene, printed.scene.colours
    there = inside(scene, page.view)
    counts = np.bincount(codes(scene)[there], minlength=256)
    rows: list[tuple[str, str, str, int]] = [
        (shape, colour, words, int(counts[code])) for shape, colour, words, code in printed.lines
    ]
    rows += [
        ("", colours.quiet, words, on_sheet(scene, layer, page.view))
        for layer, words in printed.layers
    ]
    deep, high = 5, 18.0
    wide = min(190.0, room.width() / max(1, -(-len(rows) // deep)))
    for number, row in enumerate(rows):
        box = QRectF(room.left() + number // deep * wide, room.top() + number % deep * high,
                     wide - 14, high)  # fmt: skip
        _row(painter, box, row, colours)
    everybody, on = len(scene.people.x), int(there.sum())
    missing = scene.people.unplaced()
    said = tr(
        "On this sheet: {n} · elsewhere or hidden: {others} · not on the map: {missing} · "
        "in the list: {all}",
        n=f"{on:,}", others=f"{everybody - on - missing:,}", missing=f"{missing:,}",
        all=f"{everybody:,}",
    )  # fmt: skip
    below = QRectF(room.left(), room.top() + deep * high + 4, room.width(), 16)
    _text(painter, below, said, colours.text, 11, 600)
    private = printed.cases
    note = tr("Holds personal data: for the cell only.") if private else tr("Counts only.")
    _text(
        painter, below.adjusted(0, 17, 0, 17), note, colours.red if private else colours.quiet, 10
    )
    more = " · ".join(notes(scene, page.view))
    _text(painter, below.adjusted(0, 30, 0, 30), more, colours.quiet, 10)


def _row(painter: QPainter, box: QRectF, row: tuple[str, str, str, int], colours: Palette) -> None:
    shape, colour, words, count = row
    spot = QRectF(box.left(), box.center().y() - 5, 10, 10)
    if shape:
        draw_shape(painter, shape, colour, spot)  # type: ignore[arg-type]
    inner = box.adjusted(16, 0, -34, 0)
    _text(painter, inner, words, colours.text if shape else colours.quiet, 11)
    _text(painter, box, f"{count:,}", colours.text, 11, 600, right=True)


def _scale(
    painter: QPainter, room: QRectF, printed: Printed, page: Page, whose: Sequence[str]
) -> None:
    colours, view = printed.scene.colours, page.view
    per_px = view.metres_per_pixel()
    length, words = scale_bar(per_px, room.width() - 60, printed.nautical)
    bar, y = length / per_px, room.top() + 38
    ink = QColor(colours.text)
    for part in range(4):
        box = QRectF(room.left() + bar * part / 4, y, bar / 4, 5)
        painter.setPen(QPen(ink, 0.8))
        painter.setBrush(ink if part % 2 == 0 else QColor(colours.panel))
        painter.drawRect(box)
    _text(painter, QRectF(room.left(), room.top(), room.width() - 40, 20),
          scale_words(scale_of(view)), colours.text, 15, 700)  # fmt: skip
    _text(painter, QRectF(room.left(), y - 17, 40, 14), "0", colours.text, 10)
    end = QRectF(room.left() + bar - 100, y - 17, 100, 14)
    _text(painter, end, words, colours.text, 10, right=True)
    _north(painter, QPointF(room.right() - 16, room.top() + 4), colours)
    middle = written(*to_degrees(view.x, view.y), printed.notation)
    square = square_of(view) if printed.notation == "mgrs" else ""
    lines = [
        tr("The scale holds at the middle, {position}.", position=middle),
        _projection(view),
        " · ".join(part for part in (tr("Web Mercator, WGS-84"), square) if part),
    ]
    for number, text in enumerate(lines):
        box = QRectF(room.left(), y + 12 + number * 14, room.width(), 14)
        _text(painter, box, text, colours.quiet, 9)
    source = tr("Map: {source}", source=printed.from_whom(whose))
    _wrapped(
        painter, QRectF(room.left(), y + 12 + len(lines) * 14, room.width(), 46), source, colours
    )


def _projection(view: View) -> str:
    _, top, _, bottom = view.box()
    upper, lower = (View(view.x, min(1.0, max(0.0, y)), view.zoom, 1, 1) for y in (top, bottom))
    return tr(
        "Upper edge {upper}, lower edge {lower}",
        upper=scale_words(scale_of(upper)), lower=scale_words(scale_of(lower)),
    )  # fmt: skip


def _wrapped(painter: QPainter, box: QRectF, text: str, colours: Palette) -> None:
    """Whose map it is: in as many lines as it takes, for that may not be cut."""
    painter.setFont(theme.font(9))
    painter.setPen(QColor(colours.quiet))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, text)


def _north(painter: QPainter, top: QPointF, colours: Palette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.text))
    painter.drawPolygon([top + QPointF(*p) for p in ((0, 0), (6, 18), (0, 13), (-6, 18))])
    box = QRectF(top.x() - 12, top.y() + 18, 24, 14)
    _text(painter, box, tr("N"), colours.text, 11, 700, centre=True)


def _text(
    painter: QPainter,
    box: QRectF,
    text: str,
    ink: str,
    size: int,
    weight: int = 400,
    *,
    right: bool = False,
    centre: bool = False,
) -> None:
    """One line from the top of a box, cut with an ellipsis where it has no room."""
    font = theme.font(size, weight)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    line = left_to_right(text)
    kept = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags = (Qt.AlignmentFlag.AlignHCenter if centre else side) | Qt.AlignmentFlag.AlignTop
    painter.drawText(box, flags | Qt.TextFlag.TextDontClip, kept)


def paint_index(
    painter: QPainter,
    sheet: Sheet,
    printed: Printed,
    page: Page,
    rows: Sequence[tuple[str, str, int]],
) -> None:
    """Over the overview: each sheet with its name and how many persons are on it."""
    frame, colours = QRectF(*sheet.frame), printed.scene.colours
    high, most = 15.0, int((frame.height() - 40) // 15)
    shown = rows[:most] if len(rows) <= most else rows[: most - 1]
    size = QSizeF(220, (len(shown) + 1.6) * high + 12)
    box = _free_corner(frame, size, page)
    ground = QColor(colours.panel)
    ground.setAlphaF(0.94)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    line = QRectF(box.left() + 10, box.top() + 8, box.width() - 20, high)
    _text(painter, line, tr("Sheets and persons on them"), colours.quiet, 10, 600)
    for number, (mark, name, count) in enumerate(shown):
        at = line.translated(0, (number + 1.3) * high)
        _text(painter, at, mark, colours.accent, 11, 700)
        _text(painter, at.adjusted(28, 0, -40, 0), name, colours.text, 11)
        _text(painter, at, f"{count:,}", colours.text, 11, 600, right=True)


def _free_corner(frame: QRectF, size: QSizeF, page: Page) -> QRectF:
    """The corner of the map where an index covers the fewest sheets; upper right if all alike."""
    right, bottom = frame.right() - size.width() - 8, frame.bottom() - size.height() - 26
    left, top = frame.left() + 40, frame.top() + 8
    boxes = [QRectF(QPointF(x, y), size) for x, y in
             ((right, top), (left, top), (right, bottom), (left, bottom))]  # fmt: skip
    middles = [
        frame.topLeft() + QPointF(*page.view.to_screen(other.x, other.y))
        for _, other in page.frames
    ]
    return min(boxes, key=lambda box: sum(box.contains(at) for at in middles))
