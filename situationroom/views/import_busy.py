"""While the files are read: what is done, how far it is, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.elided import ElidedLabel
from situationroom.views.widgets import button

WIDTH = 520


class BusyPage(QWidget):
    """``cancelled`` stops the work without trace; ``aside`` goes on with it in the background."""

    cancelled = Signal()
    aside = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = widgets.title("")
        self.label, self.bar = ElidedLabel(), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        stop = button(tr("Cancel"), "close", on_click=self.cancelled.emit)
        later = button(tr("Go on working meanwhile"), "pause", on_click=self.aside.emit)
        card = widgets.Card()
        card.setFixedWidth(theme.px(WIDTH))
        card.body.setSpacing(theme.px(12))
        hint = widgets.quiet(tr("Nothing is stored before you have seen what would happen."), 12)
        for part in (self.title, self.bar, self.label, widgets.row(later, None, stop), hint):
            card.body.addWidget(part)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        self.hint = hint

    def begin(self, title: str, *, storing: bool = False) -> None:
        """Other work; what is being stored can still be cancelled as a whole."""
        self.hint.setText(
            tr("All of it is stored, or nothing.")
            if storing
            else tr("Nothing is stored before you have seen what would happen.")
        )
        self.title.setText(title)
        self.label.setText("")
        self.bar.setRange(0, 0)

    def show_progress(self, done: int, total: int, label: str) -> None:
        """How far it is; without a total nobody knows yet."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.label.setText(progress_words(done, total, label))


def progress_words(done: int, total: int, label: str) -> str:
    """'list.xlsx  4,000 / 100,000'."""
    return f"{label}  {done:,} / {total:,}" if total else label
