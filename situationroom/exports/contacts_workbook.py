"""The directory as a workbook: empty to be filled in, or full; it comes back without loss."""

from collections.abc import Mapping, Sequence
from typing import Final

from situationroom import legend
from situationroom.exports.cells import Value
from situationroom.exports.files import FilePath
from situationroom.exports.xlsx import (
    BODY,
    HEADER,
    add_sheet,
    new_workbook,
    offer,
    print_setup,
    put,
    save,
    write_banner,
    write_rows,
)
from situationroom.models import Contact
from situationroom.models.contact import ContactPhone
from situationroom.models.vocabulary import ContactKind
from situationroom.texts import language, tr

NUMBERS: Final = 3
"""Telephone columns of an empty workbook; a full one has as many as its entries need."""
WIDTHS: Final[Mapping[str, float]] = {"name": 34, "native_name": 24, "address": 34, "notes": 36}


def write_contacts_workbook(
    path: FilePath, contacts: Sequence[Contact] = (), drill: bool = False
) -> None:
    """Write the workbook in the language spoken. Raises StoreError when the disk refuses."""
    numbers = max([NUMBERS, *(len(one.phones) for one in contacts)])
    headers = [*_headers().items()]
    columns = [name for name, _ in headers]
    book = new_workbook(tr("Contact directory"))
    sheet = add_sheet(book, tr("Contact directory"))
    top = write_banner(sheet, 1, len(headers) + numbers) if drill else 1
    titles = [title for _, title in headers] + [_phone_title(n) for n in range(numbers)]
    for column, title in enumerate(titles, start=1):
        put(sheet, top, column, title, HEADER)
    rows = ([*(_cell(one, name) for name in columns), *_phones(one, numbers)] for one in contacts)
    write_rows(sheet, top + 1, rows, BODY)
    offer(sheet, columns.index("kind") + 1, top + 1, map(legend.label, ContactKind))
    widths = [WIDTHS.get(name, 16) for name in columns] + [24.0] * numbers
    print_setup(sheet, top, widths, drill)
    save(book, path)


def _headers() -> dict[str, str]:
    return {
        "name": tr("Name (Latin letters)"),
        "native_name": tr("Name (native)"),
        "kind": tr("Kind"),
        "organisation": tr("Organisation"),
        "contact_person": tr("Contact person"),
        "emails": tr("E-mail"),
        "address": tr("Address"),
        "city": tr("City"),
        "country": tr("Country"),
        "lat": tr("Latitude"),
        "lon": tr("Longitude"),
        "hours": tr("When they answer"),
        "languages": tr("Languages"),
        "notes": tr("Remarks"),
    }


def _phone_title(place: int) -> str:
    return tr("Telephone") if place == 0 else f"{tr('Telephone')} {place + 1}"


def _cell(contact: Contact, name: str) -> Value:
    if name == "kind":
        return legend.label(contact.kind)
    if name == "emails":
        return ", ".join(contact.emails)
    if name == "hours":
        return contact.phones[0].hours if contact.phones else ""
    value: Value = getattr(contact, name)
    return value


def _phones(contact: Contact, numbers: int) -> list[str]:
    told = [_told(phone) for phone in contact.phones]
    return told + [""] * (numbers - len(told))


def _told(phone: ContactPhone) -> str:
    """As it is read again: the number with its extension behind it."""
    mark = "转" if language() == "zh" else " ext. "
    return f"{phone.number}{mark}{phone.extension}" if phone.extension else phone.number
