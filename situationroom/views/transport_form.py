"""The form of a movement: new, or what is changed about one."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QSpinBox

from situationroom import legend
from situationroom.commands.transport import create_movement, edit_movement
from situationroom.desk import Desk
from situationroom.models.transport import Capacity, Movement
from situationroom.models.vocabulary import Mode, SeatKind
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.record_form import RecordForm
from situationroom.views.widgets import column, form_row, heading, quiet, row
from situationroom.views.zoned_time import ZonedTime

USUAL_SEATS = {Mode.COACH: 45, Mode.CAR: 4, Mode.TRAIN: 400, Mode.AIRCRAFT: 180, Mode.SHIP: 300}
TEXTS = ("number", "origin", "destination", "carrier", "vehicle", "escort", "contact")


class MovementForm(RecordForm):
    """A movement that is added, or changed."""

    def __init__(self, desk: Desk, movement: Movement | None = None) -> None:
        super().__init__()
        self._desk, self._old = desk, movement
        start = movement or _draft(desk)
        self.texts = {name: QLineEdit(str(getattr(start, name))) for name in TEXTS}
        self.mode = QComboBox()
        for mode in Mode:
            self.mode.addItem(legend.label(mode), mode)
        self.mode.setCurrentIndex(list(Mode).index(start.mode))
        self.places = {kind: _places(start.capacity.of(kind)) for kind in SeatKind}
        zones = (desk.incident.incident_zone, desk.incident.home_zone, "UTC")
        leaves = start.departs_at or desk.now()
        self.departs = ZonedTime(leaves, zones, start.departure_zone)
        self.arrives = ZonedTime(
            start.arrives_at or leaves + timedelta(hours=6), zones, start.arrival_zone
        )
        self.arrival_known = QCheckBox(tr("Arrival time is known"))
        self.arrival_known.setChecked(start.arrives_at is not None)
        self._lay_out()
        self._connect()

    def movement(self) -> Movement:
        """What the form says."""
        capacity = Capacity(*(self.places[kind].value() for kind in SeatKind))
        texts = {name: field.text().strip() for name, field in self.texts.items()}
        known = self.arrival_known.isChecked()
        return replace(
            self._old or _draft(self._desk),
            **texts,  # type: ignore[arg-type]
            mode=Mode(self.mode.currentData()),
            capacity=capacity,
            departs_at=self.departs.at,
            departure_zone=self.departs.zone,
            arrives_at=self.arrives.at if known else None,
            arrival_zone=self.arrives.zone,
        )

    def store(self) -> None:
        told = self.movement()
        if self._old is None:
            job = self._desk.run(create_movement, told)
        else:
            old = self._old
            names = [n for n in Movement.__slots__ if getattr(told, n) != getattr(old, n)]
            fields = {name: getattr(told, name) for name in names}
            job = self._desk.run(edit_movement, old.id, fields)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(self._saved)

    def _saved(self, movement: Movement) -> None:
        self.saved.emit(movement.id)

    def _connect(self) -> None:
        self.arrives.setEnabled(self.arrival_known.isChecked())
        self.arrival_known.toggled.connect(self.arrives.setEnabled)
        if self._old is None:
            self.mode.currentIndexChanged.connect(self._usual_seats)

    def _usual_seats(self) -> None:
        usual = USUAL_SEATS.get(Mode(self.mode.currentData()))
        if usual is not None:
            self.places[SeatKind.SEAT].setValue(usual)

    def _lay_out(self) -> None:
        text = self.texts
        text["number"].setPlaceholderText(tr("B-07, CA 4101"))
        text["origin"].setPlaceholderText(tr("Assembly point, port or airport"))
        text["destination"].setPlaceholderText(tr("Assembly point, port or airport"))
        text["vehicle"].setPlaceholderText(tr("Flight number, plate or hull"))
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        grid.addWidget(form_row(tr("Number"), text["number"]), 0, 0)
        grid.addWidget(form_row(tr("Mode"), self.mode), 0, 1)
        grid.addWidget(form_row(tr("From"), text["origin"]), 1, 0)
        grid.addWidget(form_row(tr("To"), text["destination"]), 1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(form_row(tr("Departure"), self.departs), 2, 0, top)
        arrival = column(form_row(tr("Arrival"), self.arrives), self.arrival_known, gap=4)
        grid.addWidget(arrival, 2, 1)
        places = row(*(form_row(legend.label(k), f) for k, f in self.places.items()), gap=12)
        grid.addWidget(places, 3, 0, 1, 2)
        for place, name, words in (
            ((4, 0), "carrier", tr("Carrier")),
            ((4, 1), "vehicle", tr("Vehicle")),
            ((5, 0), "escort", tr("Captain or escort")),
            ((5, 1), "contact", tr("Contact")),
        ):
            grid.addWidget(form_row(words, text[name]), *place)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        title = tr("New movement")
        if self._old is not None:
            title = tr("Change {movement}", movement=self._old.number)
        self.lay_out(heading(title), quiet(tr("Times are local, in the zone beside them.")), grid)
        self.setFocusProxy(text["number"])


def _draft(desk: Desk) -> Movement:
    zone = desk.incident.incident_zone
    leaves = (desk.now() + timedelta(hours=3)).replace(minute=0, second=0, microsecond=0)
    return Movement(0, "", Mode.COACH, Capacity(45), "", "", leaves, departure_zone=zone,
                    arrival_zone=zone)  # fmt: skip


def _places(count: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(0, 9_999)
    field.setMinimumWidth(theme.px(56))
    field.setValue(count)
    return field
