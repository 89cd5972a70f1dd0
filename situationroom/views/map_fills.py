"""Colours of the classes on the map: far enough apart for every kind of colour blindness.

The palettes' tones must read as small text; rings and marks have an outline and may be lighter, so
red, orange and yellow differ in lightness here. ``tests/views/logistics/test_map_fills.py``
measures how they look to who lacks one kind of cone.
"""

from typing import Final

from situationroom.palettes import DARK, LIGHT, Palette

Series = tuple[str, ...]
FILLS: Final = {
    DARK.orange: "#f59331",
    DARK.yellow: "#ffe98f",
    LIGHT.orange: "#d96500",
    LIGHT.yellow: "#d9ad00",
    LIGHT.safe: "#12935c",
}
SERIES: Final[tuple[Series, Series]] = (
    ("#ef6f16", "#3db17a", "#e68ffa", "#f5de22", "#aa10e1", "#87fb92", "#994e34"),
    ("#db6e29", "#2a956b", "#bd4ff4", "#60360f", "#d95bc9", "#3312e5", "#600d8e"),
)
"""Colours of classes that mean nothing by themselves, dark and light."""
STAGES: Final[tuple[Series, Series]] = (
    ("#c2edeb", "#961ae2", "#975931"),
    ("#390865", "#57131d", "#7418e3"),
)
"""Assigned, boarded, left independently: beside the tones of the other stages."""


def fill(colour: str) -> str:
    """How a tone of a palette is drawn on the map."""
    return FILLS.get(colour, colour)


def of_theme(both: tuple[Series, Series], colours: Palette) -> Series:
    """The dark or the light ones."""
    return both[1] if colours == LIGHT else both[0]
