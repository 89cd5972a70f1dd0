"""The persons a call is about: one line each, new or somebody the cell already has."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from situationroom.models import Person
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import left_to_right
from situationroom.views.call_typed import Subject
from situationroom.views.widgets import button


class SubjectRow(QWidget):
    """Name and telephone of one subject; once attached, who it is. ``changed()``, ``left(row)``."""

    changed = Signal()

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self.person: int | None = subject.person
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
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(self.name, 3)
        inside.addWidget(self.phone, 2)
        inside.addWidget(self.known, 3)
        inside.addWidget(self.detach)
        for field in (self.name, self.phone):
            field.setMinimumHeight(theme.px(34))
            field.textEdited.connect(lambda _text: self.changed.emit())

    def subject(self) -> Subject:
        """What was typed, or who was attached."""
        return Subject(self.name.text().strip(), self.phone.text().strip(), self.person)

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
