"""The form of a new shelter."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QSpinBox

from situationroom import legend
from situationroom.commands.places import typed_place
from situationroom.commands.shelters import add_site
from situationroom.desk import Desk
from situationroom.models import Site, Unit
from situationroom.models.vocabulary import SiteKind
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.known_places import known_of
from situationroom.views.record_form import RecordForm
from situationroom.views.widgets import form_row, heading, quiet

TEXTS = ("name", "city", "address", "organisation", "contact")


class SiteForm(RecordForm):
    """A shelter that is added, with its first unit and its head count."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.texts = {name: QLineEdit() for name in TEXTS}
        self.kind = QComboBox()
        for kind in SiteKind:
            self.kind.addItem(legend.label(kind), kind)
        known_of(desk)  # begins to read, so that it is there when it is wanted
        self.place = QLineEdit(placeholderText=tr("39.9208, 32.8541, or leave empty"))
        self.unit = QLineEdit(tr("Main building"))
        self.capacity, self.blocked, self.counted = _number(), _number(), _number()
        self.accessible = QCheckBox(tr("Accessible with a wheelchair"))
        self.counted.setMinimum(-1)
        self.counted.setSpecialValueText("—")
        self.counted.setValue(-1)
        self._lay_out()

    def site(self) -> Site:
        """What the form says; the place is looked up by the city where no position is typed."""
        told = {name: field.text().strip() for name, field in self.texts.items()}
        lat, lon = self._position(f"{told['city']} {told['address']}".strip())
        kind, country = SiteKind(self.kind.currentData()), self._desk.incident.country
        draft = Site(0, told.pop("name"), kind, country=country, lat=lat, lon=lon)
        return replace(draft, **told)  # type: ignore[arg-type]

    def _position(self, words: str) -> tuple[float | None, float | None]:
        """Where the typed position is, else the words; none for what is off the earth."""
        known, country = known_of(self._desk).places, self._desk.incident.country
        told = self.place.text().strip()
        read = typed_place(told, country, known)
        if read.place is None and read.doubt is None:
            read = typed_place(words, country, known)
        return (read.place.lat, read.place.lon) if read.place else (None, None)

    def store(self) -> None:
        unit = Unit(0, 0, self.unit.text().strip() or tr("Main building"), self.capacity.value(),
                    self.blocked.value(), accessible=self.accessible.isChecked())  # fmt: skip
        counted = self.counted.value()
        count = counted if counted >= 0 else None
        job = self._desk.run(add_site, self.site(), [unit], count)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(lambda site: self.saved.emit(site.id))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        text = self.texts
        cells = (
            (tr("Name of the site"), text["name"]), (tr("Kind of site"), self.kind),
            (tr("City"), text["city"]), (tr("Address"), text["address"]),
            (tr("Position (latitude, longitude)"), self.place),
            (tr("Organisation"), text["organisation"]),
            (tr("Contact"), text["contact"]), (tr("Unit"), self.unit),
            (tr("Places in the unit"), self.capacity), (tr("Blocked places"), self.blocked),
            (tr("Head count on site now"), self.counted),
        )  # fmt: skip
        for number, (words, field) in enumerate(cells):
            grid.addWidget(form_row(words, field), number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.lay_out(
            heading(tr("New shelter")),
            quiet(tr("Without a position the city is looked up in the gazetteer.")),
            grid,
            self.accessible,
        )


def _number() -> QSpinBox:
    field = QSpinBox()
    field.setRange(0, 99_999)
    return field
