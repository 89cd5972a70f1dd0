"""Which street maps this officer uses on this workstation: paths only, and what is switched on."""

from situationroom.views.map_tiles import MapTiles, TileLayer
from situationroom.views.table_memory import keep, recall

MEMORY = "street maps"
MOST_FILES = 40


def restore(tiles: MapTiles) -> None:
    """Have opened beside the window what was there last time; each line says how that goes."""
    for path, shown in remembered():
        tiles.open(TileLayer(path, None, shown))


def remembered() -> list[tuple[str, bool]]:
    """Paths in the order in which they lie over each other, and whether each is shown."""
    files = recall(MEMORY).get("files")
    known = [one for one in files if isinstance(one, dict)] if isinstance(files, list) else []
    return [
        (one["path"], one.get("shown") is not False)
        for one in known[:MOST_FILES]
        if isinstance(one.get("path"), str)
    ]


def remember(tiles: MapTiles) -> None:
    """Keep the list for next time."""
    files = [
        {"path": layer.path, "shown": layer.shown} for layer in tiles.layers if not layer.online
    ]
    keep(MEMORY, {**recall(MEMORY), "files": files})
