"""Places of the incident: added, taken from tables, removed. They resolve before the world's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from situationroom.commands.planned_rows import files_of, store_planned
from situationroom.intake.place_tables import PlaceReading, PlaceRow, known_by, merged, read_places
from situationroom.intake.results import Step
from situationroom.models import Place
from situationroom.models.errors import RuleError
from situationroom.models.place import check_place
from situationroom.store.connection import Connection
from situationroom.store.queries.places import every_place
from situationroom.store.transaction import Transaction

__all__ = [
    "PlacePlan",
    "PlannedPlace",
    "add_place",
    "import_places",
    "plan_places",
    "read_places",
    "remove_places",
]

Outcome: TypeAlias = Literal["new", "updated", "unchanged", "rejected", "skipped"]


@dataclass(frozen=True, slots=True)
class PlannedPlace:
    """What would become of one row; ``place`` as it would be stored."""

    file: str
    sheet: str
    row: PlaceRow
    outcome: Outcome
    place: Place | None


@dataclass(frozen=True, slots=True)
class PlacePlan:
    """Every row of every table, each with exactly one outcome."""

    rows: tuple[PlannedPlace, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows have this outcome."""
        return sum(row.outcome == outcome for row in self.rows)


def add_place(tx: Transaction, draft: Place) -> Place:
    """A new place of the incident. Raises RuleError without a name or a position."""
    tidy = check_place(draft)
    added = tx.add(replace(tidy, known_by=known_by(tidy.name, tidy.city)))
    tx.describe("New place: {name}", name=added.name)
    return added


def remove_places(tx: Transaction, places: Sequence[int]) -> None:
    """They leave the incident; what was placed by them stays where it is."""
    gone = [tx.put(replace(tx.get(Place, id_), removed_at=tx.now)) for id_ in places]
    tx.describe("Places removed: {n}", n=len(gone))


def plan_places(connection: Connection, readings: Sequence[PlaceReading]) -> PlacePlan:
    """What importing these tables would do. A place is known again by its name and its city."""
    here = {place.known_by: place for place in every_place(connection)}
    rows: list[PlannedPlace] = []
    for reading in readings:
        for sheet, row in reading.rows:
            rows.append(_planned(reading.file, sheet, row, here))
    return PlacePlan(tuple(rows))


def import_places(tx: Transaction, step: Step, readings: Sequence[PlaceReading]) -> PlacePlan:
    """Do what the plan says, as one act. Raises RuleError when there is nothing to do."""
    plan = tx.ask(plan_places, readings)
    new, updated = plan.count("new"), plan.count("updated")
    if not (new or updated):
        raise RuleError("Every place of this table is here already, or cannot be read.")
    store_planned(tx, step, [(row.sheet, row.outcome, row.place) for row in plan.rows])
    files = files_of(reading.file for reading in readings)
    tx.describe("Places from {files}: {new} new, {updated} updated", files=files, new=new,
                updated=updated)  # fmt: skip
    return plan


def _planned(file: str, sheet: str, row: PlaceRow, here: dict[str, Place]) -> PlannedPlace:
    """A row that says the same as one before it updates nothing."""
    if row.place is None:
        left: Outcome = "rejected" if row.outcome == "rejected" else "skipped"
        return PlannedPlace(file, sheet, row, left, None)
    before = here.get(row.place.known_by)
    if before is None:
        here[row.place.known_by] = row.place
        return PlannedPlace(file, sheet, row, "new", row.place)
    after = merged(before, row.place)
    if after == before or before.id == 0:
        return PlannedPlace(file, sheet, row, "unchanged", before)
    here[row.place.known_by] = after
    return PlannedPlace(file, sheet, row, "updated", after)
