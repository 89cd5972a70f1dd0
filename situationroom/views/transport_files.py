"""Manifest files for the gate: PDF and workbook of the newest version, written off the GUI."""

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from situationroom.jobs import Job, Step
from situationroom.models.transport import Movement
from situationroom.models.vocabulary import BookingStatus
from situationroom.store.queries.transport import bookings_of, manifests_of
from situationroom.texts import tr
from situationroom.views.frame import Frame

ABOARD = (BookingStatus.BOARDED, BookingStatus.ARRIVED)


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """A folder the officer points at."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def file_name(text: str) -> str:
    """A text as part of a file name on every system."""
    return re.sub(r"[^\w.-]+", "_", text).strip("._") or "file"


def save_manifest(frame: Frame, movement: Movement, folder: Path) -> Job | None:
    """Write PDF and XLSX of the newest manifest into ``folder``; None when there is none.

    The job's ``succeeded`` carries the two paths.
    """
    desk = frame.desk
    manifests = desk.ask(manifests_of, movement.id)
    if not manifests:
        return None
    newest, previous = manifests[0], manifests[1] if len(manifests) > 1 else None
    rows = desk.ask(bookings_of, movement.id)
    boarded = [row.person.id for row in rows if row.booking.status in ABOARD]
    incident = desk.incident
    stem = file_name(f"{movement.number}_manifest_v{newest.version}")

    def work(step: Step) -> list[Path]:
        from situationroom.exports.manifest_pdf import write_manifest_pdf
        from situationroom.exports.manifest_xlsx import write_manifest_xlsx

        paths = [folder / f"{stem}.pdf", folder / f"{stem}.xlsx"]
        for done, (path, write) in enumerate(
            zip(paths, (write_manifest_pdf, write_manifest_xlsx), strict=True)
        ):
            step(done, 2, path.name)
            write(path, incident, movement, newest, previous, boarded)
        return paths

    return desk.work(tr("Manifest {movement}", movement=movement.number), work)
