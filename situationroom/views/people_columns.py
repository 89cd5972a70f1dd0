"""What the people table shows of a person."""

from datetime import datetime
from zoneinfo import ZoneInfo

from situationroom import legend
from situationroom.cities import city_name
from situationroom.desk import Desk
from situationroom.legend import Shape, Tone
from situationroom.models.person import needs_on, years_old
from situationroom.models.vocabulary import Need, Precision, Safety, Sex, Stage, Tier, Who, Wish
from situationroom.store.queries.people import PersonRow
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.requests_columns import need_label
from situationroom.views.table import Column, Label
from situationroom.views.table_column import Ask, one_of, with_fields
from situationroom.views.tiers import tier_shape, tier_tone, tier_words, worst_tier


def people_columns(desk: Desk) -> list[Column]:
    """The columns of the people table; ages and spans are as of the desk's time."""
    return with_fields(_columns(desk), _fields())


def _fields() -> dict[str, Ask]:
    """What can be asked above the columns."""
    words = ("case", "name", "latin", "place", "birth", "nationality", "document", "phone",
             "household", "affiliation", "remarks")  # fmt: skip
    chosen = {"safety": Safety, "stage": Stage, "sex": Sex, "needs": Need, "wish": Wish, "who": Who}
    return {
        **dict.fromkeys(words, Ask()),
        **{key: one_of(kind) for key, kind in chosen.items()},
        "requests": Ask("number"),
        "contact": Ask("span"),
    }


def _columns(desk: Desk) -> list[Column]:
    zone, now = desk.incident.incident_zone, desk.now
    return [
        Column("case", tr("Case"), 78, least=70,
               text=lambda r: r.person.case, tone=_quiet, sort="case",
               tabular=True),
        Column("name", tr("Native name"), 104, least=84,
               text=lambda r: r.person.native_name, bold=True,
               sort="name"),
        Column("latin", tr("SURNAME, given names"), 168, least=116,
               text=lambda r: r.person.latin_name,
               sort="latin"),
        Column("safety", tr("Safety status"), 112, least=104,
               text=lambda r: legend.label(r.person.safety),
               tone=lambda r: legend.mark(r.person.safety).tone, sort="safety",
               shape=lambda r: legend.shape(r.person.safety),
               tooltip=lambda r: _safety_words(r, zone)),
        Column("stage", tr("Stage"), 112, least=96,
               text=lambda r: legend.label(r.stage), sort="stage",
               tone=lambda r: legend.mark(r.stage).tone, shape=lambda r: legend.shape(r.stage)),
        Column("place", tr("Place"), 160, _place, least=154,
               tone=_place_tone, sort="city", stretch=True,
               shape=_precision_shape, more=lambda r: _located_age(r, now()),
               tooltip=lambda r: _place_words(r, zone)),
        Column("sex", tr("Sex"), 46, least=42,
               text=lambda r: legend.code(r.person.sex) if r.person.sex else "",
               sort="sex"),
        Column("birth", tr("Born (age)"), 134, least=134,
               text=lambda r: _born(r, now(), zone), sort="birth",
               tabular=True),
        Column("nationality", tr("Nat."), 54, least=48, text=lambda r: r.person.nationality or ""),
        Column("document", tr("Document"), 104, _document, least=92, tabular=True),
        Column("phone", tr("Telephone"), 130, _phone, least=126, tabular=True),
        Column("household", tr("Household"), 100, least=84,
               text=lambda r: r.household_name, sort="household"),
        Column("needs", tr("Needs"), 84, least=66,
               text=lambda _r: "", labels=lambda r: _needs(r, now(), zone),
               tooltip=lambda r: _needs_words(r, now(), zone)),
        Column("requests", tr("Requests"), 84, least=82, text=lambda r: str(r.open_requests or ""),
               align="right", tabular=True),
        Column("contact", tr("Last contact"), 96, least=90,
               text=lambda r: _since(r, now()), live=True,
               tone=lambda r: tier_tone(_tier(r, desk)), shape=lambda r: tier_shape(_tier(r, desk)),
               tooltip=lambda r: _contact_words(r, desk, zone), sort="contact",
               exact=lambda r: times.stamp(r.person.last_contact, zone)),
        Column("wish", tr("Wish"), 108, lambda r: legend.label(r.person.wish), hidden=True),
        Column("who", tr("In the country as"), 108, lambda r: legend.label(r.person.who),
               hidden=True),
        Column("affiliation", tr("Affiliation"), 160, lambda r: r.person.affiliation, hidden=True),
        Column("remarks", tr("Remarks"), 200, lambda r: " ".join(r.person.remarks.split()),
               tooltip=lambda r: r.person.remarks, hidden=True),
    ]  # fmt: skip


def _quiet(_row: PersonRow) -> Tone:
    return "quiet"


def _safety_words(row: PersonRow, zone: str) -> str:
    person = row.person
    source = legend.label(person.safety_source) if person.safety_source else ""
    at = times.stamp(person.safety_at, zone) if person.safety_at else ""
    return " · ".join(part for part in (legend.label(person.safety), source, at) if part)


def _place(row: PersonRow) -> str:
    return city_name(row.person.city) or row.person.place_text or tr("not known")


def _place_tone(row: PersonRow) -> Tone:
    return "text" if row.person.lat is not None else "quiet"


def _precision_shape(row: PersonRow) -> Shape | None:
    return "circle" if _is_sharp(row) else "ring"


def _is_sharp(row: PersonRow) -> bool:
    return row.person.precision in (Precision.EXACT, Precision.STREET, Precision.QUARTER)


def _located_age(row: PersonRow, now: datetime) -> str:
    at = row.person.located_at
    return times.span(now - at) if at and row.person.lat is not None else ""


def _place_words(row: PersonRow, zone: str) -> str:
    person = row.person
    radius = f"± {person.uncertainty_m:,.0f} m" if person.uncertainty_m else ""
    source = legend.label(person.location_source) if person.location_source else ""
    at = times.stamp(person.located_at, zone) if person.located_at else ""
    how = " · ".join(p for p in (legend.label(person.precision), radius, source, at) if p)
    return "\n".join(part for part in (person.place_text or city_name(person.city), how) if part)


def _born(row: PersonRow, now: datetime, zone: str) -> str:
    age = years_old(row.person, now.astimezone(ZoneInfo(zone)).date())
    told = f"({age})" if age is not None else ""
    return " ".join(part for part in (row.person.birth_date or "", told) if part)


def _document(row: PersonRow) -> str:
    return row.person.documents[0].number if row.person.documents else ""


def _phone(row: PersonRow) -> str:
    return next((p.e164 or p.told for p in row.person.phones), "")


def _needs(row: PersonRow, now: datetime, zone: str) -> list[Label]:
    day = now.astimezone(ZoneInfo(zone)).date()
    return [need_label(need) for need in needs_on(row.person, day)]


def _needs_words(row: PersonRow, now: datetime, zone: str) -> str:
    words = [label.words for label in _needs(row, now, zone)]
    return "\n".join(part for part in (", ".join(words), row.person.needs_text) if part)


def _tier(row: PersonRow, desk: Desk) -> Tier | None:
    return worst_tier(desk, [row.person], desk.now(), row.stage)


def _contact_words(row: PersonRow, desk: Desk, zone: str) -> str:
    heard = times.stamp(row.person.last_contact, zone)
    return "\n".join(part for part in (tier_words(_tier(row, desk)), heard) if part)


def _since(row: PersonRow, now: datetime) -> str:
    last = row.person.last_contact
    return times.span(now - last) if last else "—"
