"""A replay as numbered pictures, with a list of their times: for a film or a report."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from situationroom.desk import Desk
from situationroom.exports.cells import Value
from situationroom.exports.tables import write_table
from situationroom.jobs import Step
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.models.errors import InputError
from situationroom.palettes import palette
from situationroom.store.queries.figures import Figures
from situationroom.store.queries.replay_state import Then
from situationroom.store.queries.replay_times import time_at
from situationroom.views import theme, times
from situationroom.views.figure_chip import FIGURES, figure_word
from situationroom.views.map_contacts import placed_contacts
from situationroom.views.map_picture import map_image, paint_panel, save_image
from situationroom.views.map_places import home_view
from situationroom.views.map_print import Wish, printed
from situationroom.views.map_then import MapThen, Prepared, ready
from situationroom.views.map_upper import Scene

MOST = 5_000
"""More pictures than this are hardly meant; at 25 a second they run for three minutes."""
HEADERS = ("file", "at", "local", "revision", *(field.name for field in fields(Figures)))


@dataclass(frozen=True, slots=True)
class Film:
    """What is wanted: a picture ``every`` so many seconds, from and to (epoch seconds)."""

    every: float
    first: float | None = None
    last: float | None = None
    width: int = 1920
    height: int = 1080
    theme: str = "light"


def write_frames(desk: Desk, folder: Path, film: Film, step: Step) -> list[Path]:
    """Write the pictures and ``frames.csv``. Raises InputError for too many, StoreError, Cancelled.

    The map stays where it is from the first picture to the last.
    """
    prepared = desk.ask(ready, step, desk.incident.country)
    moments = frame_moments(prepared, film)
    view, zone = _view(desk, prepared, film), desk.incident.incident_zone
    rows = list[tuple[Value, ...]]()
    for number, at in enumerate(moments, start=1):
        step(number - 1, len(moments), times.stamp(time_at(at), zone))
        name = f"{number:04}.png"
        then = _write(desk, prepared, at, view, film, folder / name)
        local = times.stamp(then.at, zone)
        rows.append((name, then.at, local, then.revision, *asdict(then.figures).values()))
    step(len(moments), len(moments), "")
    write_table(folder / "frames.csv", "csv", HEADERS, rows)
    return [folder / str(row[0]) for row in rows] + [folder / "frames.csv"]


def frame_moments(prepared: Prepared, film: Film) -> list[float]:
    """When each picture is of: from the first entry in equal steps, and the last moment."""
    axis = prepared.replay.times
    first = axis.first if film.first is None else film.first
    last = axis.last if film.last is None else film.last
    if last < first:
        raise InputError("The replay would end before it begins; look at --from and --to.")
    if (last - first) / film.every > MOST:
        raise InputError(
            "That would be more than {n} pictures; choose a longer step or a shorter time.", n=MOST
        )
    return [*_steps(first, last, film.every), last]


def _steps(first: float, last: float, every: float) -> Iterator[float]:
    at = first
    while at < last:
        yield at
        at += every


def _view(desk: Desk, prepared: Prepared, film: Film) -> View:
    people = MapThen(prepared, prepared.replay.times.last, ()).people
    return home_view(people, desk.incident.country, film.width, film.height)


def _write(desk: Desk, prepared: Prepared, at: float, view: View, film: Film, path: Path) -> Then:
    past, colours = MapThen(prepared, at, desk.ask(placed_contacts)), palette(film.theme)
    scene = Scene(
        colours,
        past.people,
        desk.incident.country,
        zones=tuple(past.zones),
        contacts=past.contacts,
        layers=past.found,
        requests=past.requests,
        now=past.then.at,
        as_of=past.then.revision,
    )
    image = map_image(printed(desk, scene, Wish()), view)
    _paint_figures(image, past.then.figures, colours)
    save_image(image, path)
    return past.then


def _paint_figures(image: QImage, figures: Figures, colours: Palette) -> None:
    """The figures of the moment at the foot, at the left."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    words = [(str(getattr(figures, one.name)), figure_word(one.name)) for one in FIGURES]
    number, name = theme.font(20, 700), theme.font(12)
    wide = [
        max(QFontMetricsF(number).horizontalAdvance(a), QFontMetricsF(name).horizontalAdvance(b))
        for a, b in words
    ]
    box = QRectF(16, image.height() - 76, sum(wide) + 24 * len(wide) + 8, 60)
    paint_panel(painter, box, colours)
    x = box.left() + 16
    for (count, word), width in zip(words, wide, strict=True):
        _word(painter, QPointF(x, box.top() + 28), count, number, colours.text)
        _word(painter, QPointF(x, box.top() + 48), word, name, colours.quiet)
        x += width + 24
    painter.end()


def _word(painter: QPainter, at: QPointF, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(at, text)
