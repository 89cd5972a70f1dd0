"""What may be told to a family, in words and in the colours of the legend."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from situationroom import legend
from situationroom.legend import Tone
from situationroom.models import FamilyContact
from situationroom.models.family import is_due, is_overdue
from situationroom.models.vocabulary import Scope
from situationroom.store.queries.family import FamilyRow
from situationroom.texts import tr
from situationroom.views import times, widgets
from situationroom.views.bidi import both_names


def scope_of(row: FamilyRow) -> Scope:
    """What may be told; nothing where nobody has agreed, nor where a death is told of."""
    if row.contact is None or row.death:
        return Scope.NOTHING
    return row.contact.scope


def scope_words(scope: Scope) -> str:
    """What may be told, as an officer must read it before saying a word."""
    return {
        Scope.EVERYTHING: tr("EVERYTHING MAY BE TOLD"),
        Scope.SAFETY: tr("ONLY HOW THEY ARE MAY BE TOLD"),
        Scope.NOTHING: tr("NOTHING MAY BE TOLD"),
    }[scope]


def big_scope(row: FamilyRow, zone: str, size: int = 20) -> QWidget:
    """In big words of the legend's tone; below it who agreed, or why nothing may be told."""
    scope = scope_of(row)
    mark = legend.mark(scope)
    said = widgets.label(scope_words(scope), mark.tone, size, 700)
    said.setWordWrap(True)
    return widgets.column(said, quiet_line(consent_words(row, zone)), gap=2)


def consent_words(row: FamilyRow, zone: str) -> str:
    """Who agreed and when; or that nobody did."""
    contact = row.contact
    if contact is None:
        return tr("Next of kin as told by a caller; nobody has agreed to anything yet.")
    if contact.scope is Scope.NOTHING and not contact.consent_by:
        return tr("Nobody has agreed yet.")
    at = times.stamp(contact.consent_at, zone)
    return tr("Agreed by {who}, {at}", who=contact.consent_by or "—", at=at)


def point_words(row: FamilyRow) -> str:
    """To whom of the family everything is told; empty where that cannot be said."""
    if row.is_point:
        return tr("Contact point of the family")
    if row.point is None:
        return ""
    return tr("Contact point is {who}: point them there.", who=contact_words(row.point))


def contact_words(contact: FamilyContact) -> str:
    """Name, relation and telephone."""
    parts = (contact.name, contact.relation, contact.phone)
    return " · ".join(part for part in parts if part)


def about_words(row: FamilyRow) -> str:
    """Whom it is about: the household by name, else the person."""
    names = ", ".join(both_names(person) for person in row.family[:3])
    rest = len(row.family) - 3
    return names + (f" +{rest}" if rest > 0 else "")


def due_tone(contact: FamilyContact, now: datetime) -> Tone:
    """Red once the time of the call has passed, orange in the hour before."""
    return "red" if is_overdue(contact, now) else "orange" if is_due(contact, now) else "quiet"


def due_words(contact: FamilyContact, now: datetime) -> str:
    """The running clock to the next call."""
    if contact.next_at is None:
        return "—"
    late = contact.next_at < now
    return tr("overdue {n}", n=times.span(now - contact.next_at)) if late else times.until(
        contact.next_at, now
    )  # fmt: skip


def quiet_line(text: str) -> QWidget:
    """A quiet line that wraps."""
    made = widgets.quiet(text, 12)
    made.setWordWrap(True)
    return made
