"""The panel beside the map: what the colours mean, how many, what is shown, who is not on it."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from situationroom import legend
from situationroom.legend import Shape
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import draw_shape
from situationroom.views.map_people import ALL, People
from situationroom.views.map_rings import CODES, ORDER
from situationroom.views.widgets import Card, button, line, quiet, section

LAYERS = ("sites", "movements", "contacts", "zones")
WIDTH = 232


class LegendRow(QAbstractButton):
    """A line of the legend that shows or hides what it names."""

    def __init__(self, text: str, shape: Shape, colour: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Click to hide or show"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._mark = (shape, colour)
        self.count = 0

    def set_count(self, count: int) -> None:
        """How many there are now."""
        self.count = count
        self.setAccessibleName(f"{self.text()} {count}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH - 32), theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setOpacity(1.0 if self.isChecked() else 0.4)
        size = theme.px(11)
        spot = QRectF(6, (room.height() - size) / 2, size, size)
        shape, colour = self._mark
        draw_shape(painter, shape if self.isChecked() else "ring", colour, spot)
        inside = room.adjusted(size + 16, 0, -6, 0)
        font = theme.font(13)
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(look.text))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme.font(13, 500, tabular=True))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inside, right, str(self.count))


class MapLegend(Card):
    """Safety statuses that filter, layers that can be hidden, and who has no position.

    ``changed()`` when something was switched; ``missing_asked()`` for the list of those who are
    not on the map.
    """

    changed = Signal()
    missing_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(WIDTH))
        self.body.setSpacing(theme.px(2))
        colours = theme.colours()
        self.body.addWidget(section(tr("Safety status")))
        self.rows = {
            safety: LegendRow(
                legend.label(safety), legend.shape(safety), legend.colour(safety, colours)
            )
            for safety in ORDER
        }
        self.layers = {
            "sites": LegendRow(tr("Shelters"), "square", colours.safe),
            "movements": LegendRow(tr("Movements"), "diamond", colours.accent),
            "contacts": LegendRow(tr("Contacts"), "diamond", colours.red),
            "zones": LegendRow(tr("Zones"), "triangle", colours.red),
        }
        for row in self.rows.values():
            self._add(row)
        self.body.addWidget(line())
        self.body.addWidget(section(tr("Layers")))
        for row in self.layers.values():
            self._add(row)
        self.body.addSpacing(theme.px(6))
        self.missing = button("", "eye-off", on_click=self.missing_asked.emit)
        self.missing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.missing.setToolTip(tr("Open the list of persons without a position"))
        self.body.addWidget(self.missing)
        self.total = quiet("", 12)
        self.body.addWidget(self.total)

    def classes(self) -> tuple[int, ...]:
        """Safety codes that are shown."""
        chosen = {CODES[safety] for safety, row in self.rows.items() if row.isChecked()}
        return tuple(code for code in ALL if code in chosen)

    def shows(self, layer: str) -> bool:
        """Whether one of LAYERS is switched on."""
        return self.layers[layer].isChecked()

    def count(self, people: People, others: Mapping[str, int]) -> None:
        """Show how many there are of everything."""
        for safety, row in self.rows.items():
            row.set_count(int(people.by_safety()[CODES[safety]]))
        for layer, shown in others.items():
            self.layers[layer].set_count(shown)
        missing, everybody = people.unplaced(), len(people.columns.id)
        self.missing.setText(tr("Not on the map: {n}", n=missing))
        self.missing.setEnabled(missing > 0)
        self.total.setText(
            tr("{placed} on the map, {all} in the list", placed=everybody - missing, all=everybody)
        )

    def _add(self, row: LegendRow) -> None:
        row.toggled.connect(lambda _on: self.changed.emit())
        self.body.addWidget(row)
