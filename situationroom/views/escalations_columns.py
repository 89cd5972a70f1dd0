"""What the escalation list shows of a request or a person."""

from situationroom import legend
from situationroom.desk import Desk
from situationroom.legend import Shape, Tone
from situationroom.models.incident import Targets
from situationroom.models.vocabulary import Tier
from situationroom.store.queries.escalations import EscalationRow
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.bidi import both_names
from situationroom.views.table import Column
from situationroom.views.targets_form import step_default

_TIERS = {1: Tier.ORANGE, 2: Tier.RED}


def escalation_columns(desk: Desk) -> list[Column]:
    """The columns of the list; spans are as of the desk's time and run by themselves."""
    zone, now = desk.incident.incident_zone, desk.now
    return [
        Column("step", tr("Goes to"), 150, lambda r: goes_to(r, desk.incident.targets), least=110,
               tone=_tone, shape=_shape, bold=True),
        Column("since", tr("Since"), 92, lambda r: times.span(now() - r.since), least=76,
               tone=_tone, tabular=True, live=True,
               tooltip=lambda r: times.stamp(r.since, zone),
               exact=lambda r: times.stamp(r.since, zone)),
        Column("number", tr("Number"), 84, _number, least=74, tabular=True, tone=_quiet),
        Column("who", tr("Subject"), 170, _who, least=110, bold=True),
        Column("why", tr("Why"), 300, lambda r: why(r, desk), least=180, stretch=True,
               tooltip=lambda r: why(r, desk)),
        Column("what", tr("Situation"), 200, _what, least=110, stretch=True),
        Column("owner", tr("Owner"), 90, _owner, least=74, tone=_quiet),
        Column("seen", tr("Seen by"), 180, lambda r: _seen(r, zone), least=100, tone=_seen_tone,
               tooltip=lambda r: _seen(r, zone)),
    ]  # fmt: skip


def goes_to(row: EscalationRow, targets: Targets) -> str:
    """Whom the step is told to, or the tier; what was settled meanwhile says so."""
    if not row.step:
        return tr("Settled")
    if row.request is None:
        return legend.label(_TIERS[row.step])
    place = min(row.step, len(targets.steps)) - 1
    return targets.steps[place].whom or step_default(place)


def why(row: EscalationRow, desk: Desk) -> str:
    """What has not happened, and since when, in one sentence."""
    targets, zone = desk.incident.targets, desk.incident.incident_zone
    if row.request is None:
        return _why_person(row, desk)
    request, target = row.request, targets.time_to_acknowledge(row.request.priority)
    if not row.step:
        return tr("Acknowledged by {officer}", officer=request.owner or "—")
    return tr(
        "{times} × {minutes} min ({priority}) have passed and nobody acknowledged; due {due}",
        priority=legend.short(request.priority),
        minutes=round(target.total_seconds() / 60),
        due=times.short_stamp(request.due_at, zone, desk.now()),
        times=f"{targets.steps[min(row.step, len(targets.steps)) - 1].times:g}",
    )


def _why_person(row: EscalationRow, desk: Desk) -> str:
    person, targets, zone = row.persons[0], desk.incident.targets, desk.incident.incident_zone
    if not row.step:
        return tr("Heard of again, or accounted for")
    hours = targets.red_tier_hours if row.step > 1 else targets.orange_tier_hours
    return tr(
        "Nothing heard for more than {hours} h; last {at}",
        hours=hours,
        at=times.short_stamp(person.last_contact, zone, desk.now()),
    )


def _number(row: EscalationRow) -> str:
    return row.request.number if row.request else row.persons[0].case


def _who(row: EscalationRow) -> str:
    return ", ".join(both_names(person) for person in row.persons[:3])


def _what(row: EscalationRow) -> str:
    if row.request:
        return " ".join(row.request.description.split())
    return row.persons[0].place_text or row.persons[0].city


def _owner(row: EscalationRow) -> str:
    return (row.request.owner or tr("nobody")) if row.request else ""


def _seen(row: EscalationRow, zone: str) -> str:
    if row.seen is None:
        return ""
    at = times.clock(row.seen.at, zone)
    return " · ".join(part for part in (row.seen.officer, at, row.seen.note) if part)


def _seen_tone(_row: EscalationRow) -> Tone:
    return "safe"


def _tone(row: EscalationRow) -> Tone:
    return "quiet" if not row.step or row.seen else "red" if row.step > 1 else "orange"


def _shape(row: EscalationRow) -> Shape | None:
    return "ring" if not row.step else "triangle" if row.step > 1 else "square"


def _quiet(_row: EscalationRow) -> Tone:
    return "quiet"
