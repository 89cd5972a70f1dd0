"""How a sheet is read, in one line: file, header, dates, what is remembered; each to be changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from situationroom.intake.date_order import undecided
from situationroom.intake.turned_names import Standing, standing
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.flow import Flow
from situationroom.views.import_names import field_names
from situationroom.views.widgets import button

TURN_KEY = "R"
OFFERED = 12
"""Rows offered as the header: where a header stands, if there is one."""


class SheetLine(QWidget):
    """``headed(row)``: the header stands in another row (0: nowhere). ``ordered(field, order)``:
    'dmy' or 'mdy' for a column of dates. ``forgotten()``: read it without what is remembered.
    ``turned()``: surnames and given names the other way round than they are read now.
    """

    headed = Signal(int)
    ordered = Signal(str, str)
    forgotten = Signal()
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(self, 10)
        self.header_button: QPushButton | None = None
        self.turn_button: QPushButton | None = None
        self.date_buttons: dict[tuple[str, str], QPushButton] = {}

    def show_sheet(
        self, file: str, sheet: Any, orders: Mapping[str, str], *, remembered: bool
    ) -> None:
        """Another sheet (a SheetReading); ``orders`` are those already decided, by field.

        ``file`` is named where there are several.
        """
        widgets.clear(self._flow)
        self.date_buttons = {}
        kept = sum(column.field is None for column in sheet.columns)
        read = len(sheet.columns) - kept
        if file:
            self._add(widgets.label(file, weight=500))
        self._add(self._header(sheet))
        words = tr("{n} columns read", n=read)
        more = " · " + tr("{n} kept and searchable", n=kept) if kept else ""
        self._add(widgets.quiet(words + more))
        if remembered:
            self._add(widgets.mark_label(tr("As you read this list last time"), "circle", "accent"))
            self._add(button(tr("Read it automatically"), "refresh", "quiet",
                             on_click=self.forgotten.emit))  # fmt: skip
        self._say_turned(standing(sheet))
        for field in dict.fromkeys((*undecided(sheet), *orders)):
            self._add(self._dates(field, orders.get(field, "")))

    def _add(self, part: QWidget) -> None:
        # A label is as high as a button, so that one line of them stands in line.
        part.setMinimumHeight(theme.px(32))
        self._flow.addWidget(part)

    def _say_turned(self, how: Standing) -> None:
        self.turn_button = None
        if how:
            self._add(_names_line(how))
            words, icon = (tr("Turn back"), "undo") if how == "turned" else (tr("Turn"), "refresh")
            self.turn_button = button(words, icon, "plain", TURN_KEY, self.turned.emit)
            self.turn_button.setShortcut("")  # heard by the sheet
            self._add(self.turn_button)

    def _header(self, sheet: Any) -> QWidget:
        row = sheet.header_row
        words = tr("Header in row {n}", n=row) if row else tr("No header")
        made = self.header_button = button(words, "columns")
        menu = QMenu(made)
        for one in sheet.rows[:OFFERED]:
            self._offer(menu, one.row, one.cells_in_order, chosen=one.row == row)
        menu.addSeparator()
        none = menu.addAction(tr("No header; the columns are read by what stands in them"))
        none.triggered.connect(lambda: self.headed.emit(0))
        made.setMenu(menu)
        return made

    def _offer(self, menu: QMenu, row: int, cells: Sequence[str], *, chosen: bool) -> None:
        told = " │ ".join(" ".join(cell.split())[:18] for cell in cells if cell.strip())
        action = menu.addAction(f"{row}   {told[:90]}".replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda: self.headed.emit(row))

    def _dates(self, field: str, now: str) -> QWidget:
        name = field_names().get(field, field)
        words = tr("{field}: day or month first?", field=name)
        sign = widgets.mark_label(
            words, "circle" if now else "triangle", "accent" if now else "orange"
        )
        parts: list[QWidget] = [sign]
        for order, text in (("dmy", tr("Day first")), ("mdy", tr("Month first"))):
            one = widgets.Chip(text)
            one.setChecked(order == now)
            one.clicked.connect(lambda _on, o=order: self.ordered.emit(field, o))
            self.date_buttons[field, order] = one
            parts.append(one)
        return widgets.row(*parts, gap=6)


def _names_line(how: Standing) -> QWidget:
    if how == "turned":
        words = tr("Surnames and given names are read the other way round")
        return widgets.mark_label(words, "triangle", "orange")
    return widgets.mark_label(tr("Names are read as the sheet says"), "circle", "accent")
