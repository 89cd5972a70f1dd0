"""One person of a PAXLST message: the segments from one NAD to the next, as cells of a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from situationroom.intake.edifact import Segment
from situationroom.intake.mrz_fields import birth_date, expiry_date
from situationroom.intake.paxlst_flight import Flight, iso

# NAD 3035: who a name is; crew and persons in transit are said so.
PERSONS: Final[Mapping[str, str]] = {
    "FL": "", "FM": "crew", "DDT": "crew in transit", "DDU": "passenger in transit",
}  # fmt: skip
_SEXES: Final[Mapping[str, str]] = {"M": "M", "F": "F", "U": "X", "X": "X"}


@dataclass(slots=True)
class Traveller:
    """One person's segments, those of each document with it."""

    parts: list[Segment] = field(default_factory=list)

    def first(self, qualifier: str, element: int = 2, component: int = 0) -> str:
        """A part of the first segment with this qualifier: 'LOC+178'."""
        return next(
            (p.part(element, component) for p in self.parts if p.qualifier == qualifier), ""
        )

    def contacts(self, code: str) -> str:
        """Every number or address of this kind (TE telephone, FX telefax, EM mail)."""
        elements = (e for p in self.parts if p.tag == "COM" for e in p.elements)
        return "; ".join(e[0] for e in elements if len(e) > 1 and e[1] == code)

    def documents(self) -> list[list[Segment]]:
        """Each DOC with the dates and places that follow it."""
        found: list[list[Segment]] = []
        for part in self.parts:
            if part.tag == "DOC":
                found.append([part])
            elif found and part.tag in ("DTM", "LOC"):
                found[-1].append(part)
        kinds = [group[0].part(1)[:1] for group in found]
        main = next((kinds.index(kind) for kind in "PIACT" if kind in kinds), 0)
        return [*found[main : main + 1], *found[:main], *found[main + 1 :]]

    def papers(self, flight: Flight) -> str:
        """Every document but the first, in words."""
        return "; ".join(_paper(group, flight) for group in self.documents()[1:])


def _name(t: Traveller, component: int) -> str:
    return t.parts[0].part(4, component)


def _surname(t: Traveller, _: Flight) -> str:
    return _name(t, 0) if _name(t, 1) else ""


def _given(t: Traveller, _: Flight) -> str:
    names = t.parts[0].elements[3][1:] if len(t.parts[0].elements) > 3 else ()
    return " ".join(name.strip() for name in names if name.strip())


def _full(t: Traveller, _: Flight) -> str:
    """A name that came in one piece; which half is the surname is for the reader of names."""
    return "" if _name(t, 1) else _name(t, 0)


def _sex(t: Traveller, _: Flight) -> str:
    told = t.first("ATT+2", 3)
    return _SEXES.get(told[:1].upper(), told)


def _birth(t: Traveller, flight: Flight) -> str:
    told, form = t.first("DTM+329", 1, 1), t.first("DTM+329", 1, 2)
    short = birth_date(told, flight.day) if len(told) == 6 and told.isdigit() else None
    return short or iso(told, form) or told


def _expiry_of(group: list[Segment], flight: Flight) -> str:
    part = next((p for p in group if p.qualifier == "DTM+36"), None)
    if part is None:
        return ""
    told = part.part(1, 1)
    short = expiry_date(told, flight.day) if len(told) == 6 and told.isdigit() else None
    return short or iso(told, part.part(1, 2)) or told


def _issuer_of(group: list[Segment]) -> str:
    return next((p.part(2) for p in group if p.qualifier == "LOC+91"), "")


def _document(t: Traveller, _: Flight) -> str:
    return next((group[0].part(2) for group in t.documents()), "")


def _expiry(t: Traveller, flight: Flight) -> str:
    return next((_expiry_of(group, flight) for group in t.documents()), "")


def _issuer(t: Traveller, _: Flight) -> str:
    return next((_issuer_of(group) for group in t.documents()), "")


def _paper(group: list[Segment], flight: Flight) -> str:
    told = (group[0].part(1), group[0].part(2), _issuer_of(group), _expiry_of(group, flight))
    return " ".join(part for part in told if part)


def _reference(t: Traveller, _: Flight) -> str:
    return t.first("RFF+ABO", 1, 1)


def _role(t: Traveller, _: Flight) -> str:
    told = t.first("EMP+1", 2)
    return PERSONS[t.parts[0].part(1)] or ("crew" if told.startswith("CR") else "")


def _journey(t: Traveller, flight: Flight) -> str:
    """The flight, and what of it is this person's: ports, seat, booking, bags."""
    own = (
        ("", "–".join(p for p in (t.first("LOC+178"), t.first("LOC+179")) if p)),
        ("seat ", t.first("RFF+SEA", 1, 1)),
        ("PNR ", t.first("RFF+AVF", 1, 1)),
        ("bags ", t.first("MEA+CT", 3, 1)),
        ("bag tag ", t.first("FTX+BAG", 4)),
    )
    told = [f"{word}{text}" for word, text in own if text and text != "NULL"]
    return "; ".join([*([flight.told] if flight.told else []), *told])


def _address(t: Traveller, _: Flight) -> str:
    parts = [c.strip() for element in t.parts[0].elements[4:9] for c in element]
    return ", ".join(part for part in parts if part)


def _raw(t: Traveller, _: Flight) -> str:
    return "\n".join(part.raw for part in t.parts)


Tell = Callable[[Traveller, Flight], str]
COLUMNS: Final[tuple[tuple[str, str | None, Tell], ...]] = (
    ("Surname", "surname", _surname),
    ("Given names", "given_names", _given),
    ("Name", "name", _full),
    ("Reference", "row_key", _reference),
    ("Role", "occupation", _role),
    ("Sex", "sex", _sex),
    ("Date of birth", "birth_date", _birth),
    ("Nationality", "nationality", lambda t, _: t.first("NAT+2")),
    ("Document", "passport", _document),
    ("Document expiry", "document_expiry", _expiry),
    ("Document issuer", "document_issuer", _issuer),
    ("Other documents", None, Traveller.papers),
    ("Telephone", "phone", lambda t, _: t.contacts("TE")),
    ("E-mail", "email", lambda t, _: t.contacts("EM")),
    ("Country of residence", None, lambda t, _: t.first("LOC+174")),
    ("Place of birth", None, lambda t, _: t.first("LOC+180")),
    ("Address on arrival", None, _address),
    ("Flight", "affiliation", lambda _, flight: flight.name),
    ("Journey", "remarks", _journey),
    ("Segments", None, _raw),
)
