"""The window with an incident open: strips, rail, rooms, case card. Rooms see it as Frame."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from situationroom.desk import Desk
from situationroom.models.errors import PlainError, StoreError
from situationroom.store.queries.search import Hit
from situationroom.store.verify import Verification
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.actions import Action
from situationroom.views.acts import act_text
from situationroom.views.backups import Backups
from situationroom.views.bottom_strip import BottomStrip
from situationroom.views.case_card import CaseCard
from situationroom.views.dropped import hand_over, street_actions
from situationroom.views.rail import ROOMS, Rail, room_icon, room_keys, room_name
from situationroom.views.rooms import make_room
from situationroom.views.toast import Toast
from situationroom.views.top_strip import TopStrip
from situationroom.views.trouble import TroubleStrip
from situationroom.views.warming import SOON_MS, warm
from situationroom.views.widgets import line
from situationroom.words import sentence

CARD_WIDTH = 380
WIDE = 1500
OPENS_IN = {"person": "people", "request": "requests", "movement": "transport", "site": "shelters"}
PAGES_OF = {"talking_point": "points", "contact": "contacts", "checklist": "checklists"}
"""Records of the room Knowledge, and the page they stand on."""


class Cell(QWidget):
    """Implements ``views.frame.Frame`` for the rooms; made anew for another language or theme."""

    def __init__(self, desk: Desk, room: str = "overview", backups: Backups | None = None) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.desk = desk
        self.room = ""
        self._card_away = False
        self._backups = backups
        self.rooms: dict[str, QWidget] = {}
        self.top = TopStrip(desk)
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.card = CaseCard(self)
        self.bottom = BottomStrip(desk, backups)
        self.trouble = TroubleStrip()
        self.toast = Toast(self)
        self._lay_out()
        self.top.asked.connect(self.open_room)
        self.rail.chosen.connect(self.open_room)
        desk.refused.connect(self.refuse)
        desk.failed.connect(self.fail)
        desk.saved.connect(self.trouble.store_works)
        desk.attendance.start()
        self.open_room(room)
        QTimer.singleShot(SOON_MS, warm)

    # --- Frame ---------------------------------------------------------------------------------

    def select(self, kind: str, ids: Sequence[int]) -> None:
        """Show records on the case card; an empty selection clears it."""
        self.card.show_records(kind, ids)
        self.desk.attendance.at(kind, ids)
        self._fit_card()

    def open_room(self, name: str, view: str = "") -> None:
        """Go to a room; ``view`` is one of its saved views."""
        if name not in self.rooms:
            self.rooms[name] = make_room(name, self)
            self.stack.addWidget(self.rooms[name])
        room = self.rooms[name]
        self.room = name
        self.stack.setCurrentWidget(room)
        self.rail.show_room(name)
        getattr(room, "meet", lambda _kind, _ids: None)(*self.card.shown)
        if view:
            getattr(room, "show_view", lambda _view: None)(view)
        room.setFocus()

    def show_on_map(self, persons: Sequence[int]) -> None:
        """Go to the map with these persons selected."""
        self.open_record_room("map", persons)

    def list_persons(self, persons: Sequence[int]) -> None:
        """Go to the list of exactly these persons."""
        self.open_room("people")
        getattr(self.rooms["people"], "show_only")(persons)  # noqa: B009 - as the other rooms

    def say(self, text: str) -> None:
        """A short translated sentence about what was done."""
        self.toast.say(text)

    def refuse(self, error: PlainError) -> None:
        """A refusal that has no form to stand beside."""
        self.toast.refuse(sentence(error))

    def start_call(self, request: int | None = None) -> None:
        """A new call form; several may be open."""
        from situationroom.views.call_form import CallForm

        form = CallForm(self, request)
        if request is not None:
            attendance = self.desk.attendance
            attendance.write_on(request)
            form.destroyed.connect(lambda: attendance.written(request))
        form.show()

    def take_ring(self, number: str) -> str:
        """A call form on the telephone that rings; 'many' where too many are open."""
        from situationroom.views.call_ring import ring_in

        return ring_in(self, number)

    def write_to(
        self, persons: Sequence[int], about: str = "", movement: int | None = None
    ) -> None:
        """Begin a message to these persons."""
        self.open_room("messages")
        getattr(self.rooms["messages"], "write_to")(persons, about, movement)  # noqa: B009

    def start_import(self, paths: Sequence[str]) -> None:
        """Open the import of these files; street maps and zones go to the map."""
        hand_over(self, paths)

    def read_zones(self, paths: Sequence[Path]) -> None:
        """Read files of zones in the map room; none: ask which."""
        from situationroom.views.zone_files import choose_files, read_files

        self.open_room("map")
        areas = getattr(self.rooms["map"], "areas")  # noqa: B009 - rooms are known by name only
        if paths:
            read_files(areas, paths)
        else:
            choose_files(areas)

    def go_on_importing(self, imports: Sequence[Any]) -> None:
        """Imports that were open when the window was dressed anew."""
        from situationroom.views.import_view import ImportView

        for carried in imports:
            view = ImportView(self, carried=carried)
            view.setVisible(not carried.aside)

    def paste_import(self) -> None:
        """Open the import of the table on the clipboard."""
        from situationroom.views.import_view import ImportView

        view = ImportView(self)
        view.show()
        view.paste()

    # --- more ----------------------------------------------------------------------------------

    def open_record_room(self, name: str, ids: Sequence[int]) -> None:
        """Go to a room and select records there."""
        self.open_room(name)
        getattr(self.rooms[name], "select_ids", lambda _ids: None)(list(ids))

    def restore(self, kind: str, ids: Sequence[int]) -> None:
        """Select again, on the card and in the room, what was selected before a new dress."""
        self.select(kind, ids)
        if ids and OPENS_IN.get(kind) == self.room:
            self.open_record_room(self.room, ids)

    def open_hit(self, hit: Hit) -> None:
        """Go to what the palette found."""
        if hit.kind in PAGES_OF:
            self.open_room("knowledge", PAGES_OF[hit.kind])
            self.open_record_room("knowledge", [hit.id])
            return
        self.select(hit.kind, [hit.id])
        if hit.kind in OPENS_IN:
            self.open_record_room(OPENS_IN[hit.kind], [hit.id])

    def start_event(self) -> None:
        """The event and decision entry (F3)."""
        from situationroom.views.event_form import EventForm

        EventForm(self, self).show()

    def show_settings(self, page: str = "targets") -> None:
        """The times ('targets') or the triage ('questions') of the incident."""
        from situationroom.views.incident_settings import IncidentSettings

        IncidentSettings(self, self, page).show()

    def fail(self, error: Exception) -> None:
        """The environment's failure in the strip; ours with a report file."""
        if isinstance(error, StoreError):
            self.bottom.show_failure(error)
        self.trouble.show_error(error)

    def undo(self) -> None:
        """Take back the officer's last act and say which."""
        entry = self.desk.next_undo()
        job = self.desk.undo()
        if job is None or entry is None:
            self.say(tr("There is nothing to undo."))
            return
        said = tr("Undone: {act}", act=act_text(entry))
        job.succeeded.connect(lambda _result: self.say(said))

    def redo(self) -> None:
        """Bring back what was undone last and say what."""
        entry = self.desk.next_redo()
        job = self.desk.redo()
        if job is None or entry is None:
            self.say(tr("There is nothing to redo."))
            return
        said = tr("Redone: {act}", act=act_text(entry))
        job.succeeded.connect(lambda _result: self.say(said))

    def actions_here(self) -> list[Action]:
        """What can be done from anywhere while an incident is open."""
        rooms = [self._room_action(room) for room in ROOMS]
        return [
            Action(tr("New call"), "phone", self.start_call, ("F2",)),
            Action(tr("Write an event or decision"), "note", self.start_event, ("F3",)),
            Action(tr("Undo"), "undo", self.undo, ("Ctrl+Z",)),
            Action(tr("Redo"), "redo", self.redo, ("Ctrl+Shift+Z", "Ctrl+Y")),
            Action(tr("Read zones from files…"), "zone", lambda: self.read_zones([])),
            *street_actions(self),
            *rooms,
            *getattr(self.rooms.get(self.room), "list_actions", list)(),
            *self._page_actions(),
            *self.settings_actions(),
            *self._knowledge_actions(),
            *self._message_actions(),
            *self._keeping_actions(),
            Action(
                tr("Show or hide the case card"), "columns", self.toggle_card, ("Ctrl+Shift+C",)
            ),
        ]

    def _page_actions(self) -> list[Action]:
        from situationroom.views.briefing_room import briefing_actions
        from situationroom.views.page_actions import page_actions

        return [*briefing_actions(self, self), *page_actions(self.open_room)]

    def settings_actions(self) -> list[Action]:
        """The settings everybody on this incident shares."""
        return [
            Action(
                tr("Times and escalation of the incident…"),
                "clock",
                lambda: self.show_settings("targets"),
            ),
            Action(tr("Triage questions…"), "requests", lambda: self.show_settings("questions")),
        ]

    def _shift_actions(self) -> list[Action]:
        """What the end of a shift asks for."""
        return [
            Action(tr("Are all served?"), "check", lambda: self.open_room("requests", "served")),
            Action(tr("Hand over my shift …"), "handoff", self.hand_over_shift),
        ]

    def hand_over_shift(self) -> None:
        """All my open requests to a colleague or to nobody."""
        from situationroom.views.shift_sheet import hand_over_shift_sheet

        hand_over_shift_sheet(self, self)

    def _knowledge_actions(self) -> list[Action]:
        from situationroom.views.knowledge_room import knowledge_actions

        return knowledge_actions(self.open_room)

    def go_to_place(self) -> None:
        """The map, at a place that is asked for."""
        self.open_room("map")
        getattr(self.rooms["map"], "go_to", lambda: None)()

    def replay(self) -> None:
        """The map, with the time of the incident below it."""
        self.open_room("map")
        getattr(self.rooms["map"], "look_back", lambda: None)()

    def _message_actions(self) -> list[Action]:
        from situationroom.views.messages_acts import message_actions

        return message_actions(self, lambda: self.card.shown)

    def _keeping_actions(self) -> list[Action]:
        place = Action(tr("Go to a place on the map…"), "pin", self.go_to_place, ("Ctrl+G",))
        made = [
            place,
            Action(tr("Replay the incident on the map"), "clock", self.replay, ("Ctrl+T",)),
            *self._shift_actions(),
            Action(tr("Verify the journal"), "lock", self.verify),
        ]
        if self._backups is not None:
            made.append(Action(tr("Back up now"), "copy", self._backups.make))
        return made

    def verify(self) -> None:
        """Prove chain, replay, rules and counts; say the outcome."""
        self.desk.verify().succeeded.connect(self._verified)

    def _verified(self, found: Verification) -> None:
        if not found.ok:
            self.trouble.show_error(
                StoreError(
                    "The journal is not in order: {fault}. Restore a backup and compare.",
                    fault=found.faults[0],
                )
            )
        else:
            self.say(tr("The journal is in order: {n} entries proved.", n=found.entries))

    def _room_action(self, room: str) -> Action:
        name = tr("Go to {room}", room=room_name(room))
        keys = tuple(room_keys(room))
        return Action(name, room_icon(room), lambda: self.open_room(room), keys)

    def toggle_card(self) -> None:
        """The case card aside, and back."""
        self._card_away = self.card.isVisible()
        self._fit_card()

    def _fit_card(self) -> None:
        """On a narrow screen an empty card gives its place to the room."""
        wanted = bool(self.card.shown[1]) or self.width() >= theme.px(WIDE)
        self.card.setVisible(wanted and not self._card_away)

    # --- Qt ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = min(theme.px(CARD_WIDTH), max(theme.px(310), self.width() // 4))
        self.split.setSizes([self.width() - width, width])
        self._fit_card()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _dropped(event):
            event.acceptProposedAction()
            self.start_import(paths)

    def _lay_out(self) -> None:
        middle = QWidget()
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.trouble)
        inside.addWidget(self.stack, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(middle)
        self.split.addWidget(self.card)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([1000, theme.px(CARD_WIDTH)])
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(line(upright=True))
        body.addWidget(self.split, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top)
        outer.addWidget(line())
        outer.addLayout(body, 1)
        outer.addWidget(line())
        outer.addWidget(self.bottom)


def _dropped(event: QDropEvent) -> list[str]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [url.toLocalFile() for url in urls if url.isLocalFile()]
