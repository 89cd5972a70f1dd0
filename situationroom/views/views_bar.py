"""The views above a list: those that are always there, those an officer has kept, and a way out."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QMenu, QWidget

from situationroom.texts import tr
from situationroom.views.buttons import Button, Chip
from situationroom.views.icons import icon
from situationroom.views.lister import Counts
from situationroom.views.saved_views import SavedView
from situationroom.views.widgets import Flow, button


class ViewsBar(QWidget):
    """``chosen(view)``, ``saved_chosen(name)``; ``save_asked()``, ``clear_asked()``; and of a kept
    view ``rename_asked(name)``, ``renew_asked(name)``, ``delete_asked(name)``.
    """

    chosen = Signal(str)
    saved_chosen = Signal(str)
    save_asked = Signal()
    clear_asked = Signal()
    rename_asked = Signal(str)
    renew_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, chips: Mapping[str, Chip]) -> None:
        super().__init__()
        self.setObjectName("clear")
        self.chips = dict(chips)
        self.saved: dict[str, Chip] = {}
        self._more: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._flow = Flow(self, gap=6)
        for view, chip in self.chips.items():
            chip.clicked.connect(lambda _on=True, v=view: self.chosen.emit(v))
            self._group.addButton(chip)
        self.save: Button = button(tr("Save view"), "plus", "quiet", None, self.save_asked.emit)
        self.save.setToolTip(tr("Keep what is shown, with filter, order, groups and columns"))
        self.clear: Button = button(
            tr("Clear the filter"), "close", "quiet", None, self.clear_asked.emit
        )
        self.clear.hide()
        self._lay_out()

    def add(self, *chips: Chip) -> None:
        """Chips of the room that are no views, such as a queue."""
        self._more += chips
        for chip in chips:
            self._group.addButton(chip)
        self._lay_out()

    def put(self, views: Sequence[SavedView]) -> None:
        """The views an officer has kept, in their order."""
        for chip in self.saved.values():
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        self.saved = {view.name: self._chip(view.name) for view in views}
        self._lay_out()

    def count(self, counts: Counts) -> None:
        """How many each of them holds."""
        for name, chip in self.chips.items():
            chip.set_count(counts.views.get(name))
        for name, chip in self.saved.items():
            chip.set_count(counts.saved.get(name))

    def check(self, view: str, saved: str = "") -> None:
        """Which of them is shown."""
        (self.saved.get(saved) or self.chips[view]).setChecked(True)

    def menu(self, name: str) -> QMenu:
        """What can be done with a kept view."""
        menu = QMenu(self)
        for text, sign, signal in (
            (tr("Rename …"), "edit", self.rename_asked),
            (tr("Renew with what is shown"), "refresh", self.renew_asked),
            (tr("Delete"), "trash", self.delete_asked),
        ):
            entry = menu.addAction(icon(sign), text)
            entry.triggered.connect(lambda _on=False, s=signal: s.emit(name))
        return menu

    def _chip(self, name: str) -> Chip:
        chip = Chip(name, None, "diamond", "accent")
        chip.setToolTip(tr("{name} — right click to rename, renew or delete", name=name))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda at: self._open(name, chip.mapToGlobal(at)))
        chip.clicked.connect(lambda _on=True: self.saved_chosen.emit(name))
        self._group.addButton(chip)
        return chip

    def _open(self, name: str, at: QPoint) -> None:
        menu = self.menu(name)
        menu.exec(at)
        menu.deleteLater()

    def _lay_out(self) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        every = (*self.chips.values(), *self._more, *self.saved.values(), self.save, self.clear)
        for widget in every:
            self._flow.addWidget(widget)
        self.updateGeometry()
