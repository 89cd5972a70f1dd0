"""Files dropped on the window: street maps and zones to the map, tables of places to their page,
everything else to the import."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from situationroom.intake.zones import is_zone_file
from situationroom.texts import tr
from situationroom.views.actions import Action
from situationroom.views.tile_files import parted

if TYPE_CHECKING:
    from situationroom.views.cell import Cell
    from situationroom.views.map_tile_layers import TileLayers


LOOKED_INTO = 512 * 1024
"""Bytes of a file that is opened to see what it lists before it is handed on."""


def hand_over(cell: "Cell", paths: Sequence[str]) -> None:
    """Give each file to the room that can read it; with no file, ask for lists to import."""
    streets, others = parted(paths)
    if streets:
        _streets(cell).add(streets)
    areas = [Path(path) for path in others if is_zone_file(Path(path))]
    if areas:
        cell.read_zones(areas)
    tables = [path for path in others if Path(path) not in areas and _lists_places(path)]
    if tables:
        cell.open_room("places")
        getattr(cell.rooms["places"], "import_tables")(tables)  # noqa: B009 - as above
    lists = [path for path in others if Path(path) not in areas and path not in tables]
    if lists or not paths:
        from situationroom.views.import_view import ImportView

        ImportView(cell, lists).show()


def street_actions(cell: "Cell") -> list[Action]:
    """What can be done about street maps by name, from every room."""
    return [
        Action(tr("Add a street map…"), "layers", lambda: _streets(cell).choose_files()),
        Action(tr("Street maps from the network…"), "layers", lambda: _streets(cell).ask_online()),
    ]


def _streets(cell: "Cell") -> "TileLayers":
    cell.open_room("map")
    found: TileLayers = getattr(cell.rooms["map"], "streets")  # noqa: B009 - known by name only
    return found


def _lists_places(path: str) -> bool:
    """Only small files are looked into here: the window waits. Longer ones go by the page."""
    from situationroom.intake.place_tables import is_place_table

    file = Path(path)
    return file.is_file() and file.stat().st_size <= LOOKED_INTO and is_place_table(file)
