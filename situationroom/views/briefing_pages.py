"""The pages of the briefing, each a function that paints a picture on a sheet."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from situationroom import briefing_words as words
from situationroom import legend
from situationroom.legend import Palette
from situationroom.models.briefing import Area, Departure, FigureName, Page, Picture, Shelter
from situationroom.models.vocabulary import MovementStatus
from situationroom.palettes import DARK
from situationroom.texts import tr
from situationroom.views.briefing_curves import paint_curves
from situationroom.views.briefing_map import paint_map, paint_zone_map
from situationroom.views.briefing_sheet import (
    HEIGHT,
    LEFT,
    RIGHT,
    SMALLEST,
    WIDTH,
    Sheet,
    width,
)
from situationroom.views.icons import draw_shape

T = TypeVar("T")
EDGE = 32.0
BODY = QRectF(EDGE, 124, WIDTH - 2 * EDGE, HEIGHT - 124 - 72)
BESIDE = (FigureName.AFFECTED, FigureName.UNACCOUNTED, FigureName.OPEN, FigureName.SHELTERED,
          FigureName.OUT)  # fmt: skip
ROWS = 6
TONES = {FigureName.UNACCOUNTED: "red", FigureName.OVERDUE: "red", FigureName.OPEN: "orange",
         FigureName.OUT: "safe"}  # fmt: skip


def paint_page(
    painter: QPainter,
    size: tuple[float, float],
    picture: Picture,
    page: Page,
    note: str = "",
    colours: Palette = DARK,
) -> None:
    """A page filling ``size`` pixels; ``note`` stands in the foot, such as 'frozen'."""
    sheet = Sheet(painter, colours)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, *size), QColor(sheet.colours.ground))
    scale = min(size[0] / WIDTH, size[1] / HEIGHT)
    painter.translate((size[0] - WIDTH * scale) / 2, (size[1] - HEIGHT * scale) / 2)
    painter.scale(scale, scale)
    _head(sheet, picture, page)
    PAGES[page](sheet, picture)
    _foot(sheet, picture, page, note)
    painter.restore()


def _head(sheet: Sheet, picture: Picture, page: Page) -> None:
    clocks = words.clocks(picture)
    right = width(clocks, 38)
    sheet.text(QRectF(WIDTH - EDGE - right - 4, 28, right + 4, 80), clocks, 38, "", 400, RIGHT)
    drill = width(tr("DRILL"), 30, 700) + 44 if picture.drill else 0
    room = WIDTH - 2 * EDGE - right - drill - 90
    end = EDGE + sheet.text(QRectF(EDGE, 14, room, 60), words.title(picture), 46, "", 700)
    under = f"{words.since_start(picture)}  ·  {words.page_name(page)}"
    sheet.text(QRectF(EDGE, 72, room, 40), under, 30, sheet.colours.quiet)
    if picture.drill:
        box = QRectF(end + 32, 20, drill, 52)
        sheet.panel(box, sheet.colours.drill)
        sheet.text(box.adjusted(22, 0, -22, 0), tr("DRILL"), 30, sheet.colours.on_drill, 700)


def _foot(sheet: Sheet, picture: Picture, page: Page, note: str) -> None:
    at = tr("As of {time}", time=f"{words.day(picture.at)} {words.clock(picture.at)}")
    told = "  ·  ".join(part for part in (at, _page_number(page), note) if part)
    sheet.text(QRectF(EDGE, HEIGHT - 58, 1180, 40), told, SMALLEST, sheet.colours.quiet)
    small = words.small_numbers(picture)
    box = QRectF(WIDTH - EDGE - 640, HEIGHT - 58, 640, 40)
    sheet.text(box, small, SMALLEST, sheet.colours.quiet, 400, RIGHT)


def _page_number(page: Page) -> str:
    return tr("Page {n} of {count}", n=[*Page].index(page) + 1, count=len(Page))


def _map(sheet: Sheet, picture: Picture) -> None:
    paint_map(sheet, QRectF(BODY.left(), BODY.top(), 1400, BODY.height()), picture, sheet.colours)
    left, high = BODY.left() + 1424, (BODY.height() - 4 * 14 - 56) / 5
    for place, name in enumerate(BESIDE):
        box = QRectF(left, BODY.top() + place * (high + 14), BODY.right() - left, high)
        _beside(sheet, box, picture, name)
    _not_placed(sheet, QRectF(left, BODY.bottom() - 44, BODY.right() - left, 44), picture)


def _beside(sheet: Sheet, box: QRectF, picture: Picture, name: FigureName) -> None:
    sheet.panel(box)
    inner = box.adjusted(24, 8, -20, -8)
    figure = picture.figure(name)
    high = inner.height()
    big = QRectF(inner.left(), inner.top(), inner.width(), high * 0.52)
    sheet.text(big, str(figure.count), 74, _ink(sheet, picture, name), 700, whole=True)
    word = QRectF(inner.left(), inner.top() + high * 0.52, inner.width(), high * 0.25)
    sheet.text(word, words.figure_word(name), 30, "", 500)
    below = QRectF(inner.left(), inner.top() + high * 0.77, inner.width(), high * 0.23)
    told = words.change(picture, name) or _aside(picture, name)
    sheet.text(below, told, SMALLEST, sheet.colours.quiet)


def _aside(picture: Picture, name: FigureName) -> str:
    if name is FigureName.OUT:
        moving = picture.figure(FigureName.MOVING).count
        return tr("{n} on the move", n=moving)
    if name is FigureName.OPEN:
        return tr("{n} overdue", n=picture.figure(FigureName.OVERDUE).count)
    return ""


def _not_placed(sheet: Sheet, box: QRectF, picture: Picture) -> None:
    if picture.unplaced.high != 0:
        told = tr("Not on the map: {n}", n=picture.unplaced)
        sheet.text(box, told, 26, sheet.colours.orange, 500)


def _figures(sheet: Sheet, picture: Picture) -> None:
    gap = 20.0
    wide, high = (BODY.width() - 3 * gap) / 4, (BODY.height() - gap) / 2
    for place, figure in enumerate(picture.figures):
        row, column = divmod(place, 4)
        box = QRectF(BODY.left() + column * (wide + gap), BODY.top() + row * (high + gap),
                     wide, high)  # fmt: skip
        _defined(sheet, box, picture, figure.name)
    last = QRectF(BODY.left() + 3 * (wide + gap), BODY.top() + high + gap, wide, high)
    _tiers(sheet, last, picture)


def _defined(sheet: Sheet, box: QRectF, picture: Picture, name: FigureName) -> None:
    sheet.panel(box)
    inner = box.adjusted(28, 20, -24, -20)
    big = QRectF(inner.left(), inner.top(), inner.width(), 140)
    said = str(picture.figure(name).count)
    sheet.text(big, said, 124, _ink(sheet, picture, name), 700, whole=True)
    word = QRectF(inner.left(), inner.top() + 146, inner.width(), 50)
    sheet.text(word, words.figure_word(name), 40, "", 500)
    below = QRectF(inner.left(), inner.top() + 200, inner.width(), 38)
    sheet.text(below, words.change(picture, name), 27, sheet.colours.accent)
    sheet.lines(QRectF(inner.left(), inner.top() + 250, inner.width(), inner.height() - 250),
                words.definition(name), 30)  # fmt: skip


def _tiers(sheet: Sheet, box: QRectF, picture: Picture) -> None:
    sheet.panel(box)
    inner = box.adjusted(28, 20, -24, -16)
    head = QRectF(inner.left(), inner.top(), inner.width(), 44)
    sheet.text(head, tr("Unaccounted, last heard of"), 28, sheet.colours.quiet, 500)
    high = (inner.height() - 56) / max(1, len(picture.out_of_contact))
    for place, one in enumerate(picture.out_of_contact):
        top = inner.top() + 56 + place * high
        spot = QRectF(inner.left(), top + high / 2 - 13, 26, 26)
        mark = legend.mark(one.tier) if one.tier else None
        ink = sheet.colours.tone(mark.tone if mark else "unknown")
        draw_shape(sheet.painter, mark.shape if mark else "ring", ink, spot)
        told = words.out_of_contact(one)
        room = min(150.0, width(str(one.count), 44, 700)) + 4
        number = QRectF(inner.right() - room, top, room, high)
        sheet.text(QRectF(inner.left() + 44, top, inner.width() - 56 - room, high), told, 30)
        sheet.text(number, str(one.count), 44, ink, 700, RIGHT, whole=True)


def _departures(sheet: Sheet, picture: Picture) -> None:
    nothing = tr("No departure is planned.")
    _rows(sheet, picture.departures, nothing, lambda box, one: _departure(sheet, box, picture, one))


def _departure(sheet: Sheet, box: QRectF, picture: Picture, one: Departure) -> None:
    late = one.status is MovementStatus.DEPARTED
    at = words.stamp(one.departs_at, picture.at) if one.departs_at else words.DASH
    left, high = box.left() + 28, box.height()
    sheet.text(QRectF(left, box.top(), 330, high), at, 48 if len(at) < 6 else 36, "", 700)
    name = QRectF(left + 350, box.top() + high * 0.12, 620, high * 0.44)
    sheet.text(name, words.departure_name(one), 42, "", 700)
    way = QRectF(left + 350, box.top() + high * 0.55, 620, high * 0.34)
    sheet.text(way, f"{words.route(one)}  ·  {legend.label(one.mode)}", 30, sheet.colours.quiet)
    mark = legend.mark(one.status)
    ink = sheet.colours.tone(mark.tone)
    spot = QRectF(left + 990, box.center().y() - 13, 26, 26)
    draw_shape(sheet.painter, mark.shape, ink, spot)
    sheet.text(QRectF(left + 1032, box.top(), 290, high), legend.label(one.status), 30, ink, 500)
    _seats(sheet, QRectF(left + 1340, box.top(), box.right() - left - 1368, high), one, late)


def _seats(sheet: Sheet, box: QRectF, one: Departure, late: bool) -> None:
    top = QRectF(box.left(), box.top() + box.height() * 0.14, box.width(), box.height() * 0.4)
    if late:
        told, ink = tr("{n} on board", n=one.taken), sheet.colours.text
    else:
        told = tr("{n} seats left", n=one.left)
        ink = sheet.colours.red if one.left.high == 0 else sheet.colours.safe
    sheet.text(top, told, 38, ink, 700, RIGHT, whole=True)
    bar = QRectF(box.left(), box.top() + box.height() * 0.66, box.width(), 14)
    seats = max(1, one.seats)
    sheet.bar(bar, (one.taken.high or 0) / seats, one.taken.low / seats, sheet.colours.accent)


def _shelters(sheet: Sheet, picture: Picture) -> None:
    nothing = tr("No shelter is open yet.")
    _rows(sheet, picture.shelters, nothing, lambda box, one: _shelter(sheet, box, picture, one))


def _shelter(sheet: Sheet, box: QRectF, picture: Picture, one: Shelter) -> None:
    left, high = box.left() + 28, box.height()
    share = one.present.low / one.usable if one.usable else 1.0
    ink = "red" if share >= 1 else "orange" if share >= 0.85 else "safe"
    colour = sheet.colours.tone(ink)  # type: ignore[arg-type]
    name = QRectF(left, box.top() + high * 0.12, 1000, high * 0.42)
    sheet.text(name, words.shelter_name(one), 40, "", 700)
    bar = QRectF(left, box.top() + high * 0.64, 1000, 20)
    most = one.present.high if one.present.high is not None else one.usable
    sheet.bar(bar, most / max(1, one.usable), share, colour)
    used = QRectF(left + 1040, box.top(), 380, high)
    sheet.text(used, f"{one.present} / {one.usable:,}", 56, colour, 700, RIGHT, whole=True)
    when = words.full_words(one, picture.at)
    sheet.text(QRectF(left + 1450, box.top(), box.right() - left - 1478, high), when, 34,
               colour if one.full_at else sheet.colours.quiet, 500)  # fmt: skip


def _zones(sheet: Sheet, picture: Picture) -> None:
    nothing = tr("No zone is in force.")
    if not picture.areas:
        _rows(sheet, picture.areas, nothing, lambda box, one: None)
        return
    wide = 840.0
    body = QRectF(BODY.left(), BODY.top(), wide, BODY.height())
    _rows(sheet, picture.areas, nothing, lambda box, one: _area(sheet, box, picture, one), body)
    beside = QRectF(body.right() + 20, BODY.top(), BODY.width() - wide - 20, BODY.height())
    paint_zone_map(sheet, beside, picture)


def _area(sheet: Sheet, box: QRectF, picture: Picture, one: Area) -> None:
    left, high, mark = box.left() + 28, box.height(), legend.mark(one.kind)
    ink = sheet.colours.tone(mark.tone)
    draw_shape(sheet.painter, mark.shape, ink, QRectF(left, box.center().y() - 20, 40, 40))
    room = box.right() - left - 100
    name = QRectF(left + 72, box.top() + high * 0.12, room, high * 0.44)
    sheet.text(name, words.area_name(one), 40, "", 700)
    until = words.stamp(one.ends_at, picture.at) if one.ends_at else ""
    told = tr("until {time}", time=until) if until else tr("until further notice")
    below = QRectF(left + 72, box.top() + high * 0.55, room, high * 0.34)
    sheet.text(below, told, 28, sheet.colours.quiet)
    inside = tr("{n} persons inside", n=one.inside)
    sheet.text(below, inside, 32, ink, 700, RIGHT)


def _rows(
    sheet: Sheet,
    found: Sequence[T],
    nothing: str,
    paint: Callable[[QRectF, T], None],
    body: QRectF = BODY,
) -> None:
    if not found:
        sheet.text(body, nothing, 44, sheet.colours.quiet, 400, Qt.AlignmentFlag.AlignHCenter)
        return
    shown = found[:ROWS]
    gap = 14.0
    spare = 40 if len(found) > ROWS else 0
    high = min(178.0, (body.height() - (len(shown) - 1) * gap - spare) / len(shown))
    for place, one in enumerate(shown):
        box = QRectF(body.left(), body.top() + place * (high + gap), body.width(), high)
        sheet.panel(box)
        paint(box, one)
    if len(found) > ROWS:
        rest = QRectF(body.left(), body.bottom() - 34, body.width(), 34)
        sheet.text(
            rest, tr("and {n} others", n=len(found) - ROWS), 28, sheet.colours.quiet, 400, LEFT
        )


def _ink(sheet: Sheet, picture: Picture, name: FigureName) -> str:
    tone = TONES.get(name, "text")
    nothing = picture.figure(name).count.high == 0
    return sheet.colours.text if nothing else sheet.colours.tone(tone)  # type: ignore[arg-type]


PAGES: dict[Page, Callable[[Sheet, Picture], None]] = {
    Page.MAP: _map,
    Page.FIGURES: _figures,
    Page.DEPARTURES: _departures,
    Page.SHELTERS: _shelters,
    Page.CURVES: lambda sheet, picture: paint_curves(sheet, BODY, picture),
    Page.ZONES: _zones,
}
