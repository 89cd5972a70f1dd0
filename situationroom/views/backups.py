"""Copies taken by themselves while officers work: beside the incident, and one elsewhere."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from situationroom.desk import Desk
from situationroom.settings import load
from situationroom.texts import tr
from situationroom.views.times import ago

EVERY_MS = 10 * 60 * 1000


class Backups(QObject):
    """Backs up every ten minutes when something has changed. ``changed`` when its words have."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._revision = -1
        self._made: dict[Path, datetime] = {}
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.make)
        self._timer.start()

    def folders(self) -> list[Path]:
        """Where copies go: a folder beside the file, and the second place from the settings."""
        second = load().second_copy
        beside = self._desk.path.parent / "backups"
        return [beside, *([Path(second)] if second else [])]

    def make(self) -> None:
        """Back up now, unless nothing was stored since the last time."""
        if self._revision == self._desk.revision:
            return
        self._revision = self._desk.revision
        self._desk.back_up(self.folders()).succeeded.connect(self._done)

    def make_anew(self) -> None:
        """Back up at once, though nothing was stored: the folders are others now."""
        self._revision = -1
        self.changed.emit()
        self.make()

    def said(self) -> tuple[str, str]:
        """The age of the copy beside the file, and of the second copy, in words."""
        folders = self.folders()
        first = self._age(folders[0])
        backup = tr("Backup {age}", age=first) if first else tr("No backup yet")
        if len(folders) < 2:
            return backup, tr("no second copy")
        second = self._age(folders[1])
        return backup, tr("second copy {age}", age=second) if second else tr("no second copy yet")

    def _age(self, folder: Path) -> str:
        made = self._made.get(folder)
        return ago(made, self._desk.now()) if made else ""

    def _done(self, paths: list[Path]) -> None:
        self._made |= {path.parent: self._desk.now() for path in paths}
        self.changed.emit()
