"""Files dropped on the window: street maps and zones to the map, tables of places and of contacts
to their pages, everything else to the import."""

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
    rest = [path for path in others if Path(path) not in areas and path not in tables]
    entries = [path for path in rest if _lists_contacts(path)]
    if entries:
        cell.open_room("knowledge", "contacts")
        page = getattr(cell.rooms["knowledge"], "pages")["contacts"]  # noqa: B009 - as above
        page.read_tables(entries, dropped=True)
    lists = [path for path in rest if path not in entries]
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
    from situationroom.intake.place_tables import is_place_table

    return Path(path).is_file() and is_place_table(Path(path))


def _lists_contacts(path: str) -> bool:
    from situationroom.intake.contacts import is_contact_table

    return Path(path).is_file() and is_contact_table(Path(path))
