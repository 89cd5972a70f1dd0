"""Missing meets found: pairs to be answered, callers to be called back, searches that are over."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from situationroom.desk import Touched
from situationroom.store.queries.reunions import Reunion, reunions
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.call_back_page import KINDS, CallBackPage
from situationroom.views.duplicates_page import DuplicatesPage
from situationroom.views.duplicates_queues import Meetings
from situationroom.views.frame import Frame
from situationroom.views.widgets import Chip, Flow


class ReunionsPage(QWidget):
    """``counted(n)``: how many pairs and callers wait for somebody in the cell."""

    counted = Signal(int)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._desk = frame.desk
        self.outstanding = DuplicatesPage(frame, Meetings(frame.desk))
        self.reconciled = CallBackPage(frame, "reconciled")
        self.closed = CallBackPage(frame, "closed")
        self.chips = {
            "outstanding": Chip(tr("Outstanding"), None, "diamond", "orange"),
            "reconciled": Chip(tr("To be called back"), None, "triangle", "yellow"),
            "closed": Chip(tr("Closed"), None, "circle", "safe"),
        }
        self._lay_out()
        for name, page in self._parts().items():
            page.counted.connect(self.chips[name].set_count)
            page.counted.connect(lambda _n: self._count())
        self._desk.changed.connect(self._changed)

    def start(self) -> None:
        """Compare everybody, if nobody has yet; look who was found."""
        self.outstanding.start()
        self._look()

    def show_part(self, name: str) -> None:
        """'outstanding', 'reconciled' or 'closed'."""
        self.chips[name].setChecked(True)
        page = self._parts()[name]
        self._pages.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()

    def _look(self) -> None:
        self._desk.fetch(self._arrived, reunions)

    def _arrived(self, found: Sequence[Reunion]) -> None:
        self.reconciled.show_reunions(found)
        self.closed.show_reunions(found)

    def _changed(self, touched: Touched) -> None:
        if touched.any_of(*KINDS):
            self._look()

    def _count(self) -> None:
        waiting = (self.chips[name].count or 0 for name in ("outstanding", "reconciled"))
        self.counted.emit(sum(waiting))

    def _parts(self) -> dict[str, DuplicatesPage | CallBackPage]:
        return {
            "outstanding": self.outstanding,
            "reconciled": self.reconciled,
            "closed": self.closed,
        }

    def _lay_out(self) -> None:
        group, flow = QButtonGroup(self), Flow(gap=6)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _on=True, n=name: self.show_part(n))
            group.addButton(chip)
            flow.addWidget(chip)
        self.chips["outstanding"].setChecked(True)
        self._pages = QStackedWidget()
        for page in self._parts().values():
            self._pages.addWidget(page)
        self.setFocusProxy(self.outstanding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addLayout(flow)
        outer.addWidget(self._pages, 1)
