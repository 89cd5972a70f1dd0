"""What the rolling list shows of a request."""

from collections.abc import Callable
from datetime import datetime

from situationroom import legend
from situationroom.cities import city_name
from situationroom.desk import Desk
from situationroom.legend import Tone
from situationroom.models import Person
from situationroom.models.person import needs_on
from situationroom.models.vocabulary import Category, Need, Priority, RequestStatus
from situationroom.store.queries.requests import RequestRow, owners
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.bidi import left_to_right
from situationroom.views.table import Column, Label
from situationroom.views.table_column import Ask, Ground, one_of, with_fields
from situationroom.views.tiers import tier_shape, tier_tone, tier_words, worst_tier

SOON = 5 * 60
"""Seconds before the due time from which the clock turns orange."""


def request_columns(desk: Desk) -> list[Column]:
    """The columns of the rolling list; clocks read the desk's time at every paint."""
    return with_fields(_columns(desk), _fields(desk))


def _columns(desk: Desk) -> list[Column]:
    zone, now = desk.incident.incident_zone, desk.now
    return [
        Column("priority", tr("Priority"), 92, _priority, least=84, tone=_urgency, sort="urgency",
               shape=lambda row: legend.shape(row.request.priority), bold=True,
               tooltip=lambda row: legend.label(row.request.priority)),
        _clock_column(zone, now),
        Column("number", tr("Number"), 70, lambda row: row.request.number, tone=_quiet,
               sort="number", tabular=True),
        Column("who", tr("Subject"), 180, _first_name, least=108,
               more=_latin, bold=True, tooltip=_everybody, sort="who"),
        Column("party", tr("Party"), 58, least=54,
               text=lambda row: str(row.request.party), align="right",
               sort="party", tabular=True),
        Column("category", tr("Category"), 108, least=84,
               text=lambda row: legend.label(row.request.category),
               sort="category"),
        Column("what", tr("Situation"), 190, least=138,
               text=lambda row: _line(row.request.description),
               stretch=True, tooltip=lambda row: row.request.description),
        Column("place", tr("Place"), 100, _place, least=84, sort="place", tooltip=_where),
        Column("owner", tr("Owner"), 84, _owner, least=82, tone=_owner_tone, sort="owner"),
        Column("contact", tr("Last contact"), 104, least=96,
               text=lambda row: _since(row, now()),
               tone=lambda row: tier_tone(worst_tier(desk, row.persons, now())),
               shape=lambda row: tier_shape(worst_tier(desk, row.persons, now())),
               tooltip=lambda row: _contact_words(row, desk, zone), live=True,
               sort="contact",
               exact=lambda row: times.stamp(_last_contact(row), zone)),
        Column("needs", tr("Needs"), 92, least=84,
               text=lambda _row: "", labels=lambda row: _needs(row, now()),
               tooltip=lambda row: ", ".join(label.words for label in _needs(row, now()))),
        Column("note", tr("Last note"), 110, _note, least=90, tone=_quiet, stretch=True,
               tooltip=lambda row: _note_in_full(row, zone)),
        Column("status", tr("Status"), 126, least=104,
               text=lambda row: legend.label(row.request.status),
               tone=lambda row: legend.mark(row.request.status).tone, sort="status",
               shape=lambda row: legend.shape(row.request.status)),
    ]  # fmt: skip


def _fields(desk: Desk) -> dict[str, Ask]:
    """What can be asked above the columns."""
    return {
        "priority": Ask("choice", lambda: [(str(p), legend.short(p)) for p in Priority]),
        "due": Ask("span"),
        "number": Ask(),
        "who": Ask(),
        "party": Ask("number"),
        "category": one_of(Category),
        "what": Ask(),
        "place": Ask(),
        "owner": Ask("choice", lambda: _owners(desk)),
        "contact": Ask("span"),
        "needs": one_of(Need),
        "note": Ask(),
        "status": one_of(RequestStatus),
    }


def _owners(desk: Desk) -> list[tuple[str, str]]:
    return [("", tr("Nobody's")), *((name, name) for name in desk.ask(owners))]


def _clock_column(zone: str, now: Callable[[], datetime]) -> Column:
    return Column(
        "due",
        tr("Due"),
        116,
        lambda row: clock_text(row, now(), zone),
        tone=lambda row: clock_tone(row, now()),
        ground=lambda row: _clock_ground(row, now()),
        tooltip=lambda row: _clock_words(row, zone),
        exact=lambda row: times.stamp(_next_time(row), zone),
        sort="due",
        tabular=True,
        live=True,
        least=98,
    )


