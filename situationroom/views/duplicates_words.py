"""What the two sides of a suspected pair say, field by field, in words."""

from collections.abc import Callable
from typing import Final

from situationroom import legend
from situationroom.cities import city_name
from situationroom.legend import Shape, Tone
from situationroom.matching import Reason
from situationroom.models import Person
from situationroom.texts import tr
from situationroom.views import times

Say = Callable[[Person, str], str]
LOOKS: Final[dict[str, tuple[Shape, Tone]]] = {
    "same": ("square", "orange"),
    "probably": ("circle", "yellow"),
    "possible": ("ring", "quiet"),
}
"""The mark of a pair, by how sure it is."""


def group_name(group: str) -> str:
    """A group of fields as its line is called."""
    return {
        "native_name": tr("Native name"),
        "latin_name": tr("Latin name"),
        "sex": tr("Sex"),
        "birth_date": tr("Date of birth"),
        "age": tr("Age"),
        "nationality": tr("Nationality"),
        "who": tr("Who"),
        "affiliation": tr("Affiliation"),
        "household": tr("Household"),
        "place": tr("Place"),
        "safety": tr("Safety status"),
        "presence": tr("Presence"),
        "wish": tr("Wish"),
        "last_contact": tr("Last contact"),
        "needs_text": tr("Needs"),
        "remarks": tr("Remarks"),
        "documents": tr("Documents"),
        "phones": tr("Telephones"),
        "emails": tr("E-mail"),
        "kin": tr("Next of kin"),
        "other_names": tr("Other names"),
        "needs": tr("Special needs"),
    }.get(group, group)


def reason_text(reason: Reason) -> str:
    """Why two may be one, or may not, in words."""
    values = {k: tr(v) if isinstance(v, str) else v for k, v in reason.values.items()}
    return tr(reason.template, **values)


def side_text(person: Person, group: str, zone: str) -> str:
    """What one side says of a group; empty for nothing. Times are of ``zone``."""
    say = _SAYS.get(group)
    return say(person, zone) if say else str(getattr(person, group) or "")


def _place(person: Person, zone: str) -> str:
    parts = [person.place_text, city_name(person.city), times.stamp(person.located_at, zone)]
    return " · ".join(dict.fromkeys(part for part in parts if part and part != "—"))


def _safety(person: Person, zone: str) -> str:
    source = legend.label(person.safety_source) if person.safety_source else ""
    at = times.stamp(person.safety_at, zone) if person.safety_at else ""
    return " · ".join(part for part in (legend.label(person.safety), source, at) if part)


def _age(person: Person, _zone: str) -> str:
    if person.age is None:
        return ""
    on = person.age_on.isoformat() if person.age_on else ""
    return tr("{age}, told on {day}", age=person.age, day=on) if on else str(person.age)


def _contact(person: Person, zone: str) -> str:
    at = times.stamp(person.last_contact, zone) if person.last_contact else ""
    return " · ".join(part for part in (at, person.last_contact_how) if part)


_SAYS: Final[dict[str, Say]] = {
    "latin_name": lambda p, _z: p.latin_name,
    "sex": lambda p, _z: legend.label(p.sex) if p.sex else "",
    "age": _age,
    "who": lambda p, _z: legend.label(p.who),
    "place": _place,
    "safety": _safety,
    "presence": lambda p, _z: legend.label(p.presence),
    "wish": lambda p, _z: legend.label(p.wish),
    "last_contact": _contact,
    "documents": lambda p, _z: ", ".join(f"{d.type} {d.number} {d.issuer}" for d in p.documents),
    "phones": lambda p, _z: ", ".join(f.e164 or f.told for f in p.phones),
    "emails": lambda p, _z: ", ".join(p.emails),
    "kin": lambda p, _z: ", ".join(
        " ".join(part for part in (k.name, k.relation, k.phone) if part) for k in p.kin
    ),
    "other_names": lambda p, _z: ", ".join(p.other_names),
    "needs": lambda p, _z: ", ".join(legend.label(need) for need in p.needs),
}
