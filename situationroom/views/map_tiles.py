"""The street maps of the map room: which there are, and their tiles on the ground picture.

Tiles are read, decoded and painted beside the window, at the very size the map needs, so that
the ground picture only copies them. What is not there yet is shown from coarser tiles or not at
all, and ``came()`` says when it is time to paint again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from math import ceil, inf
from pathlib import Path
from time import monotonic
from weakref import ref

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from situationroom.map.labels import View
from situationroom.map.online_tiles import OnlineTiles
from situationroom.map.tile_grid import (
    ancestor,
    level_for_tiles,
    piece,
    shown_at,
    square,
    tiles_over,
    world_box,
)
from situationroom.map.tile_shelf import Shelf
from situationroom.map.tile_words import Word
from situationroom.models.errors import PlainError
from situationroom.models.tiles import Tile, TileForm, TileSource
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.map_base import turns
from situationroom.views.map_streets import Placed, Streets
from situationroom.views.streets_on_paper import StreetMaps
from situationroom.views.tile_make import Asked, Made
from situationroom.views.tile_opening import Opened, open_beside
from situationroom.views.tile_works import TileWorks
from situationroom.words import sentence

IMAGES, WORDS = 128 << 20, 4_000
"""What is kept: bytes of pictures, tiles whose names are known."""
TOGETHER_MS = 60
"""Tiles that arrive within this time are painted together."""
ASK_MS = 40
"""After so long without a newer picture its tiles are asked for."""
PATIENCE_MS = 5_000
"""After so long a file that is still being opened says so."""
AGAIN = 60.0
"""Seconds after which a tile that could not be read is tried again, if it is looked at."""
LIGHT = 128
UP = 5
"""Levels up that a coarser tile may stand in from while its own is made."""


@dataclass(slots=True, eq=False)
class TileLayer:
    """A street map that was added; ``trouble`` is the sentence that its line shows."""

    path: str
    source: TileSource | None
    shown: bool = True
    trouble: str = ""
    online: bool = False
    opening: bool = False
    """Nobody knows yet whether its file can be opened."""
    light: float | None = None
    """How light its pictures are, 0 to 255, as far as they were seen."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.source.info.title if self.source else Path(self.path).name


@dataclass(slots=True)
class _Kept:
    images: Shelf[Asked, QImage] = field(default_factory=lambda: Shelf(IMAGES))
    words: Shelf[tuple[str, Tile], tuple[Word, ...]] = field(default_factory=lambda: Shelf(WORDS))
    data: Shelf[tuple[str, Tile], Tile] = field(default_factory=lambda: Shelf(4 * WORDS))
    empty: Shelf[tuple[str, Tile], float] = field(default_factory=lambda: Shelf(4 * WORDS))
    """Until when a place counts as one without a tile."""
    latest: Shelf[tuple[str, Tile, str], Asked] = field(default_factory=lambda: Shelf(4 * WORDS))


