"""Sites with the fill that follows from stays, head counts beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from situationroom.models import HeadCount, Person, Site, Stay, Unit
from situationroom.models.shelter import Fill
from situationroom.store.codec import from_row
from situationroom.store.derive import read_persons
from situationroom.store.transaction import chunks


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its fill: planned and checked-in stays against capacity."""

    unit: Unit
    fill: Fill
    checked_in: int
    planned: int


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site with its units, its fill as a whole and the last head count on site."""

    site: Site
    units: tuple[UnitRow, ...]
    head_count: HeadCount | None

    @property
    def fill(self) -> Fill:
        """All units together."""
        fills = [row.fill for row in self.units]
        return Fill(
            sum(f.capacity for f in fills),
            sum(f.blocked for f in fills),
            sum(f.held for f in fills),
            sum(f.occupied for f in fills),
        )

    @property
    def checked_in(self) -> int:
        return sum(row.checked_in for row in self.units)

    @property
    def unexplained(self) -> int:
        """Head count minus checked-in stays: persons on site the list does not know."""
        return self.head_count.persons - self.checked_in if self.head_count else 0

    @property
    def present(self) -> int:
        """The larger of stays and head count: what decides whether the site is over capacity."""
        counted = self.head_count.persons if self.head_count else 0
        return max(self.fill.occupied, counted)

    @property
    def over_capacity(self) -> int:
        """Persons above the usable places, 0 when everybody has one."""
        fill = self.fill
        return max(0, self.present - (fill.capacity - fill.blocked - fill.held))


@dataclass(frozen=True, slots=True)
class StayRow:
    """A stay with its person."""

    stay: Stay
    person: Person


def sites(connection: Connection) -> list[SiteRow]:
    """Every site by name."""
    units = _units(connection)
    counts = _head_counts(connection)
    rows = connection.execute(text("SELECT * FROM site ORDER BY name, id")).mappings()
    found = [from_row(Site, row) for row in rows]
    return [SiteRow(site, tuple(units.get(site.id, ())), counts.get(site.id)) for site in found]


def stays_of_site(connection: Connection, site: int) -> list[StayRow]:
    """Who is or will be at a site, by unit and name; then who has left."""
    query = (
        "SELECT * FROM stay WHERE site = :id "
        "ORDER BY status = 'checked_out', status = 'cancelled', unit, id"
    )
    stays = [from_row(Stay, r) for r in connection.execute(text(query), {"id": site}).mappings()]
    people = {p.id: p for p in read_persons(connection, list({stay.person for stay in stays}))}
    return [StayRow(stay, people[stay.person]) for stay in stays]


def stays_of_person(connection: Connection, person: int) -> list[Stay]:
    """Every stay of a person, newest first."""
    query = "SELECT * FROM stay WHERE person = :id ORDER BY id DESC"
    return [from_row(Stay, r) for r in connection.execute(text(query), {"id": person}).mappings()]


def stays_of_persons(connection: Connection, ids: Sequence[int]) -> list[Stay]:
    """Every stay of some persons, oldest first."""
    stays: list[Stay] = []
    for some in chunks(list(ids)):
        listed = ", ".join(str(int(id_)) for id_ in some)
        query = f"SELECT * FROM stay WHERE person IN ({listed}) ORDER BY id"
        stays += [from_row(Stay, row) for row in connection.execute(text(query)).mappings()]
    return stays


def _units(connection: Connection) -> dict[int, list[UnitRow]]:
    query = (
        "SELECT u.*, coalesce(sum(s.status = 'checked_in'), 0) AS checked_in, "
        "coalesce(sum(s.status = 'planned'), 0) AS planned "
        "FROM unit u LEFT JOIN stay s ON s.unit = u.id GROUP BY u.id ORDER BY u.id"
    )
    units: dict[int, list[UnitRow]] = {}
    for row in connection.execute(text(query)).mappings():
        unit = from_row(Unit, row)
        occupied = row["checked_in"] + row["planned"]
        fill = Fill(unit.capacity, unit.blocked, unit.held_for_groups, occupied)
        units.setdefault(unit.site, []).append(
            UnitRow(unit, fill, row["checked_in"], row["planned"])
        )
    return units


def _head_counts(connection: Connection) -> dict[int, HeadCount]:
    query = (
        "SELECT h.* FROM head_count h "
        "JOIN (SELECT site, max(at) AS at FROM head_count GROUP BY site) l "
        "ON l.site = h.site AND l.at = h.at ORDER BY h.id"
    )
    rows = connection.execute(text(query)).mappings()
    return {count.site: count for row in rows for count in (from_row(HeadCount, row),)}
