"""End of shift: all my open requests to a colleague or to nobody, seen before, on paper too."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.commands.requests import hand_over_shift
from situationroom.commands.shift_files import open_lines, write_shift_sheet
from situationroom.exports.shift_pdf import OpenLine, Shift
from situationroom.jobs import Job, Step
from situationroom.store.queries.followups import open_tasks
from situationroom.store.queries.requests import RequestRow
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.people_sheets import ActSheet
from situationroom.views.request_work import officer_choice
from situationroom.views.requests_columns import clock_text, clock_tone
from situationroom.views.widgets import button, form_row, label, quiet, row, scrolled


class ShiftSheet(ActSheet):
    """The sheet stays open until the hand-over is stored; printing asks for a file first."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent, tr("Hand over my shift"), "", tr("Hand over"))
        self._frame, self._desk = frame, frame.desk
        self._now = self._desk.now()
        self.lines = self._desk.ask(open_lines, self._desk.officer, self._now)
        self._tasks = len(self._desk.ask(open_tasks, self._desk.officer))
        self._nobody = tr("Nobody: they wait to be taken")
        self.to = officer_choice(self._desk, "", self._nobody)
        self.to.setCurrentText("")
        self.note = QLineEdit(placeholderText=tr("What the next shift must know"))
        self.setMinimumWidth(theme.px(720))
        self.body.addWidget(form_row(tr("To whom"), self.to))
        self.body.addWidget(form_row(tr("Note"), self.note))
        self.body.addWidget(label(self._counted(), weight=500))
        self.body.addWidget(self._preview())
        self.paper = button(tr("Print the sheet …"), "print", on_click=self._ask_where)
        self.paper.setAutoDefault(False)
        self.body.addWidget(row(self.paper, None))
        self.finish()
        self.run = self._hand_over
        self.to.currentTextChanged.connect(self._ready)
        self._ready()
        self.to.setFocus()

    def _ready(self) -> None:
        some = bool(self.lines or self._tasks)
        self.accept_button.setEnabled(some and bool(self.to.currentText().strip()))

    def _hand_over(self) -> Job:
        job = self._desk.run(hand_over_shift, self._taker(), self.note.text())
        job.succeeded.connect(lambda n: self._frame.say(tr("{n} requests handed over.", n=n)))
        return job

    def _taker(self) -> str:
        typed = self.to.currentText().strip()
        return "" if typed == self._nobody else typed

    def _counted(self) -> str:
        return tr("{n} open requests and {tasks} follow-ups change hands.", n=len(self.lines),
                  tasks=self._tasks)  # fmt: skip

    def _preview(self) -> QWidget:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.setSpacing(0)
        for line in self.lines:
            inside.addWidget(_row(line, self._now, self._desk.incident.incident_zone))
        if not self.lines:
            inside.addWidget(quiet(tr("You own no open request.")))
        inside.addStretch(1)
        area = scrolled(inner)
        area.setMinimumHeight(theme.px(280))
        return area

    def _ask_where(self) -> None:
        name = f"{tr('Shift hand-over')} {self._desk.officer} {self._now:%Y-%m-%d %H%M}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Shift hand-over"), name, "*.pdf")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> Job:
        """The sheet as PDF at ``path``; the frame says when it is there."""
        shift = Shift(self._desk.officer, self._taker(), self.note.text(), self.lines, self._now)
        desk = self._desk

        def work(_step: Step) -> Path:
            return write_shift_sheet(lambda _query: desk.incident, path, shift)

        job = desk.work(tr("Writing {file}", file=path.name), work)
        job.succeeded.connect(lambda _path: self._frame.say(tr("Saved {file}", file=str(path))))
        return job


def _row(line: OpenLine, now: datetime, zone: str) -> LinkRow:
    request, mark = line.request, legend.mark(line.request.priority)
    shown = RequestRow(request, line.persons, line.last_note)
    who = line.persons[0].name if line.persons else legend.label(request.category)
    following = [line.task.what if line.task else "", request.next_action]
    noted = line.last_note.text if line.last_note else request.description
    words = " → ".join(part for part in (noted, *following) if part)
    made = LinkRow(f"{request.number} {who}", words, clock_text(shown, now, zone), mark.shape,
                   mark.tone, clock_tone(shown, now))  # fmt: skip
    made.setToolTip(f"{words}\n{times.stamp(request.due_at, zone)}")
    return made


def hand_over_shift_sheet(frame: Frame, parent: QWidget) -> None:
    """Open the sheet."""
    sheet = ShiftSheet(frame, parent)
    sheet.exec()
    sheet.deleteLater()
