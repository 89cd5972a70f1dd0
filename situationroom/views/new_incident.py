"""The form that opens a new incident: what happened, where, since when, drill or not."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDateTime, Qt, QTimeZone
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDateTimeEdit,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from situationroom import legend
from situationroom.cities import country_names
from situationroom.models import Incident
from situationroom.models.errors import PlainError
from situationroom.models.vocabulary import IncidentKind
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.countries import all_zones, zones_of
from situationroom.views.widgets import Card, button, form_row, inline_error, quiet, row

HOME = ("CHN", "Asia/Shanghai")
SUFFIX = ".situation"


class NewIncident(Card):
    """``created(path)`` is called with the new file. ``officer()`` says who signs."""

    def __init__(
        self, officer: Callable[[], str], workstation: str, created: Callable[[Path], object]
    ) -> None:
        super().__init__(tr("New incident"))
        self._officer, self._workstation, self._created = officer, workstation, created
        self._folder = Path.home() / "Situation Room"
        self.name = QLineEdit(placeholderText=tr("Turkey, July 2016"))
        self.kind = _combo([(legend.label(kind), kind.value) for kind in IncidentKind])
        self.country = _combo([(name, code) for code, name in country_names().items()], find=True)
        self.zone = _combo([(zone, zone) for zone in all_zones()], find=True)
        self.home_zone = _combo([(zone, zone) for zone in all_zones()], find=True)
        self.started = QDateTimeEdit(calendarPopup=True)
        self.started.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.drill = QCheckBox(tr("This is a drill"))
        self.error = inline_error()
        self._where = quiet("", 12)
        self.open = button(tr("Open the incident"), "check", "primary", on_click=self._create)
        self._start_values()
        self._lay_out()

    def put_into(self, folder: Path) -> None:
        """The new file shall lie in ``folder``."""
        self._folder = folder
        self._show_path()

    def _start_values(self) -> None:
        self.country.setCurrentIndex(-1)
        self.home_zone.setCurrentText(HOME[1])
        self.zone.setCurrentText("UTC")
        self.started.setDateTime(_wall_clock(datetime.now(UTC), "UTC"))
        self.country.currentIndexChanged.connect(lambda _index: self._take_zone())
        self.name.textChanged.connect(lambda _text: self._show_path())
        self._show_path()

    def _lay_out(self) -> None:
        name = form_row(tr("Name of the incident"), self.name)
        pairs = (
            (form_row(tr("Kind"), self.kind), form_row(tr("Country"), self.country)),
            (
                form_row(tr("Time zone there"), self.zone),
                form_row(tr("Time zone at home"), self.home_zone),
            ),
        )
        self.body.addWidget(name)
        for pair in pairs:
            self.body.addWidget(_halves(*pair))
        started = form_row(tr("Since (time there)"), self.started)
        self.body.addWidget(started)
        self.body.addWidget(self.drill)
        note = quiet(tr("A drill is marked everywhere and can never become a real incident."), 12)
        note.setWordWrap(True)
        self.body.addWidget(note)
        self.body.addWidget(self.error)
        change = button(tr("Other place…"), None, "quiet", on_click=self._choose_folder)
        self.body.addWidget(row(self._where, None, change))
        self.body.addWidget(row(None, self.open))

    def _take_zone(self) -> None:
        code = self.country.currentData()
        if code:
            before = self.zone.currentText()
            self.zone.setCurrentText(zones_of(code)[0])
            if before != self.zone.currentText():
                self.started.setDateTime(_wall_clock(datetime.now(UTC), self.zone.currentText()))

    def _path(self) -> Path:
        plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", self.name.text()).strip(" .")
        return self._folder / f"{plain or tr('incident')}{SUFFIX}"

    def _show_path(self) -> None:
        path = str(self._path())
        short = self._where.fontMetrics().elidedText(
            path, Qt.TextElideMode.ElideMiddle, theme.px(330)
        )
        self._where.setText(short)
        self._where.setToolTip(path)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of the file"), str(self._folder))
        if chosen:
            self.put_into(Path(chosen))

    def _create(self) -> None:
        if not self.country.currentData():
            self.error.say(tr("Choose the country from the list."))
            return
        from situationroom.store.incident_file import create_incident

        path = self._path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            create_incident(path, self._incident(), self._officer(), self._workstation).close()
        except PlainError as error:
            self.error.say_error(error)
        except OSError as error:
            self.error.say(tr("{file}: {reason}", file=path.name, reason=error.strerror or ""))
        else:
            self.error.say("")
            self._created(path)

    def _incident(self) -> Incident:
        said = self.started.dateTime().toPython()
        assert isinstance(said, datetime)  # noqa: S101 - for the type checker
        return Incident(
            0,
            name=self.name.text().strip(),
            kind=IncidentKind(self.kind.currentData()),
            country=self.country.currentData(),
            started_at=said.replace(tzinfo=ZoneInfo(self.zone.currentText())),
            home=HOME[0],
            home_zone=self.home_zone.currentText(),
            incident_zone=self.zone.currentText(),
            drill=self.drill.isChecked(),
        )


def _halves(left: QWidget, right: QWidget) -> QWidget:
    box = QWidget()
    side = QHBoxLayout(box)
    side.setContentsMargins(0, 0, 0, 0)
    side.setSpacing(theme.px(12))
    for part in (left, right):
        part.setMinimumWidth(theme.px(80))
        side.addWidget(part, 1)
    return box


def _combo(choices: list[tuple[str, str]], *, find: bool = False) -> QComboBox:
    made = QComboBox()
    for text, value in choices:
        made.addItem(text, value)
    if find:
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter([text for text, _ in choices], made)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCompleter(completer)
    return made


def _wall_clock(at: datetime, zone: str) -> QDateTime:
    there = at.astimezone(ZoneInfo(zone))
    # The field shows wall-clock time of the incident's zone; the zone itself is chosen beside it.
    return QDateTime(there.date(), there.time().replace(microsecond=0), QTimeZone.utc())  # type: ignore[call-overload,no-any-return]
