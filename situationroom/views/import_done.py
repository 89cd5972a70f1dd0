"""After an import: what was stored, the rejected rows as a workbook, and the way back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from situationroom.commands.imports import FileReading, ImportResult
from situationroom.intake.turned_names import sentences
from situationroom.store.queries.attachments import attached_in
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.card_attached import attached_line
from situationroom.views.frame import Frame
from situationroom.views.import_names import reason_text
from situationroom.views.import_rows import LOOKS, outcome_names
from situationroom.views.import_sheets import equation
from situationroom.views.import_sorting import OUTCOMES
from situationroom.views.import_work import rejects_of
from situationroom.views.widgets import button

MOST_NAMED = 12
"""Records named after an undo that kept them; the rest is counted."""


class DonePage(QWidget):
    """``undo_asked``, ``show_asked(room)`` and ``more_asked`` are for the sheet it stands in."""

    undo_asked = Signal()
    show_asked = Signal(str)
    more_asked = Signal()

    def __init__(
        self, frame: Frame, result: ImportResult, readings: Sequence[FileReading], names: str
    ) -> None:
        super().__init__()
        self._frame, self._result, self._readings = frame, result, readings
        self._counts = result.plan.counts()
        card = self._card = widgets.Card()
        card.setFixedWidth(theme.px(680))
        card.body.setSpacing(theme.px(10))
        card.body.addWidget(widgets.Banner(tr("Imported {file}", file=names), "safe"))
        for name in OUTCOMES:
            if self._counts[name]:
                card.body.addWidget(self._line(name))
        for told in sentences(readings):
            card.body.addWidget(_wrapped(reason_text(told)))
        self._say_attached()
        total = {"": sum(self._counts.values()), **self._counts}
        card.body.addWidget(widgets.line())
        card.body.addWidget(
            _wrapped(equation({**dict.fromkeys(OUTCOMES, 0), **total}, outcome_names()))
        )
        card.body.addWidget(self._button_box())
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)

    def save_rejects(self, path: Path) -> None:
        """The rejected rows with their reasons, to correct and import again."""
        from situationroom.exports.rejects import write_rejects

        sheets = rejects_of(self._result.plan, self._readings)
        title = tr("Writing {file}", file=path.name)
        job = self._frame.desk.work(title, lambda _step: write_rejects(path, sheets))
        job.succeeded.connect(lambda _none: self._frame.say(tr("Saved {file}", file=str(path))))

    def show_kept(self, kept: Sequence[str]) -> None:
        """The import was taken back except for records somebody has worked on since."""
        self._undo.hide()
        words = tr("Taken back, except for {n} records that were changed since; they are kept:",
                   n=len(kept))  # fmt: skip
        self._card.body.addWidget(widgets.Banner(words, "orange"))
        for name in kept[:MOST_NAMED]:
            self._card.body.addWidget(_wrapped(f"· {name}"))
        if len(kept) > MOST_NAMED:
            more = tr("and {n} other records", n=len(kept) - MOST_NAMED)
            self._card.body.addWidget(widgets.quiet(more))

    def _say_attached(self) -> None:
        """Whom the import attached by itself, each with a way back."""
        rows = self._frame.desk.ask(attached_in, self._result.revision)
        if not rows:
            return
        self._card.body.addWidget(widgets.line())
        words = tr("{n} rows were attached to somebody known by themselves:", n=len(rows))
        self._card.body.addWidget(widgets.label(words, "accent"))
        for row in rows[:MOST_NAMED]:
            self._card.body.addWidget(attached_line(self._frame, row, named=True))
        if len(rows) > MOST_NAMED:
            more = tr("and {n} more; the others stand on the case cards", n=len(rows) - MOST_NAMED)
            self._card.body.addWidget(widgets.quiet(more))

    def _line(self, name: str) -> QWidget:
        number = widgets.label(f"{self._counts[name]:,}", size=20, weight=700)
        number.setFixedWidth(theme.px(100))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tone, shape = LOOKS[name]
        sign = widgets.mark_label(outcome_names()[name], shape, tone)
        return widgets.row(number, sign, None, gap=14)

    def _button_box(self) -> QWidget:
        asks = any(row.request is not None for row in self._result.plan.rows)
        room = "requests" if asks else "people"
        words = tr("Show the requests") if asks else tr("Show the persons")
        show = button(words, room, "primary", on_click=lambda: self.show_asked.emit(room))
        rejects = button(tr("Save rejects as workbook …"), "export", on_click=self._ask_rejects)
        more = button(tr("Import more"), "import", on_click=self.more_asked.emit)
        undo = button(tr("Undo import"), "undo", "danger", on_click=self.undo_asked.emit)
        self._undo = undo
        extra = [rejects] if self._counts["rejected"] else []
        return widgets.row(show, *extra, more, None, undo)

    def _ask_rejects(self) -> None:
        name = f"{tr('Rejected rows')}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Rejected rows"), name, "*.xlsx")
        if chosen:
            self.save_rejects(Path(chosen))


def _wrapped(text: str) -> QWidget:
    made = widgets.quiet(text)
    made.setWordWrap(True)
    return made
