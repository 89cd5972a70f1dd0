"""The bottom strip: what is saved, the connection, running jobs, undo by its name."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from situationroom.desk import Desk
from situationroom.jobs import Job
from situationroom.models.errors import PlainError
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.acts import act_text
from situationroom.views.backups import Backups
from situationroom.views.icons import icon
from situationroom.views.widgets import button, clear, label, mark_label, row
from situationroom.words import sentence

LONGEST_PX = 380
AGES_MS = 30_000


class BottomStrip(QWidget):
    """Always true: nothing is shown as saved before it is."""

    def __init__(self, desk: Desk, backups: Backups | None = None) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(34))
        self.desk = desk
        self._failed_at: datetime | None = None
        self._saved = QHBoxLayout()
        self._jobs = QHBoxLayout()
        self.undo_button = button("", "undo", "quiet", on_click=desk.undo)
        self.redo_button = button("", "redo", "quiet", on_click=desk.redo)
        self._revision = label("", "quiet", 12)
        self._backups = backups
        self._copies = label("", "quiet", 12)
        self._lay_out()
        desk.saved.connect(self._on_saved)
        desk.jobs_changed.connect(self.show_jobs)
        desk.changed.connect(self._on_changed)
        self._show_state()
        self.show_undo()
        self.show_jobs()
        self.show_copies()
        if backups is not None:
            backups.changed.connect(self.show_copies)
        self._ages = QTimer(self, interval=AGES_MS)
        self._ages.timeout.connect(self.show_copies)
        self._ages.start()

    def show_copies(self) -> None:
        """How old the backup and the second copy are."""
        self._copies.setText(" · ".join(self._backups.said()) if self._backups else "")

    def show_failure(self, error: Exception) -> None:
        """The disk or the server failed: read-only since now, until something is stored again."""
        self._failed_at = self._failed_at or self.desk.now()
        said = sentence(error) if isinstance(error, PlainError) else ""
        self._show_state(said)

    def show_undo(self) -> None:
        """Say what the undo and redo keys would do."""
        undo, redo = self.desk.next_undo(), self.desk.next_redo()
        self._name(self.undo_button, tr("Undo"), act_text(undo) if undo else "", "Ctrl+Z")
        self._name(self.redo_button, tr("Redo"), act_text(redo) if redo else "", "Ctrl+Shift+Z")
        self.redo_button.setVisible(redo is not None)

    def show_jobs(self) -> None:
        """One line for every running job that can be seen, with progress and cancel."""
        clear(self._jobs)
        for job in self.desk.jobs:
            if job.property("visible"):
                self._jobs.addWidget(JobLine(job))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), 0, theme.px(8), 0)
        layout.setSpacing(theme.px(20))
        layout.addLayout(self._saved)
        layout.addWidget(self._revision)
        layout.addWidget(self._copies)
        layout.addLayout(self._jobs)
        layout.addStretch(1)
        layout.addWidget(self.redo_button)
        layout.addWidget(self.undo_button)

    def _on_saved(self, _revision: int) -> None:
        self._failed_at = None
        self._show_state()

    def _on_changed(self, _touched: object) -> None:
        self.show_undo()

    def _show_state(self, said: str = "") -> None:
        clear(self._saved)
        if self._failed_at is None:
            sign = mark_label(tr("Saved"), "circle", "safe", 400)
            sign.setToolTip(tr("Every act is on the disk the moment it is done."))
        else:
            since = times.clock(self._failed_at, self.desk.incident.incident_zone)
            sign = mark_label(tr("Not saving since {time}", time=since), "triangle", "red")
            sign.setToolTip(said)
        self._saved.addWidget(sign)
        self._saved.addWidget(mark_label(tr("This workstation"), "circle", "safe", 400))
        self._revision.setText(tr("revision {n}", n=f"{self.desk.revision:,}"))
        self._revision.setToolTip(str(self.desk.path))

    def _name(self, one: QWidget, verb: str, act: str, keys: str) -> None:
        from situationroom.views.buttons import Button

        assert isinstance(one, Button)  # noqa: S101 - for the type checker
        text = f"{verb}: {act}" if act else verb
        short = one.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, theme.px(LONGEST_PX)
        )
        one.setText(short)
        one.setToolTip(f"{text}  {keys}")
        one.setEnabled(bool(act))
        one.updateGeometry()


class JobLine(QWidget):
    """A running job: what it does, how far it is, and a way to stop it."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._label = label(job.title, size=12)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(120))
        self._bar.setRange(0, 0)
        stop = button("", "close", "quiet", on_click=job.cancel)
        stop.setAccessibleName(tr("Cancel"))
        stop.setToolTip(tr("Cancel"))
        stop.setIcon(icon("close", "quiet", 14))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row(self._label, self._bar, stop))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._title = job.title
        job.progressed.connect(self._on_progress)

    def _on_progress(self, done: int, total: int, said: str) -> None:
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        share = f" {round(100 * done / total)} %" if total > 0 else ""
        self._label.setText(f"{self._title}{share}")
        self._label.setToolTip(said)
