"""The buttons over the map: where to look, what to draw, what to read and to save."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.map_near import show_nearest
from situationroom.views.map_out import out_menu, print_map
from situationroom.views.widgets import Card, button, row
from situationroom.views.zone_files import choose_files

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom


SPACE = 9
"""Around the buttons, so that they stay clear of the corners through which the map is seen."""


def map_tools(room: "MapRoom") -> QWidget:
    """The row of buttons at the upper left of the map."""
    canvas, areas = room.canvas, room.areas
    buttons = [
        (button("", "zoom-in", on_click=lambda: canvas.zoom_by(0.5)), tr("Zoom in (+)")),
        (button("", "zoom-out", on_click=lambda: canvas.zoom_by(-0.5)), tr("Zoom out (−)")),
        (button("", "home", on_click=room.go_home), tr("Whole country (Home)")),
        (
            button("", "lasso", on_click=lambda: areas.draw("lasso")),
            tr("Select with a lasso: draw around them"),
        ),
        (
            button("", "rectangle", on_click=lambda: areas.draw("rectangle")),
            tr("Select with a rectangle: draw from corner to corner (or Shift and draw)"),
        ),
        (
            button("", "circle", on_click=lambda: areas.draw("circle")),
            tr("Select around a place: draw from its middle"),
        ),
        (
            button("", "zone", on_click=lambda: areas.draw("polygon")),
            tr("Draw an area: click its corners, finish with Enter or a double click"),
        ),
        (
            button("", "measure", on_click=lambda: areas.draw("measure")),
            tr("Measure distance and direction: click along the way, Esc ends"),
        ),
        (
            button("", "bed", on_click=lambda: show_nearest(room)),
            tr("Nearest shelters with free places, from the selected persons"),
        ),
        (
            button("", "import", on_click=lambda: choose_files(areas)),
            tr("Read zones from files (GeoJSON, KML, CAP, GPX)"),
        ),
        (
            button("", "clock", on_click=room.look_back),
            tr("Replay the incident on the map (Ctrl+T)"),
        ),
        (button("", "print", on_click=lambda: print_map(room)), tr("Print the map (Ctrl+P)")),
        (out := button("", "export"), tr("Export the map: picture, GeoJSON, KML, SVG")),
    ]
    menu = out_menu(room, out)
    out.clicked.connect(lambda: menu.popup(out.mapToGlobal(out.rect().bottomLeft())))
    for one, words in buttons:
        one.setAccessibleName(words)
        one.setToolTip(words)
        one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    box = Card()  # opaque: a frame of the map need not paint a dozen buttons again
    space = theme.px(SPACE)
    box.body.setContentsMargins(space, space, space, space)
    box.body.addWidget(row(*(one for one, _ in buttons), gap=6))
    box.setParent(room)
    return box
