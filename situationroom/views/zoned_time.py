"""A date and time with the zone it is meant in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QComboBox, QCompleter, QDateTimeEdit, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.times import offset_words
from situationroom.views.widgets import quiet


class ZonedTime(QWidget):
    """Read ``at`` (aware UTC) and ``zone`` (IANA). The first of ``zones`` is proposed.

    In the night the clock goes back an hour comes twice; then ``which`` asks for the first or the
    second. An hour that is left out when it goes forward is said, with what is taken instead.
    """

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
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Which of the two"))
        self.left_out = quiet("")
        self.left_out.setWordWrap(True)
        self._lay_out()
        self._ask()
        self.which.setCurrentIndex(there.fold if self.which.count() else -1)
        self.edit.dateTimeChanged.connect(self._ask)
        self.choice.currentTextChanged.connect(self._ask)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(4))
        for part in (self.edit, self.choice, self.which, self.left_out):
            inside.addWidget(part)

    @property
    def zone(self) -> str:
        """The zone as typed; an unknown one counts as UTC."""
        typed = self.choice.currentText().strip()
        return typed if typed in available_timezones() else "UTC"

    @property
    def at(self) -> datetime:
        """The moment, aware UTC."""
        return self._local(max(0, self.which.currentIndex())).astimezone(UTC)

    def _local(self, fold: int) -> datetime:
        day, time = self.edit.date(), self.edit.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(),
                        tzinfo=ZoneInfo(self.zone), fold=fold)  # fmt: skip

    def _ask(self) -> None:
        """Which of two hours, or that there is none: only in the two nights it matters."""
        first, second = self._local(0), self._local(1)
        before, after = first.utcoffset() or timedelta(), second.utcoffset() or timedelta()
        twice, left_out = before > after, before < after
        if twice != bool(self.which.count()):
            self.which.clear()
            if twice:
                self.which.addItem(
                    tr("first time, {offset}", offset=offset_words(first, self.zone))
                )
                self.which.addItem(
                    tr("second time, {offset}", offset=offset_words(second, self.zone))
                )
        self.which.setVisible(twice)
        taken = first.astimezone(UTC).astimezone(first.tzinfo)
        said = tr("The clock goes forward over this time; {time} is taken.", time=f"{taken:%H:%M}")
        self.left_out.setText(said if left_out else "")
        self.left_out.setVisible(left_out)
