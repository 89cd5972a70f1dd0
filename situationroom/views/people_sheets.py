"""Small sheets of the people room: how they are, on which movement, in which unit.

Each stays open until the act is stored: a refusal is said in the sheet, beside the fields.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from situationroom.commands.people import set_presence, set_safety, set_wish
from situationroom.commands.shelters import check_in
from situationroom.commands.transport import assign
from situationroom.desk import Desk
from situationroom.jobs import Job
from situationroom.models import Person
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import (
    MovementStatus,
    Presence,
    Safety,
    SiteState,
    Source,
    Wish,
)
from situationroom.store.queries.people import persons
from situationroom.store.queries.shelters import sites
from situationroom.store.queries.transport import movements
from situationroom.texts import tr
from situationroom.views import times, widgets
from situationroom.views.ask import Sheet
from situationroom.views.choice import choice

TELLERS = (Source.OFFICER, Source.SELF, Source.FAMILY, Source.HOSPITAL, Source.AUTHORITY)
TYPED_SAFETY = tuple(safety for safety in Safety if safety is not Safety.DECEASED)


class ActSheet(Sheet):
    """A sheet whose button runs a command; it closes when that is stored.

    ``problem_act`` is a button that appears with a refusal: what else can be done.
    """

    def __init__(self, parent: QWidget, title: str, text: str, do: str) -> None:
        super().__init__(parent, title, text, do, "primary")
        self.problem = widgets.inline_error()
        self.problem_act: QWidget | None = None
        self.run: Callable[[], Job] | None = None

    def finish(self) -> None:
        """Put the refusal and the buttons below the fields."""
        self.body.addWidget(self.problem)
        if self.problem_act is not None:
            self.body.addWidget(self.problem_act)
        super().finish()

    def accept(self) -> None:
        """Run the command; close when it is stored, say why when it is refused."""
        if self.run is None:
            return
        self.accept_button.setEnabled(False)
        job = self.run()
        job.on_refusal = self._refused
        job.succeeded.connect(self._stored)

    def _stored(self, _result: object) -> None:
        super().accept()

    def _refused(self, error: RuleError) -> None:
        self.problem.say_error(error)
        self.accept_button.setEnabled(True)
        if self.problem_act is not None:
            self.problem_act.show()


def safety_sheet(parent: QWidget, desk: Desk, ids: Sequence[int]) -> ActSheet:
    """How they are and who said so, with how many would change."""
    people = desk.ask(persons, list(ids))
    sheet = ActSheet(parent, _title(tr("Safety status"), people), "", tr("Change"))
    how = choice(TYPED_SAFETY, people[0].safety if len(people) == 1 else Safety.SAFE)
    who = choice(TELLERS)
    sheet.body.addWidget(widgets.form_row(tr("How they are"), how))
    sheet.body.addWidget(widgets.form_row(tr("Who said so"), who))
    _preview(sheet, how, lambda value: sum(p.safety != value for p in people), len(people))
    sheet.run = lambda: desk.run(
        set_safety, list(ids), Safety(how.currentData()), Source(who.currentData())
    )
    return sheet


def presence_sheet(parent: QWidget, desk: Desk, ids: Sequence[int]) -> ActSheet:
    """Whether they are in the area, with how many would change."""
    people = desk.ask(persons, list(ids))
    sheet = ActSheet(parent, _title(tr("In the area or not"), people), "", tr("Change"))
    where = choice(tuple(Presence), people[0].presence if len(people) == 1 else None)
    sheet.body.addWidget(widgets.form_row(tr("Presence"), where))
    _preview(sheet, where, lambda value: sum(p.presence != value for p in people), len(people))
    sheet.run = lambda: desk.run(set_presence, list(ids), Presence(where.currentData()))
    return sheet


def wish_sheet(parent: QWidget, desk: Desk, ids: Sequence[int]) -> ActSheet:
    """What they want to do."""
    people = desk.ask(persons, list(ids))
    sheet = ActSheet(parent, _title(tr("Wish"), people), "", tr("Change"))
    wish = choice(tuple(Wish), people[0].wish if len(people) == 1 else None)
    sheet.body.addWidget(widgets.form_row(tr("Wish"), wish))
    _preview(sheet, wish, lambda value: sum(p.wish != value for p in people), len(people))
    sheet.run = lambda: desk.run(set_wish, list(ids), Wish(wish.currentData()))
    return sheet


def movement_sheet(parent: QWidget, desk: Desk, ids: Sequence[int]) -> ActSheet:
    """On which movement that takes bookings; a reason when a household would be split."""
    people = desk.ask(persons, list(ids))
    sheet = ActSheet(parent, _title(tr("Assign to a movement"), people), "", tr("Assign"))
    box, reason = QComboBox(), QLineEdit(placeholderText=_split_hint())
    for row in desk.ask(movements):
        movement = row.movement
        if movement.status in (MovementStatus.DRAFT, MovementStatus.OPEN, MovementStatus.CLOSED):
            leaves = times.short_stamp(movement.departs_at, movement.departure_zone, desk.now())
            route = f"{movement.origin} → {movement.destination}"
            free = tr("{n} seats left", n=row.free())
            box.addItem(f"{movement.number} · {route} · {leaves} · {free}", movement.id)
    sheet.body.addWidget(widgets.form_row(tr("Movement"), box))
    sheet.body.addWidget(widgets.form_row(tr("Reason, if a household is split"), reason))
    _only_with(sheet, box, tr("No movement takes bookings yet; create one in Transport."))
    sheet.run = lambda: desk.run(
        assign, box.currentData(), list(ids), split_reason=reason.text().strip()
    )
    return sheet


def shelter_sheet(parent: QWidget, desk: Desk, ids: Sequence[int]) -> ActSheet:
    """In which unit of which site; a reason where it is full or a household would be split."""
    people = desk.ask(persons, list(ids))
    sheet = ActSheet(parent, _title(tr("Check in"), people), "", tr("Check in"))
    box = QComboBox()
    full = QLineEdit(placeholderText=tr("Only needed when there is no place left"))
    split = QLineEdit(placeholderText=_split_hint())
    for site in desk.ask(sites):
        for unit in site.units if site.site.state is not SiteState.CLOSED else ():
            name = " · ".join(dict.fromkeys((site.site.name, unit.unit.name)))
            free = tr("{n} places left", n=unit.fill.available)
            box.addItem(f"{name} · {free}", unit.unit.id)
    sheet.body.addWidget(widgets.form_row(tr("Shelter"), box))
    sheet.body.addWidget(widgets.form_row(tr("Reason, if it is full"), full))
    sheet.body.addWidget(widgets.form_row(tr("Reason, if a household is split"), split))
    _only_with(sheet, box, tr("No shelter is open yet; open one in Shelters."))
    sheet.run = lambda: desk.run(
        check_in, list(ids), box.currentData(), full.text().strip(), split.text().strip()
    )
    return sheet


def _split_hint() -> str:
    return tr("Only needed when somebody of a household stays behind")


def _preview(sheet: ActSheet, box: QComboBox, changing: Callable[[str], int], total: int) -> None:
    words = widgets.quiet("")
    sheet.body.addWidget(words)
    sheet.finish()

    def count() -> None:
        n = changing(box.currentData())
        words.setText(tr("{n} of {total} persons change.", n=n, total=total))
        sheet.accept_button.setEnabled(n > 0)

    box.currentIndexChanged.connect(count)
    count()


def _only_with(sheet: ActSheet, box: QComboBox, nothing: str) -> None:
    sheet.finish()
    if not box.count():
        box.addItem(nothing)
        box.setEnabled(False)
        sheet.accept_button.setEnabled(False)


def _title(name: str, people: Sequence[Person]) -> str:
    whom = people[0].name if len(people) == 1 else tr("{n} persons", n=len(people))
    return f"{name} · {whom}"
