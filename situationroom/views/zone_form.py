"""The words of a zone: what it means, how bad, who says so, until when."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit

from situationroom.commands.zones import add_zone, edit_zone
from situationroom.desk import Desk
from situationroom.models import Zone
from situationroom.models.vocabulary import Severity, ZoneKind
from situationroom.models.zone import Shape
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.choice import choice
from situationroom.views.record_form import RecordForm
from situationroom.views.time_field import typed_time
from situationroom.views.widgets import form_row, quiet, title


class ZoneForm(RecordForm):
    """A new zone from shapes that were drawn, or other words for an old one."""

    def __init__(self, desk: Desk, shapes: Sequence[Shape] = (), zone: Zone | None = None) -> None:
        super().__init__()
        self._desk, self._zone = desk, zone
        self._shapes = tuple(shapes) or (zone.shapes if zone else ())
        self.name = QLineEdit(zone.name if zone else "")
        self.kind = choice(tuple(ZoneKind), zone.kind if zone else ZoneKind.DANGER)
        self.severity = choice(tuple(Severity), zone.severity if zone else Severity.UNKNOWN)
        self.source = QLineEdit(zone.source if zone else "")
        self.source.setPlaceholderText(tr("Embassy, authority, alert service"))
        self.until = QLineEdit()
        self.until.setPlaceholderText(tr("2h · 18:30 · 3d; empty: until it is withdrawn"))
        self._until_words = quiet("", 12)
        self.note = QPlainTextEdit(zone.note if zone else "")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(72))
        self.until.textChanged.connect(self._read_time)
        self._lay_out()
        self._read_time()

    def store(self) -> None:
        """Store what the form says; a time that cannot be read is said, not dropped."""
        told, now = self.until.text().strip(), self._desk.now()
        ends = typed_time(told, now, self._desk.incident.incident_zone)
        if told and ends is None:
            self.error.say(tr("Until when is not understood; type 2h, 18:30 or 3d."))
            return
        fields: dict[str, object] = {
            "name": self.name.text().strip(),
            "kind": ZoneKind(self.kind.currentData()),
            "severity": Severity(self.severity.currentData()),
            "source": self.source.text().strip(),
            "note": self.note.toPlainText().strip(),
            "shapes": self._shapes,
        }
        if told or self._zone is None:
            fields["ends_at"] = ends
        if self._zone is None:
            draft = Zone(0, starts_at=now, **fields)  # type: ignore[arg-type]
            job = self._desk.run(add_zone, draft)
        else:
            job = self._desk.run(edit_zone, self._zone.id, fields)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(lambda zone: self.saved.emit(zone.id))

    def _read_time(self) -> None:
        told, now, zone = self.until.text().strip(), self._desk.now(), self._desk.incident
        ends = typed_time(told, now, zone.incident_zone)
        kept = self._zone.ends_at if self._zone and not told else ends
        words = times.stamp(kept, zone.incident_zone) if kept else tr("Until it is withdrawn")
        self._until_words.setText(tr("Not understood") if told and ends is None else words)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.px(10))
        grid.addWidget(form_row(tr("Name of the zone"), self.name), 0, 0, 1, 2)
        grid.addWidget(form_row(tr("Kind of zone"), self.kind), 1, 0)
        grid.addWidget(form_row(tr("How bad"), self.severity), 1, 1)
        grid.addWidget(form_row(tr("Who says so"), self.source), 2, 0, 1, 2)
        grid.addWidget(form_row(tr("Until when"), self.until), 3, 0)
        grid.addWidget(self._until_words, 3, 1)
        grid.addWidget(form_row(tr("Note on the zone"), self.note), 4, 0, 1, 2)
        self.lay_out(title(tr("Zone")), grid)
        self.name.setFocus()
