"""A field for a time that has passed, what it means, and a choice where it came twice."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme, times, widgets
from situationroom.views.past_times import never_was, typed_pasts
from situationroom.views.widgets import Chip


class PastField(QWidget):
    """``text()`` as typed; choosing one of two readings writes its zone behind it."""

    edited = Signal()

    def __init__(self, text: str, now: Callable[[], datetime], zone: str) -> None:
        super().__init__()
        self._now, self._zone = now, zone
        self.field = QLineEdit(text, placeholderText="20 · 3h · 18:30")
        self.field.setMinimumHeight(theme.px(34))
        self.field.setMaxLength(40)
        self.setFocusProxy(self.field)
        self.said = widgets.quiet("", 12)
        self.said.setWordWrap(True)
        self.readings = [Chip("") for _ in range(2)]
        self._both = widgets.row(*self.readings, None, gap=4)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(2))
        for part in (self.field, self.said, self._both):
            inside.addWidget(part)
        self.field.textChanged.connect(lambda _text: self._read())
        self.field.textEdited.connect(lambda _text: self.edited.emit())
        for place, chip in enumerate(self.readings):
            chip.clicked.connect(lambda _on, n=place: self._choose(n))
        self._read()

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def setText(self, text: str) -> None:
        """Write something into the field."""
        self.field.setText(text)

    def _read(self) -> None:
        text, now = self.field.text().strip(), self._now()
        found = typed_pasts(text, now, self._zone) if text else ()
        self.said.setText(self._words(text, found, now))
        self.said.setVisible(bool(self.said.text()))
        self._both.setVisible(len(found) > 1)
        for chip, at in zip(self.readings, reversed(found) if len(found) > 1 else (), strict=False):
            chip.setText(times.clock(at, self._zone))
            chip.setChecked(at == found[0])
            chip.updateGeometry()

    def _words(self, text: str, found: tuple[datetime, ...], now: datetime) -> str:
        if not text:
            return ""
        if len(found) > 1:
            return tr("The clock showed this twice; the later is taken unless you choose.")
        if found:
            return f"{times.ago(found[0], now)} · {times.stamp(found[0], self._zone)}"
        if never_was(text, now, self._zone):
            return tr("The clock jumped over this time; ask again.")
        return tr("Minutes (20), hours (3h) or a clock time (18:30)")

    def _choose(self, place: int) -> None:
        found = typed_pasts(self.field.text(), self._now(), self._zone)
        if len(found) > 1:
            self.field.setText(times.clock(sorted(found)[place], self._zone))
            self.edited.emit()
