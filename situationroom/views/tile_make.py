"""One tile made ready to be copied: read, decoded and painted, on a thread beside the window."""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from PySide6.QtGui import QImage

from situationroom.map.tile_grid import piece, stand_ins
from situationroom.map.tile_shelf import Shelf
from situationroom.map.tile_words import Word
from situationroom.map.vector_tile import Breath, VectorTile, decode
from situationroom.models.errors import PlainError
from situationroom.models.tiles import Tile, TileForm, TileSource
from situationroom.palettes import Palette
from situationroom.views.tile_paint import lightness, raster_image, street_look, vector_image
from situationroom.words import sentence

Decoded: TypeAlias = Shelf[tuple[str, Tile], VectorTile]


class Asked(NamedTuple):
    """A tile of a source, so many pixels wide, in a theme ("" where it does not matter)."""

    source: str
    tile: Tile
    px: int
    look: str


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What came of it: a picture from the tile ``data`` with its names; None: nothing is there."""

    asked: Asked
    image: QImage | None
    data: Tile
    words: tuple[Word, ...] = ()
    trouble: str = ""
    light: int | None = None
    """How light a picture tile is on the whole, 0 to 255."""
    fault: Exception | None = None


def make(
    asked: Asked, source: TileSource, shapes: Decoded, colours: Palette, breath: Breath
) -> Made:
    """The picture of a tile, from the nearest ancestor the file has where it lacks the tile."""
    for tile in stand_ins(asked.tile, source.info.most):
        breath()
        if tile.z < source.info.least:
            break
        try:
            made = _made(asked, tile, source, shapes, colours, breath)
        except PlainError as error:
            return Made(asked, None, tile, trouble=sentence(error))
        if made is not None:
            return made
    return Made(asked, None, asked.tile)


def _made(
    asked: Asked,
    tile: Tile,
    source: TileSource,
    shapes: Decoded,
    colours: Palette,
    breath: Breath,
) -> Made | None:
    part = piece(asked.tile, of=tile)
    if source.info.form is TileForm.RASTER:
        data = source.read(tile)
        image = raster_image(data, part, asked.px) if data else None
        return Made(asked, image, tile, light=lightness(image)) if image else None
    shown = shapes.get((asked.source, tile))
    if shown is None:
        data = source.read(tile)
        if not data:
            return None
        shown = decode(data, breath)
        shapes.put((asked.source, tile), shown, shown.size)
    look = street_look(colours)
    image = vector_image(shown, part, asked.px, asked.tile.z, look, breath)
    return Made(asked, image, tile, shown.words)
