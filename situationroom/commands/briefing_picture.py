"""The picture a room is shown, made of the incident: nothing typed about a person comes through."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from situationroom.commands.briefing_groups import groups
from situationroom.commands.briefing_places import city_at, city_of
from situationroom.map.projection import circle
from situationroom.models import Incident, Movement, Sitrep, Zone
from situationroom.models.briefing import (
    Area,
    Country,
    Departure,
    Figure,
    FigureName,
    Number,
    OutOfContact,
    Picture,
    Releasable,
    Released,
    Response,
    Shelter,
    Step,
)
from situationroom.models.errors import RuleError
from situationroom.models.incident import Targets
from situationroom.models.suppression import (
    Count,
    about,
    alone,
    parts_of_total,
    parts_with_rest,
    rest_of,
    within,
)
from situationroom.models.vocabulary import (
    MovementStatus,
    Priority,
    SeatKind,
    SiteKind,
    SiteState,
    Tier,
)
from situationroom.models.zone import Position
from situationroom.store.connection import Connection
from situationroom.store.queries.briefing import came_in, released_texts, sitreps, the_briefing
from situationroom.store.queries.figures import Figures, figures
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.map_columns import MapColumns, map_columns
from situationroom.store.queries.overview import (
    Answer,
    Arrival,
    Unaccounted,
    answers,
    arrivals,
    unaccounted,
)
from situationroom.store.queries.shelters import SiteRow, sites
from situationroom.store.queries.transport import MovementRow, movements
from situationroom.store.queries.zones import persons_in, zones

Texts = dict[tuple[Releasable, int], str]
LEAVING = (
    MovementStatus.OPEN,
    MovementStatus.CLOSED,
    MovementStatus.BOARDING,
    MovementStatus.DEPARTED,
)
RATE = timedelta(hours=6)
"""How fast a shelter fills is taken from so long."""
FARTHEST = timedelta(hours=48)
BUCKETS = 24
APART = (FigureName.UNACCOUNTED, FigureName.MOVING, FigureName.OUT)
"""Nobody counts in two of these."""
CORNERS = 400
CIRCLES = 40
"""A zone's outline is drawn with about so many corners."""


def picture(connection: Connection, now: datetime) -> Picture:
    """The picture at ``now`` (aware). Reads every position, so not for the GUI thread."""
    incident, settings = the_incident(connection), the_briefing(connection)
    small, zone = settings.small, ZoneInfo(incident.incident_zone)
    texts, columns = released_texts(connection), map_columns(connection)
    last = next(iter(sitreps(connection)), None)
    placed, unplaced = groups(columns, small)
    lost = unaccounted(connection, now, incident.targets)
    now_figures = figures(connection, now)
    shown = {one.name: one.count for one in shown_figures(now_figures, last, small)}
    departures = _departures(connection, incident, texts, shown[FigureName.MOVING], small)
    return Picture(
        at=now.astimezone(zone),
        at_home=now.astimezone(ZoneInfo(incident.home_zone)),
        started_at=incident.started_at.astimezone(zone),
        kind=incident.kind,
        country=_country(incident.country),
        drill=incident.drill,
        small=small,
        title=_released(texts, Releasable.INCIDENT, incident.id),
        since=last.made_at.astimezone(zone) if last else None,
        figures=shown_figures(now_figures, last, small),
        out_of_contact=_out_of_contact(
            lost, incident.targets, shown[FigureName.UNACCOUNTED], small
        ),
        groups=placed,
        unplaced=unplaced,
        departures=departures,
        shelters=_shelters(connection, texts, now.astimezone(zone), now_figures.sheltered, small),
        areas=tuple(_areas(connection, columns, now, zone, small)),
        arrivals=steps(arrivals(connection), now_figures.out, small),
        responses=tuple(_responses(answers(connection), zone, small)),
    )


