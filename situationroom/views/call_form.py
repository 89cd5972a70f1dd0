"""The call form (F2): one window, keyboard only; several may be open at once."""

from pathlib import Path
from uuid import uuid4

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from situationroom.commands.calls import take_call
from situationroom.commands.people import edit_person
from situationroom.desk import Touched
from situationroom.models import Report, Request
from situationroom.models.errors import RuleError
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import requests
from situationroom.texts import tr
from situationroom.views import theme, times, widgets
from situationroom.views.call_drafts import drafts_dir, keep_draft, kept_drafts
from situationroom.views.call_family import FamilyPanel
from situationroom.views.call_fields import CallFields
from situationroom.views.call_hints import EVENTS, SHOWN, Found, HintPanel, look_up
from situationroom.views.call_identity import IdentityPanel
from situationroom.views.call_opens import Opens
from situationroom.views.call_panels import CallPanels
from situationroom.views.call_questions import questions_panel
from situationroom.views.call_records import records_of, told_of_known
from situationroom.views.call_typed import TypedCall
from situationroom.views.finder import finder_of
from situationroom.views.frame import Frame
from situationroom.views.known_places import known_of
from situationroom.views.place_choices import offer_places
from situationroom.views.points_panel import PointsPanel
from situationroom.views.triage_panel import TriagePanel
from situationroom.views.widgets import button

KEEP_MS = 700
LOOK_MS = 150
"""Milliseconds after the last keystroke until the draft is kept, and until people are looked up."""


def reopen_drafts(frame: Frame) -> int:
    """Open the call forms again that were not stored when the program ended; how many."""
    drafts = kept_drafts(frame.desk.path)
    for path, typed in drafts:
        CallForm(frame, typed.attach_to, typed, path).show()
    return len(drafts)


