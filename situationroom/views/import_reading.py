"""What was read from each column of a row, and what was understood beyond the columns."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.imports import PlannedRow
from situationroom.intake.results import ColumnReading, Problem
from situationroom.models import Person
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.import_names import record_field, shown, told_fields

_NAMES: Final = ("native_name", "surname", "given_names")
COVERS: Final[dict[str, tuple[str, ...]]] = {
    "name": _NAMES,
    "native_name": ("native_name",),
    "latin_name": ("surname", "given_names"),
    "surname": ("surname",),
    "given_names": ("given_names",),
    "middle_name": ("given_names",),
    "passport": ("documents",),
    "identity_number": ("documents",),
    "document_expiry": ("documents",),
    "document_issuer": ("documents",),
    "phone": ("phones",),
    "phone_home": ("phones",),
    "email": ("emails",),
    "handle": ("handles",),
    "place": ("place_text", "city", "precision"),
    "address": ("place_text", "precision"),
    "city": ("city", "precision"),
    "latitude": ("lat", "precision"),
    "longitude": ("lon", "precision"),
    "needs": ("needs", "needs_text"),
    "injured": ("safety",),
    "kin_name": ("kin",),
    "kin_phone": ("kin",),
    "kin_relation": ("kin",),
    "officer": (),
}
"""Which of a person's fields a column fills, where it is not the field of the same name."""
_REPORT: Final = ("caller", "caller_relation", "caller_phone", "caller_place", "called_at",
                  "row_key", "paper_number")  # fmt: skip
_REQUEST: Final = ("category", "priority", "party", "description")


def read_as(row: PlannedRow, field: str, zone: str) -> str:
    """What was read for a field of the list; '' where nothing was. Times are said in ``zone``."""
    reading = row.reading
    if field in _REPORT:
        value = getattr(reading.report, field, None)
        return times.stamp(value, zone) if isinstance(value, datetime) else _plain(value)
    if field in _REQUEST:
        return _plain(getattr(reading.request, field)) if reading.request else ""
    if field == "last_contact":
        moments = [p.last_contact for p in reading.persons if p.last_contact]
        return times.stamp(moments[0], zone) if moments else ""
    told = [text for person in reading.persons if (text := _of_person(person, field))]
    return "; ".join(dict.fromkeys(told))


def also_understood(row: PlannedRow, columns: Sequence[ColumnReading]) -> list[tuple[str, str]]:
    """What the row says beyond its columns (a city from the title, an age), named and shown."""
    covered = {name for c in columns if c.field for name in COVERS.get(c.field, (c.field,))}
    many = len(row.reading.persons) > 1
    pairs: list[tuple[str, str]] = []
    for person in row.reading.persons:
        pairs += told_fields(person, without=() if many else tuple(covered))
    told = {c.field for c in columns}
    if (asked := row.reading.request) is not None:
        pairs += [
            (record_field(name), _plain(getattr(asked, name)))
            for name in _REQUEST
            if name not in told and getattr(asked, name)
        ]
    return pairs


def places_of(problem: Problem, columns: Sequence[ColumnReading]) -> tuple[int, ...]:
    """The columns a problem is about: its own cell, else every column of its field."""
    if problem.column is not None:
        return (problem.column,)
    return tuple(c.index for c in columns if c.field == problem.field)


def _of_person(person: Person, field: str) -> str:
    reader = _READERS.get(field)
    if reader is not None:
        return reader(person)
    values = (getattr(person, name, None) for name in COVERS.get(field, (field,)))
    return _plain(next((value for value in values if value), None))


def _name(person: Person) -> str:
    names = (person.native_name, person.latin_name.replace(",", ""))
    return " ".join(name for name in names if name)


def _document(kind: str) -> Callable[[Person], str]:
    def read(person: Person) -> str:
        numbers = (d.number for d in person.documents if (d.type == "I") == (kind == "I"))
        return ", ".join(numbers)

    return read


def _place(person: Person) -> str:
    city = city_name(person.city)
    parts = dict.fromkeys(part for part in (person.place_text, city) if part)
    precision = legend.label(person.precision) if person.lat is not None else tr("not on the map")
    return f"{', '.join(parts)} ({precision})" if parts else ""


_READERS: Final[dict[str, Callable[[Person], str]]] = {
    "name": _name,
    "latin_name": lambda p: p.latin_name.replace(",", ""),
    "passport": _document("P"),
    "identity_number": _document("I"),
    "document_expiry": lambda p: ", ".join(d.expiry for d in p.documents if d.expiry),
    "document_issuer": lambda p: ", ".join(d.issuer for d in p.documents if d.issuer),
    "place": _place,
    "address": _place,
    "city": lambda p: city_name(p.city),
    "kin_name": lambda p: ", ".join(k.name for k in p.kin if k.name),
    "kin_phone": lambda p: ", ".join(k.phone for k in p.kin if k.phone),
    "kin_relation": lambda p: ", ".join(k.relation for k in p.kin if k.relation),
    "latitude": lambda p: "" if p.lat is None else f"{p.lat:.5f}",
    "longitude": lambda p: "" if p.lon is None else f"{p.lon:.5f}",
    "injured": lambda p: shown(p.safety) if p.safety else "",
}


def _plain(value: Any) -> str:
    return "" if value is None or value in ("", ()) else shown(value)
