"""The form of a recipient: who they are and what they shall see."""

from PySide6.QtWidgets import QCheckBox, QLineEdit

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.handoffs import add_recipient
from situationroom.desk import Desk
from situationroom.models import Recipient
from situationroom.models.vocabulary import Category
from situationroom.store.queries.people import cities
from situationroom.texts import tr
from situationroom.views.record_form import RecordForm
from situationroom.views.widgets import Chip, form_row, heading, quiet
from situationroom.views.wrapped import flow

CITIES_SHOWN = 24


class RecipientForm(RecordForm):
    """A recipient that is added."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.name = QLineEdit(placeholderText=tr("Embassy Ankara"))
        self.contact = QLineEdit(placeholderText=tr("E-mail or telephone"))
        self.notes = QCheckBox(tr("With the notes of the requests"))
        self.notes.setChecked(True)
        known = desk.ask(cities)[:CITIES_SHOWN]
        self.cities = {name: Chip(city_name(name), count) for name, count in known}
        self.categories = {one: Chip(legend.label(one)) for one in Category}
        self._lay_out()

    def recipient(self) -> Recipient:
        """What the form says; nothing chosen means everything."""
        return Recipient(
            0,
            self.name.text().strip(),
            self.contact.text().strip(),
            tuple(name for name, chip in self.cities.items() if chip.isChecked()),
            tuple(one for one, chip in self.categories.items() if chip.isChecked()),
            self.notes.isChecked(),
        )

    def store(self) -> None:
        job = self._desk.run(add_recipient, self.recipient())
        job.on_refusal = self.error.say_error
        job.succeeded.connect(lambda added: self.saved.emit(added.id))

    def _lay_out(self) -> None:
        self.lay_out(
            heading(tr("New recipient")),
            form_row(tr("Name of the recipient"), self.name),
            form_row(tr("Contact"), self.contact),
            quiet(tr("Only persons in these cities (none chosen: everywhere)")),
            flow(*self.cities.values()),
            quiet(tr("Only these categories (none chosen: all)")),
            flow(*self.categories.values()),
            self.notes,
        )
