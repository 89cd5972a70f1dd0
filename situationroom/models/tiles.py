"""Street maps in tiles: what a file of them says about itself, and what it must be able to do.

A tile (z, x, y) is a square of the web-mercator world, which 2**z of them span eastwards (x) and
southwards (y), as in XYZ addresses and PMTiles; MBTiles count y from the south.
"""

from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import NamedTuple, Protocol

WHOLE_WORLD = (-180.0, -85.06, 180.0, 85.06)
FINEST = 24
"""Past this zoom no tile file is believed."""
LARGEST_TILE = 4 << 20
"""Bytes of one tile as it is stored; those of street maps have a few hundred thousand at most."""


class TileForm(StrEnum):
    """Pictures to be shown as they are, or shapes and names to be drawn."""

    RASTER = "raster"
    VECTOR = "vector"


class Tile(NamedTuple):
    """Zoom, column from the 180th meridian, row from the north."""

    z: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class TileInfo:
    """What a tile file says of itself; texts are plain, `box` is west, south, east, north."""

    title: str
    form: TileForm
    least: int
    most: int
    box: tuple[float, float, float, float] = WHOLE_WORLD
    credit: str = ""


class TileSource(Protocol):
    """Tiles from a file or a server. `read` may be called from any thread."""

    info: TileInfo

    def read(self, tile: Tile) -> bytes | None:
        """A tile as it is stored, None where there is none; InputError when it cannot be read."""

    def close(self) -> None:
        """Let go of the file."""


def plain_text(text: object, most: int = 160) -> str:
    """The words of a text from outside that may hold HTML, in one line, not longer than `most`."""
    words = _Words()
    words.feed(str(text)[: 8 * most])
    words.close()
    shown = "".join(c if c.isprintable() else " " for c in "".join(words.found))
    line = " ".join(shown.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style") and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)
