"""What a table would change in the directory, row by row, before anything is stored."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.contacts import (
    ContactPlan,
    PlannedContact,
    import_contacts,
    plan_contacts,
)
from situationroom.commands.imports import context_of
from situationroom.intake.contacts import ContactReading
from situationroom.jobs import Step
from situationroom.models.errors import PlainError
from situationroom.texts import tr
from situationroom.views import contacts_words as words
from situationroom.views import theme
from situationroom.views.field_words import field_name
from situationroom.views.frame import Frame
from situationroom.views.import_names import reason_text
from situationroom.views.table import Column, RecordTable
from situationroom.views.table_outcomes import (
    LOOKS,
    outcome_chips,
    outcome_name,
    show_counts,
    sifted,
)
from situationroom.views.widgets import (
    button,
    heading,
    inline_error,
    quiet,
    row,
)
from situationroom.words import sentence


class ContactsImport(QWidget):
    """``done()`` when it is stored, ``left()`` when the officer turns away."""

    done = Signal()
    left = Signal()

    def __init__(self, frame: Frame, names: Sequence[str], dropped: bool = False) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._readings: list[ContactReading] = []
        self.plan: ContactPlan | None = None
        self.chips = outcome_chips()
        self.repeats = QCheckBox()
        self.repeats.hide()
        self.error = inline_error()
        self.persons = button(tr("These are persons: import as a list"), on_click=self._as_persons)
        self.persons.setVisible(dropped)
        self._names = tuple(names)
        self.table = RecordTable(self._desk, "contacts-import", self._columns(), self._rows)
        self._lay_out([Path(name).name for name in names])
        job = self._desk.work(tr("Reading the directory"), self._reader([*map(Path, names)]))
        job.succeeded.connect(self._read)

    def store(self) -> None:
        """Import what the plan says."""
        if self.plan is None or not self.take.isEnabled():
            return
        self.take.setEnabled(False)
        job = self._desk.run_long(
            tr("Importing the directory"), import_contacts, self._readings, self.repeats.isChecked()
        )
        job.on_refusal = self._refused
        job.succeeded.connect(self._stored)

    def _as_persons(self) -> None:
        """The officer knows better: the same files go to the import of lists."""
        from situationroom.views.import_view import ImportView

        self.left.emit()
        ImportView(self._frame, self._names).show()

    # --- reading and planning ------------------------------------------------------------------

    def _reader(self, paths: Sequence[Path]) -> Any:
        context = context_of(self._desk.incident, self._desk.now())

        def read(step: Step) -> list[ContactReading] | PlainError:
            from situationroom.intake.contacts import read_contacts

            try:
                return [read_contacts(path, context, step) for path in paths]
            except PlainError as error:  # said beside the table, not in the strip below
                return error

        return read

    def _read(self, found: list[ContactReading] | PlainError) -> None:
        if isinstance(found, PlainError):
            self.table.set_empty(tr("This table cannot be read"), sentence(found))
            return
        self._readings = found
        self._plan()

    def _plan(self) -> None:
        args = (self._readings, self.repeats.isChecked())
        self._desk.fetch(self._planned, plan_contacts, *args)

    def _planned(self, plan: ContactPlan) -> None:
        self.plan = plan
        show_counts(self.chips, plan.count)
        self.repeats.setText(tr("Leave out rows that say the same as another: {n}",
                                n=plan.repeated))  # fmt: skip
        self.repeats.setVisible(bool(plan.repeated))
        some = plan.count("new") + plan.count("updated")
        self.take.setText(tr("Import {n} entries", n=some))
        self.take.setEnabled(bool(some))
        self.rejects.setVisible(bool(plan.count("rejected")))
        self.table.set_empty(tr("Nothing to show"), tr("Choose another outcome above."))
        self._sift()

    def _sift(self) -> None:
        """The rows of the chosen outcomes, all without a choice; titles and headers last."""
        if self.plan is None:
            return
        ids = sifted(self.plan.rows, self.chips)
        self.table.refresh()
        self.table.set_ids([n + 1 for n in ids])

    def _rows(self, _connection: object, ids: Sequence[int]) -> dict[int, PlannedContact]:
        rows = self.plan.rows if self.plan else ()
        return {id_: rows[id_ - 1] for id_ in ids if id_ <= len(rows)}

    def _refused(self, error: PlainError) -> None:
        self.error.say_error(error)
        self.take.setEnabled(True)

    def _stored(self, plan: ContactPlan) -> None:
        new, updated = plan.count("new"), plan.count("updated")
        self._frame.say(tr("Directory: {new} new, {updated} updated, {rejected} rejected", new=new,
                           updated=updated, rejected=plan.count("rejected")))  # fmt: skip
        self.done.emit()

    def _save_rejects(self) -> None:
        from situationroom.views.contacts_files import save_rejects

        name, _ = QFileDialog.getSaveFileName(self, tr("Rejected rows"), "rejects.xlsx", "*.xlsx")
        if name and self.plan is not None:
            save_rejects(self._frame, self.plan, self._readings, Path(name))

    # --- the parts -----------------------------------------------------------------------------

    def _columns(self) -> list[Column]:
        def city(found: PlannedContact) -> str:
            return city_name(found.contact.city) if found.contact else ""

        def phones(found: PlannedContact) -> str:
            return words.phones_words(found.contact.phones) if found.contact else ""

        def name(found: PlannedContact) -> str:
            one = found.contact or found.before
            return words.name_of(one) if one else " · ".join(filter(None, found.cells_in_order))

        return [
            Column("row", tr("Row"), 56, lambda r: str(r.row), lambda _r: "quiet", "right",
                   tabular=True),
            Column("outcome", tr("Outcome"), 110, lambda r: outcome_name(r.outcome),
                   lambda r: LOOKS[r.outcome][1], shape=lambda r: LOOKS[r.outcome][0]),
            Column("name", tr("Name of the entry"), 280, name, bold=True, stretch=True, least=140),
            Column("kind", tr("Kind"), 100,
                   lambda r: legend.label(r.contact.kind) if r.contact else ""),
            Column("city", tr("City"), 110, city),
            Column("phones", tr("Telephone"), 170, phones, tabular=True, least=90),
            Column("why", tr("What changes, what to look at"), 320, remark,
                   lambda r: "red" if r.outcome == "rejected" else "quiet", stretch=True,
                   least=140),
        ]  # fmt: skip

    def _lay_out(self, names: Sequence[str]) -> None:
        self.take = button(tr("Import"), "import", "primary", "Ctrl+Return", self.store)
        self.take.setEnabled(False)
        self.rejects = button(tr("Save rejects …"), "export", on_click=self._save_rejects)
        self.rejects.hide()
        away = button(tr("Cancel"), None, "quiet", "Esc", self.left.emit)
        for chip in self.chips.values():
            chip.hide()
            chip.clicked.connect(lambda _on: self._sift())
        self.repeats.toggled.connect(lambda _on: self._plan())
        self.table.set_empty(tr("Reading …"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*(theme.px(n) for n in (20, 12, 20, 12)))
        inside.setSpacing(theme.px(8))
        said = quiet(tr("Nothing is stored yet. Who is here already is updated, never doubled."))
        inside.addWidget(row(heading(", ".join(names)), said, None, gap=12))
        inside.addWidget(row(*self.chips.values(), self.repeats, None, gap=6))
        inside.addWidget(self.table, 1)
        inside.addWidget(self.error)
        inside.addWidget(row(self.persons, None, away, self.rejects, self.take))


def remark(found: PlannedContact) -> str:
    """Why it is left out, what would read otherwise, what could not be read."""
    parts = [reason_text(found.why)] if found.why else []
    if found.changes:
        parts.append(", ".join(map(field_name, found.changes)))
    if found.repeats is not None and found.why is None:
        parts.append(tr("Says the same as row {row}.", row=found.repeats))
    parts += [f"{one.told[:40]}: {reason_text(one.reason)}" for one in found.problems]
    return "; ".join(parts)
