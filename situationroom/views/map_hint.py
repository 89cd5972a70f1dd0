"""Why nobody is on the map, and what to do about it: over an empty map only."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.widgets import Button, Card, button, clear, empty_state

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

WIDTH = 360


class MapHint(Card):
    """Hidden while somebody is shown; it waits until it is known who there is."""

    def __init__(self, room: "MapRoom") -> None:
        super().__init__()
        self._room = room
        self._said = ""
        self.setParent(room)
        self.setFixedWidth(theme.px(WIDTH))
        self.hide()

    def look(self) -> None:
        """Say what keeps everybody off the map, or nothing where somebody is on it."""
        people, room = self._room.people, self._room
        if int(room.look.shown().sum()):
            self._say("")
        elif not len(people.columns.id):
            self._say("nobody")
        else:
            self._say("hidden" if people.placed.any() else "unplaced")

    def place(self, left: int, right: int) -> None:
        """In the middle between two edges of the room (pixels)."""
        self.adjustSize()
        self.move((left + right - self.width()) // 2, (self._room.height() - self.height()) // 2)
        self.raise_()

    def _say(self, said: str) -> None:
        if said != self._said:
            self._said = said
            clear(self.body)
            if said:
                self.body.addWidget(self._words(said))
        self.setVisible(bool(said))

    def _words(self, said: str) -> QWidget:
        if said == "nobody":
            what = tr("Drop a list onto the window, or write down the first call.")
            frame = self._room.frame
            read = button(
                tr("Import lists…"), "import", "primary", None, lambda: frame.start_import([])
            )
            call = button(tr("New call"), "phone", on_click=frame.start_call)
            return empty_state("people", tr("Nobody is known yet"), what, read, call)
        if said == "unplaced":
            what = tr("Put on the map who says the same words, or open the list.")
            ask = self._room.legend.places_asked.emit
            places = button(tr("Places and words for places"), "pin", on_click=ask)
            return empty_state("pin", tr("Nobody has a position yet"), what, places)
        what = tr("All of their classes are switched off in the legend.")
        return empty_state("eye-off", tr("Everybody is hidden"), what, self._show_all())

    def _show_all(self) -> Button:
        return button(tr("Show everybody"), "people", on_click=self._room.legend.show_everybody)