def shown_figures(now: Figures, last: Sitrep | None, small: int) -> tuple[Figure, ...]:
    """The figures as a room may see them, with the change where both numbers may be seen."""
    counts = shown_counts(now, small)
    before = shown_counts(last, small) if last else {}
    return tuple(
        Figure(name, count, _change(before.get(name), count)) for name, count in counts.items()
    )


def shown_counts(now: Figures | Sitrep, small: int) -> dict[FigureName, Count]:
    """Each figure as it may be shown beside the others: who is left over is counted by nobody."""
    found = {name: alone(getattr(now, name.value), small) for name in FigureName}
    if found[FigureName.AFFECTED].exact:
        apart = (now.unaccounted, now.moving, now.out)
        found |= zip(APART, parts_with_rest(apart, now.affected, small), strict=True)
    return found


def _change(before: Count | None, now: Count) -> int | None:
    return now.low - before.low if before and before.exact and now.exact else None


def _country(code: str) -> Country | None:
    try:
        return Country(code.upper())
    except ValueError:
        return None


def _released(texts: Texts, kind: Releasable, record: int) -> Released | None:
    told = texts.get((kind, record))
    try:
        return Released(told) if told else None
    except RuleError:  # what is harmful may have been learnt since
        return None


def _out_of_contact(
    lost: Unaccounted, targets: Targets, total: Count, small: int
) -> tuple[OutOfContact, ...]:
    numbers = [*(lost.by_tier[tier] for tier in Tier), lost.never]
    shown = within(parts_of_total(numbers, small), total, sum(numbers))
    orange, red = targets.orange_tier_hours, targets.red_tier_hours
    hours = {Tier.YELLOW: (0, orange), Tier.ORANGE: (orange, red), Tier.RED: (red, 0), None: (0, 0)}
    return tuple(
        OutOfContact(tier, count, hours[tier])
        for tier, count in zip([*Tier, None], shown, strict=True)
    )


def _departures(
    connection: Connection, incident: Incident, texts: Texts, moving: Count, small: int
) -> tuple[Departure, ...]:
    rows = [row for row in movements(connection) if row.movement.status in LEAVING]
    gone = [row for row in rows if row.movement.status is MovementStatus.DEPARTED]
    taken = {row.movement.id: alone(_seated(row), small) for row in rows}
    if moving.exact:
        # Who is on the move without a seat (a lap, a stretcher) would follow by subtraction.
        shown = parts_with_rest([_seated(row) for row in gone], moving.low, small)
        taken |= zip((row.movement.id for row in gone), shown, strict=True)
    return tuple(_departure(row, incident.country, texts, taken[row.movement.id]) for row in rows)


def _seated(row: MovementRow) -> int:
    return row.taken.get(SeatKind.SEAT, 0)


def _departure(row: MovementRow, country: str, texts: Texts, taken: Count) -> Departure:
    movement, seats = row.movement, row.movement.capacity.seats
    there = ZoneInfo(movement.departure_zone), ZoneInfo(movement.arrival_zone)
    return Departure(
        _number(movement, texts),
        movement.mode,
        city_of(movement.origin, country),
        city_of(movement.destination, country),
        movement.departs_at.astimezone(there[0]) if movement.departs_at else None,
        movement.arrives_at.astimezone(there[1]) if movement.arrives_at else None,
        movement.status,
        seats,
        taken,
        rest_of(seats, taken),
    )


def _number(movement: Movement, texts: Texts) -> Number | Released | None:
    try:
        return Number(movement.number.strip().upper())
    except ValueError:
        return _released(texts, Releasable.MOVEMENT, movement.id)


