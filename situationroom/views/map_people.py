"""Everybody as numpy columns, and the rings they make on the map: always as many as the list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from math import log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from situationroom.breath import breathe
from situationroom.map.clusters import cluster
from situationroom.map.labels import View
from situationroom.map.projection import to_world, world_pixels
from situationroom.models.vocabulary import Safety
from situationroom.store.queries.map_columns import MapColumns
from situationroom.store.queries.map_details import MapDetails

CLASSES = len(Safety)
ALL = tuple(range(CLASSES))
STEPS = 4
"""Steps of age of a position, from fresh (0) to old or unknown (3)."""
DOT_RADIUS = 6.0
CELL = 64.0
MARGIN = 0.3
"""Persons this many windows around the shown one are grouped too, so that panning finds them."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in world units."""
Array = NDArray[np.float64]
Counts = NDArray[np.int64]
Codes = NDArray[np.uint8]
Kept = tuple[tuple[NDArray[Any], ...], Codes]
"""Columns, and the classes of households that were found from them."""
COLUMNS = ("id", "lat", "lon", "safety")


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """k groups of persons: world units, counts, counts by class, and who is in which.

    ``label`` (n,) says the ring of each person of the columns, -1 for those not shown here.
    ``by_age`` (k, classes, STEPS) parts ``by_class`` by the age of the position, if asked for.
    """

    x: Array
    y: Array
    count: Counts
    by_class: Counts
    label: NDArray[np.int32]
    by_age: Counts | None = None
    drawn: Mapping[int, Any] | None = None
    """The pictures of those in view, made aside, so that a frame only copies them."""

    def members(self, ring: int) -> NDArray[np.intp]:
        """Places in the columns of everybody in one ring."""
        return np.flatnonzero(self.label == ring)


@dataclass(frozen=True, slots=True, eq=False)
class Coloured:
    """The class of each person (n,) among ``kinds``; ``ages`` (n,) the step of their position."""

    codes: Codes
    kinds: int = CLASSES
    ages: Codes | None = None


NOBODY = MapColumns(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0, np.uint8))