class CallForm(QWidget):
    """A call while it is taken down. Ctrl+Enter stores it, Esc puts it aside as a draft.

    ``edited(TypedCall)`` a moment after the last keystroke, for the panels beside the fields.
    """

    edited = Signal(object)

    def __init__(
        self,
        frame: Frame,
        request: int | None = None,
        typed: TypedCall | None = None,
        draft: Path | None = None,
    ) -> None:
        parent = frame.window() if isinstance(frame, QWidget) else None
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._frame, self._desk = frame, frame.desk
        self._draft = draft or drafts_dir() / f"call-{uuid4().hex}.json"
        self._stored = False
        self._serial = 0
        self._found: Found | None = None
        self._finder = finder_of(self._desk)
        self._finder.start()
        typed = typed or TypedCall(attach_to=request)
        self.fields = CallFields(typed, self._desk.now, self._desk.incident.incident_zone)
        self.opens = Opens()
        self.problem = widgets.inline_error()
        self.panels = CallPanels()
        self._make_panels(typed)
        self._lay_out()
        self._keys()
        self._attach_known(typed, request)
        self._keeper = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._keeper.timeout.connect(self._keep)
        self._looker = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._looker.timeout.connect(self._look)
        self._listen()
        self.resize(theme.px(1040), theme.px(760))
        self.fields.caller.setFocus()

    def _make_panels(self, typed: TypedCall) -> None:
        """What stands beside the fields, from top to bottom."""
        incident, chips = self._desk.incident, self.fields.priority
        self.hints = HintPanel()
        self.triage = TriagePanel(incident.triage, typed.answers, chips, by_hand=typed.by_hand)
        self.family, self.identity = FamilyPanel(self._desk), IdentityPanel(self._desk)
        self.points, asked = PointsPanel(self._desk), questions_panel(incident.kind)
        beside = (self.family, self.identity, self.hints, self.triage, self.points, asked)
        for panel in beside:
            self.panels.add(panel)

    # --- what stands in the form ---------------------------------------------------------------

    def typed(self) -> TypedCall:
        """The fields as they are now."""
        typed = self.fields.typed()
        typed.attach_to = self.opens.request
        typed.answers, typed.by_hand = self.triage.list.answers(), self.triage.proposal.by_hand
        return typed

    def store(self) -> None:
        """Take the call: the form closes when it is on the disk."""
        typed, incident, now = self.typed(), self._desk.incident, self._desk.now()
        try:
            records = records_of(typed, incident, now, known_of(self._desk).places)
        except RuleError as error:
            self.problem.say_error(error)
            return
        job = self._desk.run(
            take_call,
            records.report,
            records.persons,
            records.new_persons,
            records.request,
            records.attach_to,
            records.answers,
            records.informed,
            records.done,
        )
        job.on_refusal = self.problem.say_error
        job.succeeded.connect(self._taken)
        self.identity.record()

    def _taken(self, report: Report) -> None:
        typed, now, known = self.typed(), self._desk.now(), known_of(self._desk).places
        about = [s.person for s in typed.subjects if s.person is not None]
        for person in self._desk.ask(persons, about):
            if told := told_of_known(typed, person, self._desk.incident, now, known):
                self._desk.run(edit_person, person.id, told)
        self._forget()
        if shiboken6.isValid(self._frame) if isinstance(self._frame, QWidget) else True:
            self._say(report)
        self.close()

    def _say(self, report: Report) -> None:
        if report.request is None:
            self._frame.say(tr("The call is stored."))
            return
        asked = self._desk.ask(requests, [report.request])
        number = asked[0].number if asked else ""
        self._frame.say(tr("The call is stored: request {number}", number=number))
        self._frame.select("request", [report.request])

    def discard(self) -> None:
        """Throw the form away, with its draft."""
        self._forget()
        self.close()

    def _forget(self) -> None:
        self._stored = True
        self._keeper.stop()
        self._draft.unlink(missing_ok=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A closed form that was not stored stays as a draft."""
        self._keeper.stop()
        self._looker.stop()
        if not self._stored:
            self._keep()
        super().closeEvent(event)

    # --- while typing --------------------------------------------------------------------------

    def _edited(self) -> None:
        self._keeper.start()
        self._looker.start()
        self.problem.say("")

    def _keep(self) -> None:
        typed = self.typed()
        if not typed.is_empty:
            keep_draft(self._draft, self._desk.path, typed)

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("incident"):
            self.triage.show_questions(self._desk.incident.triage)

    def _look(self) -> None:
        self._serial += 1
        typed, incident, now = self.typed(), self._desk.incident, self._desk.now()
        self.edited.emit(typed)
        known = known_of(self._desk).places
        args = (self._serial, typed, incident, now, self._finder.hits, known)
        self._desk.fetch(self._heard, look_up, *args)

    def _heard(self, found: Found) -> None:
        if found.serial != self._serial:
            return
        self._found = found
        self.hints.show_found(found)
        self.fields.place_words.setText(found.place)

    def _attach_nth(self, place: int) -> None:
        if place < len(self.hints.people):
            self._attach(self.hints.people[place])

    def _add_nth(self, place: int) -> None:
        if place < len(self.hints.events):
            self._add_to(self.hints.events[place])

    def _add_to(self, request: Request) -> None:
        """This call goes to a request that is open, whoever it is about."""
        self.opens.choose(request)
        self._edited()

    def _attach(self, person: int) -> None:
        found = self._desk.ask(persons, [person])
        if found:
            self.fields.subjects.attach(found[0])
            self.opens.offer(self._found.requests.get(person, ()) if self._found else ())

    def _known_caller(self) -> None:
        """Whom the caller asks about, as far as the cell knows them: ask before telling."""
        typed = self.fields
        about = next((row.person for row in typed.subjects.rows if row.person), None)
        self.identity.ask_about(about, typed.caller.text, typed.caller_phone.text)

    def _attach_known(self, typed: TypedCall, request: int | None) -> None:
        """Persons a draft had attached, and the request the form was opened on."""
        for row in self.fields.subjects.rows:
            if row.person is not None and (found := self._desk.ask(persons, [row.person])):
                row.attach(found[0])
        asked = self._desk.ask(requests, [request]) if request else []
        self.opens.offer(asked)
        if asked and typed.is_empty:
            for person in self._desk.ask(persons, list(asked[0].persons)):
                self.fields.subjects.attach(person)

    # --- the parts -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        began = times.clock(self._desk.now(), self._desk.incident.incident_zone)
        self.setWindowTitle(tr("Call at {time}", time=began))
        head = (widgets.heading(self.windowTitle()), None, widgets.quiet(self._desk.officer))
        store = button(tr("Store the call"), "check", "primary", "Ctrl+Return", self.store)
        aside = button(tr("Discard"), "trash", "quiet", on_click=self.discard)
        outer, left = QHBoxLayout(self), QVBoxLayout()
        space = theme.px(16)
        outer.setContentsMargins(space, space, space, space)
        outer.setSpacing(space)
        left.addWidget(widgets.row(*head))
        left.addWidget(widgets.scrolled(self.fields), 1)
        left.addWidget(self.problem)
        left.addWidget(widgets.row(self.opens, None, aside, store))
        outer.addLayout(left, 1)
        outer.addWidget(self.panels)

    def _keys(self) -> None:
        for place in range(SHOWN):
            key = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            key.activated.connect(lambda n=place: self._attach_nth(n))
        for place in range(EVENTS):
            key = QShortcut(QKeySequence(f"Ctrl+{SHOWN + place + 1}"), self)
            key.activated.connect(lambda n=place: self._add_nth(n))
        for place, chip in enumerate(self.fields.priority.values(), start=1):
            key = QShortcut(QKeySequence(f"Alt+{place}"), self)
            key.activated.connect(chip.click)
            chip.setToolTip(f"Alt+{place}")
        QShortcut(QKeySequence("Ctrl+L"), self, self.identity.start)
        QShortcut(QKeySequence("Ctrl+R"), self, self.identity.record)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self.store)
        QShortcut(QKeySequence("Ctrl+T"), self, self.triage.start)

    def _listen(self) -> None:
        self.fields.changed.connect(self._edited)
        offer_places(self.fields.where, self._desk, self._edited)
        known_of(self._desk).changed.connect(self._looker.start)
        self.opens.currentIndexChanged.connect(lambda _n: self._edited())
        self.hints.attach_asked.connect(self._attach)
        self.hints.add_asked.connect(self._add_to)
        self.fields.subjects.changed.connect(self._known_caller)
        self._known_caller()
        self.triage.changed.connect(self._edited)
        self.edited.connect(self.family.follow)
        self._desk.changed.connect(self._changed)
        self._finder.changed.connect(self._looker.start)
