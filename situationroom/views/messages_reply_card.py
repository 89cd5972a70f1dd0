"""One reply in full, whom it may be from, and the three things it can mean."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.desk import Desk
from situationroom.models import Person
from situationroom.models.case_number import running_number
from situationroom.models.message import Meaning, ReplyState
from situationroom.store.queries.merges import survivor
from situationroom.store.queries.people import persons
from situationroom.store.queries.replies import ReplyRow
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.bidi import both_names, left_to_right
from situationroom.views.message_words import meaning_word
from situationroom.views.widgets import (
    Banner,
    Card,
    button,
    clear,
    form_row,
    label,
    quiet,
    row,
    section,
)


class ReplyCard(QWidget):
    """``decided(meaning)`` when an officer says what it means."""

    decided = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown: ReplyRow | None = None
        self._boxes: dict[int, QCheckBox] = {}
        self._head, self._text, self._asked = quiet(""), label("", size=17, weight=500), quiet("")
        for one in (self._head, self._text, self._asked):
            one.setWordWrap(True)
        self.why = Banner("", "orange")
        self.case = QLineEdit(placeholderText="0412-6")
        self.note = QLineEdit(placeholderText=tr("Stands on the card of whoever it is from"))
        self._people = QVBoxLayout()
        self._acts = QWidget()
        self._lay_out()
        self.case.returnPressed.connect(self._name)
        self.show_reply(None)

    def show_reply(self, found: ReplyRow | None) -> None:
        """Another reply, or none."""
        same = found is not None and self.shown is not None and found.reply == self.shown.reply
        self.shown = found
        self.setVisible(found is not None)
        if found is None or same:
            return
        reply, zone = found.reply, self._desk.incident.incident_zone
        self._head.setText(left_to_right(f"{reply.sender} · {times.stamp(reply.at, zone)}"))
        self._text.setText(reply.text or "—")
        asked = found.message
        self._asked.setText(
            tr("Answers {number}: {title}", number=asked.number, title=asked.title) if asked else ""
        )
        self._asked.setVisible(asked is not None)
        waits = reply.state is ReplyState.OPEN
        self.why.say(tr(reply.why) if reply.why and waits else "")
        self._acts.setVisible(waits)
        self._done.setText("" if waits else self._how_it_ended(found))
        self._done.setVisible(not waits)
        self._show_people(found.persons, chosen=len(found.persons) == 1)
        self.note.clear()
        self.case.clear()

    def persons(self) -> list[int]:
        """Whom the officer marked."""
        return [id_ for id_, box in self._boxes.items() if box.isChecked()]

    def _how_it_ended(self, found: ReplyRow) -> str:
        reply = found.reply
        if reply.state is ReplyState.APPLIED:
            return tr("Understood by itself: {meaning}", meaning=meaning_word(reply.meaning))
        return tr("Decided by {officer}: {meaning}", officer=reply.decided_by,
                  meaning=meaning_word(reply.meaning))  # fmt: skip

    def _show_people(self, people: tuple[Person, ...], *, chosen: bool) -> None:
        clear(self._people)
        self._boxes = {}
        for person in people:
            self._add(person, chosen=chosen)
        if not people:
            self._people.addWidget(quiet(tr("Nobody here has this number or mailbox.")))

    def _add(self, person: Person, *, chosen: bool) -> None:
        now = self._desk.now()
        told = [legend.label(person.safety)]
        told += [legend.label(person.safety_source)] if person.safety_source else []
        told += [times.ago(person.safety_at, now)] if person.safety_at else []
        box = QCheckBox(left_to_right(f"{person.case}  {both_names(person)}"))
        box.setChecked(chosen)
        self._boxes[person.id] = box
        self._people.addWidget(row(box, quiet(" · ".join(told), 12), None))

    def _name(self) -> None:
        """Somebody else is meant: their case number was typed."""
        running = running_number(self.case.text())
        found = self._desk.ask(persons, [self._desk.ask(survivor, running)]) if running else []
        if not found:
            self.why.say(tr("{number} is not a number of this incident; look again.",
                            number=self.case.text()))  # fmt: skip
            return
        if found[0].id not in self._boxes:
            if not self._boxes:
                clear(self._people)
            self._add(found[0], chosen=True)
        self.case.clear()

    def _lay_out(self) -> None:
        self._done = label("", "quiet")
        safe = button(tr("Safe"), "check", "primary", "1", lambda: self.decided.emit(Meaning.SAFE))
        needs = button(tr("Needs help"), "alert", "plain", "2",
                       lambda: self.decided.emit(Meaning.NEEDS_HELP))  # fmt: skip
        read = button(tr("Only read"), "eye", "plain", "3",
                      lambda: self.decided.emit(Meaning.OTHER))  # fmt: skip
        for one in (safe, needs, read):
            one.setShortcut("")  # the list hears the keys; here they are only shown
        card = Card()
        for part in (self._head, self._text, self._asked):
            card.body.addWidget(part)
        inside = QVBoxLayout(self._acts)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(form_row(tr("Somebody else: their case number, then Enter"), self.case))
        inside.addWidget(form_row(tr("Note"), self.note))
        inside.addWidget(row(safe, needs, read, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(12))
        outer.setSpacing(theme.px(10))
        outer.addWidget(card)
        outer.addWidget(self.why)
        outer.addWidget(section(tr("Who it is from")))
        outer.addLayout(self._people)
        outer.addWidget(self._done)
        outer.addWidget(self._acts)
        outer.addStretch(1)
