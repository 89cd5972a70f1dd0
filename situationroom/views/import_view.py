"""The import sheet: what is in the files, what would happen, one button, and a way back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from situationroom.commands.imports import ImportPlan, ImportResult, PlannedRow, apply_import
from situationroom.commands.shelters import open_sites
from situationroom.jobs import Job, Step
from situationroom.models import Site
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.elided import ElidedLabel
from situationroom.views.frame import Frame
from situationroom.views.import_columns import ColumnsTable
from situationroom.views.import_done import DonePage
from situationroom.views.import_names import reason_text
from situationroom.views.import_rows import LOOKS, RowDetail, outcome_names, row_columns
from situationroom.views.import_shelters import drafts_of, shelter_columns, shelter_rows
from situationroom.views.import_work import (
    Mapping3,
    Read,
    plan_of,
    read_all,
    remember,
)
from situationroom.views.table import RecordTable
from situationroom.views.widgets import Chip, Flow, button


class ImportView(QWidget):
    """Lies over the whole frame until it is closed. Nothing is stored before the one button."""

    def __init__(self, frame: Frame, paths: Sequence[str]) -> None:
        super().__init__(frame if isinstance(frame, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("ground")
        self._frame, self._desk = frame, frame.desk
        self._paths = [Path(path) for path in paths]
        self.mapping: Mapping3 = {}
        self.read, self.plan = Read(), ImportPlan(0)
        self.result: ImportResult | None = None
        self.done: DonePage | None = None
        self._serial, self._sheet, self._outcome = 0, 0, ""
        self._job: Job | None = None
        self._parts()
        self._lay_out()
        self._below = frame if isinstance(frame, QWidget) else None
        if self._below is not None:
            self._below.installEventFilter(self)
            self.setGeometry(self._below.rect())
        self._start_reading()

    # --- reading and planning ------------------------------------------------------------------

    def _start_reading(self) -> None:
        desk = self._desk
        incident, now, paths, mapping = desk.incident, desk.now(), self._paths, self.mapping

        def work(step: Step) -> Read:
            return read_all(step, paths, incident, now, mapping)

        self.pages.setCurrentWidget(self._busy)
        self._busy_words.setText(tr("Reading {file}", file=self._names()))
        self._follow(desk.work(tr("Reading {file}", file=self._names()), work))
        if self._job:
            self._job.succeeded.connect(self._was_read)

    def _was_read(self, read: Read) -> None:
        self.read = read
        self._serial += 1
        self._busy_words.setText(tr("Comparing with what is known"))
        self._desk.fetch(self._was_planned, plan_of, self._serial, read.lists)

    def _was_planned(self, answer: tuple[int, ImportPlan]) -> None:
        serial, plan = answer
        if serial != self._serial:
            return
        self.plan = plan
        self.pages.setCurrentWidget(self._dry_run)
        said = [reason_text(error) for _file, error in self.read.failed]
        self.problem.say("\n".join(said))
        untried = [file for file, _error in self.read.failed if file not in self.mapping]
        self.by_hand.setVisible(bool(untried))
        self._show_counts()
        self._show_sheets()

    def _follow(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self._progress)
        job.cancelled.connect(self.close)
        job.failed.connect(self._failed)

    def _progress(self, done: int, total: int, label: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if total:
            self._busy_words.setText(f"{label}  {done:,} / {total:,}")

    def _failed(self, error: Exception) -> None:
        self.pages.setCurrentWidget(self._dry_run)
        self.problem.say(reason_text(error) or tr("The import failed; nothing was stored."))
        self.store.setEnabled(bool(self.plan.rows))

    # --- the dry run ---------------------------------------------------------------------------

    def _show_counts(self) -> None:
        counts = self.plan.counts()
        for name, chip in self.outcomes.items():
            chip.set_count(counts[name])
            chip.setEnabled(counts[name] > 0)
        sites = len(drafts_of(self.read.shelters))
        rows = counts["new"] + counts["updated"] + counts["duplicate"]
        can = not self.plan.does_nothing or sites > 0
        self.store.setText(_button_words(rows, sites))
        self.store.updateGeometry()
        self.store.setEnabled(can)
        if not can and self.plan.rows:
            self.note.setText(tr("There is nothing new in these lists; every row is here already."))

    def _show_sheets(self) -> None:
        widgets.clear(self.sheet_flow)
        for place, (file, sheet) in enumerate(self._sheets()):
            rows = sum(row.outcome == "read" for row in sheet.rows)
            chip = Chip(f"{file} · {sheet.name}" if sheet.name else file, rows)
            chip.setChecked(place == self._sheet)
            chip.clicked.connect(lambda _on=True, n=place: self.show_sheet(n))
            self.sheet_group.addButton(chip)
            self.sheet_flow.addWidget(chip)
        self.show_sheet(min(self._sheet, max(0, len(self._sheets()) - 1)))

    def show_sheet(self, place: int) -> None:
        """One sheet of the files: how its columns are read, what becomes of its rows."""
        self._sheet = place
        for part in (self.columns, self.detail, self.chip_box, self.tables):
            part.setVisible(bool(self._sheets()))
        if not self._sheets():
            return
        file, sheet = self._sheets()[place]
        shelters = not hasattr(sheet, "kind")
        self.columns.setVisible(not shelters)
        self.tables.setCurrentWidget(self.sites if shelters else self.rows)
        self.detail.setVisible(not shelters)
        self.chip_box.setVisible(not shelters)
        if shelters:
            self.sites.records.forget(None)
            self.sites.set_ids([n for n, row in enumerate(sheet.rows) if row.outcome != "skipped"])
            self.note.setText(tr("Shelters; each row becomes a site with one unit."))
            return
        self.columns.show_sheet(sheet)
        header = sheet.header_row
        words = tr("Header in row {n}", n=header) if header else tr("No header was recognised")
        hidden = [tr("hidden sheet")] if sheet.hidden else []
        self.note.setText(" · ".join([file, words, *hidden]))
        self._show_rows()

    def _show_rows(self) -> None:
        file, sheet = self._sheets()[self._sheet]
        self.rows.records.forget(None)
        self.rows.set_ids([
            n for n, row in enumerate(self.plan.rows)
            if (row.file, row.sheet) == (file, sheet.name) and self._outcome in ("", row.outcome)
        ])  # fmt: skip
        if self.rows.ids() and not self.rows.selected_ids():
            told = [n for n in self.rows.ids() if self.plan.rows[n].outcome != "skipped"]
            self.rows.select_ids((told or self.rows.ids())[:1])
        self._picked(self.rows.selected_ids())

    def show_outcome(self, name: str) -> None:
        """Only rows with this outcome; the same again shows all."""
        self._outcome = "" if self._outcome == name else name
        for key, chip in self.outcomes.items():
            chip.setChecked(key == self._outcome)
        if self.tables.currentWidget() is self.rows and self._sheets():
            self._show_rows()

    def remap(self, index: int, field: str) -> None:
        """Read a column as another field ('' for not at all), and everything again."""
        file, sheet = self._sheets()[self._sheet]
        now = {column.index: column.field for column in sheet.columns}
        chosen = self.mapping.setdefault(file, {}).setdefault(sheet.name, now)
        if field:
            for other in [i for i, name in chosen.items() if name == field and i != index]:
                chosen[other] = None if field not in _SHARED else field
        chosen[index] = field or None
        self._start_reading()

    def choose_by_hand(self) -> None:
        """Read the files nobody recognised a header in, with no column read yet."""
        for file, _error in self.read.failed:
            self.mapping.setdefault(file, {})
        self._start_reading()

    def _picked(self, ids: list[int]) -> None:
        _file, sheet = self._sheets()[self._sheet]
        row = self.plan.rows[ids[0]] if ids else None
        self.detail.show_row(row, getattr(sheet, "headers", ()))

    def _sheets(self) -> list[tuple[str, Any]]:
        lists = [(r.file, s) for r in self.read.lists for s in r.sheets if s.kind == "persons"]
        if not lists:
            lists = [(r.file, s) for r in self.read.lists for s in r.sheets]
        sites = [(r.file, s) for r in self.read.shelters for s in r.sheets if s.header_row]
        return lists + sites

    def _planned(self, _connection: Any, ids: Sequence[int]) -> dict[int, PlannedRow]:
        return {n: self.plan.rows[n] for n in ids if n < len(self.plan.rows)}

    def _site_rows(self, _connection: Any, ids: Sequence[int]) -> dict[int, Any]:
        return shelter_rows(self._sheets()[self._sheet][1], ids) if self._sheets() else {}

    # --- the one button, and afterwards --------------------------------------------------------

    def start_import(self) -> None:
        """Store what the dry run shows, as one act."""
        if not self.store.isEnabled():
            return
        self.store.setEnabled(False)
        if drafts := drafts_of(self.read.shelters):
            job = self._desk.run(open_sites, drafts)
            job.on_refusal = self._refused
            job.succeeded.connect(self._sites_opened)
        if self.plan.does_nothing:
            return
        remember(self.mapping, self.read.lists)
        title = tr("Importing {file}", file=self._names())
        self._busy_words.setText(title)
        self.pages.setCurrentWidget(self._busy)
        job = self._desk.run_long(title, apply_import, self.read.lists, self.plan)
        job.on_refusal = self._refused
        self._follow(job)
        job.succeeded.connect(self._imported)

    def _refused(self, error: Exception) -> None:
        self.pages.setCurrentWidget(self._dry_run)
        self.problem.say(reason_text(error))

    def _sites_opened(self, sites: Sequence[Site]) -> None:
        self._frame.say(tr("{n} shelters opened", n=len(sites)))
        if self.plan.does_nothing:
            self._frame.open_room("shelters")
            self.close()

    def _imported(self, result: ImportResult) -> None:
        self.result = result
        self.done = DonePage(self._frame, result, self.read.lists, self._names())
        self.done.undo_asked.connect(self.undo)
        self.done.show_asked.connect(self._go)
        self.pages.addWidget(self.done)
        self.pages.setCurrentWidget(self.done)
        self.store.hide()

    def undo(self) -> None:
        """Take the whole import back; it is one entry."""
        if self.result is None:
            return
        job = self._desk.undo(self.result.revision)
        if job is not None:
            job.on_refusal = self._refused
            job.succeeded.connect(self._undone)

    def _undone(self, _result: object) -> None:
        self._frame.say(tr("The import was taken back; everything is as before."))
        self.close()

    def _go(self) -> None:
        self._frame.open_room("requests")
        self.close()

    # --- the parts -----------------------------------------------------------------------------

    def _names(self) -> str:
        names = [path.name for path in self._paths]
        return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")

    def _parts(self) -> None:
        self.by_hand = button(tr("Choose the columns by hand"), on_click=self.choose_by_hand)
        self.problem, self.note = widgets.Banner("", "red", self.by_hand), ElidedLabel()
        self.problem.hide()
        self.store = button(tr("Import"), "import", "primary", "Ctrl+Return", self.start_import)
        self.store.setEnabled(False)
        self.columns, self.detail = ColumnsTable(), RowDetail()
        self.columns.mapped.connect(self.remap)
        self.rows = RecordTable(self._desk, "import", row_columns(), self._planned)
        self.rows.picked.connect(self._picked)
        self.sites = RecordTable(self._desk, "import-sites", shelter_columns(), self._site_rows)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.rows)
        self.tables.addWidget(self.sites)
        self.chip_box = QWidget()
        self.outcomes: dict[str, Chip] = {}
        for name, words in outcome_names().items():
            tone, shape = LOOKS[name]
            self.outcomes[name] = Chip(words, 0, shape, tone)
            self.outcomes[name].clicked.connect(lambda _on=True, n=name: self.show_outcome(n))
        self.sheet_group, self.sheet_flow = QButtonGroup(self), Flow(gap=6)
        self.bar, self._busy_words = QProgressBar(), widgets.label("")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        outer.setSpacing(theme.px(10))
        close = button(tr("Close"), "close", "quiet", on_click=self.close)
        title = ElidedLabel(self._names())
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        for place, part in enumerate((widgets.heading(tr("Import")), title, close, self.store)):
            head.addWidget(part, 1 if place == 1 else 0)
        outer.addLayout(head)
        outer.addWidget(self.problem)
        self.pages = QStackedWidget()
        self._busy, self._dry_run = self._busy_page(), self._plan_page()
        for page in (self._busy, self._dry_run):
            self.pages.addWidget(page)
        outer.addWidget(self.pages, 1)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)

    def _busy_page(self) -> QWidget:
        stop = button(tr("Cancel"), "close", on_click=self._cancel)
        box = widgets.column(None, self._busy_words, self.bar, widgets.row(stop, None), None)
        box.setContentsMargins(theme.px(120), 0, theme.px(120), 0)
        return box

    def _plan_page(self) -> QWidget:
        page = QWidget()
        inside, chips = QVBoxLayout(page), Flow(self.chip_box, 6)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        for chip in self.outcomes.values():
            chips.addWidget(chip)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tables)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.setSizes([900, 380])
        inside.addLayout(self.sheet_flow)
        inside.addWidget(self.note)
        inside.addWidget(self.columns)
        inside.addWidget(self.chip_box)
        inside.addWidget(split, 1)
        return page

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def closeEvent(self, event: Any) -> None:
        """Whatever is still being read is given up; what was stored stays."""
        self._serial += 1
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._below is not None and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._below.rect())
        return super().eventFilter(watched, event)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if not self.isWindow():
            self.raise_()
        self.setFocus()


_SHARED = ("phone", "phone_home", "email", "handle", "remarks", "needs", "kin")
"""Fields that several columns may fill."""


def _button_words(rows: int, sites: int) -> str:
    if sites and rows:
        return tr("Import {n} rows and {sites} shelters", n=f"{rows:,}", sites=sites)
    if sites:
        return tr("Open {n} shelters", n=sites)
    return tr("Import {n} rows", n=f"{rows:,}")
