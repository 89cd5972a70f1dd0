"""Sheets of paper and what they show of the world at an exact scale.

Lengths on paper are in pixels of a 96th of an inch, as on a screen. Web Mercator stretches towards
the poles: a scale holds at the latitude of the sheet's middle, going east, on the WGS-84 ellipsoid.
"""

import math
import re
from dataclasses import dataclass

from situationroom.map.labels import View
from situationroom.map.projection import TILE_PX, parallel_m, to_degrees

Box = tuple[float, float, float, float]
MM = 96 / 25.4
"""Pixels of a millimetre."""
METRES_PX = 0.0254 / 96
"""Metres of paper in a pixel."""
PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
MARGIN, HEAD, FOOT = 10.0, 17.0, 40.0
"""Millimetres: around the sheet, for the title above the map, for the legend below it."""
SCALES = (
    5_000, 10_000, 15_000, 20_000, 25_000, 40_000, 50_000, 75_000, 100_000, 150_000, 200_000,
    250_000, 400_000, 500_000, 750_000, 1_000_000, 1_500_000, 2_000_000, 2_500_000, 4_000_000,
    5_000_000, 7_500_000, 10_000_000, 15_000_000, 20_000_000, 30_000_000, 50_000_000,
    100_000_000,
)  # fmt: skip
SMALLEST, LARGEST = 200_000_000, 500
_UNITS = {"": 1, "k": 1_000, "K": 1_000, "m": 1_000_000, "M": 1_000_000, "万": 10_000}
_SCALE = re.compile(r"(?:1\s*[:：/∶]\s*)?([\d][\d\s,.'’，]*)\s*([kKmM万]?)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, upright or lying."""

    paper: str = "A4"
    lying: bool = True

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        short, long = PAPERS[self.paper]
        return (long, short) if self.lying else (short, long)

    @property
    def frame(self) -> Box:
        """Left, top, width and height of the map on the sheet, in pixels."""
        width, height = self.size
        inside = width - 2 * MARGIN, height - 2 * MARGIN - HEAD - FOOT
        return MARGIN * MM, (MARGIN + HEAD) * MM, inside[0] * MM, inside[1] * MM

    def view(self, x: float, y: float, scale: float) -> View:
        """What it shows about a point of world units at 1 : ``scale``."""
        _, _, width, height = self.frame
        lat = to_degrees(x, y)[0]
        zoom = math.log2(parallel_m(lat) / (TILE_PX * scale * METRES_PX))
        return View(x, y, zoom, width, height)

    def fitting(self, box: Box) -> float:
        """The first of SCALES at which a box (left, top, right, bottom; world units) is on it."""
        left, top, right, bottom = box
        _, _, width, height = self.frame
        lat = to_degrees((left + right) / 2, (top + bottom) / 2)[0]
        metres = parallel_m(lat)
        needed = max((right - left) / width, (bottom - top) / height) * metres / METRES_PX
        return float(next((scale for scale in SCALES if scale >= needed * 0.999), SCALES[-1]))


def scale_of(view: View) -> float:
    """The scale at which a view is printed in its own pixels: the n of 1 : n."""
    return view.metres_per_pixel() / METRES_PX


def scale_words(scale: float) -> str:
    """'1 : 50 000'."""
    return f"1 : {round(scale):,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def read_scale(told: str) -> float | None:
    """The n of '1:50 000', '50000', '1：5万', '1:2.5M'; None for what cannot be printed."""
    found = _SCALE.fullmatch(told.strip())
    if found is None:
        return None
    number, unit = found[1], _UNITS[found[2]]
    digits = re.sub(r"[\s,'’，]", "", number)
    if unit == 1:
        digits = digits.replace(".", "")
    try:
        scale = float(digits) * unit
    except ValueError:
        return None
    return scale if LARGEST <= scale <= SMALLEST else None


def sheets_over(box: Box, sheet: Sheet, scale: float, overlap: float = 0.05) -> list[View]:
    """Views in rows and columns that cover a box of world units, neighbours overlapping a little.

    Each sheet has the scale at its own middle, so rows far from the equator show less of the world.
    """
    left, top, right, bottom = box
    found: list[View] = []
    y = top
    while True:
        row = _row(left, right, y, sheet, scale, overlap)
        found += row
        reach = row[0].box()[3]
        if reach >= bottom or len(found) > MOST:
            return found
        y = reach - (reach - row[0].box()[1]) * overlap


MOST = 400
"""Sheets of a pack at most; past it the scale is too fine for the area."""


def _row(
    left: float, right: float, top: float, sheet: Sheet, scale: float, overlap: float
) -> list[View]:
    """The sheets of one row whose upper edge is at ``top``."""
    middle = top
    for _ in range(8):  # the height of a sheet depends on the latitude of its own middle
        _, above, _, below = sheet.view(0.5, min(middle, 0.999), scale).box()
        middle = top + (below - above) / 2
    view = sheet.view(0.5, min(middle, 0.999), scale)
    wide = view.box()[2] - view.box()[0]
    step = wide * (1 - overlap)
    count = max(1, math.ceil((right - left - wide) / step - 1e-9) + 1)
    aside = ((right - left) - (wide + step * (count - 1))) / 2
    return [
        View(left + aside + wide / 2 + step * n, view.y, view.zoom, view.width, view.height)
        for n in range(min(count, MOST + 1))
    ]