def clock_text(row: RequestRow, now: datetime, zone: str) -> str:
    """The running clock: to the due time while new, to the next try while waiting."""
    request = row.request
    if request.status is RequestStatus.NEW:
        return times.countdown(request.due_at, now)
    if request.status is RequestStatus.WAITING and request.waiting_until:
        if request.waiting_until <= now:
            return times.countdown(request.waiting_until, now)
        return tr("at {time}", time=times.short_stamp(request.waiting_until, zone, now))
    if request.acknowledged_at is None:
        return "—"
    return "✓ " + times.span(request.acknowledged_at - request.opened_at)


def clock_tone(row: RequestRow, now: datetime) -> Tone:
    """Red when overdue, orange when it soon will be, quiet once the clock has stopped."""
    request = row.request
    if request.status is RequestStatus.WAITING and request.waiting_until:
        return "yellow" if request.waiting_until <= now else "quiet"
    if request.status is not RequestStatus.NEW:
        return "quiet"
    left = (request.due_at - now).total_seconds()
    if left < 0:
        return "red"
    return "orange" if left < SOON else "text"


def _clock_ground(row: RequestRow, now: datetime) -> Ground:
    tone = clock_tone(row, now)
    grounds: dict[str, Ground] = {"red": "overdue", "yellow": "notice"}
    return grounds.get(tone, "")


def _next_time(row: RequestRow) -> datetime:
    request = row.request
    waits = request.status is RequestStatus.WAITING
    return (request.waiting_until if waits else None) or request.due_at


def _clock_words(row: RequestRow, zone: str) -> str:
    request = row.request
    words = [tr("Due {time}", time=times.stamp(request.due_at, zone))]
    if request.acknowledged_at:
        words.append(tr("Acknowledged {time}", time=times.stamp(request.acknowledged_at, zone)))
    if request.status is RequestStatus.WAITING and request.waiting_until:
        words.append(tr("Waiting until {time}", time=times.stamp(request.waiting_until, zone)))
    return "\n".join(words)


def _priority(row: RequestRow) -> str:
    return legend.short(row.request.priority)


def _urgency(row: RequestRow) -> Tone:
    return legend.mark(row.request.priority).tone


def _quiet(_row: RequestRow) -> Tone:
    return "quiet"


def _first_name(row: RequestRow) -> str:
    return row.persons[0].name if row.persons else "—"


def _latin(row: RequestRow) -> str:
    if not row.persons:
        return ""
    first = row.persons[0]
    latin = first.latin_name if first.native_name else ""
    more = f"+{len(row.persons) - 1}" if len(row.persons) > 1 else ""
    return "  ".join(part for part in (latin.replace(",", ""), more) if part)


def _everybody(row: RequestRow) -> str:
    first = row.persons[:20]
    names = [left_to_right(f"{p.case}  {p.native_name} {p.latin_name}".strip()) for p in first]
    rest = len(row.persons) - len(names)
    return "\n".join([*names, *([tr("and {n} more", n=rest)] if rest else [])])


def _place(row: RequestRow) -> str:
    told = (city_name(person.city) or person.place_text for person in row.persons)
    return next(filter(None, told), "—")


def _where(row: RequestRow) -> str:
    first: Person | None = next((p for p in row.persons if p.place_text or p.city), None)
    if first is None:
        return ""
    return " · ".join([first.place_text or city_name(first.city), legend.label(first.precision)])


def _owner(row: RequestRow) -> str:
    return row.request.owner or tr("nobody —")


def _owner_tone(row: RequestRow) -> Tone:
    return "text" if row.request.owner else "quiet"


def _last_contact(row: RequestRow) -> datetime | None:
    return max((p.last_contact for p in row.persons if p.last_contact), default=None)


def _contact_words(row: RequestRow, desk: Desk, zone: str) -> str:
    reached = tier_words(worst_tier(desk, row.persons, desk.now()))
    return "\n".join(part for part in (reached, times.stamp(_last_contact(row), zone)) if part)


def _since(row: RequestRow, now: datetime) -> str:
    last = _last_contact(row)
    return times.span(now - last) if last else "—"


def _needs(row: RequestRow, now: datetime) -> list[Label]:
    found: dict[Need, int] = {}
    for person in row.persons:
        for need in needs_on(person, now.date()):
            found[need] = found.get(need, 0) + 1
    return [need_label(need, count) for need, count in found.items()]


def need_label(need: Need, count: int = 1) -> Label:
    """A need as a small label: its letter, how many if several, the word on hover."""
    many = f" {count}" if count > 1 else ""
    text = ("≥65" if need is Need.ELDERLY else legend.code(need)) + many
    return Label(text, legend.mark(need).tone, legend.label(need) + many)


def _note(row: RequestRow) -> str:
    return _line(row.last_note.text) if row.last_note else ""


def _note_in_full(row: RequestRow, zone: str) -> str:
    note = row.last_note
    return f"{times.stamp(note.at, zone)} · {note.officer}\n{note.text}" if note else ""


def _line(text: str) -> str:
    return " ".join(text.split())
