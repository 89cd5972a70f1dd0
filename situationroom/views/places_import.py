"""What a table of places would change, row by row, before anything is stored."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.commands.imports import context_of
from situationroom.commands.place_tables import (
    PlacePlan,
    PlannedPlace,
    import_places,
    plan_places,
    read_places,
)
from situationroom.commands.templates import Language, template_name, write_places_workbook
from situationroom.intake.place_tables import PlaceReading
from situationroom.jobs import Step
from situationroom.models.errors import PlainError
from situationroom.texts import language, tr
from situationroom.views import theme
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
from situationroom.views.widgets import button, heading, inline_error, quiet, row
from situationroom.words import sentence


class PlacesImport(QWidget):
    """``done()`` when it is stored, ``left()`` when the officer turns away."""

    done = Signal()
    left = Signal()

    def __init__(self, frame: Frame, names: Sequence[str]) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._readings: list[PlaceReading] = []
        self.plan: PlacePlan | None = None
        self.chips = outcome_chips()
        self.error = inline_error()
        self.table = RecordTable(self._desk, "places-import", _columns(), self._rows)
        self._lay_out([Path(name).name for name in names])
        job = self._desk.work(tr("Reading the places"), self._reader([*map(Path, names)]))
        job.succeeded.connect(self._read)

    def store(self) -> None:
        """Import what the plan says."""
        if self.plan is None or not self.take.isEnabled():
            return
        self.take.setEnabled(False)
        job = self._desk.run_long(tr("Importing the places"), import_places, self._readings)
        job.on_refusal = self._refused
        job.succeeded.connect(self._stored)

    def _reader(self, paths: Sequence[Path]) -> Any:
        context = context_of(self._desk.incident, self._desk.now())

        def read(step: Step) -> list[PlaceReading] | PlainError:
            try:
                return [read_places(path, context, step) for path in paths]
            except PlainError as error:  # said beside the table, not in the strip below
                return error

        return read

    def _read(self, found: list[PlaceReading] | PlainError) -> None:
        if isinstance(found, PlainError):
            self.table.set_empty(tr("This table cannot be read"), sentence(found))
            return
        self._readings = found
        self._desk.fetch(self._planned, plan_places, found)

    def _planned(self, plan: PlacePlan) -> None:
        self.plan = plan
        show_counts(self.chips, plan.count)
        some = plan.count("new") + plan.count("updated")
        self.take.setText(tr("Import {n} places", n=some))
        self.take.setEnabled(bool(some))
        self.take.setFocus()
        self.table.set_empty(tr("Nothing to show"), tr("Choose another outcome above."))
        self._sift()

    def _sift(self) -> None:
        """The rows of the chosen outcomes, all without a choice; what is wrong first."""
        if self.plan is None:
            return
        ids = sifted(self.plan.rows, self.chips)
        self.table.refresh()
        self.table.set_ids([n + 1 for n in ids])

    def _rows(self, _connection: object, ids: Sequence[int]) -> dict[int, PlannedPlace]:
        rows = self.plan.rows if self.plan else ()
        return {id_: rows[id_ - 1] for id_ in ids if id_ <= len(rows)}

    def _refused(self, error: PlainError) -> None:
        self.error.say_error(error)
        self.take.setEnabled(True)

    def _stored(self, plan: PlacePlan) -> None:
        counts = {name: plan.count(name) for name in ("new", "updated", "rejected")}
        self._frame.say(tr("Places: {new} new, {updated} updated, {rejected} rejected", **counts))
        self.done.emit()

    def _lay_out(self, names: Sequence[str]) -> None:
        self.take = button(tr("Import"), "import", "primary", "Ctrl+Return", self.store)
        self.take.setEnabled(False)
        away = button(tr("Cancel"), None, "quiet", "Esc", self.left.emit)
        for chip in self.chips.values():
            chip.hide()
            chip.clicked.connect(lambda _on: self._sift())
        self.table.set_empty(tr("Reading …"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*(theme.px(n) for n in (20, 12, 20, 12)))
        inside.setSpacing(theme.px(8))
        said = quiet(tr("Nothing is stored yet. Who is here already is updated, never doubled."))
        inside.addWidget(row(heading(", ".join(names)), said, None, gap=12))
        inside.addWidget(row(*self.chips.values(), None, gap=6))
        inside.addWidget(self.table, 1)
        inside.addWidget(self.error)
        inside.addWidget(row(None, away, self.take))


def save_template(frame: Frame, parent: QWidget) -> None:
    """Ask where, and write the empty workbook to give out."""
    spoken: Language = "zh" if language() == "zh" else "en"
    name, _ = QFileDialog.getSaveFileName(
        parent, tr("Empty workbook"), template_name("places", spoken), "*.xlsx"
    )
    if not name:
        return
    path, drill = Path(name), frame.desk.incident.drill
    job = frame.desk.work(
        tr("Writing {file}", file=path.name),
        lambda _step: write_places_workbook(path, spoken, drill),
    )
    job.succeeded.connect(lambda _path: frame.say(tr("Saved {file}", file=str(path))))


def _columns() -> list[Column]:
    def name(found: PlannedPlace) -> str:
        told = found.place.name if found.place else ""
        return told or " · ".join(filter(None, found.row.cells_in_order))

    return [
        Column("row", tr("Row"), 56, lambda r: str(r.row.row), lambda _r: "quiet", "right",
               tabular=True),
        Column("outcome", tr("Outcome"), 110, lambda r: outcome_name(r.outcome),
               lambda r: LOOKS[r.outcome][1], shape=lambda r: LOOKS[r.outcome][0]),
        Column("name", tr("Name of the place"), 260, name, bold=True, stretch=True, least=140),
        Column("kind", tr("Kind"), 100, lambda r: legend.label(r.place.kind) if r.place else ""),
        Column("city", tr("City"), 110, lambda r: r.place.city if r.place else ""),
        Column("why", tr("What to look at"), 320, _remark,
               lambda r: "red" if r.outcome == "rejected" else "quiet", stretch=True, least=140),
    ]  # fmt: skip


def _remark(found: PlannedPlace) -> str:
    """Why it is left out, what was surprising."""
    reasons = [found.row.why] if found.row.why and found.place is None else []
    reasons += [problem.reason for problem in found.row.problems]
    return "; ".join(map(reason_text, reasons))
