"""What the room sees, page by page: one show a desk, whatever the officer rebuilds around it."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from situationroom.briefing_words import clock
from situationroom.commands.briefing_picture import picture
from situationroom.desk import Desk, Touched
from situationroom.map.basemap import LAYERS, Level, load
from situationroom.models import Briefing
from situationroom.models.briefing import Page, Picture
from situationroom.store.connection import Connection
from situationroom.store.queries.briefing import the_briefing
from situationroom.texts import tr
from situationroom.views.briefing_screen import BriefingScreen
from situationroom.views.room_screens import Known, find, known, remember

SOON_MS: Final = 700
"""Changes that come together make one picture."""
AGAIN_MS: Final = 30_000
"""Times and what is overdue change by themselves."""


def show_of(desk: Desk) -> "Show":
    """The show of this desk; it ends with the desk."""
    found = desk.findChild(Show)
    return found if isinstance(found, Show) else Show(desk)


def look(connection: Connection, now: datetime) -> tuple[Picture, Briefing]:
    """The picture and its settings; the map's layers are read on the way, beside the window."""
    for level in Level:
        for layer in LAYERS:
            load(layer, level)
    return picture(connection, now), the_briefing(connection)


class Show(QObject):
    """``changed`` when the room, or what is prepared for it, looks otherwise.

    ``room`` is what the room sees, ``fresh`` the newest picture. While ``frozen`` the room keeps
    its picture and its page, and the officer leafs in ``page`` without anybody seeing it.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.settings = Briefing(0)
        self.fresh: Picture | None = None
        self.room: Picture | None = None
        self.page = self.room_page = Page.MAP
        self.playing, self.frozen, self.dark, self.light = True, False, False, False
        self.screen: BriefingScreen | None = None
        self._pulled_from: Known | None = None
        self._beside: QWidget | None = None
        self._watched = 0
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(lambda: self.turn(1))
        desk.changed.connect(self._touched)
        application = QGuiApplication.instance()
        application.screenAdded.connect(self._screen_added)  # type: ignore[union-attr]
        application.screenRemoved.connect(lambda _gone: self.changed.emit())  # type: ignore[union-attr]

    # --- what is shown ---------------------------------------------------------------------------

    def look(self) -> None:
        """Make the picture anew; it arrives a moment later."""
        self._desk.latest("briefing", self._came, look, self._desk.now())

    def go(self, page: Page) -> None:
        """To a page; the room follows unless it is frozen."""
        self.page = page
        self._show()

    def turn(self, by: int) -> None:
        """To the next page that is shown, or back."""
        shown = self.pages()
        place = shown.index(self.page) if self.page in shown else -max(by, 0)
        self.go(shown[(place + by) % len(shown)])

    def pages(self) -> list[Page]:
        """The pages that turn by themselves."""
        return [p for p, seconds in zip(Page, self.settings.dwell, strict=True) if seconds]

    def play_or_pause(self) -> None:
        """Pages turn by themselves, or wait for somebody."""
        self.playing = not self.playing
        self._show()

    def freeze_or_go_on(self) -> None:
        """The room keeps what it sees, or sees what was prepared."""
        self.frozen = not self.frozen
        self._show()

    def darken_or_light(self) -> None:
        """The room sees nothing, or sees its page again."""
        self.dark = not self.dark
        self._show()

    def lighten(self) -> None:
        """The room's page in the colours of daylight, or of the night again."""
        self.light = not self.light
        self._show()

    def note(self) -> str:
        """What the foot of the room's page says beside the time."""
        if self.frozen and self.room is not None:
            return tr("held since {time}", time=clock(self.room.at))
        return "" if self.playing else tr("paused")

    # --- the screen ------------------------------------------------------------------------------

    def show_room(self, beside: QWidget, on: QScreen | None = None) -> None:
        """Show the room its page on ``on``, or on the officer's own screen; it may move there."""
        self._beside, self._pulled_from = beside.window(), None
        if self.screen is None:
            self._make_screen()
            self.watch(True)
        if self.screen is not None:
            self.screen.fill(beside, on)
        self._show()

    def hide_room(self) -> None:
        """Take the room's page away."""
        if self.screen is not None:
            self.screen.close()

    def _make_screen(self) -> None:
        self.screen = BriefingScreen()
        self.screen.turned.connect(self._turned_by_room)
        self.screen.paused.connect(self.play_or_pause)
        self.screen.frozen.connect(self.freeze_or_go_on)
        self.screen.lightened.connect(self.lighten)
        self.screen.darkened.connect(self.darken_or_light)
        self.screen.pulled.connect(self._pulled)
        self.screen.left.connect(self._left)

    def _pulled(self) -> None:
        own = self.screen.own() if self.screen else None
        self._pulled_from = known(own) if own else None

    def _screen_added(self, screen: QScreen) -> None:
        """A cable that is put back shows again what it showed."""
        back = self._pulled_from is not None and find([known(screen)], self._pulled_from) == 0
        if back and self.screen is None and self._beside is not None and isValid(self._beside):
            self.show_room(self._beside, screen)
        self.changed.emit()

    def _turned_by_room(self, by: int) -> None:
        """A clicker leafs in what the room sees, not in what the officer prepares."""
        if not self.frozen:
            self.turn(by)

    def watch(self, on: bool) -> None:
        """Somebody looks, or no longer does; nothing is counted while nobody looks."""
        self._watched += 1 if on else -1
        if self._watched > 0:
            self._again.start()
            if on:
                self.look()
        else:
            self._again.stop()
            self._turn.stop()

    def _left(self) -> None:
        screen, self.screen = self.screen, None
        self.dark = False
        if screen is not None:
            if self._moved(screen):  # where the officer has moved it, it comes again
                remember(screen.screen())
            screen.deleteLater()
            self.watch(False)
        self.changed.emit()

    def _moved(self, screen: BriefingScreen) -> bool:
        own = screen.own()
        return self._pulled_from is None and own is not None and screen.screen() is not own

    def end(self) -> None:
        """The incident is being closed."""
        if self.screen is not None:
            self.screen.close()
        for timer in (self._soon, self._again, self._turn):
            timer.stop()

    # --- ---------------------------------------------------------------------------------------

    def _touched(self, _touched: Touched) -> None:
        if self._watched > 0:
            self._soon.start()

    def _came(self, found: tuple[Picture, Briefing]) -> None:
        self.fresh, self.settings = found
        self._show()

    def _show(self) -> None:
        if not self.frozen or self.room is None:
            self.room, self.room_page = self.fresh, self.page
        if self.screen is not None:
            seen = None if self.dark else self.room
            self.screen.show_page(seen, self.room_page, self.note(), light=self.light)
        self._start_turning()
        self.changed.emit()

    def _start_turning(self) -> None:
        seconds = self.settings.dwell[[*Page].index(self.page)]
        wanted = self.playing and not self.frozen and self._watched > 0 and self.screen is not None
        if not wanted:
            self._turn.stop()
        elif not self._turn.isActive() or self._turn.property("page") != self.page:
            self._turn.setProperty("page", self.page)
            self._turn.start(max(1, seconds) * 1000)
