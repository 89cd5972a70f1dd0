"""Names on the map: states, provinces and cities, the important first, none over another.

    view = View(x=0.58, y=0.37, zoom=6.2, width=1200, height=800)
    for label in labels_for(view, "zh"):
        painter.drawText(*view.to_screen(label.x, label.y), label.text)   # centred there

Near the antimeridian a map may repeat the world: it draws every layer once per `view.turns()`,
shifted by that many worlds, looks for visible features in the box shifted back, and asks for
`repeated` labels, which are shifted already.
Taiwan, Hong Kong and Macao are labelled in the style of provinces of China.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from situationroom.breath import breathe
from situationroom.map.basemap import stamp_of
from situationroom.map.own_data import own_names_file, replaced
from situationroom.map.projection import metres_per_pixel, to_degrees, to_world, world_pixels
from situationroom.settings import resource

Array = NDArray[np.float64]
GAP_PX = 6.0
CELL_PX = 64
LINE = ord("\n")


class LabelKind(IntEnum):
    """What a name belongs to; each has a style of its own. Places get a sign before the name."""

    STATE = 0
    PROVINCE = 1
    TERRITORY = 2
    CAPITAL = 3
    CITY = 4
    AIRPORT = 5
    PORT = 6


TEXT_PX = {
    LabelKind.STATE: 14.0,
    LabelKind.PROVINCE: 11.5,
    LabelKind.TERRITORY: 12.0,
    LabelKind.CAPITAL: 12.5,
    LabelKind.CITY: 11.5,
    LabelKind.AIRPORT: 11.0,
    LabelKind.PORT: 11.0,
}
POINTS = (LabelKind.AIRPORT, LabelKind.PORT)
NAMED_FROM = 10.0
"""The zoom from which airports have their name and not their code alone."""
# States and provinces give way to their cities when the map shows little else of them.
GONE_AT = {LabelKind.STATE: 7.5, LabelKind.TERRITORY: 9.0, LabelKind.PROVINCE: 10.5}


@dataclass(frozen=True, slots=True)
class View:
    """What the window shows: its centre in world units, the zoom, its size in pixels."""

    x: float
    y: float
    zoom: float
    width: float
    height: float

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """World units to pixels from the window's top left corner."""
        scale = world_pixels(self.zoom)
        return (x - self.x) * scale + self.width / 2, (y - self.y) * scale + self.height / 2

    def to_world(self, px: float, py: float) -> tuple[float, float]:
        """Pixels from the window's top left corner to world units."""
        scale = world_pixels(self.zoom)
        return self.x + (px - self.width / 2) / scale, self.y + (py - self.height / 2) / scale

    def box(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of the window in world units."""
        left, top = self.to_world(0, 0)
        right, bottom = self.to_world(self.width, self.height)
        return left, top, right, bottom

    def turns(self) -> list[int]:
        """Whole worlds to draw beside each other: add each to x (0 alone, or -1 and 0, ...)."""
        left, _, right, _ = self.box()
        return list(range(math.floor(left), math.ceil(right)))[:5]

    def metres_per_pixel(self) -> float:
        """Ground metres a pixel covers at the centre of the window."""
        return metres_per_pixel(to_degrees(self.x, self.y)[0], self.zoom)


@dataclass(frozen=True, slots=True)
class Label:
    """A name to draw, centred on (x, y) world units; cities beside their dot, see `size_px`."""

    text: str
    x: float
    y: float
    kind: LabelKind
    size_px: float
    population: int


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Every name the map can show, most important first (smallest zoom, then most people).

    `code` is the IATA code of airports, else empty.
    """

    en: Sequence[str]
    zh: Sequence[str]
    code: Sequence[str]
    x: Array
    y: Array
    kind: NDArray[np.uint8]
    zoom: NDArray[np.float32]
    population: NDArray[np.int64]


def names() -> Names:
    """The names that come with the program, read once, the cell's own before them."""
    return _names(own_names_file(), stamp_of(own_names_file()))


class Texts(Sequence[str]):
    """Very many texts in one piece; what nobody looks at never becomes a string."""

    def __init__(self, pieces: Sequence[bytes], order: NDArray[np.intp]) -> None:
        """The lines of all pieces, one piece after the other, in this order."""
        self._bytes = b"\n".join(pieces)
        ends = np.flatnonzero(np.frombuffer(self._bytes, np.uint8) == LINE)
        starts = np.concatenate([[0], ends + 1])
        ends = np.append(ends, len(self._bytes))
        self._starts, self._ends = starts[order], ends[order]

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [self[n] for n in range(*row.indices(len(self)))]
        return self._bytes[self._starts[row] : self._ends[row]].decode("utf-8")


@lru_cache(maxsize=2)
def _names(own: Path, stamp: tuple[int, int] | None) -> Names:
    places, points = _stored("labels"), _stored("points")
    lat, lon, zoom = (np.concatenate([places[k], points[k]]) for k in ("lat", "lon", "zoom"))
    kind = np.concatenate([places["kind"], points["kind"] + np.uint8(LabelKind.AIRPORT)])
    people = np.concatenate([places["population"], np.zeros(len(points["kind"]), np.int64)])
    order = np.argsort(zoom, kind="stable")
    no_code = b"\n" * (len(places["kind"]) - 1)
    code: Sequence[str] = Texts([no_code, points["code"].tobytes()], order)
    en: Sequence[str]
    zh: Sequence[str]
    en, zh = (Texts([f[name].tobytes() for f in (places, points)], order) for name in ("en", "zh"))
    if stamp is not None:
        en, zh = replaced(own, en, zh)
    x, y = to_world(lat[order] / 1e5, lon[order] / 1e5)
    return Names(en, zh, code, x, y, kind[order], zoom[order], people[order])


def _stored(name: str) -> dict[str, NDArray[Any]]:
    """The columns of one of the files of names; those of text are bytes, a line a name."""
    with np.load(resource(f"basemap/{name}.npz"), allow_pickle=False) as file:
        return dict(file)


def labels_for(
    view: View,
    language: str,
    width_of: Callable[[str, float], float] | None = None,
    most: int = 150,
    repeated: bool = False,
) -> list[Label]:
    """The labels of a view, most important first, so that no two overlap.

    `language` "zh" prefers Chinese and falls back to the English name; `width_of(text, size_px)`
    measures a text (an estimate by default); at most `most` labels. `repeated` also labels the
    worlds beside the first one, for a map that draws them (`View.turns`).
    """
    known, measure = names(), width_of or text_width
    taken: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}
    shown: list[Label] = []
    for row, turn in _candidates(known, view, view.turns() if repeated else [0]):
        breathe()
        text = _text(known, row, language, view.zoom)
        label = _label(known, row, text, turn)
        px, py = view.to_screen(label.x, label.y)
        half = measure(text, label.size_px) / 2 + GAP_PX
        if _claim(taken, (px - half, py - label.size_px, px + half, py + label.size_px)):
            shown.append(label)
            if len(shown) >= most:
                break
    return shown


