"""What the officer takes along: the page, the map's picture and the next sitrep, into a folder."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout

from situationroom.commands.briefing_files import Taken, check_password, write_briefing
from situationroom.jobs import Job, Step
from situationroom.models.errors import RuleError
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.briefing import sitreps
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.briefing_image import map_png
from situationroom.views.briefing_show import Show
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.transport_files import choose_folder, open_folder
from situationroom.views.widgets import Card, button, clear, inline_error, quiet, row

LISTED = 4


class TakeAlong(Card):
    """One button; persons only where ticked, and then with a password if one is typed."""

    def __init__(self, frame: Frame, show: Show) -> None:
        super().__init__(tr("Take along"))
        self._frame, self._desk, self._show = frame, frame.desk, show
        self.persons = QCheckBox(tr("With persons, for officers only"))
        self.password = QLineEdit(placeholderText=tr("empty: not encrypted"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(tr("Password of the page"))
        self.password.setMaximumWidth(theme.px(220))
        self.password.setVisible(False)
        self.persons.toggled.connect(self.password.setVisible)
        self.error = inline_error()
        self.make = button(tr("Page, map and sitrep …"), "export", on_click=self._ask_where)
        self._made = QVBoxLayout()
        self._made.setSpacing(0)
        self.body.addWidget(row(self.make, self.persons, self.password, None, gap=16))
        self.body.addWidget(self.error)
        self.body.addLayout(self._made)

    def load(self) -> None:
        """Show the sitreps that were made."""
        found = self._desk.ask(sitreps)
        clear(self._made)
        now, zone = self._desk.now(), self._desk.incident.incident_zone
        for one in found[:LISTED]:
            at = times.short_stamp(one.made_at, zone, now)
            files = ", ".join(file.name for file in one.files)
            name = tr("Sitrep {number}", number=one.number)
            self._made.addWidget(LinkRow(name, files, f"{at}  {one.made_by}"))
        if not found:
            self._made.addWidget(quiet(tr("No sitrep was made yet.")))

    def write(self, folder: Path) -> Job | None:
        """Make the next sitrep and write all of it; None while there is nothing to show yet."""
        picture = self._show.fresh
        password = self.password.text() if self.persons.isChecked() else ""
        self.error.say("")
        if picture is None:
            return None
        try:
            check_password(password)
        except RuleError as error:
            self.error.say_error(error)
            return None
        # Painted here, for pixmaps belong to this thread; the files are written beside the window.
        taken = Taken(picture, map_png(picture), self.persons.isChecked(), password)

        def work(file: IncidentFile, _step: Step) -> list[Path]:
            return write_briefing(file.run, file.ask, taken, folder)

        job = self._desk.alongside(tr("Writing the briefing"), work)
        job.succeeded.connect(lambda paths: self._written(paths, folder))
        return job

    def _written(self, paths: list[Path], folder: Path) -> None:
        self.password.clear()
        self.persons.setChecked(False)
        self.load()
        self._frame.say(tr("{n} files written to {folder}.", n=len(paths), folder=folder.name))

    def _ask_where(self) -> None:
        folder = choose_folder(self, tr("Where the briefing is written to"))
        if folder is None:
            return
        job = self.write(folder)
        if job is not None:
            job.succeeded.connect(lambda _paths: open_folder(folder))
