"""The map on paper: what is printed, on how many sheets, and the PDF or SVG it becomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from situationroom import legend
from situationroom.desk import Desk
from situationroom.exports.files import replacing
from situationroom.jobs import Step
from situationroom.map.labels import View
from situationroom.map.own_data import drawn_from
from situationroom.map.sheets import MM, Sheet
from situationroom.map.vector_tile import Breath
from situationroom.models.errors import StoreError
from situationroom.palettes import palette
from situationroom.store.queries.map_columns import map_columns
from situationroom.store.queries.zones import zones
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.map_colours import Colouring, by_safety
from situationroom.views.map_contacts import placed_contacts
from situationroom.views.map_layers import layers
from situationroom.views.map_margin import Page, Printed, paint_index
from situationroom.views.map_page import paint_page
from situationroom.views.map_people import People
from situationroom.views.map_rings import Dress
from situationroom.views.map_upper import Scene
from situationroom.views.times import stamp

ATTRIBUTION = "Natural Earth"
DOTS = 1200
"""Dots per inch in which a PDF counts its coordinates: a fiftieth of a millimetre."""
LAYERS = ("zones", "movements", "assembly", "sites", "missions", "hospitals", "contacts")
"""Layers a print may have, beside persons."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an officer has chosen for a print."""

    title: str = ""
    layers: frozenset[str] = frozenset(LAYERS)
    persons: bool = True
    cases: bool = False
    notation: str = "decimal"
    nautical: bool = False


def scene_of(desk: Desk, theme_name: str = "light") -> Scene:
    """Everything of an incident, coloured by safety: for prints and files without a window."""
    return Scene(
        palette(theme_name),
        People(desk.ask(map_columns)),
        desk.incident.country,
        zones=tuple(z for z in desk.ask(zones) if z.ends_at is None or z.ends_at > desk.now()),
        contacts=desk.ask(placed_contacts),
        layers=desk.ask(layers, desk.incident.country),
        now=desk.now(),
    )


def printed(desk: Desk, scene: Scene, wish: Wish, colouring: Colouring | None = None) -> Printed:
    """What a print shows and says; ``colouring`` names the classes of the scene's persons."""
    incident, now = desk.incident, scene.now or desk.now()
    past = scene.as_of is not None or desk.now() - now > timedelta(minutes=1)
    known = colouring or by_safety(scene.people, scene.colours)
    kept = tuple(layer for layer in scene.order if layer in wish.layers)
    classes = scene.classes if wish.persons else ()
    shown = replace(scene, order=kept, classes=classes, dress=Dress.of(known), selected=frozenset(),
                    selected_at=None, drawn=None, chosen_zone=None)  # fmt: skip
    kinds = [(code, known.kinds[code]) for code in known.order if code in classes]
    return Printed(
        shown,
        wish.title or incident.name,
        " · ".join((incident.name, legend.label(incident.kind))) if wish.title
        else legend.label(incident.kind),
        _stamps(now, (incident.incident_zone, incident.home_zone), past=past),
        _revision(desk, scene, past=past),
        incident.drill,
        tuple((kind.shape, kind.colour, kind.words, code) for code, kind in kinds),
        _layer_lines(kept),
        wish.cases and wish.persons,
        wish.notation,
        wish.nautical,
        " · ".join((ATTRIBUTION, *drawn_from())),
    )  # fmt: skip


def _stamps(now: datetime, zones: Sequence[str], *, past: bool) -> tuple[str, ...]:
    told = dict.fromkeys(stamp(now, zone) for zone in zones)
    return tuple(tr("As it was at {time}", time=one) if past else one for one in told)


def _revision(desk: Desk, scene: Scene, *, past: bool) -> int:
    """Of the moment that is shown; 0 where it is not known."""
    return scene.as_of if scene.as_of is not None else 0 if past else desk.revision


def _layer_lines(kept: Sequence[str]) -> tuple[tuple[str, str], ...]:
    words = layer_words()
    return tuple((layer, words[layer]) for layer in words if layer in kept)


def layer_words() -> dict[str, str]:
    """What the layers of a print are called."""
    return {
        "zones": tr("Zones"), "movements": tr("Movements"), "assembly": tr("Assembly points"),
        "sites": tr("Shelters"), "missions": tr("Missions"), "hospitals": tr("Hospitals"),
        "contacts": tr("Contacts"),
    }  # fmt: skip


def write_pdf(
    path: Path,
    sheet: Sheet,
    what: Printed,
    pages: Sequence[Page],
    rows: Sequence[tuple[str, str, int]] = (),
    step: Step = lambda _done, _total, _label: None,
) -> Path:
    """Write the pages, beside ``path`` first; the first one carries the index ``rows``.

    May be called beside the window. Raises StoreError when the disk refuses, Cancelled when the
    officer has changed their mind; then nothing is left behind.
    """
    theme.load_fonts()
    with replacing(path) as draft:
        writer = _writer(draft, sheet, what.title)
        painter = QPainter()
        if not painter.begin(writer):
            raise StoreError("{file} could not be written.", file=path)
        try:
            painter.scale(DOTS / 96, DOTS / 96)
            told = _told(what, pages, step)
            for number, page in enumerate(pages):
                streets = what.maps.over(page.view, step=told(page))
                if number:
                    writer.newPage()
                paint_page(painter, sheet, what, page, streets)
                if number == 0 and rows:
                    paint_index(painter, sheet, what, page, rows)
        finally:
            painter.end()
    return path


def _told(what: Printed, pages: Sequence[Page], step: Step) -> Callable[[Page], Breath]:
    """For each page what is to be called at each of its street tiles: it counts pages and tiles."""
    whole = len(pages) + sum(what.maps.count(page.view) for page in pages)
    done = 0

    def begin(page: Page) -> Breath:
        def one() -> None:
            nonlocal done
            step(done, whole, page.name or what.title)
            done += 1

        one()
        return one

    return begin


def write_svg(
    path: Path,
    sheet: Sheet,
    what: Printed,
    page: Page,
    step: Step = lambda _done, _total, _label: None,
) -> Path:
    """One sheet as SVG in real millimetres. Raises StoreError when the disk refuses, Cancelled."""
    theme.load_fonts()
    streets = what.maps.over(page.view, step=_told(what, [page], step)(page))
    with replacing(path) as draft:
        width, height = sheet.size
        made = QSvgGenerator()
        made.setFileName(str(draft))
        made.setTitle(what.title)
        made.setResolution(96)
        made.setSize(QSizeF(width * MM, height * MM).toSize())
        made.setViewBox(QRectF(0, 0, width * MM, height * MM))
        painter = QPainter()
        if not painter.begin(made):
            raise StoreError("{file} could not be written.", file=path)
        painter.fillRect(QRectF(0, 0, width * MM, height * MM), "#ffffff")
        try:
            paint_page(painter, sheet, what, page, streets)
        finally:
            painter.end()
    return path


def page_about(sheet: Sheet, view: View, scale: float | None) -> Page:
    """One sheet about the middle of a window, at a scale or so that the whole window is on it."""
    chosen = scale or sheet.fitting(view.box())
    return Page(sheet.view(view.x, view.y, chosen))


def _writer(path: Path, sheet: Sheet, title: str) -> QPdfWriter:
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS)
    size = QPageSize(QPageSize.PageSizeId.A3 if sheet.paper == "A3" else QPageSize.PageSizeId.A4)
    way = QPageLayout.Orientation.Landscape if sheet.lying else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, way, QMarginsF()))
    writer.setTitle(title)
    writer.setCreator("Situation Room")
    return writer
