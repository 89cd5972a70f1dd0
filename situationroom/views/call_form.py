"""The call form (F2): one window, keyboard only; several may be open at once."""

from pathlib import Path
from uuid import uuid4

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from situationroom import legend
from situationroom.commands.calls import take_call
from situationroom.commands.people import edit_person
from situationroom.models import Report
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Category, Need, Priority
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import requests
from situationroom.texts import tr
from situationroom.views import theme, times, widgets
from situationroom.views.call_hints import Found, HintPanel, look_up
from situationroom.views.call_subjects import Subjects
from situationroom.views.call_typed import (
    Subject,
    TypedCall,
    drafts_dir,
    keep_draft,
    kept_drafts,
    records_of,
    told_of_known,
)
from situationroom.views.choice import Choice, choice
from situationroom.views.finder import finder_of
from situationroom.views.frame import Frame
from situationroom.views.widgets import Chip, Flow, button

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
    """A call while it is taken down. Ctrl+Enter stores it, Esc puts it aside as a draft."""

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
        self._make_fields(typed)
        self._lay_out()
        self._keys()
        self._attach_known(typed, request)
        self._keeper = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._keeper.timeout.connect(self._keep)
        self._looker = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._looker.timeout.connect(self._look)
        self._listen()
        self.resize(theme.px(1000), theme.px(760))
        self.caller.setFocus()

    # --- what stands in the form ---------------------------------------------------------------

    def typed(self) -> TypedCall:
        """The fields as they are now."""
        return TypedCall(
            caller=self.caller.text().strip(),
            caller_phone=self.caller_phone.text().strip(),
            relation=self.relation.currentText().strip(),
            subjects=self.subjects.subjects(),
            what=self.what.toPlainText(),
            where=self.where.text().strip(),
            priority=next(str(p) for p, chip in self.priority.items() if chip.isChecked()),
            category=str(self.category.currentData()),
            party=self.party.value(),
            contact=self.contact.text().strip(),
            needs=[str(need) for need, chip in self.needs.items() if chip.isChecked()],
            kin=self.kin.text().strip(),
            kin_phone=self.kin_phone.text().strip(),
            paper=self.paper.text().strip(),
            attach_to=self.attach_to(),
        )

    def attach_to(self) -> int | None:
        """The open request this call is added to, if the officer chose one."""
        chosen = self.opens.currentData()
        return int(chosen) if chosen else None

    def store(self) -> None:
        """Take the call: the form closes when it is on the disk."""
        typed, incident, now = self.typed(), self._desk.incident, self._desk.now()
        try:
            records = records_of(typed, incident, now)
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
        )
        job.on_refusal = self.problem.say_error
        job.succeeded.connect(self._taken)

    def _taken(self, report: Report) -> None:
        typed, now = self.typed(), self._desk.now()
        known = [s.person for s in typed.subjects if s.person is not None]
        for person in self._desk.ask(persons, known):
            if told := told_of_known(typed, person, self._desk.incident, now):
                self._desk.run(edit_person, person.id, told)
        self._stored = True
        self._keeper.stop()
        self._draft.unlink(missing_ok=True)
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
        self._stored = True
        self._keeper.stop()
        self._draft.unlink(missing_ok=True)
        self.close()

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

    def _look(self) -> None:
        self._serial += 1
        incident, now = self._desk.incident, self._desk.now()
        args = (self._serial, self.typed(), incident, now, self._finder.hits)
        self._desk.fetch(self._heard, look_up, *args)

    def _heard(self, found: Found) -> None:
        if found.serial != self._serial:
            return
        self._found = found
        self.hints.show_found(found)
        self.place_words.setText(found.place)

    def _attach_nth(self, place: int) -> None:
        if place < len(self.hints.people):
            self._attach(self.hints.people[place])

    def _attach(self, person: int) -> None:
        found = self._desk.ask(persons, [person])
        if not found:
            return
        self.subjects.attach(found[0])
        asked = self._found.requests.get(person, ()) if self._found else ()
        for request in asked:
            if self.opens.findData(request.id) < 0:
                name = f"{request.number} · {legend.label(request.category)}"
                self.opens.addItem(tr("Add to request {number}", number=name), request.id)
        if asked and self.attach_to() is None:
            self.opens.setCurrentIndex(self.opens.findData(asked[0].id))

    def _attach_known(self, typed: TypedCall, request: int | None) -> None:
        """Persons a draft had attached, and the request the form was opened on."""
        for row in self.subjects.rows:
            if row.person is not None and (found := self._desk.ask(persons, [row.person])):
                row.attach(found[0])
        asked = self._desk.ask(requests, [request]) if request else []
        if not asked:
            return
        name = f"{asked[0].number} · {legend.label(asked[0].category)}"
        self.opens.addItem(tr("Add to request {number}", number=name), asked[0].id)
        self.opens.setCurrentIndex(1)
        if typed.is_empty:
            for person in self._desk.ask(persons, list(asked[0].persons)):
                self.subjects.attach(person)

    # --- the parts -----------------------------------------------------------------------------

    def _make_fields(self, typed: TypedCall) -> None:
        self.caller = _line(typed.caller, tr("Who is calling"))
        self.caller_phone = _line(typed.caller_phone, "138 0013 8000")
        self.relation = Choice(editable=True)
        for word in ("", tr("The person"), tr("Spouse"), tr("Parent"), tr("Child"),
                     tr("Colleague"), tr("Tour leader"), tr("Friend")):  # fmt: skip
            self.relation.addItem(word)
        self.relation.setCurrentText(typed.relation)
        self.subjects = Subjects(typed.subjects)
        self.what = QPlainTextEdit(typed.what)
        self.what.setTabChangesFocus(True)
        self.what.setFixedHeight(theme.px(104))
        self.where = _line(typed.where, tr("Place, address, coordinates or a map link"))
        self.place_words = widgets.quiet("", 12)
        self.place_words.setWordWrap(True)
        self.priority = _priorities(self, typed)
        self.category = choice(tuple(Category), Category(typed.category))
        self.party = QSpinBox(minimum=1, maximum=9_999, value=typed.party)
        self.contact = _line(typed.contact, "20 · 3h · 18:30")
        self.needs = {need: Chip(legend.label(need)) for need in Need}
        for need, chip in self.needs.items():
            chip.setChecked(str(need) in typed.needs)
        self.kin = _line(typed.kin, "")
        self.kin_phone = _line(typed.kin_phone, "")
        self.paper = _line(typed.paper, "")
        self.opens = Choice()
        self.opens.addItem(tr("Open a new request"), None)
        self.opens.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.problem = widgets.inline_error()
        self.hints = HintPanel(self._desk.incident.kind)

    def _lay_out(self) -> None:
        zone = self._desk.incident.incident_zone
        began = times.clock(self._desk.now(), zone)
        self.setWindowTitle(tr("Call at {time}", time=began))
        outer, left, grid = QHBoxLayout(self), QVBoxLayout(), QGridLayout()
        space = theme.px(16)
        outer.setContentsMargins(space, space, space, space)
        outer.setSpacing(space)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(8))
        head = widgets.row(
            widgets.heading(self.windowTitle()), None, widgets.quiet(self._desk.officer)
        )
        left.addWidget(head)
        add = button(tr("Another person"), "plus", "quiet", "Ctrl+J", self._add_subject)
        urgent = widgets.row(*self.priority.values(), None, gap=6)
        grid.addWidget(widgets.form_row(tr("Caller"), self.caller), 0, 0, 1, 2)
        grid.addWidget(widgets.form_row(tr("Caller's telephone"), self.caller_phone), 0, 2, 1, 2)
        grid.addWidget(widgets.form_row(tr("Relation"), self.relation), 0, 4, 1, 2)
        caption = widgets.row(widgets.quiet(tr("About whom"), 12), None, add)
        grid.addWidget(widgets.column(caption, self.subjects, gap=2), 1, 0, 1, 6)
        grid.addWidget(widgets.form_row(tr("Situation"), self.what), 3, 0, 1, 6)
        where = widgets.column(self.where, self.place_words, gap=2)
        grid.addWidget(widgets.form_row(tr("Where"), where), 4, 0, 1, 4)
        grid.addWidget(widgets.form_row(tr("Last contact"), self.contact), 4, 4, 1, 2, _TOP)
        grid.addWidget(widgets.form_row(tr("How urgent"), urgent), 5, 0, 1, 3, _TOP)
        grid.addWidget(widgets.form_row(tr("Category"), self.category), 5, 3, 1, 2)
        grid.addWidget(widgets.form_row(tr("Party"), self.party), 5, 5)
        grid.addWidget(widgets.form_row(tr("Needs"), self._needs_box()), 6, 0, 1, 6)
        grid.addWidget(widgets.form_row(tr("Next of kin"), self.kin), 7, 0, 1, 2)
        grid.addWidget(widgets.form_row(tr("Telephone of next of kin"), self.kin_phone), 7, 2, 1, 2)
        grid.addWidget(widgets.form_row(tr("Paper form number"), self.paper), 7, 4, 1, 2)
        grid.setRowStretch(8, 1)
        grid.setContentsMargins(0, 0, theme.px(10), 0)
        content = QWidget()
        content.setLayout(grid)
        left.addWidget(widgets.scrolled(content), 1)
        left.addWidget(self.problem)
        store = button(tr("Store the call"), "check", "primary", "Ctrl+Return", self.store)
        aside = button(tr("Discard"), "trash", "quiet", on_click=self.discard)
        left.addWidget(widgets.row(self.opens, None, aside, store))
        outer.addLayout(left, 1)
        self.hints.setFixedWidth(theme.px(300))
        outer.addWidget(self.hints)

    def _needs_box(self) -> QWidget:
        box = QWidget()
        flow = Flow(box, 5)
        for chip in self.needs.values():
            flow.addWidget(chip)
        return box

    def _keys(self) -> None:
        for place in range(5):
            key = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            key.activated.connect(lambda n=place: self._attach_nth(n))
        for place, chip in enumerate(self.priority.values(), start=1):
            key = QShortcut(QKeySequence(f"Alt+{place}"), self)
            key.activated.connect(chip.click)
            chip.setToolTip(f"Alt+{place}")
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self.store)

    def _add_subject(self) -> None:
        self.subjects.add(Subject())
        self._edited()

    def _listen(self) -> None:
        lines = (self.caller, self.caller_phone, self.where, self.contact, self.kin)
        for line in (*lines, self.kin_phone, self.paper):
            line.textEdited.connect(lambda _text: self._edited())
        for box in (self.category, self.relation, self.opens):
            box.currentIndexChanged.connect(lambda _n: self._edited())
        for chip in (*self.priority.values(), *self.needs.values()):
            chip.clicked.connect(lambda _on: self._edited())
        self.what.textChanged.connect(self._edited)
        self.party.valueChanged.connect(lambda _n: self._edited())
        self.subjects.changed.connect(self._edited)
        self.hints.attach_asked.connect(self._attach)
        self._finder.changed.connect(self._looker.start)


def _line(text: str, hint: str) -> QLineEdit:
    made = QLineEdit(text, placeholderText=hint)
    made.setMinimumHeight(theme.px(34))
    made.setMaxLength(10_000)
    return made


def _priorities(form: QWidget, typed: TypedCall) -> dict[Priority, Chip]:
    group, chips = QButtonGroup(form), dict[Priority, Chip]()
    for priority in Priority:
        mark = legend.mark(priority)
        chips[priority] = Chip(legend.short(priority), None, mark.shape, mark.tone)
        chips[priority].setChecked(str(priority) == typed.priority)
        group.addButton(chips[priority])
    return chips


_TOP = Qt.AlignmentFlag.AlignTop
