"""Contacts in words, and what is done with a number: copied, called, written to."""

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from situationroom.models import Contact
from situationroom.models.contact import ContactPhone
from situationroom.texts import tr
from situationroom.views.bidi import left_to_right


def name_of(contact: Contact) -> str:
    """Both names in one line, to be shown."""
    return left_to_right(contact.called)


def phone_words(phone: ContactPhone) -> str:
    """'+90 312 436 06 28, ext. 12'."""
    number = spaced(phone.e164) or phone.told
    extension = tr("ext. {number}", number=phone.extension) if phone.extension else ""
    return ", ".join(part for part in (number, extension) if part)


def phones_words(phones: Sequence[ContactPhone]) -> str:
    """All numbers in one line."""
    return "; ".join(map(phone_words, phones))


def spaced(e164: str) -> str:
    """'+903124360628' in groups, as its country writes it abroad; '' for nothing."""
    if not e164:
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def distance_words(km: float) -> str:
    """'850 m', '12 km'; empty when it is not known."""
    if km == float("inf"):
        return ""
    return f"{km * 1000:.0f} m" if km < 1 else f"{km:,.1f} km" if km < 10 else f"{km:,.0f} km"


def copy_number(phone: ContactPhone) -> str:
    """The number to the clipboard; gives what was copied."""
    QGuiApplication.clipboard().setText(phone.number)
    return phone.number


def call_number(phone: ContactPhone) -> bool:
    """Hand the number to the telephone program of this workstation (RFC 3966)."""
    digits = "".join(ch for ch in phone.number if ch.isdigit() or ch == "+")
    extension = f";ext={phone.extension}" if phone.extension else ""
    return bool(digits) and QDesktopServices.openUrl(QUrl(f"tel:{digits}{extension}"))


def write_to(mail: str) -> bool:
    """A new message in the mail program of this workstation."""
    url = QUrl()
    url.setScheme("mailto")
    url.setPath(mail)
    return QDesktopServices.openUrl(url)
