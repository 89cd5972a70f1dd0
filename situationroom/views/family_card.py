"""What stands below the list of the family desk: what may be told, to whom, and every call."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from situationroom import legend
from situationroom.commands.reunions import death_warning
from situationroom.legend import Tone
from situationroom.models import FamilyCall, FamilyContact
from situationroom.store.queries.family import FamilyRow
from situationroom.texts import tr
from situationroom.views import theme, times, widgets
from situationroom.views.bidi import left_to_right
from situationroom.views.card_parts import facts, person_row
from situationroom.views.family_words import (
    big_scope,
    contact_words,
    due_tone,
    due_words,
    point_words,
)
from situationroom.views.frame import Frame
from situationroom.views.widgets import Banner, column, label, quiet, section

Calls = Sequence[tuple[FamilyCall, FamilyContact]]


def family_card(frame: Frame, row: FamilyRow, calls: Calls, now: datetime) -> QWidget:
    """The chosen contact on the left, the call log of the family on the right."""
    box = QWidget()
    box.setObjectName("clear")
    both = QHBoxLayout(box)
    both.setContentsMargins(0, theme.px(4), 0, theme.px(8))
    both.setSpacing(theme.px(24))
    both.addWidget(_contact(frame, row, now), 1)
    both.addWidget(call_log(row, calls, now, frame.desk.incident.home_zone), 1)
    return box


def _contact(frame: Frame, row: FamilyRow, now: datetime) -> QWidget:
    zone = frame.desk.incident.home_zone
    parts: list[QWidget] = [big_scope(row, zone)]
    if row.death:
        parts.insert(0, Banner(death_warning(row.death == "confirmed"), "red"))
    if row.contact is not None:
        parts.append(facts(_facts(row.contact, row, now, zone)))
    else:
        told = [left_to_right(kin_words(kin)) for kin in row.person.kin]
        parts += [quiet(line) for line in told or [tr("Nobody is named as next of kin.")]]
    parts.append(section(tr("Family of")))
    parts += [person_row(frame, person, now) for person in row.family[:6]]
    return column(*parts, None, gap=6)


def _facts(
    contact: FamilyContact, row: FamilyRow, now: datetime, zone: str
) -> list[tuple[str, QWidget | str]]:
    due: QWidget | str = ""
    if contact.next_at is not None:
        due = label(due_words(contact, now), due_tone(contact, now))
        due.setToolTip(times.stamp(contact.next_at, zone))
    return [
        (tr("Contact"), left_to_right(contact_words(contact))),
        (tr("Language"), contact.language),
        ("", point_words(row)),
        (tr("Who calls"), contact.officer),
        (tr("Next call"), due),
        (tr("Remarks"), contact.remarks),
    ]


def call_log(row: FamilyRow, calls: Calls, now: datetime, zone: str) -> QWidget:
    """Every call with the family, newest first: when, by whom, with whom, what was said."""
    lines: list[QWidget] = [_call(call, contact, now, zone) for call, contact in calls[:30]]
    nobody = quiet(tr("Nobody has spoken with this family yet."))
    return column(section(tr("Calls with the family")), *(lines or [nobody]), None, gap=6)


def _call(call: FamilyCall, contact: FamilyContact, now: datetime, zone: str) -> QWidget:
    tone: Tone = "quiet" if call.reached else "orange"
    with_whom = contact.name or contact.phone
    head = " · ".join((times.short_stamp(call.at, zone, now), call.officer, with_whom))
    parts: list[QWidget] = [_wrapped(head, tone)]
    if not call.reached:
        parts.append(widgets.mark_label(tr("Not reached"), "triangle", "orange"))
    if call.told:
        scope = legend.short(call.scope)
        parts.append(_wrapped(tr("Told ({scope}): {text}", scope=scope, text=call.told), "text"))
    if call.said:
        parts.append(_wrapped(tr("They said: {text}", text=call.said), "text"))
    return column(*parts, gap=1)


def kin_words(kin: object) -> str:
    """A next of kin as told: name, relation, telephone."""
    parts = (getattr(kin, name, "") for name in ("name", "relation", "phone"))
    return " · ".join(part for part in parts if part)


def _wrapped(text: str, tone: Tone) -> QWidget:
    made = label(text, tone)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
