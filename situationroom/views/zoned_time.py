"""A date and time with the zone it is meant in."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QComboBox, QCompleter, QDateTimeEdit, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme


class ZonedTime(QWidget):
    """Read ``at`` (aware UTC) and ``zone`` (IANA). The first of ``zones`` is proposed."""

    def __init__(self, at: datetime, zones: tuple[str, ...], zone: str = "") -> None:
        super().__init__()
        self.choice = QComboBox()
        self.choice.setEditable(True)
        self.choice.setAccessibleName(tr("Time zone"))
        self.choice.setMinimumWidth(theme.px(90))
        self.choice.addItems(list(dict.fromkeys(filter(None, (zone, *zones)))))
        self.choice.setCompleter(QCompleter(sorted(available_timezones()), self.choice))
        there = at.astimezone(ZoneInfo(self.choice.currentText()))
        self.edit = QDateTimeEdit(
            QDateTime(QDate(there.year, there.month, there.day), QTime(there.hour, there.minute))
        )
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.edit.setCalendarPopup(True)
        self.edit.setMinimumWidth(theme.px(120))
        self.setFocusProxy(self.edit)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(4))
        inside.addWidget(self.edit)
        inside.addWidget(self.choice)

    @property
    def zone(self) -> str:
        """The zone as typed; an unknown one counts as UTC."""
        typed = self.choice.currentText().strip()
        return typed if typed in available_timezones() else "UTC"

    @property
    def at(self) -> datetime:
        """The moment, aware UTC."""
        day, time = self.edit.date(), self.edit.time()
        local = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(),
                         tzinfo=ZoneInfo(self.zone))  # fmt: skip
        return local.astimezone(UTC)
