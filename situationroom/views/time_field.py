"""A time typed with few keys: '30' (minutes), '2h', '18:30', 'd' for tomorrow morning."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import times, widgets

_SHORT = re.compile(r"(\d{1,4})\s*(m|min|h|d|分钟?|小时|天)?", re.I)
_CLOCK = re.compile(r"(\d{1,2})[:：.](\d{2})")


def typed_time(text: str, now: datetime, zone: str) -> datetime | None:
    """The aware time that was typed, later than ``now``; None when it is not a time.

    A clock reading is the next one in the IANA ``zone``; a bare number is minutes.
    """
    text = text.strip()
    if found := _CLOCK.fullmatch(text):
        ahead = [at for at in _readings(int(found[1]), int(found[2]), now, zone) if at > now]
        return min(ahead, default=None)
    if not (found := _SHORT.fullmatch(text)) or not int(found[1]):
        return None
    unit = (found[2] or "m").lower()
    minutes = {"h": 60, "小": 60, "d": 1440, "天": 1440}.get(unit[0], 1)
    return now + timedelta(minutes=int(found[1]) * minutes)


def _readings(hour: int, minute: int, now: datetime, zone: str) -> list[datetime]:
    """When a clock in ``zone`` shows this, yesterday, today and tomorrow; none for '25:70'.

    On the night it goes back it does so twice. On the night it goes forward what it leaves out is
    read as if it had not gone.
    """
    if hour > 23 or minute > 59:
        return []
    wanted = {"hour": hour, "minute": minute, "second": 0, "microsecond": 0}
    today = now.astimezone(ZoneInfo(zone)).replace(**wanted, fold=0)  # type: ignore[arg-type]
    days = [today + timedelta(days=n) for n in (-1, 0, 1)]
    again = [at.replace(fold=1) for at in days]
    twice = [b for a, b in zip(days, again, strict=True) if _offset(b) < _offset(a)]
    return [at.astimezone(now.tzinfo) for at in (*days, *twice)]


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta()


class TimeField(QWidget):
    """A field for ``typed_time`` that says beside itself what it understood."""

    changed = Signal()

    def __init__(self, now: datetime, zone: str, start: str = "30") -> None:
        super().__init__()
        self._now, self._zone = now, zone
        self.field = QLineEdit(start)
        self.field.setPlaceholderText("30 · 2h · 18:30")
        self.field.setAccessibleName(tr("Until when"))
        self.field.selectAll()
        self._words: QLabel = widgets.quiet("", 12)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.field)
        inside.addWidget(self._words)
        self.field.textChanged.connect(self._read)
        self._read()

    def time(self) -> datetime | None:
        """What was typed, aware; None when it is no time to come."""
        return typed_time(self.field.text(), self._now, self._zone)

    def _read(self) -> None:
        at = self.time()
        if at is None:
            self._words.setText(tr("Minutes, hours (2h) or a clock time (18:30)"))
        else:
            exact = times.stamp(at, self._zone)
            self._words.setText(f"{times.until(at, self._now)} · {exact}")
        self.changed.emit()
