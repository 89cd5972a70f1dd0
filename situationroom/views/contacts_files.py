"""The directory in files: printed, as a workbook, its empty workbook, the rejects of an import."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from situationroom.commands.contacts import ContactPlan
from situationroom.intake.contacts import ContactReading
from situationroom.jobs import Step
from situationroom.models import Contact
from situationroom.store.queries.contacts import ContactFilter, contacts
from situationroom.texts import tr
from situationroom.views.frame import Frame
from situationroom.views.icons import icon
from situationroom.views.import_names import reason_text
from situationroom.views.table import RecordTable
from situationroom.views.table_export import export_menu


def files_menu(parent: QWidget, frame: Frame, table: RecordTable) -> QMenu:
    """Print, save, copy what is listed; the whole directory; the workbook to give out."""
    menu = export_menu(parent, frame, table, tr("Contact directory"))
    menu.addSeparator()
    whole = menu.addAction(icon("export"), tr("Whole directory as a workbook …"))
    whole.triggered.connect(lambda: _ask(parent, frame, full=True))
    empty = menu.addAction(icon("note"), tr("Empty workbook to give out …"))
    empty.triggered.connect(lambda: _ask(parent, frame, full=False))
    return menu


def save_workbook(frame: Frame, path: Path, *, full: bool) -> None:
    """Write the directory, or the empty workbook, while the window goes on."""
    found: Sequence[Contact] = frame.desk.ask(contacts, ContactFilter()) if full else ()
    drill = frame.desk.incident.drill

    def work(_step: Step) -> Path:
        from situationroom.exports.contacts_workbook import write_contacts_workbook

        write_contacts_workbook(path, found, drill)
        return path

    job = frame.desk.work(tr("Writing {file}", file=path.name), work)
    job.succeeded.connect(lambda _path: frame.say(tr("Saved {file}", file=str(path))))


def save_rejects(
    frame: Frame, plan: ContactPlan, readings: Sequence[ContactReading], path: Path
) -> None:
    """The rejected rows as they came, with the reason behind them."""
    heads = {
        (reading.file, sheet.name): sheet.headers
        for reading in readings
        for sheet in reading.sheets
    }
    rejected = [row for row in plan.rows if row.outcome == "rejected"]
    headers = heads[rejected[0].file, rejected[0].sheet] if rejected else ()
    lines = [
        [*_padded(row.cells_in_order, len(headers)), reason_text(row.why) if row.why else ""]
        for row in rejected
    ]

    def work(_step: Step) -> Path:
        from situationroom.exports.tables import write_table

        write_table(path, "xlsx", [*headers, tr("Reason")], lines)
        return path

    job = frame.desk.work(tr("Writing {file}", file=path.name), work)
    job.succeeded.connect(lambda _path: frame.say(tr("Saved {file}", file=str(path))))


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * max(0, width - len(cells))]


def _ask(parent: QWidget, frame: Frame, *, full: bool) -> None:
    title = tr("Contact directory") if full else tr("Empty workbook to give out …").rstrip(" …")
    name, _ = QFileDialog.getSaveFileName(parent, title, f"{title}.xlsx", "*.xlsx")
    if name:
        save_workbook(frame, Path(name).with_suffix(".xlsx"), full=full)
