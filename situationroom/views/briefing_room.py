"""The officer's side of the briefing: what the room sees, what comes next, what it may read."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from situationroom.briefing_words import clock, page_name
from situationroom.desk import Touched
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.actions import Action
from situationroom.views.briefing_canvas import SmallCopy
from situationroom.views.briefing_settings import BriefingSettings
from situationroom.views.briefing_show import Show, show_of
from situationroom.views.briefing_taken import TakeAlong
from situationroom.views.briefing_texts import TypedTexts
from situationroom.views.frame import Frame
from situationroom.views.room_screens import others, room_screen, screens_menu
from situationroom.views.widgets import Card, button, heading, label, quiet, row, scrolled
from situationroom.views.wrapped import flow

KINDS: Final = ("incident", "site", "movement", "briefing")
SIDE: Final = 390


class BriefingRoom(QWidget):
    """Works while the room looks at the second screen; F11 shows and hides that."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.show_ = show_of(frame.desk)
        self.seen, self.next = SmallCopy(), SmallCopy()
        self.texts = TypedTexts(frame)
        self.settings = BriefingSettings(frame, self.show_)
        self.taken = TakeAlong(frame, self.show_)
        self._watching = False
        self._seen_note, self._next_note = label("", "quiet", 12), label("", "quiet", 12)
        self.screen_button = button("", "briefing", "primary", on_click=self._toggle)
        self.choose = button(tr("Choose the screen"), "chevron-down", on_click=self._choose)
        self.hold = button("", "lock", on_click=self.show_.freeze_or_go_on)
        self.daylight = button("", "sun", on_click=self.show_.lighten)
        self.play = button("", "pause", on_click=self.show_.play_or_pause)
        self._lay_out()
        self.show_.changed.connect(self._follow)
        frame.desk.changed.connect(self._touched)
        self._follow()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.px(12))
        told = quiet(tr("Names, numbers and health data cannot appear there."))
        left.addWidget(row(heading(tr("Briefing")), told, None, gap=16))
        left.addWidget(flow(self.screen_button, self.choose, self._turner(-1),
                            self._turner(1), self.play, self.hold, self.daylight))  # fmt: skip
        copies = QHBoxLayout()
        copies.setSpacing(theme.px(12))
        self._seen_card = _copy_card(tr("The room sees"), self._seen_note, self.seen)
        self._next_card = _copy_card(tr("Next, not shown yet"), self._next_note, self.next)
        copies.addWidget(self._seen_card, 1)
        copies.addWidget(self._next_card, 1)
        left.addLayout(copies)
        left.addWidget(self.taken)
        left.addStretch(1)
        outer = QHBoxLayout(self)
        space = theme.px(16)
        outer.setContentsMargins(space, space, space, space)
        outer.setSpacing(space)
        outer.addLayout(left, 1)
        side = scrolled(self._side())
        side.setFixedWidth(theme.px(SIDE))
        outer.addWidget(side)

    def _side(self) -> QWidget:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.setSpacing(theme.px(12))
        pages = Card(tr("Pages and seconds"))
        pages.body.addWidget(self.settings)
        texts = Card(tr("Typed texts the room may read"))
        texts.body.addWidget(self.texts)
        for card in (pages, texts):
            inside.addWidget(card)
        inside.addStretch(1)
        return inner

    def _turner(self, by: int) -> QWidget:
        name, icon = (
            (tr("Next page"), "chevron-right") if by > 0 else (tr("Page before"), "chevron-left")
        )
        return button(name, icon, on_click=lambda: self.show_.turn(by))

    def told(self) -> str:
        """What stands below the copy of the room's page."""
        return self._seen_note.text()

    def list_actions(self) -> list[Action]:
        """What the palette finds while this page is open."""
        return [
            Action(tr("Hold the room's picture, or go on"), "lock", self.show_.freeze_or_go_on),
            Action(tr("Pause the pages, or go on"), "pause", self.show_.play_or_pause),
            Action(tr("The room's page light or dark"), "sun", self.show_.lighten),
        ]

    def _toggle(self) -> None:
        show_or_hide(self.show_, self.window(), below(self.screen_button))

    def _choose(self) -> None:
        ask_screen(self.show_, self.window(), below(self.choose))

    def _follow(self) -> None:
        show = self.show_
        seen = None if show.dark else show.room
        self.seen.show_page(seen, show.room_page, show.note(), light=show.light)
        self.next.show_page(show.fresh, show.page, light=show.light)
        self._next_card.setVisible(show.frozen)
        on = show.screen is not None
        self.screen_button.setText(tr("Hide from the room") if on else tr("Show to the room"))
        self.choose.setVisible(len(others(self.window())) > 1)
        self.hold.setText(tr("Show what is next") if show.frozen else tr("Hold this picture"))
        self.play.setText(tr("Pause the pages") if show.playing else tr("Let the pages turn"))
        self.daylight.setText(tr("Dark for a dim room") if show.light else tr("Light for daylight"))
        shown = self._shown_on()
        if show.dark:
            shown = tr("dark until B or the full stop is pressed again")
        at = clock(show.room.at) if show.room else ""
        parts = (page_name(show.room_page), at, show.note(), shown)
        self._seen_note.setText(" · ".join(part for part in parts if part))
        self._next_note.setText(page_name(show.page))
        self.settings.take(show.settings)

    def _shown_on(self) -> str:
        screen = self.show_.screen
        if screen is None:
            return tr("not on any screen")
        if screen.own() is None:
            return tr("on this screen")
        if len(others(self.window())) < 2:
            return tr("on the second screen")
        return tr("on the screen {name}", name=screen.screen().model() or screen.screen().name())

    def _touched(self, touched: Touched) -> None:
        decided = any(entry.verb == "record_decision" for entry in touched.entries)
        if self._watching and (decided or touched.any_of(*KINDS)):
            self.texts.load()
        if self._watching and touched.any_of("sitrep"):
            self.taken.load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._watching:
            self._watching = True
            self.show_.watch(True)
            self.texts.load()
            self.taken.load()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._watching:
            self._watching = False
            self.show_.watch(False)


