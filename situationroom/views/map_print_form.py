"""The sheet that asks how the map is to be printed, with a picture of the first page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from situationroom.jobs import Job, Step, aside
from situationroom.map.sheets import MM, SCALES, Sheet, read_scale, scale_words
from situationroom.models.errors import RuleError
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.ask import Sheet as Question
from situationroom.views.map_margin import Printed, paint_index
from situationroom.views.map_pack import By, Pack, pack
from situationroom.views.map_page import paint_page
from situationroom.views.map_print import Wish, layer_words
from situationroom.views.map_streets import NO_STREETS
from situationroom.views.widgets import column, form_row, inline_error, quiet, row

if TYPE_CHECKING:
    from situationroom.map.labels import View

PREVIEW = 420
"""Pixels of the longer side of the picture of the first page."""
SOON_MS = 120
COARSE = 1.0
"""Dots of that picture to a pixel of the page."""


class PrintForm(Question):
    """Paper, scale, layers, division. ``printed(wish)`` makes what is printed of the answers."""

    def __init__(
        self, parent: QWidget, window: "View", printed: Callable[[Wish], Printed], shown: set[str]
    ) -> None:
        super().__init__(parent, tr("Print the map"), "", tr("Save as PDF"), "primary")
        self._window, self._printed = window, printed
        self.title = QLineEdit(placeholderText=printed(Wish()).title)
        self.paper = _choice([("A4", "A4"), ("A3", "A3")])
        self.lying = _choice([(tr("Landscape"), True), (tr("Portrait"), False)])
        self.scale = _choice([(tr("Fit the view"), None), *((scale_words(s), s) for s in SCALES)])
        self.scale.setEditable(True)
        self.by = _choice([
            (tr("One sheet"), By.ONE), (tr("Overview and a sheet for each zone"), By.ZONE),
            (tr("Overview and a sheet for each city"), By.CITY),
            (tr("Overview and a grid of sheets"), By.GRID),
        ])  # fmt: skip
        self.cases = _choice([(tr("Counts only"), False), (tr("Case numbers"), True)])
        self.persons = QCheckBox(tr("Persons"))
        self.persons.setChecked(True)
        self.layers = {key: QCheckBox(words) for key, words in layer_words().items()}
        for key, box in self.layers.items():
            box.setChecked(key in shown)
        self.trouble = inline_error()
        self.trouble.hide()
        self.said = quiet("", 12)
        self.picture = QLabel()
        self.picture.setFixedSize(theme.px(PREVIEW), theme.px(PREVIEW))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.picture.setAccessibleName(tr("The first page"))
        self.pack: Pack | None = None
        self._drawing: Job | None = None
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._lay_out()
        self._listen()
        self.look()

    # --- the answers ---------------------------------------------------------------------------

    @property
    def sheet(self) -> Sheet:
        """The paper."""
        return Sheet(self.paper.currentData(), self.lying.currentData())

    @property
    def wish(self) -> Wish:
        """What is to be printed."""
        layers = frozenset(key for key, box in self.layers.items() if box.isChecked())
        cases = bool(self.cases.currentData())
        return Wish(self.title.text().strip(), layers, self.persons.isChecked(), cases)

    def typed_scale(self) -> float | None:
        """The n of 1 : n; None to fit the view. Raises RuleError for what is no scale."""
        text = self.scale.currentText().strip()
        if not text or text == self.scale.itemText(0):
            return None
        scale = read_scale(text)
        if scale is None:
            raise RuleError("{text} is no scale; write it as 1:50000.", text=text)
        return scale

    def look(self) -> None:
        """Show the first page as it will be, or why it cannot."""
        try:
            what, sheet = self._printed(self.wish), self.sheet
            self.pack = pack(
                what, sheet, By(self.by.currentData()), self._window, self.typed_scale()
            )
        except RuleError as error:
            self.pack = None
            self.trouble.say_error(error)
        else:
            self.said.setText(tr("{n} pages", n=len(self.pack.pages)))
            self.show_page(first_page(sheet, what, self.pack))
            self._add_streets(sheet, what, self.pack)
        self.trouble.setVisible(self.pack is None)
        self.accept_button.setEnabled(self.pack is not None)

    def show_page(self, image: QImage) -> None:
        """The picture of the first page."""
        self.picture.setPixmap(QPixmap.fromImage(image))

    def done(self, result: int) -> None:
        """Nobody waits for a picture of a form that is closed."""
        self._leave()
        super().done(result)

    # --- inside --------------------------------------------------------------------------------

    def _add_streets(self, sheet: Sheet, what: Printed, made: Pack) -> None:
        """The picture again with street maps, which are read beside the window."""
        self._leave()
        if what.maps.count(made.pages[0].view, COARSE):
            self._drawing = aside(lambda step: first_page(sheet, what, made, step))
            self._drawing.succeeded.connect(self.show_page)

    def _leave(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing.succeeded.disconnect(self.show_page)
            self._drawing = None

    def _lay_out(self) -> None:
        boxes = column(row(self.persons, *list(self.layers.values())[:3], None),
                       row(*list(self.layers.values())[3:], None), gap=4)  # fmt: skip
        fields = column(
            form_row(tr("Sheet title"), self.title),
            row(form_row(tr("Paper"), self.paper), form_row(tr("Orientation"), self.lying)),
            form_row(tr("Scale"), self.scale, tr("At the latitude of the middle; type any, 1:…")),
            form_row(tr("Division into sheets"), self.by),
            form_row(tr("Persons"), self.cases, tr("Case numbers are personal data.")),
            form_row(tr("Layers"), boxes),
            self.trouble,
            gap=10,
        )
        fields.setFixedWidth(theme.px(430))
        both = QHBoxLayout()
        both.setSpacing(theme.px(24))
        both.addWidget(fields, 0, Qt.AlignmentFlag.AlignTop)
        both.addWidget(column(self.said, self.picture), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(both)
        self.finish()
        self.title.setFocus()

    def _listen(self) -> None:
        self.title.textChanged.connect(self._soon.start)
        for choice in (self.paper, self.lying, self.scale, self.by, self.cases):
            choice.currentTextChanged.connect(self._soon.start)
        for box in (self.persons, *self.layers.values()):
            box.toggled.connect(self._soon.start)


def ask_print(form: PrintForm) -> str:
    """Show the form, then ask where to; '' when cancelled."""
    accepted = form.exec() == QDialog.DialogCode.Accepted
    if not accepted:
        return ""
    form.look()  # what was typed in the last moment counts
    name, _ = QFileDialog.getSaveFileName(form.parentWidget(), form.windowTitle(), "map.pdf",
                                          "PDF (*.pdf)")  # fmt: skip
    return name


def _choice(items: list[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    for words, value in items:
        box.addItem(words, value)
    return box


def first_page(sheet: Sheet, what: Printed, made: Pack, step: Step | None = None) -> QImage:
    """A picture of the first page; with its street maps where ``step`` is to be told of them."""
    page = made.pages[0]
    streets = NO_STREETS
    if step is not None:
        streets = what.maps.over(page.view, COARSE, lambda: step(0, 1, ""))
    width, height = (side * MM for side in sheet.size)
    share = theme.px(PREVIEW) / max(width, height)
    image = QImage(round(width * share * 2), round(height * share * 2), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.scale(share, share)
    paint_page(painter, sheet, what, page, streets)
    if made.rows:
        paint_index(painter, sheet, what, page, made.rows)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor("#9aa7b5"))
    painter.drawRect(QRectF(0, 0, width - 1, height - 1))
    painter.end()
    return image
