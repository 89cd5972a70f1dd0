"""The sheets of the family desk: a contact, a call, what may be told, who calls when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from situationroom import legend
from situationroom.commands.family import (
    add_family_contact,
    edit_family_contact,
    log_family_call,
    plan_family_call,
    set_family_scope,
)
from situationroom.commands.typed import typed_phones
from situationroom.desk import Desk
from situationroom.models import FamilyContact
from situationroom.models.person import Kin, Person
from situationroom.models.vocabulary import Scope
from situationroom.store.queries.family import FamilyRow
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import both_names
from situationroom.views.buttons import Chip
from situationroom.views.family_words import big_scope, contact_words
from situationroom.views.people_sheets import ActSheet
from situationroom.views.time_field import typed_time
from situationroom.views.times import stamp


def contact_sheet(
    parent: QWidget, desk: Desk, person: Person, contact: FamilyContact | None = None
) -> ActSheet:
    """Name, relation, telephone, language and remarks of a contact; new, or changed."""
    known = _kin(person, contact)
    title = tr("Family contact of {person}", person=both_names(person))
    sheet = ActSheet(parent, title, "", tr("Store"))
    fields = {
        "name": _line(sheet, tr("Name"), contact.name if contact else known.name),
        "relation": _line(sheet, tr("Relation"), contact.relation if contact else known.relation),
        "phone": _line(sheet, tr("Telephone"), contact.phone if contact else known.phone),
        "language": _line(sheet, tr("Language"), contact.language if contact else ""),
        "remarks": _line(sheet, tr("Remarks"), contact.remarks if contact else ""),
    }

    def told() -> dict[str, Any]:
        values = {name: field.text().strip() for name, field in fields.items()}
        phones = typed_phones(values["phone"], desk.incident, at_home=True)
        # What is no number ("through the neighbour") is kept as it was typed.
        values["phone"] = (phones[0].e164 or phones[0].told) if phones else values["phone"]
        return values

    def store() -> Any:
        if contact is not None:
            return desk.run(edit_family_contact, contact.id, told())
        return desk.run(add_family_contact, FamilyContact(0, person.id, **told()))

    sheet.run = store
    sheet.finish()
    fields["name"].setFocus()
    return sheet


def call_sheet(parent: QWidget, desk: Desk, row: FamilyRow) -> ActSheet:
    """A call with a contact: reached, what was told, what they said, and when next."""
    contact = row.contact
    assert contact is not None  # noqa: S101 - only contacts are called
    sheet = ActSheet(parent, tr("Call with {who}", who=contact.name), contact_words(contact),
                     tr("Store"))  # fmt: skip
    sheet.setMinimumWidth(theme.px(520))
    sheet.body.addWidget(big_scope(row, desk.incident.home_zone))
    reached = QCheckBox(tr("Reached"))
    reached.setChecked(True)
    told, said = _story(tr("What was told")), _story(tr("What they said"))
    again = TimeToCome(desk, sheet)
    sheet.body.addWidget(reached)
    sheet.body.addWidget(widgets.form_row(tr("What was told"), told))
    sheet.body.addWidget(widgets.form_row(tr("What they said"), said))
    sheet.body.addWidget(widgets.form_row(tr("Call again"), again))
    sheet.run = lambda: desk.run(
        log_family_call,
        contact.id,
        reached=reached.isChecked(),
        told=told.toPlainText(),
        said=said.toPlainText(),
        next_at=again.time(),
    )
    sheet.finish()
    told.setFocus()
    return sheet


def scope_sheet(parent: QWidget, desk: Desk, contacts: Sequence[FamilyContact]) -> ActSheet:
    """What may be told, and who agreed."""
    first = contacts[0]
    text = ", ".join(contact.name for contact in contacts[:3])
    sheet = ActSheet(parent, tr("What may be told"), text, tr("Store"))
    group, chips = QButtonGroup(sheet), dict[Scope, Chip]()
    for place, scope in enumerate(Scope, start=1):
        mark = legend.mark(scope)
        chips[scope] = Chip(legend.short(scope), None, mark.shape, mark.tone)
        chips[scope].setShortcut(f"Alt+{place}")
        chips[scope].setToolTip(f"{legend.label(scope)} · Alt+{place}")
        chips[scope].setChecked(scope is first.scope)
        group.addButton(chips[scope])
    sheet.body.addWidget(widgets.row(*chips.values(), None, gap=6))
    by = _line(sheet, tr("Who agreed"), first.consent_by)
    by.setPlaceholderText(tr("The person, or who may decide for them"))
    sheet.body.addWidget(widgets.quiet(tr("The consent is dated now and signed by you."), 12))
    ids = [contact.id for contact in contacts]
    sheet.run = lambda: desk.run(
        set_family_scope, ids, next(s for s, c in chips.items() if c.isChecked()), by.text(), None
    )
    sheet.finish()
    by.setFocus()
    return sheet


def plan_sheet(parent: QWidget, desk: Desk, contacts: Sequence[FamilyContact]) -> ActSheet:
    """Who calls next, and when."""
    text = ", ".join(contact.name for contact in contacts[:3])
    sheet = ActSheet(parent, tr("Next call"), text, tr("Store"))
    who = _line(sheet, tr("Who calls"), contacts[0].officer or desk.officer)
    when = TimeToCome(desk, sheet)
    sheet.body.addWidget(widgets.form_row(tr("When"), when))
    ids = [contact.id for contact in contacts]
    sheet.run = lambda: desk.run(plan_family_call, ids, who.text(), when.time())
    sheet.finish()
    when.field.setFocus()
    return sheet


class TimeToCome(QWidget):
    """'2h', '18:30' at home, 'd' … or nothing: no next call. Says what it understood."""

    def __init__(self, desk: Desk, sheet: ActSheet) -> None:
        super().__init__()
        self._desk, self._zone, self._sheet = desk, desk.incident.home_zone, sheet
        self.field = QLineEdit(placeholderText="30 · 2h · 18:30")
        self.field.setAccessibleName(tr("When"))
        self.words = widgets.quiet("", 12)
        self.field.textChanged.connect(self._read)
        box = widgets.column(self.field, self.words, gap=4)
        layout = box.layout()
        if layout is not None:
            self.setLayout(layout)
        self.setFocusProxy(self.field)
        self._read("")

    def time(self) -> datetime | None:
        """The aware time; None when nothing is planned or nothing was understood."""
        return typed_time(self.field.text(), self._desk.now(), self._zone)

    def _read(self, _text: str) -> None:
        at, typed = self.time(), self.field.text().strip()
        # What is not understood must not be stored as "no next call".
        self._sheet.accept_button.setEnabled(at is not None or not typed)
        if at is not None:
            self.words.setText(stamp(at, self._zone))
        elif typed:
            self.words.setText(tr("Minutes, hours (2h) or a clock time (18:30)"))
        else:
            self.words.setText(tr("No next call is planned"))


def _kin(person: Person, contact: FamilyContact | None) -> Kin:
    """Whoever a caller named, to begin with; nothing for a contact that is there already."""
    return person.kin[0] if person.kin and contact is None else Kin("")


def _line(sheet: ActSheet, name: str, text: str) -> QLineEdit:
    field = QLineEdit(text, maxLength=400)
    field.setCursorPosition(0)
    sheet.body.addWidget(widgets.form_row(name, field))
    return field


def _story(name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(theme.px(66))
    field.setAccessibleName(name)
    return field
