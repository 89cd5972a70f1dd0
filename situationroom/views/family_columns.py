"""What the family desk shows of a contact, or of a family nobody speaks to yet."""

from situationroom import legend
from situationroom.cities import city_name
from situationroom.desk import Desk
from situationroom.legend import Shape
from situationroom.models.vocabulary import Safety
from situationroom.store.queries.family import FamilyRow
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.family_words import (
    about_words,
    consent_words,
    due_tone,
    due_words,
    point_words,
    scope_of,
)
from situationroom.views.table import Column

_GRAVEST = (
    Safety.DECEASED,
    Safety.MISSING,
    Safety.INJURED,
    Safety.NEEDS_HELP,
    Safety.UNKNOWN,
    Safety.SAFE,
)


def family_columns(desk: Desk) -> list[Column]:
    """The columns of the family desk; clocks read the desk's time at every paint."""
    zone, now = desk.incident.home_zone, desk.now
    return [
        Column("due", tr("Next call"), 112, least=106, live=True, tabular=True,
               text=lambda r: due_words(r.contact, now()) if r.contact else "",
               tone=lambda r: due_tone(r.contact, now()) if r.contact else "quiet",
               ground=lambda r: "overdue" if r.contact and due_tone(r.contact, now()) == "red"
               else "",
               tooltip=lambda r: times.stamp(r.contact.next_at, zone) if r.contact else "",
               exact=lambda r: times.stamp(r.contact.next_at, zone) if r.contact else ""),
        Column("name", tr("Contact"), 130, _name, least=88, bold=True, shape=_point,
               tooltip=point_words),
        Column("relation", tr("Relation"), 76, lambda r: r.contact.relation if r.contact else "",
               least=60),
        Column("phone", tr("Telephone"), 146, _phone, least=140, tabular=True),
        Column("scope", tr("May be told"), 128, lambda r: legend.short(scope_of(r)), least=102,
               tone=lambda r: legend.mark(scope_of(r)).tone, bold=True,
               shape=lambda r: legend.shape(scope_of(r)),
               tooltip=lambda r: consent_words(r, zone)),
        Column("about", tr("Family of"), 190, about_words, least=96, stretch=True,
               shape=lambda r: legend.shape(_safety(r)),
               tone=lambda r: legend.mark(_safety(r)).tone,
               tooltip=lambda r: f"{r.household} {about_words(r)}".strip()),
        Column("where", tr("Place"), 100, _where, least=58),
        Column("officer", tr("Officer"), 84, lambda r: r.contact.officer if r.contact else "",
               least=66),
        Column("last", tr("Last call"), 190, lambda r: _last(r, desk), least=80, stretch=True,
               tone=lambda _r: "quiet", tooltip=lambda r: r.last.told if r.last else "",
               exact=lambda r: _last_exact(r, zone)),
    ]  # fmt: skip


def _name(row: FamilyRow) -> str:
    if row.contact is not None:
        return row.contact.name or row.contact.phone
    told = ", ".join(kin.name for kin in row.person.kin if kin.name)
    return told or tr("nobody")


def _point(row: FamilyRow) -> Shape | None:
    return "diamond" if row.is_point else "ring" if row.contact is None else None


def _phone(row: FamilyRow) -> str:
    if row.contact is not None:
        return row.contact.phone
    return next((kin.phone for kin in row.person.kin if kin.phone), "")


def _safety(row: FamilyRow) -> Safety:
    found = {person.safety for person in row.family}
    return next(safety for safety in _GRAVEST if safety in found)


def _where(row: FamilyRow) -> str:
    return city_name(row.person.city) or row.person.place_text


def _last(row: FamilyRow, desk: Desk) -> str:
    if row.last is None:
        return ""
    said = row.last.told or row.last.said or tr("not reached")
    return f"{times.ago(row.last.at, desk.now())} · {row.last.officer} · {' '.join(said.split())}"


def _last_exact(row: FamilyRow, zone: str) -> str:
    if row.last is None:
        return ""
    return f"{times.stamp(row.last.at, zone)} {row.last.officer}: {row.last.told or row.last.said}"
