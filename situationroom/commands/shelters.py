"""Sites and who sleeps there. Occupancy follows from stays alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from situationroom.commands.households import must_keep_together
from situationroom.models import HeadCount, Person, Site, Stay, Unit
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import ACTIVE_STAYS, SiteState, StayStatus
from situationroom.store.queries.shelters import stays_of_persons
from situationroom.store.transaction import Transaction


def add_site(
    tx: Transaction, site: Site, units: Sequence[Unit], head_count: int | None = None
) -> Site:
    """A new site with its units, from drafts with id 0. Raises RuleError without a name or unit."""
    added = _add(tx, site, units)
    if head_count is not None:
        tx.add(HeadCount(0, added.id, head_count, tx.now, tx.officer))
    tx.describe("Opened the shelter {site}", site=added.name)
    return added


def open_sites(
    tx: Transaction, drafts: Iterable[tuple[Site, Unit, HeadCount | None]]
) -> list[Site]:
    """Many sites at once, as a list of shelters names them."""
    sites = []
    for site, unit, count in drafts:
        added = _add(tx, site, [unit])
        if count is not None:
            tx.add(replace(count, site=added.id))
        sites.append(added)
    tx.describe("Opened shelters: {n}", n=len(sites))
    return sites


def edit_unit(tx: Transaction, unit: int, fields: Mapping[str, object]) -> Unit:
    """Other capacity, blocked places or state. Raises RuleError for impossible counts."""
    edited = tx.put(replace(tx.get(Unit, unit), **fields))  # type: ignore[arg-type]
    tx.describe("Changed {unit}", unit=edited.name)
    return edited


def set_site_state(tx: Transaction, site: int, state: SiteState) -> None:
    """Standby, open, full by decision, closing or closed."""
    changed = tx.put(replace(tx.get(Site, site), state=state))
    tx.describe("{site}: {state}", site=changed.name, state=str(state))


def plan_stay(tx: Transaction, persons: Sequence[int], unit: int, reason: str = "") -> None:
    """Keep places for these persons. A full unit asks for a reason; a closed one refuses."""
    target = _open_unit(tx, unit)
    for person in persons:
        _end_stays(tx, person, planned_only=True)
        tx.add(
            Stay(0, person, target.site, unit, StayStatus.PLANNED, planned_at=tx.now, reason=reason)
        )
    tx.describe("Expected at {unit}: {n}", n=len(persons), unit=target.name)


def check_in(
    tx: Transaction,
    persons: Sequence[int],
    unit: int,
    reason: str = "",
    split_reason: str = "",
) -> list[Stay]:
    """They are there. Whoever stayed elsewhere is checked out of it; history is kept.

    A full unit asks for a reason, a closed one refuses, a household is kept together.
    """
    target = _open_unit(tx, unit)
    must_keep_together(tx, persons, split_reason)
    stays = [_checked_in(tx, person, target, reason) for person in persons]
    site = tx.get(Site, target.site)
    tx.describe("Checked in at {site}: {n}", n=len(persons), site=site.name)
    return stays


def check_out(tx: Transaction, persons: Sequence[int]) -> None:
    """They have left. Raises RuleError for somebody who is not checked in."""
    for person in persons:
        if not _end_stays(tx, person):
            raise RuleError("{person} is not checked in.", person=tx.get(Person, person).name)
    tx.describe("Checked out: {n}", n=len(persons))


def record_head_count(tx: Transaction, site: int, persons: int, by: str) -> None:
    """What somebody on site counted. It never replaces the count of stays."""
    if persons < 0:
        raise RuleError("A head count cannot be below zero.")
    tx.add(HeadCount(0, site, persons, tx.now, by.strip() or tx.officer))
    name = tx.get(Site, site).name
    tx.describe("Head count at {site}: {persons}", site=name, persons=persons)


def _add(tx: Transaction, site: Site, units: Sequence[Unit]) -> Site:
    if not site.name.strip():
        raise RuleError("The shelter needs a name.")
    if not units:
        raise RuleError("The shelter needs at least one unit with a capacity.")
    added = tx.add(site)
    for unit in units:
        tx.add(replace(unit, site=added.id))
    return added


def _open_unit(tx: Transaction, unit: int) -> Unit:
    found = tx.get(Unit, unit)
    site = tx.get(Site, found.site)
    if SiteState.CLOSED in (found.state, site.state):
        raise RuleError("{unit} is closed and takes nobody.", unit=f"{site.name} {found.name}")
    return found


def _checked_in(tx: Transaction, person: int, unit: Unit, reason: str) -> Stay:
    planned = None
    for stay in tx.ask(stays_of_persons, [person]):
        if stay.status is StayStatus.PLANNED and stay.unit == unit.id:
            planned = stay
        elif stay.status is StayStatus.CHECKED_IN and stay.unit == unit.id:
            return stay  # already here: named only so that the household stays together
        elif stay.status in ACTIVE_STAYS:
            _end(tx, stay)
    if planned is not None:
        arrived = replace(planned, status=StayStatus.CHECKED_IN, checked_in_at=tx.now)
        return tx.put(replace(arrived, reason=reason or planned.reason))
    stay = Stay(0, person, unit.site, unit.id, StayStatus.CHECKED_IN, checked_in_at=tx.now)
    return tx.add(replace(stay, reason=reason))


def _end_stays(tx: Transaction, person: int, *, planned_only: bool = False) -> bool:
    ended = False
    for stay in tx.ask(stays_of_persons, [person]):
        if stay.status is StayStatus.PLANNED or (
            stay.status is StayStatus.CHECKED_IN and not planned_only
        ):
            _end(tx, stay)
            ended = True
    return ended


def _end(tx: Transaction, stay: Stay) -> None:
    if stay.status is StayStatus.PLANNED:
        tx.put(replace(stay, status=StayStatus.CANCELLED))
    else:
        tx.put(replace(stay, status=StayStatus.CHECKED_OUT, checked_out_at=tx.now))
