"""A gate: a big field for scanner or keyboard, one large line per person, ticked or missing.

Boarding and check-in are both gates; what a tick means is theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from situationroom.commands.typed_mrz import (
    TypedMrz,
    document_number,
    mrz_goes_on,
    mrz_trouble,
    typed_mrz,
)
from situationroom.legend import Tone
from situationroom.models.case_number import case_number, running_number
from situationroom.models.person import Person
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.gate_list import GateList
from situationroom.views.widgets import Banner, button, column, heading, label, quiet, row


@dataclass(frozen=True, slots=True)
class GateLine:
    """One person at the gate; ``detail`` is said quietly (household, seat, needs)."""

    person: Person
    detail: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class GateWords:
    """How a gate speaks: its title, what a tick is called, what is still missing."""

    title: str
    ticked: str
    missing: str
    absent: str


class Gate(QWidget):
    """``ticked(persons)``, ``unticked(persons)``; ``unlisted(person)`` for a good case number
    that is not on the list; ``left()`` when the officer goes back."""

    ticked = Signal(list)
    unticked = Signal(list)
    unlisted = Signal(int)
    left = Signal()

    def __init__(self, words: GateWords, *extra: QWidget) -> None:
        super().__init__()
        self.words = words
        self.lines: list[GateLine] = []
        self.done: list[list[int]] = []
        self._begun = ""  # the lines of a document whose last line is still to come
        self.field = QLineEdit(placeholderText=tr("Scan, or type a case number or a name"))
        self.field.setAccessibleName(tr("Case number, document number or name"))
        self.field.setFont(theme.font(24, 500, tabular=True))
        self.field.setMinimumHeight(theme.px(56))
        self.message = Banner("")
        self.list = GateList()
        self.list.setAccessibleName(words.title)
        self.count, self.rest = _figure("safe"), _figure("orange")
        self.undo = button(tr("Undo last tick"), "undo", on_click=self.undo_last)
        self._lay_out(extra)
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self._entered)
        self.field.textChanged.connect(self._sift)
        self.list.toggled.connect(self.toggle)
        self.list.typed.connect(self._typed)
        self.say("")

    def set_lines(self, lines: Sequence[GateLine]) -> None:
        """Everybody who is expected, in order; the row under the hand stays."""
        self.lines = list(lines)
        ticked = sum(line.ticked for line in lines)
        self.count.setText(str(ticked))
        self.rest.setText(str(len(lines) - ticked))
        self.undo.setEnabled(bool(self.done))
        self._sift()

    def holder(self, running: int) -> int:
        """The person whom a case number finds; a gate that knows of merges says otherwise."""
        return running

    def say(self, text: str, tone: Tone = "accent") -> None:
        """The large answer below the field; empty for none."""
        old, self.message = self.message, Banner(text, tone)
        for part in self.message.findChildren(QLabel):
            part.setFont(theme.font(18, 500))
        self._inside.replaceWidget(old, self.message)
        old.hide()
        old.deleteLater()
        self.message.setVisible(bool(text))

    def enter(self, text: str) -> None:
        """What a scanner sends or an officer types: a case or document number, or a name."""
        text = text.strip()
        paper, whole = self._paper(text)
        if paper is None and whole:
            self._wait_for_more(whole)
            return
        found = self._found(paper.document.number if paper else text)
        if len(found) == 1:
            self._tick(found[0])
        elif found:
            self.say(tr("{n} persons match {text}: choose one below.", n=len(found), text=text))
            return
        elif paper:
            self._not_listed(paper)
            return
        else:
            self._nobody(text)
        self.field.clear()

    def _paper(self, text: str) -> tuple[TypedMrz | None, str]:
        """The document that was scanned, or the lines so far where some are still to come."""
        whole = f"{self._begun}\n{text}".strip()
        self._begun = ""
        paper = typed_mrz(whole) or typed_mrz(text)
        goes_on = next((t for t in (whole, text) if mrz_goes_on(t)), "")
        return paper, "" if paper else goes_on

    def _wait_for_more(self, lines: str) -> None:
        self._begun = lines
        self.field.clear()
        self.say(tr("Scan the next line of the document."))

    def _not_listed(self, paper: TypedMrz) -> None:
        """Nobody has this number: a digit may be wrong, or the document is a newer one."""
        number, person = paper.document.number, paper.person
        same = [line for line in self.lines if _same_holder(line.person, person)]
        self.field.setText(person.surname if same else "")
        said = [tr("{text} is no number of anybody here. Check the digits.", text=number)]
        if same:
            said.append(
                tr("{name} has the same name and date of birth.", name=_said(same[0].person))
            )
        self.say(" ".join([*said, *paper.sentences]), "red")

    def toggle(self, person: int) -> None:
        """Tick a line, or take its tick back."""
        line = self._line(person)
        if line is None:
            return
        if line.ticked:
            self.unticked.emit([person])
        else:
            self._tick(line)

    def remember(self, persons: list[int]) -> None:
        """These were ticked just now; the undo key takes them back together."""
        self.done.append(persons)
        self.undo.setEnabled(True)

    def undo_last(self) -> None:
        """Take the last tick back."""
        if self.done:
            self.unticked.emit(self.done.pop())
        self.undo.setEnabled(bool(self.done))
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                self.list.stand_on_first()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._escape()
                return True
        return super().eventFilter(watched, event)

    def _escape(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self.left.emit()

    def _entered(self) -> None:
        if self.field.text().strip():
            self.enter(self.field.text())

    def _typed(self, text: str) -> None:
        self.field.setFocus()
        self.field.setText(self.field.text() + text)

    def _tick(self, line: GateLine) -> None:
        if line.ticked:
            self.say(f"{_said(line.person)}: {self.words.ticked} ✓", "yellow")
        else:
            self.ticked.emit([line.person.id])

    def _nobody(self, text: str) -> None:
        running = running_number(text)
        if running is not None:
            self.say(f"{case_number(running)}: {self.words.absent}", "red")
            self.unlisted.emit(self.holder(running))
        elif trouble := mrz_trouble(text):
            self.say(trouble, "red")
        elif any(char.isdigit() for char in text):
            words = tr("{text} is no number of anybody here. Check the digits.", text=text)
            self.say(words, "red")
        else:
            self.say(tr("Nobody here is called {text}.", text=text), "red")

    def _found(self, text: str) -> list[GateLine]:
        running = running_number(text)
        if running is not None:
            person = self.holder(running)
            return [line for line in self.lines if line.person.id == person]
        number = document_number(text)
        exact = [
            line
            for line in self.lines
            if number and any(d.number.upper() == number for d in line.person.documents)
        ]
        return exact or [line for line in self.lines if _named(line.person, text)]  # fmt: skip

    def _line(self, person: int) -> GateLine | None:
        return next((line for line in self.lines if line.person.id == person), None)

    def _sift(self) -> None:
        text = self.field.text().strip()
        name = text and not any(char.isdigit() for char in text)
        self.list.set_lines([ln for ln in self.lines if not name or _named(ln.person, text)])

    def _lay_out(self, extra: Sequence[QWidget]) -> None:
        inside = self._inside = QVBoxLayout(self)
        inside.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 12)))
        inside.setSpacing(theme.px(10))
        back = button(tr("Back"), "chevron-left", "quiet", on_click=self.left.emit)
        inside.addWidget(row(back, heading(self.words.title), None, *extra, self.undo))
        top = QHBoxLayout()
        top.setSpacing(theme.px(28))
        top.addWidget(self.field, 1)
        for figure, words in ((self.count, self.words.ticked), (self.rest, self.words.missing)):
            top.addWidget(column(figure, quiet(words), gap=0))
        inside.addLayout(top)
        inside.addWidget(self.message)
        inside.addWidget(self.list, 1)
        hint = tr("Enter ticks · ↓ into the list, Space ticks there · Esc goes back")
        inside.addWidget(quiet(hint, 12))


def _figure(tone: Tone) -> QLabel:
    return label("0", tone, 32, 700)


def _same_holder(person: Person, scanned: Person) -> bool:
    names = [f"{p.surname}/{p.given_names}".replace(" ", "").lower() for p in (person, scanned)]
    return names[0] == names[1] and person.birth_date == scanned.birth_date is not None


def _named(person: Person, text: str) -> bool:
    low = text.lower()
    latin = f"{person.surname} {person.given_names} {person.surname}".lower()
    return bool(low) and (low in person.native_name.lower() or low in latin)


def _said(person: Person) -> str:
    return f"{person.case} {person.name}"
