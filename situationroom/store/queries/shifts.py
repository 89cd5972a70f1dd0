"""Posts and who holds them, the roster, operational periods."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.models import Duty, Period, Position, Posting
from situationroom.store.codec import from_row, time_text


@dataclass(frozen=True, slots=True)
class Post:
    """A post, who holds it now, and who is down for it on the roster now and next."""

    position: Position
    holder: Posting | None
    on_roster: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """Everything the watch room shows, from one moment."""

    posts: tuple[Post, ...]
    roster: tuple[tuple[Duty, Position], ...]
    log: tuple[tuple[Posting, Position], ...]
    periods: tuple[Period, ...]


def watch(connection: Connection, now: datetime, lines: int) -> Watch:
    """The posts, the roster that has not ended, the last ``lines`` of the log, the periods."""
    posts = {post.id: post for post in positions(connection)}
    roster = roster_from(connection, now)
    held = {p.position: p for p in postings(connection, "until IS NULL")}
    shown = tuple(
        Post(
            post,
            held.get(post.id),
            tuple(d for d in roster if d.position == post.id and d.starts_at <= now),
        )
        for post in posts.values()
        if not post.closed
    )
    log = postings(connection, "1")[:lines]
    return Watch(
        shown,
        tuple((duty, posts[duty.position]) for duty in roster),
        tuple((posting, posts[posting.position]) for posting in log),
        tuple(periods(connection)),
    )


def positions(connection: Connection) -> list[Position]:
    """Every post in its order, closed ones too."""
    rows = connection.execute(text("SELECT * FROM position ORDER BY place, id")).mappings()
    return [from_row(Position, row) for row in rows]


def position_named(connection: Connection, name: str) -> Position | None:
    """The open post of this name."""
    query = text("SELECT * FROM position WHERE name = :name AND NOT closed")
    row = connection.execute(query, {"name": name}).mappings().first()
    return from_row(Position, row) if row else None


def holder(connection: Connection, position: int) -> Posting | None:
    """Who holds a post now."""
    query = text("SELECT * FROM posting WHERE position = :id AND until IS NULL ORDER BY id DESC")
    row = connection.execute(query, {"id": position}).mappings().first()
    return from_row(Posting, row) if row else None


def postings(connection: Connection, where: str, **values: object) -> list[Posting]:
    """Lines of the position log by a condition of ours, newest first."""
    query = text(f"SELECT * FROM posting WHERE {where} ORDER BY since DESC, id DESC")
    return [from_row(Posting, row) for row in connection.execute(query, values).mappings()]


def on_duty_between(
    connection: Connection, since: datetime, until: datetime
) -> list[tuple[Posting, Position]]:
    """Who was on which post at some time in between, by post and time."""
    posts = {post.id: post for post in positions(connection)}
    where = "since < :until AND (until IS NULL OR until > :since)"
    found = postings(connection, where, since=time_text(since), until=time_text(until))
    found.sort(key=lambda p: (posts[p.position].place, p.since))
    return [(posting, posts[posting.position]) for posting in found]


def roster_from(connection: Connection, now: datetime) -> list[Duty]:
    """Lines of the roster that have not ended, by time."""
    query = text(
        "SELECT * FROM duty WHERE NOT cancelled AND ends_at > :now ORDER BY starts_at, position, id"
    )
    rows = connection.execute(query, {"now": time_text(now)}).mappings()
    return [from_row(Duty, row) for row in rows]


def periods(connection: Connection) -> list[Period]:
    """Every period, the newest first."""
    rows = connection.execute(text("SELECT * FROM period ORDER BY id DESC")).mappings()
    return [from_row(Period, row) for row in rows]


def open_period_of(connection: Connection) -> Period | None:
    """The period that is open now."""
    return next((period for period in periods(connection) if period.is_open), None)
