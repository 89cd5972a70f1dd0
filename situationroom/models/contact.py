"""The contact directory: missions, hospitals, police, carriers, insurers, partners."""

from dataclasses import dataclass, replace
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import ContactKind

LONGEST_NAME = 200
LONGEST_LINE = 500
LONGEST_NOTES = 4_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class ContactPhone:
    """``e164`` such as '+903124360628' (empty if it is no number), ``told`` as it was given.

    ``extension`` is dialled after it, ``hours`` say when somebody answers.
    """

    e164: str = ""
    told: str = ""
    extension: str = ""
    hours: str = ""

    @property
    def number(self) -> str:
        """What is dialled."""
        return self.e164 or self.told


@dataclass(frozen=True, slots=True)
class Contact(Record):
    """Whom the cell calls. Positions are WGS-84 degrees; ``known_by`` finds it in a newer table.

    ``name`` is in Latin letters where there is such a name, ``native_name`` in its own script.
    """

    name: str
    native_name: str = ""
    kind: ContactKind = ContactKind.OTHER
    organisation: str = ""
    contact_person: str = ""
    phones: tuple[ContactPhone, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""
    city: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    languages: str = ""
    notes: str = ""
    known_by: str = ""
    removed_at: datetime | None = None

    @property
    def called(self) -> str:
        """Both names, as far as there are two."""
        names = dict.fromkeys(filter(None, (self.native_name, self.name)))
        return " ".join(names)


def check_contact(contact: Contact) -> Contact:
    """Return ``contact`` tidied; raises RuleError without a name or off the earth."""
    texts = ("name", "native_name", "organisation", "contact_person", "address", "city", "country")
    tidy = replace(contact, **{name: getattr(contact, name).strip() for name in texts})
    if not (tidy.name or tidy.native_name):
        raise RuleError("The contact needs a name.")
    if max(len(tidy.name), len(tidy.native_name), len(tidy.organisation)) > LONGEST_NAME:
        raise RuleError(
            "A name has at most {most} characters; put the rest under Remarks.", most=LONGEST_NAME
        )
    numbers = [text for one in tidy.phones for text in (one.told, one.extension, one.hours)]
    lines = (tidy.contact_person, tidy.address, tidy.city, tidy.languages, *tidy.emails, *numbers)
    if max(map(len, lines)) > LONGEST_LINE:
        raise RuleError(
            "A line of an entry has at most {most} characters; put the rest under Remarks.",
            most=LONGEST_LINE,
        )
    if len(tidy.notes) > LONGEST_NOTES:
        raise RuleError("The notes have at most {most} characters.", most=LONGEST_NOTES)
    if (tidy.lat is None) != (tidy.lon is None):
        raise RuleError("A position needs latitude and longitude.")
    if tidy.lat is not None and not (abs(tidy.lat) <= 90 and abs(tidy.lon or 0.0) <= 180):
        raise RuleError("This is no position on the earth.")
    return tidy
