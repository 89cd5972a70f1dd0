"""Street maps in the panel of the map: shown or not, whose they are, and away with one."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMenu, QVBoxLayout, QWidget

from situationroom.map.own_data import (
    drawn_from,
    drop_own,
    in_use,
    take_boundaries,
    take_state_names,
)
from situationroom.models.errors import PlainError
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.frame import Frame
from situationroom.views.map_tiles import MapTiles, TileLayer
from situationroom.views.online_layer import put, remembered_choice, remove, switch, use
from situationroom.views.online_map_sheet import OnlineMapSheet
from situationroom.views.tile_files import ENDINGS
from situationroom.views.tile_memory import remember, restore
from situationroom.views.tile_opening import Opened
from situationroom.views.widgets import button, clear, label, quiet, row, section
from situationroom.words import sentence

NAME_PX = 150


class TileLayers(QWidget):
    """Lists the street maps and lets the officer add more. ``resized()`` when it needs other room.

    ``looked_for(layer)`` when a file was added: the map may want to go where it has tiles.
    """

    resized = Signal()
    looked_for = Signal(object)

    def __init__(self, frame: Frame, tiles: MapTiles) -> None:
        super().__init__()
        self._frame, self._tiles = frame, tiles
        self.own: tuple[str, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, theme.px(4), 0, 0)
        self._lines.setSpacing(theme.px(2))
        restore(tiles)
        if (known := remembered_choice()) is not None:
            put(tiles, known)
        tiles.changed.connect(self._show)
        self._show()

    def add(self, paths: Sequence[str]) -> None:
        """Open files beside the window; one that is no street map is refused in a sentence."""
        for path in paths:
            self._tiles.open(TileLayer(str(Path(path).absolute()), None), self._added)
        remember(self._tiles)  # should the window be built anew meanwhile

    def _added(self, layer: TileLayer, found: Opened) -> None:
        if isinstance(found, Exception):
            self._tiles.remove(layer)
            if isinstance(found, PlainError):
                self._frame.refuse(found)
        else:
            self._frame.say(tr("Street map added: {name}", name=layer.name))
            self.looked_for.emit(layer)
        remember(self._tiles)

    def choose_files(self) -> None:
        """Ask which files to add."""
        kinds = " ".join(f"*{ending}" for ending in ENDINGS)
        paths, _ = QFileDialog.getOpenFileNames(
            self, tr("Street maps"), "", f"MBTiles, PMTiles ({kinds})"
        )
        self.add(paths)

    def ask_online(self) -> None:
        """Ask for a map on a server."""
        sheet = OnlineMapSheet(self, remembered_choice())
        sheet.chosen.connect(lambda choice: use(self._tiles, choice))
        sheet.open()

    def choose_boundaries(self) -> None:
        """Ask for a file of boundaries and draw those."""
        self._choose(tr("Own boundaries of states"), "GeoJSON (*.geojson *.json)", take_boundaries)

    def choose_names(self) -> None:
        """Ask for a table of states and name them so."""
        self._choose(tr("Own names of states"), "CSV (*.csv)", take_state_names)

    def drop_own(self) -> None:
        """Draw and name states as the program does."""
        drop_own()
        self._reviewed()

    def use_own(self, path: Path, take: Callable[[Path], None]) -> None:
        """Take a file the officer has chosen, or say what is wrong with it."""
        try:
            take(path)
        except PlainError as error:
            self._frame.refuse(error)
        else:
            self._frame.say(tr("{file} is used from now on.", file=path.name))
            self._reviewed()

    def _choose(self, words: str, kinds: str, take: Callable[[Path], None]) -> None:
        path, _ = QFileDialog.getOpenFileName(self, words, "", kinds)
        if path:
            self.use_own(Path(path), take)

    def _reviewed(self) -> None:
        self._tiles.came.emit()
        self._show()

    def _show(self) -> None:
        clear(self._lines)
        self._lines.addWidget(row(section(tr("Street maps")), None, self._more(), gap=0))
        for layer in self._tiles.layers:
            self._lines.addWidget(self._line(layer))
            if said := _said(layer):
                self._lines.addWidget(_note(said, bool(layer.trouble)))
        self.own = drawn_from()
        for error in in_use()[1]:
            self._lines.addWidget(_note(sentence(error), True))
        self.resized.emit()

    def _more(self) -> QWidget:
        menu = QMenu(self)
        menu.addAction(tr("Add a file…")).triggered.connect(self.choose_files)
        menu.addAction(tr("From the network…")).triggered.connect(self.ask_online)
        menu.addSeparator()
        menu.addAction(tr("Own boundaries of states…")).triggered.connect(self.choose_boundaries)
        menu.addAction(tr("Own names of states…")).triggered.connect(self.choose_names)
        back = menu.addAction(tr("The program's boundaries and names"))
        back.setEnabled(any(in_use()))
        back.triggered.connect(self.drop_own)
        made = button("", "plus", kind="quiet")
        made.clicked.connect(lambda: menu.popup(made.mapToGlobal(made.rect().bottomLeft())))
        made.setAccessibleName(tr("Add a street map"))
        made.setToolTip(tr("Add a street map (MBTiles or PMTiles); or drop the file on the window"))
        return made

    def _line(self, layer: TileLayer) -> QWidget:
        tick = QCheckBox(_short(layer.name))
        tick.setChecked(layer.shown and layer.source is not None)
        tick.setEnabled(layer.source is not None)
        tick.setToolTip(layer.path)
        tick.setAccessibleName(layer.name)
        tick.toggled.connect(partial(self._switch, layer))
        away = button("", "close", kind="quiet", on_click=partial(self._remove, layer))
        away.setAccessibleName(tr("Remove {name}", name=layer.name))
        away.setToolTip(
            tr("Remove from this list, and its pictures from this disk")
            if layer.online
            else tr("Remove from this list; the file stays where it is")
        )
        return row(tick, None, away, gap=2)

    def _switch(self, layer: TileLayer, shown: bool) -> None:
        if layer.online:
            switch(self._tiles, layer, shown)
        else:
            self._tiles.show_layer(layer, shown)
            remember(self._tiles)

    def _remove(self, layer: TileLayer) -> None:
        if layer.online:
            remove(self._tiles, layer)
        else:
            self._tiles.remove(layer)
            remember(self._tiles)


def _said(layer: TileLayer) -> str:
    if layer.online and not layer.shown:
        return tr("Off: nothing is loaded from the network.")
    if layer.opening and not layer.trouble:
        return tr("Being opened…")
    return layer.trouble or (layer.source.info.credit if layer.source else "")


def _note(text: str, trouble: bool) -> QWidget:
    made = label(text, "orange", 11) if trouble else quiet(text, 11)
    made.setWordWrap(True)
    made.setContentsMargins(theme.px(24), 0, 0, theme.px(2))
    return made


def _short(text: str) -> str:
    metrics = QFontMetricsF(theme.font(13))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, theme.px(NAME_PX))
