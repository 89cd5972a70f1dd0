"""The panel beside the map: what the colours mean, how many, what is shown, who is not on it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from situationroom.legend import Shape
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.choice import Choice
from situationroom.views.legend_rows import (
    WIDTH,
    AgeRow,
    HeatScale,
    LayerRow,
    LegendRow,
    SureRow,
)
from situationroom.views.map_colours import Colouring, Kind, colourings
from situationroom.views.map_fills import fill
from situationroom.views.map_memory import MapMemory
from situationroom.views.map_people import Counts, People
from situationroom.views.map_strata import ORDER
from situationroom.views.widgets import Card, button, line, quiet, row, scrolled, section


class MapLegend(Card):
    """Classes that filter, layers that can be hidden and ordered, and who has no position.

    ``changed()`` when something was switched; ``missing_asked()`` for the list of those who are
    not on the map, ``places_asked()`` for the words that could not be placed.
    """

    changed = Signal()
    missing_asked = Signal()
    places_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.memory = MapMemory()
        self.rows: dict[str, LegendRow] = {}
        self._kinds: tuple[Kind, ...] = ()
        self.setFixedWidth(theme.px(WIDTH))
        self._content = QWidget()
        self.inside = QVBoxLayout(self._content)
        space = theme.px(6)
        self.inside.setContentsMargins(space, 0, space, 0)
        self.inside.setSpacing(theme.px(1))
        self.body.setContentsMargins(space, space, space, space)
        self._put_colours()
        self._put_layers()
        self._put_missing()
        self.fold(self.memory.is_hidden("legend", "rows"))

    # --- what it says --------------------------------------------------------------------------

    @property
    def colour(self) -> str:
        """By what persons are coloured: a key of ``colourings``."""
        return str(self.pick.currentData())

    @property
    def fades(self) -> bool:
        """Whether old positions are paler."""
        return self.age.isChecked()

    @property
    def sure(self) -> bool:
        """Whether single persons show the radius of what is not known."""
        return self.sureness.isChecked()

    def is_ticked(self, key: str) -> bool:
        """Whether a class of the colouring is shown."""
        return not self.memory.is_hidden(self._part(), key)

    def shows(self, layer: str) -> bool:
        """Whether the layers is switched on."""
        return self.layers[layer].isChecked()

    def order(self) -> list[str]:
        """The layers, the uppermost first."""
        return self.memory.ordered(ORDER)

    def height_wanted(self) -> int:
        """Pixels for everything without scrolling."""
        margins = self.body.contentsMargins()
        self.inside.invalidate()
        rows = 0 if self._area.isHidden() else self.inside.totalSizeHint().height()
        head = self.pick.sizeHint().height()
        foot = self.missing.sizeHint().height() + self.total.heightForWidth(self.total.width())
        spaces = 3 * self.body.spacing() + margins.top() + margins.bottom() + 4
        return head + rows + foot + spaces

    # --- what it is told -----------------------------------------------------------------------

    def choose(self, colour: str) -> None:
        """Colour by another of ``colourings``."""
        self.pick.setCurrentIndex(max(0, self.pick.findData(colour)))

    def count(
        self, people: People, one: Colouring, counts: Counts, others: Mapping[str, int]
    ) -> None:
        """Show how many there are of everything."""
        if one.kinds != self._kinds:
            self._put_classes(one)
        for kind, number in zip(one.kinds, counts, strict=True):
            self.rows[kind.key].set_count(int(number))
        for layer, shown in others.items():
            self.layers[layer].set_count(shown)
        missing = people.unplaced()
        self.missing.setText(tr("Not on the map: {n}", n=f"{missing:,}"))
        self.missing.setEnabled(missing > 0)
        self.heat.setVisible(self.colour == "heat")

    def sum_up(self, shown: int, people: People) -> None:
        """How the list is made up: shown, hidden by a tick, without a position."""
        everybody, placed = len(people.columns.id), int(people.placed.sum())
        parts = [
            tr("{placed} on the map, {all} in the list", placed=f"{placed:,}", all=f"{everybody:,}")
        ]
        if hidden := placed - shown:
            parts.append(tr("▲ {n} of them hidden here", n=f"{hidden:,}"))
        self.total.setText("\n".join(parts))

    # --- inside --------------------------------------------------------------------------------

    def _part(self) -> str:
        return "safety" if self.colour == "heat" else self.colour

    def show_everybody(self) -> None:
        """Switch every class of the colouring on again."""
        for made in self.rows.values():
            made.setChecked(True)

    def toggle(self) -> None:
        """Fold it, or unfold it."""
        self.fold(not self.memory.is_hidden("legend", "rows"))

    def fold(self, folded: bool) -> None:
        """Nothing but the choice of the colours, and who is not on the map."""
        self.memory.hide("legend", "rows", folded)
        self.folding.set_icon("chevron-down" if folded else "chevron-up")
        self._area.setVisible(not folded)
        self.changed.emit()

    def _put_colours(self) -> None:
        self.pick = Choice()
        self.pick.setAccessibleName(tr("Colour persons by"))
        self.pick.setToolTip(tr("What the colours of the persons mean"))
        for key, words in colourings().items():
            self.pick.addItem(words, key)
        self.choose(self.memory.colour)
        self.pick.currentIndexChanged.connect(self._recoloured)
        self.folding = button("", "chevron-up", "quiet", None, self.toggle)
        self.folding.setAccessibleName(tr("Fold or unfold the legend (L)"))
        self.folding.setToolTip(tr("Fold or unfold the legend (L)"))
        self.body.addWidget(row(self.pick, self.folding, gap=2))
        self.pick.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._area = scrolled(self._content)
        self.body.addWidget(self._area)
        self._classes = QVBoxLayout()
        self._classes.setSpacing(theme.px(1))
        self._classes.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        self.inside.addLayout(self._classes)
        self.heat = HeatScale()
        self.inside.addWidget(self.heat)
        self.age, self.sureness = AgeRow(), SureRow()
        for key, made in (("age", self.age), ("sure", self.sureness)):
            self._add(self.inside, made, "persons", key)

    def _put_layers(self) -> None:
        colours = theme.colours()
        looks: dict[str, tuple[str, Shape, str]] = {
            "requests": (tr("Open requests"), "triangle", fill(colours.orange)),
            "zones": (tr("Zones"), "triangle", colours.red),
            "movements": (tr("Movements"), "diamond", colours.accent),
            "assembly": (tr("Assembly points"), "triangle", colours.accent),
            "sites": (tr("Shelters"), "square", colours.safe),
            "hospitals": (tr("Hospitals"), "square", colours.red),
            "missions": (tr("Missions"), "diamond", colours.red),
            "contacts": (tr("Other contacts"), "diamond", colours.yellow),
        }
        self.layers = {key: LayerRow(*look) for key, look in looks.items()}
        self.inside.addWidget(line())
        self.inside.addWidget(section(tr("Layers")))
        self._layers = QVBoxLayout()
        self._layers.setSpacing(theme.px(1))
        self.inside.addLayout(self._layers)
        for layer in self.order():
            made = self.layers[layer]
            self._add(self._layers, made, "layers", layer)
            made.moved.connect(lambda by, one=layer: self.move_layer(one, by))

    def _put_missing(self) -> None:
        self.missing = button("", "eye-off", on_click=self.missing_asked.emit)
        self.missing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.missing.setToolTip(tr("Open the list of persons without a position"))
        self.place = button("", "pin", "quiet", None, self.places_asked.emit)
        self.place.setAccessibleName(tr("Places and words for places"))
        self.place.setToolTip(tr("Put on the map who says the same words, or list them"))
        self.body.addWidget(
            row(self.missing, self.place, gap=2)
        )  # outside of what scrolls: always in view
        self.total = quiet("", 12)
        self.total.setWordWrap(True)
        self.body.addWidget(self.total)

    def _put_classes(self, one: Colouring) -> None:
        self._kinds = one.kinds
        for old in self.rows.values():
            old.hide()
            self._classes.removeWidget(old)
            old.deleteLater()
        made = {code: LegendRow(k.words, k.shape, k.colour) for code, k in enumerate(one.kinds)}
        self.rows = {one.kinds[code].key: row for code, row in made.items()}
        for code in one.order:
            self._add(self._classes, made[code], self._part(), one.kinds[code].key)

    def _add(self, layout: QVBoxLayout, made: LegendRow, part: str, key: str) -> None:
        made.setChecked(not self.memory.is_hidden(part, key))
        made.toggled.connect(lambda on: self._switched(part, key, on))
        layout.addWidget(made)
        made.show()  # at once: the panel is measured before Qt would get to it

    def _switched(self, part: str, key: str, on: bool) -> None:
        self.memory.hide(part, key, not on)
        self.changed.emit()

    def _recoloured(self) -> None:
        self.memory.colour = self.colour
        self.memory.keep()
        self.changed.emit()

    def move_layer(self, layer: str, by: int) -> None:
        """A layer above (-1) or below (1) its neighbour."""
        order = self.order()
        place = order.index(layer)
        target = min(len(order) - 1, max(0, place + by))
        order.insert(target, order.pop(place))
        self.memory.order = order
        self.memory.keep()
        self._layers.removeWidget(self.layers[layer])
        self._layers.insertWidget(target, self.layers[layer])
        self.changed.emit()