class MapTiles(QObject):
    """``came()``: tiles arrived. ``changed()``: other layers, or one of them has trouble."""

    came = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layers: list[TileLayer] = []
        self._kept = _Kept()
        self.works, self.far = TileWorks(), TileWorks(far=True)
        for works in (self.works, self.far):
            works.made.connect(self._came)
        self._soon = QTimer(self, interval=TOGETHER_MS, singleShot=True)
        self._soon.timeout.connect(self.came)
        self._wanted: tuple[dict[Asked, TileSource], dict[Asked, TileSource]] = ({}, {})
        self._asking = QTimer(self, singleShot=True)
        self._asking.timeout.connect(self._ask)
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._still_opening)
        self.destroyed.connect(partial(_shut, self.layers, self.works, self.far))

    # --- which there are -----------------------------------------------------------------------

    def put(self, layer: TileLayer, *, lowest: bool = False) -> None:
        """Add a layer on top or below all, in the place of one with the same path."""
        for old in [one for one in self.layers if one.path == layer.path]:
            self.remove(old)
        self._kept.empty.clear()  # whatever was not there is looked for again
        self.layers.insert(0 if lowest else len(self.layers), layer)
        self._layers_changed()

    def open(
        self, layer: TileLayer, then: Callable[[TileLayer, Opened], None] | None = None
    ) -> None:
        """Add a layer at once; its file is opened beside the window, and ``then`` is told."""
        layer.opening = True
        self.put(layer)
        kept = ref(self)
        open_beside(layer.path, lambda _path, found: _take(kept(), layer, found, then))
        self._patience.start()

    def take(self, layer: TileLayer, found: Opened) -> bool:
        """What became of the file of a layer; False when nobody wants it any more."""
        if layer not in self.layers:
            return False
        layer.opening, layer.trouble = False, ""
        if isinstance(found, Exception):
            layer.trouble = sentence(found) if isinstance(found, PlainError) else ""
        else:
            layer.source = found
        if not any(one.opening for one in self.layers):
            self._patience.stop()
        self._layers_changed()
        return True

    def _still_opening(self) -> None:
        for layer in self.layers:
            if layer.opening:
                layer.trouble = tr(
                    "{file} has not answered yet. Look whether its drive or the network is there.",
                    file=layer.name,
                )
        self.changed.emit()

    def remove(self, layer: TileLayer) -> None:
        """Take a layer away and let go of its file."""
        self.layers.remove(layer)
        self._asking.stop()
        self._wanted = {}, {}  # what is shown is planned again
        self.far.forget(layer.path)  # a server that is being asked is not waited for
        self.works.forget(layer.path, wait=True)
        if layer.source is not None:
            layer.source.close()
        self._layers_changed()

    def show_layer(self, layer: TileLayer, shown: bool) -> None:
        """Show or hide a layer."""
        layer.shown = shown
        self._layers_changed()

    def visible(self, zoom: float) -> Iterator[tuple[TileLayer, TileSource]]:
        """The layers that have something to show at a zoom, the lowest first."""
        for layer in self.layers:
            if layer.shown and layer.source is not None and shown_at(zoom, layer.source.info):
                yield layer, layer.source

    def any_shown(self) -> bool:
        """Whether the map may come as near as a street."""
        return any(layer.shown and layer.source is not None for layer in self.layers)

    def in_view(self, source: TileSource, view: View) -> bool:
        """Whether a view shows tiles of a source now."""
        left, top, right, bottom = view.box()
        box = world_box(source.info)
        met = left < box[2] and right > box[0] and top < box[3] and bottom > box[1]
        return met and shown_at(view.zoom, source.info)

    def credits(self, zoom: float) -> tuple[str, ...]:
        """Whose maps are shown at a zoom."""
        found = (source.info.credit or source.info.title for _, source in self.visible(zoom))
        return tuple(dict.fromkeys(found))

    def for_paper(self) -> StreetMaps:
        """Those that are shown, for a print: of online maps what is on the disk."""
        shown = (layer.source for layer in self.layers if layer.shown)
        kept = (one.kept() if isinstance(one, OnlineTiles) else one for one in shown)
        return StreetMaps(tuple(one for one in kept if one is not None), self.works.rest)

    def busy(self) -> bool:
        """Whether tiles are still being made."""
        soon = self._soon.isActive() or self._asking.isActive()
        return bool(self.works.waiting or self.far.waiting) or soon

    # --- what a picture needs ------------------------------------------------------------------

    def plan(self, view: View, dense: float = 1.0) -> Streets:
        """What is known of a view now, for whoever paints it; the rest is asked for.

        ``dense`` is how many dots of the screen make one pixel across.
        """
        near: dict[Asked, TileSource] = {}
        far: dict[Asked, TileSource] = {}
        pieces: list[Placed] = []
        vector = False
        for layer, source in self.visible(view.zoom):
            vector |= source.info.form is TileForm.VECTOR
            for asked, place in _places(layer.path, source, view, dense):
                if self._empty(asked):
                    continue
                image = self._kept.images.get(asked)
                if image is None:
                    (far if layer.online else near)[asked] = source
                found = Placed(image, place) if image else self._stand_in(asked, place)
                pieces += [found] if found else []
        self._want(near, far)
        return Streets(tuple(pieces), tuple(self._names(view)), vector, self._light(view))

    def _want(self, near: dict[Asked, TileSource], far: dict[Asked, TileSource]) -> None:
        """Have made what a picture lacks, in a moment: while the map zooms each wants others."""
        if (near, far) != self._wanted:
            self._wanted = near, far
            self._asking.start(ASK_MS if near or far else 0)

    def _ask(self) -> None:
        near, far = self._wanted
        self.works.ask(near, theme.colours())
        self.far.ask(far, theme.colours())

    def _light(self, view: View) -> bool | None:
        """Whether the uppermost street map in the middle is a light picture; None: no picture."""
        for layer, source in reversed(list(self.visible(view.zoom))):
            if _under(view, source):
                raster = source.info.form is TileForm.RASTER and layer.light is not None
                return (layer.light or 0) > LIGHT if raster else None
        return None

    def _names(self, view: View) -> Iterator[tuple[View, Tile, tuple[Word, ...]]]:
        """The names in the tiles of a view, each tile once a world."""
        for layer, source in reversed(list(self.visible(view.zoom))):
            if source.info.form is TileForm.VECTOR:
                for shown in turns(view):
                    yield from self._known_names(layer.path, source, shown)
            elif _under(view, source):
                return  # the picture covers what is below it, and bears names of its own

    def _known_names(
        self, path: str, source: TileSource, shown: View
    ) -> Iterator[tuple[View, Tile, tuple[Word, ...]]]:
        level = level_for_tiles(shown.zoom, source.info)
        tiles = tiles_over(shown.box(), level, world_box(source.info))
        data = (self._kept.data.get((path, tile)) for tile in tiles)
        for tile in dict.fromkeys(one for one in data if one is not None):
            yield shown, tile, self._kept.words.get((path, tile)) or ()

    def _stand_in(self, asked: Asked, place: QRectF) -> Placed | None:
        """What is known of this place already, stretched."""
        for levels in range(min(UP, asked.tile.z) + 1):
            above = ancestor(asked.tile, levels)
            known = self._kept.latest.get((asked.source, above, asked.look))
            image = self._kept.images.get(known) if known else None
            if image is not None:
                part = piece(asked.tile, of=above)
                wide, high = image.width(), image.height()
                cut = QRectF(part.left * wide, part.top * high, part.side * wide, part.side * high)
                return Placed(image, place, cut)
        return None

    def _empty(self, asked: Asked) -> bool:
        """There is nothing here, or it was found damaged a moment ago."""
        until = self._kept.empty.get((asked.source, asked.tile))
        return until is not None and monotonic() < until

    # --- making --------------------------------------------------------------------------------

    def _came(self, made: Made) -> None:
        asked = made.asked
        for works in (self.works, self.far):
            works.waiting.pop(asked, None)
        if made.fault is not None:
            raise made.fault  # ours: to the log, like any other
        place = asked.source, asked.tile
        if made.image is None:
            self._kept.empty.put(place, monotonic() + AGAIN if made.trouble else inf, 1)
        else:
            self._kept.images.put(asked, made.image, made.image.sizeInBytes())
            self._kept.latest.put((*place, asked.look), asked, 1)
            self._kept.data.put(place, made.data, 1)
            self._kept.words.put((asked.source, made.data), made.words, 1)
        self._soon.start()
        self._heed(asked.source, made)

    def _heed(self, path: str, made: Made) -> None:
        layer = next((one for one in self.layers if one.path == path), None)
        if layer is None:
            return
        if made.light is not None:
            layer.light = made.light if layer.light is None else (3 * layer.light + made.light) / 4
        over = layer.online and not made.trouble  # the server answers again
        if layer.trouble != made.trouble and (made.trouble or over):
            layer.trouble = made.trouble
            self.changed.emit()

    def _layers_changed(self) -> None:
        self.changed.emit()
        self.came.emit()


