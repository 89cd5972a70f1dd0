"""What was measured: every leg with its length and bearing, the whole way, to be copied."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from situationroom.intake.coordinates import written
from situationroom.map.legs import Leg, Position, bearing_words, legs, length
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.widgets import label, quiet
from situationroom.views.zone_card import MapCard

SHOWN = 12
"""Legs on the card; all of them are copied."""


def measured_card(
    points: Sequence[Position],
    nautical: bool,
    copy: Callable[[], object],
    close: Callable[[], object],
) -> MapCard:
    """The card beside the map while something is measured."""
    card, found = MapCard(tr("Measure"), close), legs(points)
    if not found:
        card.say(tr("Click along the way. Backspace takes the last point back, Enter ends."))
        return card
    card.add(label(length(total(found), nautical), size=20, weight=700))
    card.add(_table(found[-SHOWN:], len(found) - min(len(found), SHOWN), nautical))
    card.say(tr("Along great circles; directions from true north, as one sets out."))
    card.acts([(tr("Copy"), "copy", copy)])
    return card


def total(found: Sequence[Leg]) -> float:
    """Metres of the whole way."""
    return sum(leg.metres for leg in found)


def measured_text(points: Sequence[Position], notation: str, nautical: bool) -> str:
    """A table that pastes into a sheet: leg, from, to, length, bearing; the total below."""
    found = legs(points)
    head = [tr("Leg"), tr("Start point"), tr("End point"), tr("Distance"), tr("Bearing")]
    lines = [head, *(_line(number, leg, notation, nautical) for number, leg in enumerate(found, 1))]
    if len(found) > 1:
        lines.append([tr("Total"), "", "", length(total(found), nautical), ""])
    return "\n".join("\t".join(line) for line in lines)


def _line(number: int, leg: Leg, notation: str, nautical: bool) -> list[str]:
    ends = (written(*end, notation) for end in (leg.start, leg.end))
    return [str(number), *ends, length(leg.metres, nautical), bearing_words(leg.bearing)]


def _table(found: Sequence[Leg], before: int, nautical: bool) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight
    for row, leg in enumerate(found):
        grid.addWidget(quiet(tr("Leg {n}", n=before + row + 1)), row, 0)
        grid.addWidget(label(length(leg.metres, nautical)), row, 1, right)
        grid.addWidget(label(bearing_words(leg.bearing)), row, 2, right)
    return box
