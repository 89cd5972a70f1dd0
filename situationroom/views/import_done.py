"""After an import: what was stored, the rejected rows as a workbook, and the way back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from situationroom.commands.imports import FileReading, ImportResult
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.frame import Frame
from situationroom.views.import_rows import LOOKS, outcome_names
from situationroom.views.import_work import rejects_of
from situationroom.views.widgets import button


class DonePage(QWidget):
    """``undo_asked()`` and ``show_asked()`` are for the sheet it stands in."""

    undo_asked = Signal()
    show_asked = Signal()

    def __init__(
        self, frame: Frame, result: ImportResult, readings: Sequence[FileReading], names: str
    ) -> None:
        super().__init__()
        self._frame, self._result, self._readings = frame, result, readings
        self._counts = result.plan.counts()
        card = widgets.Card()
        card.setFixedWidth(theme.px(640))
        done = tr("Imported {file}", file=names)
        card.body.addWidget(widgets.Banner(done, "safe"))
        for name in LOOKS:
            if self._counts[name]:
                card.body.addWidget(self._line(name))
        card.body.addWidget(self._buttons())
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

    def _line(self, name: str) -> QWidget:
        number = widgets.label(f"{self._counts[name]:,}", size=20, weight=700)
        number.setFixedWidth(theme.px(88))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tone, shape = LOOKS[name]
        sign = widgets.mark_label(outcome_names()[name], shape, tone)
        return widgets.row(number, sign, None, gap=14)

    def _buttons(self) -> QWidget:
        show = button(tr("Show the requests"), "requests", "primary", on_click=self.show_asked.emit)
        rejects = button(tr("Save rejects as workbook …"), "export", on_click=self._ask_rejects)
        undo = button(tr("Undo import"), "undo", "danger", on_click=self.undo_asked.emit)
        extra = [rejects] if self._counts["rejected"] else []
        return widgets.row(show, *extra, None, undo)

    def _ask_rejects(self) -> None:
        name = f"{tr('Rejected rows')}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Rejected rows"), name, "*.xlsx")
        if chosen:
            self.save_rejects(Path(chosen))
