"""Map packs: an overview with numbered frames, then one sheet for each zone, city or field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from situationroom.map.labels import LabelKind, View, names
from situationroom.map.sheets import MOST, Box, Sheet, sheets_over
from situationroom.models.errors import RuleError
from situationroom.texts import language, tr
from situationroom.views.map_margin import Page, Printed, inside
from situationroom.views.map_people import together
from situationroom.views.map_shapes import box_of
from situationroom.views.map_upper import Scene, grouped

MOST_PAGES = 100
CITIES_AT = 6.5
"""The zoom at which persons are grouped for a pack by city: groups of about 150 km."""
AROUND = 0.12
"""Room left around what a sheet shows, as a share of it."""
LEAST = 2e-5
"""World units a box is at least wide, about 600 m: a sheet of one hotel shows its street."""


NEAR = 0.0016
"""World units within which the biggest city lends its name, 64 km on the equator."""


class By(StrEnum):
    """What gets a sheet of its own."""

    ONE = "one"
    ZONE = "zone"
    CITY = "city"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet to be: what it is called and what of the world it shows."""

    name: str
    view: View


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """Pages in their order, the overview first; the index says how many persons each shows."""

    pages: tuple[Page, ...]
    rows: tuple[tuple[str, str, int], ...]


def pack(what: Printed, sheet: Sheet, by: By, window: View, scale: float | None) -> Pack:
    """The pages of a pack; ``scale`` None: each sheet as near as it can be.

    Raises RuleError when there is nothing to show, or more sheets than anybody prints.
    """
    if by is By.ONE:
        chosen = scale or sheet.fitting(window.box())
        return Pack((Page(sheet.view(window.x, window.y, chosen)),), ())
    parts = _parts(what.scene, sheet, by, window, scale)
    if not parts:
        raise RuleError("There is nothing here to make a sheet of; choose another division.")
    if len(parts) > MOST_PAGES:
        raise _too_many(len(parts))
    return _bound(what, sheet, parts)


def _too_many(count: int) -> RuleError:
    return RuleError(
        "{n} sheets would be needed, more than {most}; choose a coarser scale or look at a "
        "smaller part.", n=count if count <= MOST else f"{MOST}+", most=MOST_PAGES,
    )  # fmt: skip


def _bound(what: Printed, sheet: Sheet, parts: Sequence[Part]) -> Pack:
    whole = _union(part.view.box() for part in parts)
    frames = tuple((str(number), part.view) for number, part in enumerate(parts, 1))
    masks = [inside(what.scene, part.view) for part in parts]
    rows = [
        (str(number), part.name, int(mask.sum()))
        for number, (part, mask) in enumerate(zip(parts, masks, strict=True), 1)
    ]
    anywhere = np.logical_or.reduce(masks)
    rows.append(("–", tr("on none of the sheets"), int((~anywhere).sum())))
    of = len(parts) + 1
    over = Page(_fitted(sheet, _roomy(whole), None), tr("Overview"), 1, of, frames)
    pages = [
        Page(part.view, f"{number} {part.name}", number + 1, of)
        for number, part in enumerate(parts, 1)
    ]
    return Pack((over, *pages), tuple(rows))


def _parts(scene: Scene, sheet: Sheet, by: By, window: View, scale: float | None) -> list[Part]:
    if by is By.ZONE:
        return [
            Part(zone.name, _fitted(sheet, _roomy(box_of(zone.shapes)), scale))
            for zone in scene.zones
        ]
    if by is By.CITY:
        return _cities(scene, sheet, window, scale)
    return _fields(scene, sheet, window, scale)


def _cities(scene: Scene, sheet: Sheet, window: View, scale: float | None) -> list[Part]:
    """Groups of persons in the window, the biggest first, named after the nearest city."""
    wide = replace(window, zoom=min(CITIES_AT, window.zoom + 3))
    seen = replace(wide, width=window.width * 8, height=window.height * 8)
    rings = grouped(scene, seen).rings
    left, top, right, bottom = window.box()
    found: list[Part] = []
    for ring in np.argsort(-rings.count, kind="stable").tolist():
        x, y = float(rings.x[ring]), float(rings.y[ring])
        if any(left <= x + turn <= right for turn in (-1, 0, 1)) and top <= y <= bottom:
            members = rings.members(ring)
            box = _people_box(together(scene.people.x[members]), scene.people.y[members])
            found.append(Part(nearest_city(x, y), _fitted(sheet, _roomy(box), scale)))
    return found


def _fields(scene: Scene, sheet: Sheet, window: View, scale: float | None) -> list[Part]:
    """Fields of a grid over everybody in the window; empty ones get no sheet."""
    there = inside(scene, window)
    if not there.any():
        return []
    x, y = together(scene.people.x[there]), scene.people.y[there]
    box = _roomy((float(x.min()), float(y.min()), float(x.max()), float(y.max())))
    chosen = scale or sheet.fitting(box) / 3
    views = sheets_over(box, sheet, chosen)
    if len(views) > MOST:
        raise _too_many(len(views))
    rows = {y: row for row, y in enumerate(dict.fromkeys(view.y for view in views))}
    columns: dict[float, int] = {}
    parts = []
    for view in views:
        column = columns[view.y] = columns.get(view.y, 0) + 1
        if inside(scene, view).any():
            parts.append(Part(f"{_letter(rows[view.y])}{column}", view))
    return parts


def nearest_city(x: float, y: float) -> str:
    """The biggest city within about 50 km of a point of world units, else the nearest."""
    known = names()
    cities = np.flatnonzero(np.isin(known.kind, [LabelKind.CITY, LabelKind.CAPITAL]))
    away = np.hypot(known.x[cities] - x, known.y[cities] - y)
    near = cities[away < NEAR]
    row = int(near[known.population[near].argmax()] if len(near) else cities[away.argmin()])
    return (known.zh[row] or known.en[row]) if language() == "zh" else known.en[row]


def _letter(row: int) -> str:
    return chr(65 + row) if row < 26 else f"{chr(64 + row // 26)}{chr(65 + row % 26)}"


def _people_box(x: np.ndarray[tuple[int], np.dtype[np.float64]],
                y: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Box:  # fmt: skip
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _fitted(sheet: Sheet, box: Box, scale: float | None) -> View:
    left, top, right, bottom = box
    return sheet.view((left + right) / 2, (top + bottom) / 2, scale or sheet.fitting(box))


def _roomy(box: Box) -> Box:
    left, top, right, bottom = box
    aside = max((right - left) * AROUND, LEAST / 2)
    above = max((bottom - top) * AROUND, LEAST / 2)
    return left - aside, top - above, right + aside, bottom + above


def _union(boxes: Iterable[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
