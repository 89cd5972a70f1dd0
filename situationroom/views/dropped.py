"""Files dropped on the window: street maps and zones to the map, everything else to the import."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from situationroom.intake.zones import is_zone_file
from situationroom.views.tile_files import parted

if TYPE_CHECKING:
    from situationroom.views.cell import Cell


def hand_over(cell: "Cell", paths: Sequence[str]) -> None:
    """Give each file to the room that can read it; with no file, ask for lists to import."""
    streets, others = parted(paths)
    if streets:
        cell.open_room("map")
        getattr(cell.rooms["map"], "streets").add(streets)  # noqa: B009 - rooms are known by name
    areas = [Path(path) for path in others if is_zone_file(Path(path))]
    if areas:
        cell.read_zones(areas)
    lists = [path for path in others if Path(path) not in areas]
    if lists or not paths:
        from situationroom.views.import_view import ImportView

        ImportView(cell, lists).show()
