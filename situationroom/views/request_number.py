"""A field for the number of another request that says beside itself which one it found."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.desk import Desk
from situationroom.models.case_number import case_number, running_number
from situationroom.store.queries.followups import standing
from situationroom.store.queries.requests import request_rows
from situationroom.texts import tr
from situationroom.views import theme, widgets


class RequestNumber(QWidget):
    """``request()`` is the id behind what was typed; a number that was joined finds the other."""

    def __init__(self, desk: Desk, request: int | None = None) -> None:
        super().__init__()
        self._desk = desk
        self.field = QLineEdit(case_number(request) if request else "", placeholderText="0412-6")
        self._words = widgets.quiet("", 12)
        self._words.setWordWrap(True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(4))
        inside.addWidget(self.field)
        inside.addWidget(self._words)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._read)
        self._read()

    def request(self) -> int | None:
        """The request that was named, or None."""
        typed = running_number(self.field.text())
        found = self._desk.ask(standing, typed) if typed else 0
        return found if found and self._desk.ask(request_rows, [found]) else None

    def _read(self) -> None:
        found = self.request()
        row = self._desk.ask(request_rows, [found])[found] if found else None
        if row is not None:
            who = ", ".join(person.name for person in row.persons[:3])
            parts = (legend.label(row.request.category), who, row.request.description)
            self._words.setText(" · ".join(part for part in parts if part))
        else:
            unknown = tr("No request has this number.")
            self._words.setText(unknown if self.field.text().strip() else "")
