"""The chosen entry of the directory: numbers to call and to copy, where it is, what is noted."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.cities import city_name
from situationroom.models import Contact
from situationroom.models.contact import ContactPhone
from situationroom.store.queries.contacts import Position, distance_of
from situationroom.texts import tr
from situationroom.views import contacts_words as words
from situationroom.views import theme
from situationroom.views.frame import Frame
from situationroom.views.widgets import (
    Banner,
    Card,
    button,
    clear,
    label,
    mark_label,
    quiet,
    row,
    scrolled,
    section,
)

Act = Callable[[], object]


class ContactDetail(QWidget):
    """``show_contact`` fills it; ``edit``, ``remove`` and ``restore`` are what its buttons do."""

    def __init__(self, frame: Frame, edit: Act, remove: Act, restore: Act) -> None:
        super().__init__()
        self._frame = frame
        self.contact: Contact | None = None
        self.edit = button(tr("Edit"), "edit", on_click=edit)
        self.remove = button(tr("Remove"), "trash", "quiet", on_click=remove)
        self.restore = button(tr("Bring back"), "undo", on_click=restore)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(8))
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.addLayout(self._body)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner), 1)
        outer.addWidget(row(None, self.restore, self.remove, self.edit))
        self.show_contact(None, None)

    def show_contact(self, contact: Contact | None, near: Position | None) -> None:
        """This entry; None for none. ``near`` is what distances are measured from."""
        self.contact = contact
        clear(self._body)
        here = contact is not None and contact.removed_at is None
        self.edit.setVisible(here)
        self.remove.setVisible(here)
        self.restore.setVisible(contact is not None and not here)
        parts: list[QWidget] = [quiet(tr("Choose an entry: its numbers stand here."))]
        if contact is not None:
            parts = self._parts(contact, near)
        for part in parts:
            self._body.addWidget(part)

    def call_first(self) -> None:
        """Hand the first number to the telephone program."""
        if self.contact is not None and self.contact.phones:
            self._call(self.contact.phones[0])

    def copy_first(self) -> None:
        """The first number to the clipboard."""
        if self.contact is not None and self.contact.phones:
            self._copy(self.contact.phones[0])

    def _parts(self, contact: Contact, near: Position | None) -> list[QWidget]:
        mark = legend.mark(contact.kind)
        head = label(words.name_of(contact), size=16, weight=700)
        parts: list[QWidget] = [
            _wrapped(head),
            row(mark_label(legend.label(contact.kind), mark.shape, mark.tone),
                quiet(words.distance_words(distance_of(contact, near))), None, gap=12),
        ]  # fmt: skip
        if contact.removed_at is not None:
            parts.append(Banner(tr("This entry was removed from the directory."), "orange"))
        parts += [self._phone(phone) for phone in contact.phones]
        parts += [self._mail(mail) for mail in contact.emails]
        where = ", ".join(
            part for part in (contact.address, city_name(contact.city), contact.country) if part
        )
        facts = (
            (tr("Organisation"), contact.organisation),
            (tr("Contact person"), contact.contact_person),
            (tr("Address"), where),
            (tr("Position"), _position(contact)),
            (tr("Languages"), contact.languages),
            (tr("Remarks"), contact.notes),
        )
        for name, text in facts:
            if text:
                parts += [section(name), _wrapped(_selectable(label(text)))]
        return parts

    def _phone(self, phone: ContactPhone) -> QWidget:
        card = Card(raised=True)
        number = _selectable(label(words.phone_words(phone), size=16, weight=500))
        call = button(tr("Dial"), "phone", "primary", on_click=lambda: self._call(phone))
        copy = button("", "copy", on_click=lambda: self._copy(phone))
        copy.setToolTip(tr("Copy the number"))
        copy.setAccessibleName(tr("Copy the number"))
        card.body.addWidget(row(number, None, copy, call))
        if phone.hours:
            card.body.addWidget(_wrapped(quiet(phone.hours, 12)))
        return card

    def _mail(self, mail: str) -> QWidget:
        write = button("", "mail", on_click=lambda: words.write_to(mail))
        write.setToolTip(tr("Write to {mail}", mail=mail))
        write.setAccessibleName(tr("Write to {mail}", mail=mail))
        return row(_selectable(label(mail)), None, write)

    def _call(self, phone: ContactPhone) -> None:
        if not words.call_number(phone):
            words.copy_number(phone)
            self._frame.say(tr("No telephone program answered; {number} was copied.",
                               number=phone.number))  # fmt: skip

    def _copy(self, phone: ContactPhone) -> None:
        self._frame.say(tr("Copied {number}", number=words.copy_number(phone)))


def _position(contact: Contact) -> str:
    if contact.lat is None or contact.lon is None:
        return ""
    return f"{contact.lat:.5f}, {contact.lon:.5f}"


def _selectable(made: QLabel) -> QLabel:
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _wrapped(made: QLabel) -> QLabel:
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
