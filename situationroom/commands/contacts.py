"""The contact directory: added, changed, removed and brought back, and whole tables of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from situationroom.commands.planned_rows import files_of, store_planned
from situationroom.intake.contacts import ContactReading, ContactRow, known_by
from situationroom.intake.results import Problem, Reason, Step
from situationroom.models import Contact
from situationroom.models.contact import check_contact
from situationroom.models.errors import RuleError
from situationroom.store.connection import Connection
from situationroom.store.queries.contacts import every_contact
from situationroom.store.transaction import Transaction

Outcome: TypeAlias = Literal["new", "updated", "unchanged", "rejected", "skipped"]
REMOVED = Reason("It was removed from the directory here; bring it back by hand if it is needed.")
REPEATS = Reason("Says the same as row {row}.")
COMPARED = tuple(name for name in Contact.__slots__ if name not in ("id", "known_by", "removed_at"))


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """What would become of one row. ``before`` is the contact it updates; ``contact`` as it would
    be; ``changes`` the fields that would read otherwise; ``repeats`` the row that says the same."""

    file: str
    sheet: str
    row: int
    outcome: Outcome
    why: Reason | None
    contact: Contact | None
    before: Contact | None
    changes: tuple[str, ...]
    problems: tuple[Problem, ...]
    cells_in_order: tuple[str, ...]
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class ContactPlan:
    """Every row of every sheet, each with exactly one outcome."""

    rows: tuple[PlannedContact, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows have this outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def repeated(self) -> int:
        """How many rows say the same as another row of the table."""
        return sum(row.repeats is not None for row in self.rows)


def add_contact(tx: Transaction, draft: Contact) -> Contact:
    """A new entry. Raises RuleError without a name or with a position off the earth."""
    added = tx.add(_known(check_contact(draft)))
    tx.describe("New in the directory: {name}", name=added.called)
    return added


def edit_contact(tx: Transaction, contact: int, fields: Mapping[str, object]) -> Contact:
    """Other fields of an entry. Raises RuleError where they cannot be."""
    before = tx.get(Contact, contact)
    told = {name: value for name, value in fields.items() if name in COMPARED}
    edited = check_contact(replace(before, **told))  # type: ignore[arg-type]
    # A table that knows it by its old name still finds it.
    tx.describe("Changed in the directory: {name}", name=edited.called)
    return tx.put(edited)


def remove_contacts(tx: Transaction, contacts: Sequence[int]) -> None:
    """They leave the directory, and a newer table does not bring them back."""
    gone = [tx.put(replace(tx.get(Contact, id_), removed_at=tx.now)) for id_ in contacts]
    if len(gone) == 1:
        tx.describe("Removed from the directory: {name}", name=gone[0].called)
    else:
        tx.describe("Removed from the directory: {n} entries", n=len(gone))


def restore_contact(tx: Transaction, contact: int) -> Contact:
    """It stands in the directory again. Raises RuleError when it never left."""
    before = tx.get(Contact, contact)
    if before.removed_at is None:
        raise RuleError("{name} stands in the directory.", name=before.called)
    tx.describe("In the directory again: {name}", name=before.called)
    return tx.put(replace(before, removed_at=None))


def plan_contacts(
    connection: Connection, readings: Sequence[ContactReading], leave_repeats: bool = False
) -> ContactPlan:
    """What importing these tables would do, row by row.

    A row is recognised by name and city; of several alike the one at the same position is meant,
    else each in turn. Only what a table tells is changed. ``leave_repeats`` skips rows that say
    the same as one before them.
    """
    here: dict[str, list[Contact]] = {}
    for contact in every_contact(connection):
        here.setdefault(contact.known_by, []).append(contact)
    rows: list[PlannedContact] = []
    for reading in readings:
        for sheet in reading.sheets:
            first: dict[Contact, int] = {}
            for row in sheet.rows:
                again = first.get(row.contact) if row.contact else None
                if row.contact is not None:
                    first.setdefault(row.contact, row.row)
                leave = leave_repeats and again is not None
                rows.append(_planned(reading.file, sheet.name, row, again, here, leave))
    return ContactPlan(tuple(rows))


def import_contacts(
    tx: Transaction,
    step: Step,
    readings: Sequence[ContactReading],
    leave_repeats: bool = False,
) -> ContactPlan:
    """Do what the plan says, as one act. Raises RuleError when there is nothing to do."""
    plan = tx.ask(plan_contacts, readings, leave_repeats)
    new, updated = plan.count("new"), plan.count("updated")
    if not (new or updated):
        raise RuleError("Everything in this table stands in the directory already.")
    store_planned(tx, step, [(row.sheet, row.outcome, row.contact) for row in plan.rows])
    files = files_of(reading.file for reading in readings)
    tx.describe("Directory from {files}: {new} new, {updated} updated", files=files, new=new,
                updated=updated)  # fmt: skip
    return plan


def _planned(
    file: str,
    sheet: str,
    row: ContactRow,
    again: int | None,
    here: dict[str, list[Contact]],
    leave: bool,
) -> PlannedContact:
    """What becomes of a row; ``leave`` one that repeats another out."""
    draft = PlannedContact(
        file, sheet, row.row, "rejected" if row.outcome == "rejected" else "skipped", row.why,
        None, None, (), row.problems, row.cells_in_order, again,
    )  # fmt: skip
    if row.contact is None:
        return draft
    if leave:
        return replace(draft, why=Reason(REPEATS.template, {"row": again}))
    return _outcome(draft, row.contact, row.told, here)


def _outcome(
    draft: PlannedContact, told: Contact, fields: frozenset[str], here: dict[str, list[Contact]]
) -> PlannedContact:
    """A row takes its contact out of those that are here: the next alike gets the next one."""
    alike = here.get(told.known_by, [])
    if not alike:
        return replace(draft, outcome="new", contact=told)
    where = (told.lat, told.lon)
    before = next((one for one in alike if (one.lat, one.lon) == where), alike[0])
    alike.remove(before)
    if before.removed_at is not None:
        return replace(draft, why=REMOVED, before=before)
    names = tuple(
        name for name in COMPARED if name in fields and _says(told, name) != _says(before, name)
    )
    if not names:
        return replace(draft, outcome="unchanged", contact=before, before=before)
    fresh = {name: getattr(told, name) for name in names}
    after = replace(before, **fresh)
    return replace(draft, outcome="updated", contact=after, before=before, changes=names)


def _says(contact: Contact, name: str) -> object:
    """A field as it is compared: a number is the same however it was written."""
    if name == "phones":
        return [(phone.number, phone.extension, phone.hours) for phone in contact.phones]
    return getattr(contact, name)


def _known(contact: Contact) -> Contact:
    key = known_by(contact.name or contact.native_name, contact.city)
    return replace(contact, known_by=key)
