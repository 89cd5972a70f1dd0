"""The one street map from the network: put on the map, remembered, its pictures removed with it."""

from situationroom.map.online_address import online_map
from situationroom.map.online_tiles import OnlineTiles
from situationroom.models.errors import InputError
from situationroom.views.map_tiles import MapTiles, TileLayer
from situationroom.views.online_map_sheet import OnlineChoice
from situationroom.views.table_memory import keep, recall

MEMORY = "online map"
_session: dict[str, OnlineChoice] = {}
"""What was switched on for this run of the program only; outlives another theme or language."""


def remembered_choice() -> OnlineChoice | None:
    """What the officer chose, on only where that was said of the next start, too."""
    if _session:
        return _session["chosen"]
    kept = recall(MEMORY)
    try:
        shown = online_map(str(kept.get("address", "")), str(kept.get("credit", "")))
    except InputError:
        return None
    again = kept.get("again") is True
    return OnlineChoice(shown, again, again)


def forget_session() -> None:
    """As at the start of the program."""
    _session.clear()


def use(tiles: MapTiles, choice: OnlineChoice) -> None:
    """Show this map from now on, in the place of the one before; at the bottom of all."""
    _session["chosen"] = choice
    told = {"address": choice.map.address, "credit": choice.map.credit, "again": choice.again}
    keep(MEMORY, told)
    put(tiles, choice)


def put(tiles: MapTiles, choice: OnlineChoice) -> None:
    """The layer of a choice; switched off it shows nothing, and nothing is asked."""
    for old in online_layers(tiles):
        tiles.remove(old)
    source = OnlineTiles(choice.map)
    source.on = choice.on
    tiles.put(TileLayer(choice.map.address, source, choice.on, online=True), lowest=True)


def switch(tiles: MapTiles, layer: TileLayer, on: bool) -> None:
    """The tick of its line is the same switch as the sheet's, for this run of the program."""
    known = remembered_choice()
    if known is not None and isinstance(layer.source, OnlineTiles):
        use(tiles, OnlineChoice(layer.source.map, on, on and known.again))


def remove(tiles: MapTiles, layer: TileLayer) -> None:
    """Forget the map and every picture of it."""
    tiles.remove(layer)
    if isinstance(layer.source, OnlineTiles):
        layer.source.cache.remove()
    forget_session()
    keep(MEMORY, {})


def online_layers(tiles: MapTiles) -> list[TileLayer]:
    """None or one."""
    return [layer for layer in tiles.layers if layer.online]