class People:
    """The columns of everybody, kept current, in world units. ``version`` grows with changes."""

    def __init__(self, columns: MapColumns) -> None:
        self.version = 0
        self.kept: Kept | None = None
        self.kept_comes = False
        """Whether newer ones are on their way whenever columns have changed."""
        self.details = MapDetails.blank(columns.id)
        self.set(columns)

    def set(self, columns: MapColumns) -> None:
        """These are all persons there are."""
        self._take(columns, *to_world(columns.lat, columns.lon))

    def _take(self, columns: MapColumns, x: Array, y: Array) -> None:
        self.columns, self.x, self.y = columns, x, y
        self.placed = np.isfinite(x)
        self.details = _aligned(self.details, columns.id)
        self.version += 1

    def update(self, ids: Collection[int], fresh: MapColumns) -> None:
        """Persons ``ids`` are now as ``fresh`` says; those missing in it no longer exist."""
        at = _found(self.columns.id, fresh.id)
        if len(ids) == len(fresh.id) and (at >= 0).all():
            self._put(at, fresh)
            return
        old = self.columns
        keep = np.flatnonzero(~np.isin(old.id, np.fromiter(ids, np.int64, len(ids))))
        order = np.argsort(np.concatenate([old.id[keep], fresh.id]), kind="stable")

        def joined(known: NDArray[Any], told: NDArray[Any]) -> NDArray[Any]:
            return np.concatenate([known[keep], told])[order]

        x, y = to_world(fresh.lat, fresh.lon)
        columns = {name: joined(getattr(old, name), getattr(fresh, name)) for name in COLUMNS}
        self._take(MapColumns(**columns), joined(self.x, x), joined(self.y, y))

    def _put(self, at: NDArray[np.intp], fresh: MapColumns) -> None:
        # Nobody came and nobody went: of a million only the touched are looked at. The columns
        # are new ones all the same, for the old may be being painted.
        self.version += 1
        x, y = to_world(fresh.lat, fresh.lon)
        self.x, self.y = _changed(self.x, at, x), _changed(self.y, at, y)
        self.placed = _changed(self.placed, at, np.isfinite(x))
        self.columns = MapColumns(
            **{
                name: _changed(getattr(self.columns, name), at, getattr(fresh, name))
                for name in COLUMNS
            }
        )

    def tell(self, details: MapDetails, *, all_of_them: bool) -> None:
        """More about everybody, or about some: those of ``details`` only."""
        self.version += 1
        if all_of_them:
            self.details = _aligned(details, self.columns.id)
        else:
            self.details = _merged(self.details, details)

    def by_safety(self) -> Counts:
        """How many of each safety status there are, placed or not."""
        return np.bincount(self.columns.safety, minlength=CLASSES).astype(np.int64)

    def unplaced(self) -> int:
        """How many have no position."""
        return int((~self.placed).sum())

    def ids(self, places: NDArray[np.intp]) -> list[int]:
        """The ids at these places of the columns."""
        found: list[int] = self.columns.id[places].tolist()
        return found

    def places(self, ids: Collection[int]) -> NDArray[np.intp]:
        """Where these ids stand in the columns, in the order of the columns."""
        at = _found(self.columns.id, np.fromiter(ids, np.int64, len(ids)))
        found = np.sort(at[at >= 0])
        return found[np.diff(found, prepend=-1) > 0]

    def inside(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        """Ids of everybody in a box of world units."""
        x, y = self.x, self.y
        return self.ids(np.flatnonzero((x >= left) & (x <= right) & (y >= top) & (y <= bottom)))

    def rings(
        self, view: View, classes: Collection[int] = ALL, coloured: Coloured | None = None
    ) -> Rings:
        """The groups of a view and its surroundings, of persons whose class is in ``classes``.

        Classes are the safety codes unless ``coloured`` says others.
        """
        shown = coloured or Coloured(self.columns.safety)
        ticked = np.zeros(256, bool)
        ticked[list(classes)] = True
        codes, kinds = shown.codes, shown.kinds
        if shown.ages is not None:
            codes, kinds = codes * np.uint8(STEPS) + shown.ages, kinds * STEPS
            ticked = ticked.repeat(STEPS)
        across, box = _unrolled(self.x, surroundings(view))
        found = cluster(across, self.y, codes, view.zoom, kinds, CELL, box, ticked[:kinds])
        breathe()
        joined = _apart(found.x, found.y, found.count, view.zoom)
        breathe()
        k = int(joined.max(initial=-1)) + 1
        count = np.bincount(joined, found.count, k).astype(np.int64)
        by_class = np.zeros((k, kinds), np.int64)
        np.add.at(by_class, joined, found.by_class)
        label = np.append(joined, -1).astype(np.int32)[found.label]  # -1 finds the last
        x, y = (np.bincount(joined, axis * found.count, k) / count for axis in (found.x, found.y))
        x %= 1.0
        if shown.ages is None:
            return Rings(x, y, count, by_class, label)
        by_age = by_class.reshape(k, shown.kinds, STEPS)
        return Rings(x, y, count, by_age.sum(axis=2), label, by_age)


def _found(known: NDArray[np.int64], ids: NDArray[np.int64]) -> NDArray[np.intp]:
    """Where each of ``ids`` stands in ``known`` (ascending), -1 where it does not."""
    if not len(known):
        return np.full(len(ids), -1, np.intp)
    at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    return np.where(known[at] == ids, at, -1)


def _changed(column: NDArray[Any], at: NDArray[np.intp], told: NDArray[Any]) -> NDArray[Any]:
    """A new column; the very same one where nothing is different, so that it tells itself."""
    if np.array_equal(column[at], told, equal_nan=column.dtype.kind == "f"):
        return column
    made = column.copy()
    made[at] = told
    return made


def _aligned(details: MapDetails, ids: NDArray[np.int64]) -> MapDetails:
    """The details of exactly these persons; blank for those not told of yet."""
    if np.array_equal(details.id, ids):
        return replace(details, id=ids)  # one column of ids in memory, not two
    made, at = MapDetails.blank(ids), _found(details.id, ids)
    known = at >= 0
    for name in _told():
        getattr(made, name)[known] = getattr(details, name)[at[known]]
    return replace(made, groups=details.groups)


def _merged(old: MapDetails, fresh: MapDetails) -> MapDetails:
    """``old`` with what ``fresh`` says of some of them."""
    at = _found(old.id, fresh.id)
    known, groups = at >= 0, dict.fromkeys((*old.groups, *fresh.groups))
    number = {name: code for code, name in enumerate(groups)}
    codes = np.array([number[name] for name in fresh.groups], np.int32)
    made: dict[str, Any] = {"groups": tuple(groups)}
    for name in _told():
        told = codes[fresh.group] if name == "group" else getattr(fresh, name)
        made[name] = _changed(getattr(old, name), at[known], told[known])
    return replace(old, **made)


def _told() -> list[str]:
    return [field.name for field in fields(MapDetails) if field.name not in ("id", "groups")]


def surroundings(view: View) -> Box:
    """(left, top, right, bottom) in world units of the view with its margin."""
    left, top, right, bottom = view.box()
    aside, above = (right - left) * MARGIN, (bottom - top) * MARGIN
    return left - aside, top - above, right + aside, bottom + above


def together(x: Array) -> Array:
    """These x in one piece around the first, though the date line may lie between them."""
    made: Array = x[:1] + (x - x[:1] + 0.5) % 1.0 - 0.5
    return made


def _unrolled(x: Array, box: Box) -> tuple[Array, Box]:
    """``x`` in the copies of the world that a box shows, and the box: nobody ends at its edge."""
    left, top, right, bottom = box
    if right - left >= 1.0:
        return x, (0.0, top, 1.0, bottom)
    if right > 1.0:
        return np.where(x < right - 1.0, x + 1.0, x), box
    if left < 0.0:
        return np.where(x > left + 1.0, x - 1.0, x), box
    return x, box


def radius(count: int) -> float:
    """Pixels from the middle to the outer edge of a ring."""
    return DOT_RADIUS if count == 1 else 13.0 + 7.0 * log10(count)


def _apart(x: Array, y: Array, count: Counts, zoom: float) -> NDArray[np.intp]:
    """The ring of each group, counted from 0, so that no two rings lie over each other.

    Those that have joined are larger and lie elsewhere: it is looked at again until all are apart.
    """
    ring = np.arange(len(x))
    while True:
        kept, into = np.unique(_joined(x, y, count, zoom), return_inverse=True)
        ring = into[ring]
        if len(kept) == len(x):
            return ring
        together = np.bincount(into, count, len(kept))
        x, y = (np.bincount(into, axis * count, len(kept)) / together for axis in (x, y))
        count = together.astype(np.int64)


def _joined(x: Array, y: Array, count: Counts, zoom: float) -> NDArray[np.intp]:
    """Which group each group joins, the big ones first."""
    scale = world_pixels(zoom)
    into = np.arange(len(x))
    px, py = x * scale, y * scale
    sizes = np.array([radius(int(n)) for n in count])
    free = np.ones(len(x), bool)
    for big in np.argsort(-count, kind="stable"):
        if not free[big]:
            continue
        breathe()
        near = free & (np.hypot(px - px[big], py - py[big]) < (sizes + sizes[big]) * 0.95)
        into[near] = big
        free &= ~near
    return into
