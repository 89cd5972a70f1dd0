"""The form of a directory entry: a new one, or what is changed about one."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit

from situationroom.commands.contacts import COMPARED, add_contact, edit_contact
from situationroom.commands.places import resolve_place, typed_position
from situationroom.commands.typed import typed_phones
from situationroom.desk import Desk
from situationroom.models import Contact
from situationroom.models.contact import ContactPhone
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import ContactKind
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.choice import choice
from situationroom.views.known_places import known_of
from situationroom.views.record_form import RecordForm
from situationroom.views.widgets import form_row, heading, quiet

TEXTS = ("name", "native_name", "organisation", "contact_person", "address", "city", "country",
         "languages")  # fmt: skip
NUMBERS = 3


class ContactForm(RecordForm):
    """An entry that is added, or changed."""

    def __init__(self, desk: Desk, contact: Contact | None = None) -> None:
        super().__init__()
        self._desk, self._old = desk, contact
        start = contact or Contact(0, "", country=desk.incident.country)
        self.texts = {name: QLineEdit(getattr(start, name)) for name in TEXTS}
        self.kind = choice(tuple(ContactKind), start.kind)
        known = [*start.phones, *([ContactPhone()] * NUMBERS)]
        count = max(NUMBERS, len(start.phones))
        self.phones = [_phone_fields(phone) for phone in known[:count]]
        self.emails = QLineEdit(", ".join(start.emails))
        known_of(desk)  # begins to read, so that it is there when it is wanted
        placed = start.lat is not None and start.lon is not None
        self.place = QLineEdit(f"{start.lat}, {start.lon}" if placed else "")
        self.notes = QPlainTextEdit(start.notes)
        self.notes.setTabChangesFocus(True)
        self.notes.setMaximumHeight(theme.px(90))
        self._lay_out()

    def contact(self) -> Contact:
        """What the form says. Raises RuleError for a position that is none."""
        told = {name: field.text().strip() for name, field in self.texts.items()}
        told["country"] = told["country"].upper()
        lat, lon = self._position()
        return replace(
            self._old or Contact(0, ""),
            **told,  # type: ignore[arg-type]
            kind=ContactKind(self.kind.currentData()),
            phones=tuple(filter(None, map(self._phone, self.phones))),
            emails=tuple(self.emails.text().replace(",", " ").replace(";", " ").split()),
            lat=lat,
            lon=lon,
            notes=self.notes.toPlainText(),
        )

    def store(self) -> None:
        try:
            told = self.contact()
        except RuleError as error:
            self.error.say_error(error)
            return
        old = self._old
        if old is None:
            job = self._desk.run(add_contact, told)
        else:
            names = [name for name in COMPARED if getattr(told, name) != getattr(old, name)]
            job = self._desk.run(edit_contact, old.id, {n: getattr(told, n) for n in names})
        job.on_refusal = self.error.say_error
        job.succeeded.connect(self._saved)

    def _saved(self, stored: Contact) -> None:
        self.saved.emit(stored.id)

    def _position(self) -> tuple[float | None, float | None]:
        text = self.place.text().strip()
        if not text:
            return None, None
        point = typed_position(text)
        if point is None:
            known, country = known_of(self._desk).places, self._desk.incident.country
            found = resolve_place(text, country, known)
            point = (found.lat, found.lon) if found else None
        if point is None:
            raise RuleError("{text} is no position and no place of the gazetteer.", text=text)
        return point

    def _phone(self, fields: tuple[QLineEdit, QLineEdit, QLineEdit]) -> ContactPhone | None:
        number, extension, hours = (field.text().strip() for field in fields)
        if not number:
            return None
        read = typed_phones(number, self._desk.incident)
        e164 = read[0].e164 if read else ""
        return ContactPhone(e164, number, extension, hours)

    def _lay_out(self) -> None:
        text = self.texts
        text["country"].setMaxLength(2)
        text["country"].setPlaceholderText("TR")
        self.place.setPlaceholderText(tr("39.9208, 32.8541, a map link or a place"))
        self.emails.setPlaceholderText("duty@example.org")
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        cells = (
            (tr("Name (Latin letters)"), text["name"]), (tr("Name (native)"), text["native_name"]),
            (tr("Kind"), self.kind), (tr("Organisation"), text["organisation"]),
            (tr("Contact person"), text["contact_person"]), (tr("E-mail"), self.emails),
            (tr("Address"), text["address"]), (tr("City"), text["city"]),
            (tr("Country (two letters)"), text["country"]), (tr("Position"), self.place),
            (tr("Languages"), text["languages"]),
        )  # fmt: skip
        for number, (words, field) in enumerate(cells):
            grid.addWidget(form_row(words, field), number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        numbers = QGridLayout()
        numbers.setSpacing(theme.px(8))
        for column, words in enumerate((tr("Telephone"), tr("Extension"), tr("When they answer"))):
            numbers.addWidget(quiet(words, 12), 0, column)
        for line, fields in enumerate(self.phones, start=1):
            for column, field in enumerate(fields):
                numbers.addWidget(field, line, column)
        for column, share in enumerate((3, 1, 2)):
            numbers.setColumnStretch(column, share)
        title = tr("New directory entry")
        if self._old is not None:
            title = tr("Change {name}", name=self._old.called)
        self.lay_out(heading(title), grid, numbers, form_row(tr("Remarks"), self.notes))
        self.setFocusProxy(text["name"])


def _phone_fields(phone: ContactPhone) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
    fields = (
        QLineEdit(phone.told or phone.e164),
        QLineEdit(phone.extension),
        QLineEdit(phone.hours),
    )
    for field, name in zip(fields, (tr("Telephone"), tr("Extension"), tr("When they answer")),
                           strict=True):  # fmt: skip
        field.setAccessibleName(name)
    return fields
