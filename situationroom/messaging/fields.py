"""The fields of a text: ``{name}``, ``{movement}`` and so on, filled in person by person.

``{movement|to be announced}`` says what stands there for whom it is not known. A value comes from
anybody's list: it stays on its line and never becomes a field or a header itself.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from situationroom.models import Incident, Person
from situationroom.models.errors import RuleError
from situationroom.models.message import Journey, Wording

CONSTANTS: Final = ("hotline", "assembly_point")
"""Fields the officer may say once for all; else the assembly point is the movement's origin."""
LONGEST_TEXT: Final = 2_000
LONGEST_VALUE: Final = 120
_FIELD = re.compile(r"\{([A-Za-z_]+)(?:\|([^{}]*))?\}")
_STRAY = re.compile(r"[{}]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_ZONES = {"Asia/Shanghai": ("北京", "Beijing"), "Europe/Istanbul": ("伊斯坦布尔", "Istanbul")}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

Value = Callable[[Person, Journey, Incident, str], str]
"""The value of a field for a person, in a language; "" where it is not known."""


def one_line(text: str) -> str:
    """The text without line ends, control characters and invisible marks that turn lines round."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def fields_in(text: str) -> tuple[str, ...]:
    """The fields a text names, in order."""
    return tuple(dict.fromkeys(found[1] for found in _FIELD.finditer(text)))


def check_wording(wording: Wording) -> None:
    """Raises RuleError for an empty text, one that is too long, or a field nobody knows."""
    if not wording.text.strip():
        raise RuleError("Write the text of the message first.")
    if len(wording.text) > LONGEST_TEXT or len(wording.subject) > LONGEST_TEXT:
        raise RuleError(
            "The text has {count} letters; a message may have {most}.",
            count=len(wording.text),
            most=LONGEST_TEXT,
        )
    whole = f"{wording.subject}\n{wording.text}"
    for name in fields_in(whole):
        if name not in FIELDS:
            raise RuleError(
                "There is no field {field}; choose one of: {known}.",
                field=f"{{{name}}}",
                known=", ".join(f"{{{known}}}" for known in FIELDS),
            )
    if _STRAY.search(_FIELD.sub("", whole)):
        raise RuleError("A curly bracket stands alone; a field is written like {field}.",
                        field="{name}")  # fmt: skip


def filled(text: str, values: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text with its fields filled in, and those for which nothing is known."""
    missing: dict[str, None] = {}

    def one(found: "re.Match[str]") -> str:
        value = one_line(values.get(found[1], ""))[:LONGEST_VALUE]
        if value:
            return value
        if found[2] is not None:
            return found[2]
        missing[found[1]] = None
        return ""

    return _FIELD.sub(one, text), tuple(missing)


def values_for(
    names: tuple[str, ...],
    person: Person,
    journey: Journey,
    incident: Incident,
    language: str,
    constants: Mapping[str, str],
) -> dict[str, str]:
    """The values of some fields for one person; what the officer said for all comes first."""
    return {
        name: constants.get(name) or FIELDS[name](person, journey, incident, language)
        for name in names
    }


def moment(at: datetime | None, zone: str, language: str) -> str:
    """'7月16日 13:42（伊斯坦布尔时间）' or '16 Jul 13:42 (Istanbul time)'; "" when not known."""
    if at is None:
        return ""
    there = at.astimezone(ZoneInfo(zone))
    plain = zone.rsplit("/", 1)[-1].replace("_", " ")
    zh, en = _ZONES.get(zone, (plain, plain))
    if language.startswith("zh"):
        return f"{there.month}月{there.day}日 {there:%H:%M}（{zh}时间）"
    return f"{there.day} {_MONTHS[there.month - 1]} {there:%H:%M} ({en} time)"


def _name(person: Person, _journey: Journey, _incident: Incident, language: str) -> str:
    native, latin = person.native_name, _latin(person)
    return (native or latin) if language.startswith("zh") else (latin or native)


def _latin(person: Person) -> str:
    return " ".join(part for part in (person.given_names, person.surname) if part)


def _of_movement(name: str) -> Value:
    def value(_person: Person, journey: Journey, _incident: Incident, _language: str) -> str:
        return str(getattr(journey.movement, name)) if journey.movement else ""

    return value


def _departure(_person: Person, journey: Journey, _incident: Incident, language: str) -> str:
    movement = journey.movement
    return moment(movement.departs_at, movement.departure_zone, language) if movement else ""


def _arrival(_person: Person, journey: Journey, _incident: Incident, language: str) -> str:
    movement = journey.movement
    return moment(movement.arrives_at, movement.arrival_zone, language) if movement else ""


FIELDS: Final[Mapping[str, Value]] = {
    "name": _name,
    "case": lambda person, _j, _i, _l: person.case if person.id else "",
    "movement": _of_movement("number"),
    "vehicle": _of_movement("vehicle"),
    "departure": _departure,
    "arrival": _arrival,
    "assembly_point": _of_movement("origin"),
    "destination": _of_movement("destination"),
    "escort": _of_movement("escort"),
    "seat": lambda _p, journey, _i, _l: journey.booking.seat if journey.booking else "",
    "shelter": lambda _p, journey, _i, _l: journey.shelter,
    "city": lambda person, _j, _i, _l: person.city,
    "hotline": lambda _p, _j, _i, _l: "",
    "incident": lambda _p, _j, incident, _l: incident.name,
}
"""Every field by its name."""
