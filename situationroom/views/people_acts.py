"""What a key does to the selected persons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from situationroom.commands.households import form_household, leave_household
from situationroom.commands.people import report_death
from situationroom.store.queries.people import persons
from situationroom.texts import tr
from situationroom.views import people_sheets as sheets
from situationroom.views.frame import Frame
from situationroom.views.person_form import PersonForm
from situationroom.views.widgets import ask_text


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its key ('' for none), its English name, its icon and what it does."""

    key: str
    name: str
    icon: str
    do: Callable[["PeopleActs", Sequence[int]], object]


class PeopleActs:
    """The acts on persons, for one room. Sheets open over ``parent``."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        self._frame, self._desk, self._parent = frame, frame.desk, parent

    def add(self) -> None:
        """A form for a new person."""
        PersonForm(self._frame, self._parent).show()

    def edit(self, ids: Sequence[int]) -> None:
        for person in self._desk.ask(persons, list(ids[:5])):
            PersonForm(self._frame, self._parent, person).show()

    def safety(self, ids: Sequence[int]) -> None:
        self._open(sheets.safety_sheet, ids)

    def presence(self, ids: Sequence[int]) -> None:
        self._open(sheets.presence_sheet, ids)

    def wish(self, ids: Sequence[int]) -> None:
        self._open(sheets.wish_sheet, ids)

    def assign(self, ids: Sequence[int]) -> None:
        self._open(sheets.movement_sheet, ids)

    def check_in(self, ids: Sequence[int]) -> None:
        self._open(sheets.shelter_sheet, ids)

    def group(self, ids: Sequence[int]) -> None:
        """These travel together; named after the first unless somebody knows better."""
        first = self._desk.ask(persons, list(ids[:1]))
        proposed = first[0].native_name or first[0].surname if first else ""
        title = tr("Household of {n}", n=len(ids))
        question = tr("They are kept together in shelters, on movements and on lists.")
        name = ask_text(self._parent, title, question, proposed, required=False)
        if name is not None:
            self._desk.run(form_household, name or proposed, list(ids))

    def ungroup(self, ids: Sequence[int]) -> None:
        reason = ask_text(self._parent, tr("Leave the household"), tr("Why?"))
        if reason:
            self._desk.run(leave_household, list(ids), reason)

    def death(self, ids: Sequence[int]) -> None:
        """First of two officers; the second confirms on the case card."""
        title = tr("Report a death")
        question = tr("Who says so? A second officer must confirm it before anything shows.")
        source = ask_text(self._parent, title, question)
        if source:
            self._desk.run(report_death, ids[0], source)

    def on_map(self, ids: Sequence[int]) -> None:
        self._frame.show_on_map(list(ids))

    def write(self, ids: Sequence[int]) -> None:
        """A message to these."""
        self._frame.write_to(list(ids))

    def _open(self, make: Callable[..., sheets.ActSheet], ids: Sequence[int]) -> None:
        sheet = make(self._parent, self._desk, ids)
        sheet.exec()
        sheet.deleteLater()


ACTS: Final = (
    Act("E", "Edit", "edit", PeopleActs.edit),
    Act("V", "Safety status", "info", PeopleActs.safety),
    Act("P", "Presence", "pin", PeopleActs.presence),
    Act("W", "Wish", "flag", PeopleActs.wish),
    Act("G", "Form a household", "household", PeopleActs.group),
    Act("B", "Assign to a movement", "transport", PeopleActs.assign),
    Act("S", "Check in", "shelters", PeopleActs.check_in),
    Act("M", "Show on the map", "map", PeopleActs.on_map),
    Act("N", "Write a message", "mail", PeopleActs.write),
    Act("", "Leave the household", "minus", PeopleActs.ungroup),
    Act("", "Report a death", "flag", PeopleActs.death),
)
