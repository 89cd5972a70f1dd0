"""``situationroom map``: a sheet, a pack, a picture, a drawing or data, without a window."""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from situationroom.cli.demo import has_display
from situationroom.cli.say import DONE, complain, out, progress
from situationroom.models.errors import InputError, RuleError
from situationroom.texts import language, tr

if TYPE_CHECKING:
    from situationroom.desk import Desk
    from situationroom.map.labels import View
    from situationroom.map.sheets import Sheet
    from situationroom.views.map_margin import Printed
    from situationroom.views.map_print import Wish
    from situationroom.views.map_upper import Scene
    from situationroom.views.streets_on_paper import StreetMaps

SIZE = (1920, 1080)
"""Pixels of a picture, and of the window a sheet without a scale is fitted to."""
DATA = ("geojson", "kml")


def map_files(arguments: argparse.Namespace) -> int:
    """Write the file into the folder and name it. Raises InputError, RuleError, StoreError."""
    scale = _scale(arguments.scale)
    folder: Path = arguments.output
    folder.mkdir(parents=True, exist_ok=True)
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from situationroom.desk import Desk
    from situationroom.views.opening import application
    from situationroom.views.theme import set_theme

    set_theme(application(), "light", 13)
    desk = Desk(arguments.file, arguments.officer)
    try:
        path = folder / f"map-{language()}.{arguments.format}"
        if arguments.format in DATA:
            _data(desk, arguments, path)
        else:
            _drawn(desk, arguments, path, scale)
    finally:
        desk.close()
    out(str(path))
    return DONE


def _scale(told: str | None) -> float | None:
    from situationroom.map.sheets import read_scale

    if told is None:
        return None
    scale = read_scale(told)
    if scale is None:
        raise InputError("{text} is no scale; write it as 1:50000.", text=told)
    return scale


def _data(desk: "Desk", arguments: argparse.Namespace, path: Path) -> None:
    from situationroom.store.incident_file import open_incident
    from situationroom.views.map_data import KINDS, DataWish, about, write_data
    from situationroom.views.map_print import scene_of

    wish = DataWish(frozenset(arguments.only or KINDS), None, arguments.detail)
    if arguments.detail and "persons" in wish.kinds:
        complain(tr("The file holds personal data; give it only to who may have it."))
    file = open_incident(arguments.file, arguments.officer, read_only=True)
    try:
        told = about(desk, wish)
        file.ask(write_data, progress, path, arguments.format, scene_of(desk), wish, told)
    finally:
        file.close()


def _drawn(desk: "Desk", arguments: argparse.Namespace, path: Path, scale: float | None) -> None:
    from situationroom.map.sheets import Sheet
    from situationroom.views.map_picture import picture_of, save_image
    from situationroom.views.map_print import page_about, printed, scene_of, write_svg
    from situationroom.views.streets_on_paper import unread_words

    scene = scene_of(desk)
    view = _view(desk, scene, arguments.at)
    with _streets(arguments.streets) as maps:
        what = replace(printed(desk, scene, _wish(arguments)), maps=maps)
        sheet = Sheet(arguments.paper, not arguments.portrait)
        if arguments.format == "png":
            save_image(picture_of(what, view, progress), path)
        elif arguments.format == "svg":
            write_svg(path, sheet, what, page_about(sheet, view, scale), progress)
        else:
            _pages(sheet, what, view, scale, arguments.pack, path)
    progress(1, 1, "")
    if maps.unread:
        complain(unread_words(maps.unread))


@contextmanager
def _streets(paths: Sequence[Path]) -> "Iterator[StreetMaps]":
    """Street maps of files, the first the lowest. Raises InputError for what is none."""
    from situationroom.views.streets_on_paper import StreetMaps
    from situationroom.views.tile_files import open_tiles

    with ExitStack() as opened:
        maps = [opened.enter_context(closing(open_tiles(path))) for path in paths]
        yield StreetMaps(tuple(maps))


def _pages(
    sheet: "Sheet", what: "Printed", view: "View", scale: float | None, by: str, path: Path
) -> None:
    from situationroom.views.map_pack import By, pack
    from situationroom.views.map_print import write_pdf

    made = pack(what, sheet, By(by), view, scale)
    write_pdf(path, sheet, what, made.pages, made.rows, progress)


def _wish(arguments: argparse.Namespace) -> "Wish":
    from situationroom.views.map_print import LAYERS, Wish

    chosen = set(arguments.only or ("persons", *LAYERS))
    return Wish(
        arguments.title,
        frozenset(layer for layer in LAYERS if layer in chosen),
        "persons" in chosen,
        arguments.detail,
        arguments.notation,
    )


def _view(desk: "Desk", scene: "Scene", at: str | None) -> "View":
    from situationroom.commands.places import typed_place
    from situationroom.map.labels import View
    from situationroom.map.projection import to_world, zoom_for
    from situationroom.views.map_places import home_view

    country = desk.incident.country
    if at is None:
        return home_view(scene.people, country, *SIZE)
    found = typed_place(at, country)
    if found.place is None:
        raise RuleError("{place} is not known; write it otherwise, or its coordinates.", place=at)
    across = max(CLOSEST_M, found.place.uncertainty_m * 4)
    x, y = to_world(found.place.lat, found.place.lon)
    return View(x, y, zoom_for(across, SIZE[0], found.place.lat), *SIZE)


CLOSEST_M = 12_000.0
"""Metres across the view about a place at least."""