def _shelters(
    connection: Connection, texts: Texts, now: datetime, sheltered: int, small: int
) -> tuple[Shelter, ...]:
    rows = [row for row in sites(connection) if row.site.state is not SiteState.CLOSED]
    inflow = came_in(connection, now - RATE)
    # Who is still in a closed one would follow by subtraction.
    shown = parts_with_rest([row.present for row in rows], sheltered, small)
    found = [
        Shelter(
            # That it is a hospital would say something of everybody in it.
            SiteKind.OTHER if row.site.kind is SiteKind.HOSPITAL else row.site.kind,
            _released(texts, Releasable.SITE, row.site.id),
            city_at(row.site.lat, row.site.lon) or city_of(row.site.city, row.site.country),
            row.site.state,
            _usable(row),
            count,
            _full_at(row, inflow.get(row.site.id, 0), now) if count.exact else None,
        )
        for row, count in zip(rows, shown, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: -_share(one)))


def _usable(row: SiteRow) -> int:
    return row.fill.capacity - row.fill.blocked - row.fill.held


def _share(shelter: Shelter) -> float:
    return shelter.present.low / shelter.usable if shelter.usable else 0.0


def _full_at(row: SiteRow, inflow: int, now: datetime) -> datetime | None:
    """When the last place is taken if people keep coming as they did; None: not in two days."""
    free = _usable(row) - row.present
    if free <= 0:
        return now
    if inflow <= 0 or free * RATE > inflow * FARTHEST:
        return None
    return now + free * RATE / inflow


def _areas(
    connection: Connection, columns: MapColumns, now: datetime, zone: ZoneInfo, small: int
) -> Iterator[Area]:
    for one in zones(connection):
        if one.holds_at(now):
            first = one.shapes[0].outline[0]
            yield Area(
                one.kind,
                city_at(*first),
                one.ends_at.astimezone(zone) if one.ends_at else None,
                about(len(persons_in(connection, one, columns)), small),
                tuple(_polygons(one)),
            )


def _polygons(zone: Zone) -> Iterator[tuple[tuple[Position, ...], ...]]:
    """What is drawn of a zone: areas with holes, and circles where a place or a road is meant."""
    for shape in zone.shapes:
        if shape.radius_m is None:
            rings = (shape.outline, *shape.holes)
            yield tuple(ring[:: max(1, len(ring) // CORNERS)] for ring in rings)
            continue
        for lat, lon in shape.outline[:: max(1, len(shape.outline) // CIRCLES)]:
            around = circle(lat, lon, shape.radius_m)
            yield (tuple((float(a), float(b)) for a, b in around),)


def steps(found: Sequence[Arrival], out: int, small: int) -> tuple[Step, ...]:
    """Who came out, adding up; arrivals of a few are told with the next ones.

    What is planned is told in steps of ``small``: less the seats taken it would say who has none.
    So is the last total where few of those ``out`` are not in it: they left by themselves.
    """
    done = _added([one for one in found if one.done], 0, small, True)
    if done and 0 < out - done[-1].total < small:
        last = done.pop()
        done.append(replace(last, total=last.total - last.total % small))
    ahead = _added([one for one in found if not one.done], 0, small, False)
    base = done[-1].total if done else 0
    return *done, *(replace(one, total=base + one.total - one.total % small) for one in ahead)


def _added(found: Sequence[Arrival], total: int, small: int, done: bool) -> list[Step]:
    steps, waiting = [], 0
    for one in found:
        waiting += one.persons
        if waiting >= small:
            total, waiting = total + waiting, 0
            steps.append(Step(one.at, total, done))
    return steps


def _responses(found: Sequence[Answer], zone: ZoneInfo, small: int) -> Iterator[Response]:
    """Medians of at least ``small`` requests; fewer would tell how one of them was answered."""
    if not found:
        return
    first = found[0].opened_at
    width = max((found[-1].opened_at - first) / BUCKETS, timedelta(minutes=30))
    buckets: dict[tuple[Priority, int], list[float]] = {}
    for answer in found:
        key = answer.priority, int((answer.opened_at - first) / width)
        buckets.setdefault(key, []).append(max(1.0, answer.waited.total_seconds() / 60))
    for (priority, n), waited in sorted(buckets.items(), key=lambda item: item[0][1]):
        if len(waited) >= small:
            yield Response(priority, (first + width * (n + 0.5)).astimezone(zone), median(waited))
