"""What leaves the map room: prints, pictures, drawings and data of what is shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from situationroom.jobs import Step
from situationroom.legend import Palette
from situationroom.map.sheets import Sheet
from situationroom.palettes import palette
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import icon
from situationroom.views.map_colours import colouring
from situationroom.views.map_data_form import ask_data
from situationroom.views.map_margin import Page, Printed
from situationroom.views.map_pack import Pack
from situationroom.views.map_picture import picture_of, save_image
from situationroom.views.map_print import LAYERS, Wish, page_about, printed, write_pdf, write_svg
from situationroom.views.map_print_form import PrintForm, ask_print
from situationroom.views.streets_on_paper import unread_words

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom


def out_menu(room: "MapRoom", parent: QWidget) -> QMenu:
    """Everything the map can be saved as."""
    menu = QMenu(tr("Export the map"), parent)
    menu.setIcon(icon("export"))
    entries: tuple[tuple[str, Callable[[], object]], ...] = (
        (tr("Picture (PNG) …"), lambda: save_png(room)),
        (tr("Drawing (SVG) …"), lambda: save_svg(room)),
        (tr("Sheet at scale (PDF) …"), lambda: print_map(room)),
        (tr("Data (GeoJSON, KML) …"), lambda: _ask_data(room)),
    )
    for words, do in entries:
        menu.addAction(words).triggered.connect(lambda _on=False, do=do: do())
    return menu


def _ask_data(room: "MapRoom") -> None:
    # Data are read from the records, which say what is so now.
    if not room.replay.refuses():
        ask_data(room)


def what_is_shown(room: "MapRoom", wish: Wish, colours: Palette) -> Printed:
    """The room's picture in other colours, with everything that is said about it."""
    desk = room.frame.desk
    now = room.replay.now()
    look = colouring(room.legend.colour, room.people, colours, now, desk.incident.targets)
    scene = replace(room.painter.scene(), colours=colours)
    foot = room.foot
    told = replace(wish, notation=foot.notation, nautical=foot.nautical)
    return replace(printed(desk, scene, told, look), maps=room.tiles.for_paper())


def print_map(room: "MapRoom") -> None:
    """Ask how, then write the pages beside the window, with progress and cancel."""
    light = palette("light")
    shown = {layer for layer in LAYERS if room.legend.shows(layer)}
    form = PrintForm(room, room.canvas.view, lambda wish: what_is_shown(room, wish, light), shown)
    name = ask_print(form)
    if name and form.pack is not None:
        write_pages(room, Path(name), form.sheet, what_is_shown(room, form.wish, light), form.pack)
    form.deleteLater()


def write_pages(room: "MapRoom", path: Path, sheet: Sheet, what: Printed, made: Pack) -> None:
    """The pages into a PDF, as a job of the bottom strip."""

    def work(step: Step) -> Path:
        return write_pdf(path, sheet, what, made.pages, made.rows, step)

    _work(room, tr("Printing the map"), what, work)


def save_png(room: "MapRoom", path: Path | None = None) -> None:
    """What is shown as a picture; asks where when not told."""
    target = path or _ask(room, "map.png", "PNG (*.png)")
    if target is not None:
        what, view = what_is_shown(room, _as_shown(room), theme.colours()), room.canvas.view

        def work(step: Step) -> Path:
            return save_image(picture_of(what, view, step), target)

        _work(room, tr("Saving the map"), what, work)


def save_svg(room: "MapRoom", path: Path | None = None) -> None:
    """The window as a drawing on a sheet; asks where when not told."""
    target = path or _ask(room, "map.svg", "SVG (*.svg)")
    if target is not None:
        what, sheet = what_is_shown(room, _as_shown(room), palette("light")), Sheet()
        page: Page = page_about(sheet, room.canvas.view, None)

        def work(step: Step) -> Path:
            return write_svg(target, sheet, what, page, step)

        _work(room, tr("Saving the map"), what, work)


def _as_shown(room: "MapRoom") -> Wish:
    return Wish(layers=frozenset(layer for layer in LAYERS if room.legend.shows(layer)))


def _ask(room: "MapRoom", name: str, kinds: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(room, tr("Export the map"), name, kinds)
    return Path(chosen) if chosen else None


def _work(room: "MapRoom", title: str, what: Printed, write: Callable[[Step], Path]) -> None:
    """Beside the window, as a job of the bottom strip: street maps take their time."""
    job = room.frame.desk.work(title, write)
    job.succeeded.connect(lambda done: _saved(room, done, what.maps.unread))


def _saved(room: "MapRoom", path: Path, unread: int) -> None:
    said = tr("Saved {file}", file=path.name)
    if unread:
        said += f" · {unread_words(unread)}"
    room.frame.say(said)