def _text(known: Names, row: int, language: str, zoom: float) -> str:
    name = (known.zh[row] or known.en[row]) if language == "zh" else known.en[row]
    code = known.code[row]
    if not code:
        return name
    return f"{name} {code}" if zoom >= NAMED_FROM else code


def text_width(text: str, size_px: float) -> float:
    """About how wide a text is in pixels: a hanzi one em, other characters 0.58 em."""
    wide = sum(1 for c in text if c >= "\u2e80")
    return size_px * (wide + 0.58 * (len(text) - wide))


def _candidates(known: Names, view: View, turns: list[int]) -> list[tuple[int, int]]:
    """Rows and the world they are in (see `View.turns`), most important first."""
    left, top, right, bottom = view.box()
    fits = (known.zoom <= view.zoom) & (known.y >= top) & (known.y <= bottom)
    for kind, limit in GONE_AT.items():
        if view.zoom >= limit:
            fits &= known.kind != kind
    found: list[tuple[int, int]] = []
    for turn in turns:
        inside = fits & (known.x + turn >= left) & (known.x + turn <= right)
        found += [(row, turn) for row in np.flatnonzero(inside)[:2000].tolist()]
    return sorted(found)


def _label(known: Names, row: int, text: str, turn: int) -> Label:
    kind, people = LabelKind(int(known.kind[row])), int(known.population[row])
    size = TEXT_PX[kind]
    if kind is LabelKind.STATE and known.zoom[row] <= 2.5:
        size += 1.5
    if kind is LabelKind.CITY and people >= 1_000_000:
        size += 1
    return Label(text, float(known.x[row]) + turn, float(known.y[row]), kind, size, people)


def _claim(
    taken: dict[tuple[int, int], list[tuple[float, float, float, float]]],
    box: tuple[float, float, float, float],
) -> bool:
    """Take a box of the screen if it is free; a coarse grid keeps the search short."""
    left, top, right, bottom = box
    columns = range(int(left // CELL_PX), int(right // CELL_PX) + 1)
    rows = range(int(top // CELL_PX), int(bottom // CELL_PX) + 1)
    cells = [(column, row) for column in columns for row in rows]
    for cell in cells:
        for other in taken.get(cell, ()):
            if left < other[2] and right > other[0] and top < other[3] and bottom > other[1]:
                return False
    for cell in cells:
        taken.setdefault(cell, []).append(box)
    return True
