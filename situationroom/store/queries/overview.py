"""What the overview shows: tiers, arrivals, response times, what happened since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from situationroom.models.incident import Targets
from situationroom.models.journal import Entry
from situationroom.models.vocabulary import Priority, Tier
from situationroom.store.codec import time_of, time_text
from situationroom.store.queries.checklists import DueItem, checklists, due_items
from situationroom.store.queries.escalations import escalation_counts
from situationroom.store.queries.journal_pages import entry_rows
from situationroom.store.queries.requests import RequestRow, request_rows
from situationroom.store.queries.shelters import SiteRow, sites
from situationroom.store.queries.transport import MovementRow, movements

_LOST = """
    SELECT count(*) AS people, sum(p.last_contact IS NULL) AS never,
      sum(p.last_contact < :red) AS red,
      sum(p.last_contact >= :red AND p.last_contact < :orange) AS orange,
      sum(p.last_contact >= :orange) AS yellow
    FROM person p JOIN person_stage g ON g.person = p.id
    WHERE p.safety IN ('unknown', 'missing')
      AND g.stage NOT IN ('boarded', 'arrived', 'left_independently', 'not_in_area')
"""
LATEST_ANSWERS = 20_000
CHECKS_AHEAD = timedelta(hours=4)
"""Items of checklists that are due so soon are shown."""


@dataclass(frozen=True, slots=True)
class Unaccounted:
    """Persons missing or not verified by how long nobody has heard of them."""

    by_tier: dict[Tier, int]
    never: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """Persons who came out, or will, at a time."""

    at: datetime
    persons: int
    done: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """How long one request waited until somebody acknowledged it."""

    opened_at: datetime
    waited: timedelta
    priority: Priority


@dataclass(frozen=True, slots=True)
class Overview:
    """One look: how things stand, and what was done since a revision."""

    unaccounted: Unaccounted
    due: tuple[RequestRow, ...]
    sites: tuple[SiteRow, ...]
    movements: tuple[MovementRow, ...]
    checks: tuple[DueItem, ...]
    lists_in_use: bool
    arrivals: tuple[Arrival, ...]
    answers: tuple[Answer, ...]
    news: tuple[Entry, ...]
    news_count: int
    escalated: dict[str, int]


def overview(
    connection: Connection, now: datetime, targets: Targets, seen: int, lines: int
) -> Overview:
    """Everything the overview shows, from one moment of the file; ``lines`` of each list."""
    first = due_first(connection, now, lines)
    rows = request_rows(connection, first)
    fresh = text("SELECT revision FROM entry WHERE revision > :seen ORDER BY revision DESC")
    revisions = list(connection.scalars(fresh, {"seen": seen}))
    entries = entry_rows(connection, revisions[:lines]) if revisions else {}
    return Overview(
        unaccounted(connection, now, targets),
        tuple(rows[id_] for id_ in first if id_ in rows),
        tuple(sites(connection)),
        tuple(movements(connection)),
        tuple(due_items(connection, now + CHECKS_AHEAD, lines)),
        any(row.checklist.closed_at is None for row in checklists(connection)),
        tuple(arrivals(connection)),
        tuple(answers(connection)),
        tuple(entries[revision] for revision in revisions[:lines]),
        len(revisions),
        escalation_counts(connection, now, targets),
    )


def unaccounted(connection: Connection, now: datetime, targets: Targets) -> Unaccounted:
    """Counts by missing tier; tiers rise by themselves with ``now`` (aware)."""
    limits = {
        "red": time_text(now - timedelta(hours=targets.red_tier_hours)),
        "orange": time_text(now - timedelta(hours=targets.orange_tier_hours)),
    }
    row = connection.execute(text(_LOST), limits).mappings().one()
    return Unaccounted({tier: row[tier.value] or 0 for tier in Tier}, row["never"] or 0)


def arrivals(connection: Connection) -> list[Arrival]:
    """Arrivals by movement, in the order of time: those that were and those that are planned."""
    query = """
        SELECT coalesce(m.arrived_at, m.arrives_at) AS at, count(*) AS persons,
          m.status = 'arrived' AS done
        FROM booking b JOIN movement m ON m.id = b.movement
        WHERE b.status IN ('assigned', 'confirmed', 'boarded', 'arrived')
          AND m.status <> 'cancelled' AND coalesce(m.arrived_at, m.arrives_at) IS NOT NULL
          AND (m.status <> 'arrived' OR b.status = 'arrived')
        GROUP BY m.id ORDER BY 1
    """
    return [
        Arrival(time_of(row[0]), row[1], bool(row[2])) for row in connection.execute(text(query))
    ]


def answers(connection: Connection) -> list[Answer]:
    """How long the latest acknowledged requests waited, by opening time."""
    query = (
        "SELECT opened_at, acknowledged_at, priority FROM request "
        "WHERE acknowledged_at IS NOT NULL ORDER BY id DESC LIMIT :most"
    )
    rows = connection.execute(text(query), {"most": LATEST_ANSWERS})
    found = [
        Answer(opened, time_of(row[1]) - opened, Priority(row[2]))
        for row in rows
        for opened in (time_of(row[0]),)
    ]
    return sorted(found, key=lambda answer: answer.opened_at)


def due_first(connection: Connection, now: datetime, limit: int) -> list[int]:
    """New requests: the overdue by priority, then the others by due time."""
    query = (
        "SELECT id FROM request WHERE status = 'new' ORDER BY due_at >= :now, CASE "
        "WHEN due_at >= :now THEN 0 WHEN priority = 'red' THEN 0 WHEN priority = 'orange' THEN 1 "
        "ELSE 2 END, due_at, id LIMIT :limit"
    )
    return list(connection.scalars(text(query), {"now": time_text(now), "limit": limit}))
