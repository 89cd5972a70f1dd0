"""The persons a call is about: one line each, new or somebody the cell already has."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from situationroom.commands.typed_mrz import TypedMrz, mrz_trouble, typed_mrz
from situationroom.models import Person
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import left_to_right
from situationroom.views.call_typed import Subject
from situationroom.views.scanned import Scanned
from situationroom.views.widgets import button

_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af·]+")


class SubjectRow(QWidget):
    """Name and telephone of one subject; once attached, who it is. ``changed()`` at every edit.

    Machine-readable lines scanned or pasted into either field fill the name and are kept.
    """

    changed = Signal()

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self.person: int | None = subject.person
        self.mrz, self.number = subject.mrz, ""
        self.scanned = Scanned()
        self.name = QLineEdit(subject.name)
        self.name.setPlaceholderText(tr("Name, in hanzi or as in the passport"))
        self.name.setAccessibleName(tr("Name of the person"))
        self.phone = QLineEdit(subject.phone)
        self.phone.setPlaceholderText(tr("Telephone there"))
        self.phone.setAccessibleName(tr("Telephone of the person"))
        self.known = widgets.label("", "safe", 12, 500)
        self.known.hide()
        self.detach = button("", "close", "quiet", on_click=self._detach)
        self.detach.setAccessibleName(tr("Not this person"))
        self.detach.setToolTip(tr("Not this person"))
        self.detach.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(3))
        inside = QHBoxLayout()
        inside.setSpacing(theme.px(8))
        outer.addLayout(inside)
        outer.addWidget(self.scanned)
        inside.addWidget(self.name, 3)
        inside.addWidget(self.phone, 2)
        inside.addWidget(self.known, 3)
        inside.addWidget(self.detach)
        for field in (self.name, self.phone):
            field.setMinimumHeight(theme.px(34))
            field.textEdited.connect(lambda _text, of=field: self._edited(of))
        self._show(typed_mrz(self.mrz))

    def subject(self) -> Subject:
        """What was typed, or who was attached."""
        name, phone = self.name.text().strip(), self.phone.text().strip()
        return Subject(name, phone, self.person, self.mrz)

    def _edited(self, field: QLineEdit) -> None:
        text = field.text()
        if paper := typed_mrz(text):
            self.mrz = "\n".join(paper.lines)
            field.clear()
            native = "".join(_HANZI.findall(text if field is self.name else self.name.text()))
            self.name.setText(f"{native} {paper.person.latin_name}".strip())
            self._show(paper)
        elif self.mrz and not self.name.text().strip():
            self.mrz = ""
            self._show(None)
        elif not self.mrz:
            self.scanned.show_trouble(mrz_trouble(text))
        self.changed.emit()

    def _show(self, paper: TypedMrz | None) -> None:
        self.number = paper.document.number if paper else ""
        self.scanned.show_paper(paper)

    def attach(self, person: Person) -> None:
        """This is somebody the cell already has."""
        self.person = person.id
        if not self.name.text().strip():
            self.name.setText(person.name)
        self.known.setText(
            left_to_right(f"✓ {person.case} {person.native_name} {person.latin_name}")
        )
        self.known.show()
        self.detach.show()
        self.changed.emit()

    def _detach(self) -> None:
        self.person = None
        self.known.hide()
        self.detach.hide()
        self.changed.emit()


class Subjects(QWidget):
    """The lines of all subjects. ``changed()`` at every keystroke."""

    changed = Signal()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__()
        self.rows: list[SubjectRow] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(6))
        for subject in subjects:
            self.add(subject)

    def add(self, subject: Subject | None = None) -> SubjectRow:
        """One more line; the keyboard goes there."""
        row = SubjectRow(subject or Subject())
        row.changed.connect(self.changed)
        self.rows.append(row)
        self._lines.addWidget(row)
        row.name.setFocus()
        return row

    def subjects(self) -> list[Subject]:
        """What stands in the lines."""
        return [row.subject() for row in self.rows]

    def attach(self, person: Person) -> None:
        """Attach to the line with the focus, else to the first free one, else to a new one."""
        if any(row.person == person.id for row in self.rows):
            return
        focus = self.focusWidget()
        focused = next((row for row in self.rows if focus and row.isAncestorOf(focus)), None)
        free = [row for row in self.rows if row.person is None]
        row = focused if focused in free else next(iter(free), None)
        (row or self.add()).attach(person)
