"""Records, fields and stored values in words, for the journal's before and after."""

from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from situationroom.legend import MARKS, label
from situationroom.models import RECORDS
from situationroom.models.case_number import case_number
from situationroom.models.journal import Json
from situationroom.texts import tr
from situationroom.views import times

COVERED = ("security_phrase",)
"""Fields whose values are told nowhere but where they are asked for."""
NUMBERED = ("person", "request")
_NUMBERS = ("persons", "requests", "kept", "gone", "joined_into")


def record_name(kind: str, id_: int) -> str:
    """'Person 0412-6', 'Shelter 2'."""
    return f"{kind_name(kind)} {case_number(id_) if kind in NUMBERED else id_}"


def kind_name(kind: str) -> str:
    """A kind of record in the officer's language."""
    return {
        "incident": tr("Incident"),
        "household": tr("Household"),
        "person": tr("Person"),
        "request": tr("Request"),
        "sheet": tr("Sheet"),
        "report": tr("Report"),
        "note": tr("Note"),
        "site": tr("Shelter"),
        "unit": tr("Unit"),
        "stay": tr("Stay"),
        "head_count": tr("Head count"),
        "place": tr("Place"),
        "movement": tr("Movement"),
        "booking": tr("Booking"),
        "manifest": tr("Manifest"),
        "recipient": tr("Recipient"),
        "handoff": tr("Hand-off"),
        "merge": tr("Merge"),
        "apart": tr("Two persons"),
        "escalation": tr("Escalation"),
        "identity_check": tr("Identity check"),
        "family_contact": tr("Family contact"),
        "family_call": tr("Call with the family"),
        "task": tr("Follow-up"),
        "request_link": tr("Linked requests"),
        "position": tr("Post"),
        "duty": tr("Duty"),
        "posting": tr("Posting"),
        "period": tr("Period"),
        "talking_point": tr("Talking point"),
        "checklist": tr("Checklist"),
        "check_item": tr("Item of a checklist"),
        "contact": tr("Directory entry"),
    }.get(kind, kind)


def field_name(field: str) -> str:
    """A field in words: 'waiting_until' is said as 'waiting until', translated where we can."""
    plain = field.replace("_", " ")
    return tr(f"field {field}") if tr(f"field {field}") != f"field {field}" else plain


def value_text(kind: str, field: str, value: Json, zone: str) -> str:
    """A stored value as an officer reads it; '—' for nothing."""
    if value is None or value in ("", [], {}):
        return "—"
    if field in COVERED:
        return "•••••"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list):
        return ", ".join(value_text(kind, field, one, zone) for one in value)
    if isinstance(value, dict):
        parts = [value_text(kind, name, part, zone) for name, part in value.items() if part]
        return " ".join(parts)
    if field in NUMBERED or field in _NUMBERS:
        return case_number(value) if isinstance(value, int) and value > 0 else str(value)
    return _word(kind, field, value, zone)


def _word(kind: str, field: str, value: Json, zone: str) -> str:
    member = _member(kind, field, str(value))
    if member is not None:
        return label(member)
    if isinstance(value, str) and field.endswith(("_at", "_until", "_since", "_contact", "at")):
        try:
            return times.stamp(datetime.fromisoformat(value), zone)
        except (ValueError, OverflowError):
            return value
    return str(value)


def _member(kind: str, field: str, value: str) -> StrEnum | None:
    for enum in _enums(kind).get(field, ()):
        if enum in MARKS and value in {member.value for member in enum}:
            return enum(value)
    return None


@cache
def _enums(kind: str) -> dict[str, list[type[StrEnum]]]:
    record = RECORDS.get(kind)
    hints = get_type_hints(record) if record else {}
    return {name: list(_inside(hint)) for name, hint in hints.items()}


def _inside(hint: Any) -> list[type[StrEnum]]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return [hint]
    return [found for part in get_args(hint) for found in _inside(part)]
