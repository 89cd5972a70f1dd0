"""Are all served? The numbers that must be zero, the list behind each, and what mends a row."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from situationroom.desk import Touched
from situationroom.jobs import Job
from situationroom.models.vocabulary import Priority
from situationroom.store.queries import reconciliation as served
from situationroom.store.queries.responses import Responses, responses
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.frame import Frame
from situationroom.views.served_lines import Lines, responses_table
from situationroom.views.served_tile import Tile
from situationroom.views.widgets import Banner, button, clear, label, scrolled

SHOWN = 200
"""At most so many rows of a list are shown; the number is always of all."""
SOON_MS, AGAIN_MS = 400, 15_000


@dataclass(frozen=True, slots=True)
class Look:
    """One moment: the numbers, the rows of the list that is open, how fast the cell answers."""

    check: str
    counts: served.Reconciliation
    rows: tuple[Any, ...]
    figures: dict[Priority, Responses]


def check_name(check: str) -> str:
    """A check in two or three words."""
    return {
        "reports": tr("Unhandled reports"),
        "unowned": tr("Without an owner"),
        "unplanned": tr("Without a next time"),
        "persons": tr("Not accounted for"),
        "promises": tr("Broken promises"),
    }[check]


def rows_of(connection: Any, check: str, now: datetime, limit: int) -> tuple[Any, ...]:
    """The rows behind one number."""
    if check == "reports":
        lists = served.lists_without_request(connection)
        return (*lists, *served.calls_without_request(connection, limit))
    if check == "promises":
        return tuple(served.broken_promises(connection, now, limit))
    asked: dict[str, Callable[..., Sequence[Any]]] = {
        "unowned": served.unowned,
        "unplanned": served.unplanned,
        "persons": served.unaccounted_persons,
    }
    return tuple(asked[check](connection, limit))


def look(connection: Any, check: str, now: datetime) -> Look:
    """Everything the page shows; without a chosen check the first that is not zero."""
    counts = served.reconciliation(connection, now)
    numbers = asdict(counts)
    chosen = check or next((name for name in served.CHECKS if numbers[name]), served.CHECKS[0])
    rows = rows_of(connection, chosen, now, SHOWN)
    return Look(chosen, counts, rows, responses(connection))


class ServedPage(QWidget):
    """``counted(n)``: how much is left to mend altogether."""

    counted = Signal(int)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._check = ""
        self.tiles = {check: Tile(check_name(check), served.DEFINITIONS[check])
                      for check in served.CHECKS}  # fmt: skip
        self.verdict = Banner("", "orange")
        self.good = Banner("", "safe")
        self._group = QButtonGroup(self)
        self.lines = Lines(frame, self)
        self._figures = QVBoxLayout()
        self._title = label("", size=15, weight=700)
        self._all = QHBoxLayout()
        self._lay_out()
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.reload)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.reload)
        self._again.start()
        self._desk.changed.connect(self._changed)
        self._soon.start()

    def reload(self) -> None:
        """Ask for the numbers and the open list again."""
        self._desk.fetch(self._arrived, look, self._check, self._desk.now())

    def choose(self, check: str) -> None:
        """Show the list behind a number."""
        self._check = check
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def _changed(self, _touched: Touched) -> None:
        if self.isVisible():  # hidden, the timer keeps the one number that is seen
            self._soon.start()

    def _arrived(self, found: Look) -> None:
        numbers = asdict(found.counts)
        for check, tile in self.tiles.items():
            tile.set_count(numbers[check])
        self._say(found.counts.total)
        self.counted.emit(found.counts.total)
        if not self.isVisible() or (self._check and found.check != self._check):
            return
        self.tiles[found.check].setChecked(True)
        self._title.setText(check_name(found.check))
        self.lines.show_rows(found.check, found.rows, numbers[found.check])
        clear(self._all)
        for made in self.lines.for_all(found.check, numbers[found.check]):
            self._all.addWidget(made)
        clear(self._figures)
        self._figures.addWidget(responses_table(found.figures))

    def _say(self, left: int) -> None:
        self.good.say("" if left else tr("All are served: every number is zero."))
        self.verdict.say(tr("{n} to mend before all are served.", n=left) if left else "")

    # --- on paper ------------------------------------------------------------------------------

    def print_page(self) -> None:
        """Ask where to, then write every list as one PDF."""
        title = tr("Are all served?").rstrip("?？")
        name = f"{title} {self._desk.now():%Y-%m-%d %H%M}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, "*.pdf")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> Job:
        """Every list as one PDF at ``path``; the frame says when it is there."""
        from situationroom.views.served_print import print_served

        job = print_served(self._desk, path)
        job.succeeded.connect(lambda _path: self._frame.say(tr("Saved {file}", file=str(path))))
        return job

    # --- the parts -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.px(8))
        for check, tile in self.tiles.items():
            self._group.addButton(tile)
            tile.clicked.connect(lambda _on=True, c=check: self.choose(c))
            tiles.addWidget(tile, 1)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addLayout(self._all)
        head.addWidget(button(tr("Print"), "print", on_click=self.print_page))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, theme.px(8))
        outer.setSpacing(theme.px(10))
        for banner in (self.verdict, self.good):
            outer.addWidget(banner)
        outer.addLayout(tiles)
        outer.addLayout(head)
        outer.addWidget(scrolled(self.lines), 1)
        outer.addWidget(widgets.section(tr("How fast the cell answers")))
        outer.addLayout(self._figures)
