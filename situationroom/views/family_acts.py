"""What a key does to family contacts. The same acts stand on the case card."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QDialog, QWidget

from situationroom.commands.family import adopt_kin, make_contact_point
from situationroom.models import FamilyContact, Person
from situationroom.store.queries.family import FamilyRow, family_rows
from situationroom.texts import tr
from situationroom.views import family_sheets as sheets
from situationroom.views.frame import Frame


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its key, its English name, its icon and what it does."""

    key: str
    name: str
    icon: str
    do: Callable[["FamilyActs", Sequence[int]], object]


class FamilyActs:
    """The acts on rows of the family desk (negative ids: families nobody speaks to yet)."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        self._frame, self._desk, self._parent = frame, frame.desk, parent

    def call(self, ids: Sequence[int]) -> None:
        """Log a call with the first of them; without a contact that is made first."""
        for row in self._rows(ids[:1]):
            if row.contact is None:
                self.new(row.person)
            else:
                self._open(sheets.call_sheet(self._parent, self._desk, row))

    def plan(self, ids: Sequence[int]) -> None:
        if contacts := self._contacts(ids):
            self._open(sheets.plan_sheet(self._parent, self._desk, contacts))

    def scope(self, ids: Sequence[int]) -> None:
        if contacts := self._contacts(ids):
            self._open(sheets.scope_sheet(self._parent, self._desk, contacts))

    def point(self, ids: Sequence[int]) -> None:
        """The first of them is called for the family from now on."""
        for contact in self._contacts(ids)[:1]:
            self._desk.run(make_contact_point, contact.id)

    def edit(self, ids: Sequence[int]) -> None:
        for row in self._rows(ids[:1]):
            if row.contact is None:
                self.new(row.person)
            else:
                self._open(sheets.contact_sheet(self._parent, self._desk, row.person, row.contact))

    def another(self, ids: Sequence[int]) -> None:
        """One more contact of the same family."""
        for row in self._rows(ids[:1]):
            self.new(row.person)

    def adopt(self, ids: Sequence[int]) -> None:
        """Take over whoever callers named as next of kin."""
        for person in {row.person.id for row in self._rows(ids)}:
            job = self._desk.run(adopt_kin, person)
            job.succeeded.connect(self._adopted)

    def new(self, person: Person) -> None:
        """A contact of somebody's family."""
        self._open(sheets.contact_sheet(self._parent, self._desk, person))

    def _adopted(self, made: list[FamilyContact]) -> None:
        self._frame.say(tr("{n} next of kin taken over; nothing may be told yet.", n=len(made)))

    def _rows(self, ids: Sequence[int]) -> list[FamilyRow]:
        found = self._desk.ask(family_rows, list(ids))
        return [found[id_] for id_ in ids if id_ in found]

    def _contacts(self, ids: Sequence[int]) -> list[FamilyContact]:
        return [row.contact for row in self._rows(ids) if row.contact is not None]

    def _open(self, sheet: QDialog) -> None:
        sheet.exec()
        sheet.deleteLater()


ACTS: Final = (
    Act("C", "Log a call", "phone", FamilyActs.call),
    Act("V", "May be told", "eye", FamilyActs.scope),
    Act("W", "Next call", "clock", FamilyActs.plan),
    Act("K", "Take over next of kin", "household", FamilyActs.adopt),
    Act("P", "Contact point", "flag", FamilyActs.point),
    Act("E", "Edit", "edit", FamilyActs.edit),
    Act("N", "Another contact", "plus", FamilyActs.another),
)
