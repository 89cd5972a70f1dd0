"""The sheets of a batch as tabs, and their totals, which always add up."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTabBar, QTableWidget, QTableWidgetItem

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import icon
from situationroom.views.import_choices import SheetKey
from situationroom.views.import_sorting import OUTCOMES, Sorted

MOST_LINES = 6
"""Sheets shown in the table of totals before it scrolls."""


class SheetTabs(QTabBar):
    """One tab a sheet; ``chosen(key)`` with (file, sheet), or None for all sheets together."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[SheetKey | None] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setIconSize(QSize(theme.px(14), theme.px(14)))
        self.setAccessibleName(tr("Sheets"))
        self.currentChanged.connect(self._changed)

    def show_sheets(self, sheets: Sequence[tuple[str, Any]], sorted_: Sorted) -> None:
        """Other sheets with their counts; the one that was chosen stays chosen."""
        before = self.key
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        self.keys = []
        several_files = len({file for file, _sheet in sheets}) > 1
        if len(sheets) > 1:
            self._add(None, tr("All sheets"), sorted_.counts()[""], hidden=False)
        for file, sheet in sheets:
            name = f"{file} · {sheet.name}" if several_files and sheet.name else sheet.name
            rows = sum(row.outcome != "skipped" for row in sheet.rows)
            self._add(
                (file, sheet.name), name or file, rows, hidden=getattr(sheet, "hidden", False)
            )
        self.setCurrentIndex(self._first(before, sheets))
        self.blockSignals(False)
        self.setVisible(bool(self.keys))

    def _first(self, before: SheetKey | None, sheets: Sequence[tuple[str, Any]]) -> int:
        """The sheet that was chosen; else the only one that lists anybody; else all of them."""
        if before is not None and before in self.keys:
            return self.keys.index(before)
        told = [(file, sheet.name) for file, sheet in sheets if _tells(sheet)]
        return self.keys.index(told[0]) if len(told) == 1 and not before else 0

    @property
    def key(self) -> SheetKey | None:
        """The sheet chosen, None for all of them."""
        place = self.currentIndex()
        return self.keys[place] if 0 <= place < len(self.keys) else None

    def go(self, by: int) -> None:
        """The next sheet, or the one before."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def _add(self, key: SheetKey | None, name: str, rows: int, *, hidden: bool) -> None:
        self.keys.append(key)
        words = f"{name}   {rows:,}"
        place = self.addTab(f"{words} · {tr('hidden sheet')}" if hidden else words)
        if hidden:
            self.setTabIcon(place, icon("eye-off", "orange", 14))
            self.setTabToolTip(
                place, tr("This sheet is hidden in the file; it is read all the same.")
            )

    def _changed(self, _place: int) -> None:
        self.chosen.emit(self.key)


class Totals(QTableWidget):
    """Rows by what becomes of them, a line a sheet and one for all. ``opened(key)`` on Enter."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[SheetKey] = []
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setAccessibleName(tr("Totals"))
        self.activated.connect(lambda index: self._open(index.row()))

    def show_totals(self, keys: Sequence[SheetKey], sorted_: Sorted, names: dict[str, str]) -> None:
        """The sheets of a batch; ``names`` say the outcomes."""
        self._keys = list(keys)
        heads = [tr("Sheet"), tr("Rows"), *(names[o] for o in OUTCOMES), tr("To look at")]
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setRowCount(len(keys) + 1)
        for at in range(len(heads)):
            if (head_item := self.horizontalHeaderItem(at)) is not None:
                head_item.setTextAlignment(_RIGHT if at else _LEFT)
        several = len({file for file, _ in keys}) > 1
        for place, key in enumerate(keys):
            name = f"{key[0]} · {key[1]}" if several or not key[1] else key[1]
            self._line(place, name.strip(" ·"), sorted_.counts(key))
        self._line(len(keys), tr("All together"), sorted_.counts(), bold=True)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        line = theme.px(28)
        self.verticalHeader().setDefaultSectionSize(line)
        self.setFixedHeight(line * (min(len(keys), MOST_LINES) + 1) + theme.px(38))

    def _line(self, place: int, name: str, counts: dict[str, int], *, bold: bool = False) -> None:
        numbers = [counts[""], *(counts[o] for o in OUTCOMES), counts["problems"]]
        for at, text in enumerate((name, *(f"{n:,}" if n else "–" for n in numbers))):
            item = QTableWidgetItem(text)
            item.setFont(theme.font(13, 700 if bold else 400))
            if at:
                item.setTextAlignment(_RIGHT)
                if text == "–":
                    item.setForeground(QColor(theme.colours().quiet))
            self.setItem(place, at, item)

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._keys):
            self.opened.emit(self._keys[place])


def _tells(sheet: Any) -> bool:
    """True for a sheet that lists persons or shelters."""
    return getattr(sheet, "kind", "shelters") != "none"


def equation(counts: dict[str, int], names: dict[str, str]) -> str:
    """'42 rows = 30 New persons + 4 Updates + …': the sum of what becomes of them."""
    parts = [f"{counts[o]:,} {names[o]}" for o in OUTCOMES if counts[o]]
    return tr("{n} rows", n=f"{counts['']:,}") + (" = " + " + ".join(parts) if parts else "")


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