def _places(
    path: str, source: TileSource, view: View, dense: float
) -> Iterator[tuple[Asked, QRectF]]:
    """Every tile of a view with the size it is wanted in and where it lies, in whole pixels."""
    look = theme.theme() if source.info.form is TileForm.VECTOR else ""
    level = level_for_tiles(view.zoom, source.info)
    for shown in turns(view):
        for tile in tiles_over(shown.box(), level, world_box(source.info)):
            left, top, side = square(tile)
            x, y = shown.to_screen(left, top)
            right = shown.to_screen(left + side, top)[0]
            px = ceil((right - x) * dense - 1e-6)
            at = round(x * dense) / dense, round(y * dense) / dense
            yield Asked(path, tile, px, look), QRectF(*at, px / dense, px / dense)


def _under(view: View, source: TileSource) -> bool:
    """Whether a source has tiles in the middle of a view."""
    left, top, right, bottom = world_box(source.info)
    return left <= view.x % 1 <= right and top <= view.y <= bottom


def _take(
    tiles: MapTiles | None,
    layer: TileLayer,
    found: Opened,
    then: Callable[[TileLayer, Opened], None] | None,
) -> bool:
    taken = tiles is not None and isValid(tiles) and tiles.take(layer, found)
    if taken and then is not None:
        then(layer, found)
    return taken


def _shut(layers: list[TileLayer], works: TileWorks, far: TileWorks) -> None:
    far.shut()
    works.shut(wait=True)
    for layer in layers:
        if layer.source is not None:
            layer.source.close()
