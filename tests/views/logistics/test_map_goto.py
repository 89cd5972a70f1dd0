"""Going to a place on the map by its name, its coordinates or a link."""

import pytest

from situationroom.commands.places import typed_place
from situationroom.map.projection import to_degrees
from situationroom.views.map_goto import look_at


class Eye:
    """Remembers where it was told to look."""

    def __init__(self) -> None:
        self.at: tuple[float, float, float] | None = None

    def look(self, x: float, y: float, zoom: float) -> None:
        self.at = (x, y, zoom)


@pytest.mark.parametrize(
    "text",
    ["41.0082, 28.9784", "35T PF 66370 41552", "https://maps.google.com/?q=41.0082,28.9784"],
)
def test_that_any_notation_leads_there(text: str) -> None:
    eye = Eye()
    assert look_at(eye, typed_place(text, "TR"), 1_000) == ""
    assert eye.at is not None
    assert to_degrees(*eye.at[:2]) == pytest.approx((41.0082, 28.9784), abs=1e-4)


def test_that_a_town_is_seen_whole_and_a_point_nearer() -> None:
    town, point = Eye(), Eye()
    look_at(town, typed_place("Ankara", "TR"), 1_000)
    look_at(point, typed_place("39.92, 32.85412", "TR"), 1_000)
    assert town.at is not None and point.at is not None and town.at[2] < point.at[2]


@pytest.mark.parametrize("text", ["https://maps.app.goo.gl/abc", "0, 0", "nowhere at all qqq"])
def test_that_what_leads_nowhere_is_said_and_nothing_moves(text: str) -> None:
    eye = Eye()
    assert look_at(eye, typed_place(text, "TR"), 1_000)
    assert eye.at is None