def _copy_card(name: str, note: QWidget, copy: QWidget) -> Card:
    card = Card(name)
    card.body.addWidget(copy)
    card.body.addWidget(note)
    return card


def below(widget: QWidget) -> QPoint:
    """Where a menu of this button opens."""
    return widget.mapToGlobal(widget.rect().bottomLeft())


def show_or_hide(show: Show, window: QWidget, at: QPoint) -> None:
    """Take the room's page away, or show it; where several screens could be meant, ask first."""
    chosen = room_screen(window)
    if show.screen is not None:
        show.hide_room()
    elif chosen is None and len(others(window)) > 1:
        ask_screen(show, window, at)
    else:
        show.show_room(window, chosen)


def ask_screen(show: Show, window: QWidget, at: QPoint) -> None:
    """Let the officer say which screen is the room's; its page goes there at once."""
    if not others(window):
        return
    now = show.screen.own() if show.screen else room_screen(window)
    menu = screens_menu(window, now, lambda screen: show.show_room(window, screen))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    lines = menu.actions()
    menu.setActiveAction(next((one for one in lines if one.isChecked()), lines[0]))


def briefing_actions(frame: Frame, window: QWidget) -> list[Action]:
    """F11: the room's screen, with the officer's page where the room has a screen of its own."""
    show = partial(show_of, frame.desk)

    def middle() -> QPoint:
        return window.mapToGlobal(window.rect().center())

    def toggle() -> None:
        frame.open_room("briefing")
        show_or_hide(show(), window, middle())

    made = [Action(tr("Briefing on the second screen"), "briefing", toggle, ("F11",)),
            Action(tr("Prepare the briefing"), "briefing", lambda: frame.open_room("briefing"),
                   ("Shift+F11",))]  # fmt: skip
    if len(QGuiApplication.screens()) > 2:
        made.append(Action(tr("Choose the screen of the room"), "briefing",
                           lambda: ask_screen(show(), window, middle())))  # fmt: skip
    return made
