"""The sheet that asks what of the map becomes data, and says when it holds personal data."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QWidget

from situationroom.texts import tr
from situationroom.views.ask import Sheet
from situationroom.views.map_data import KINDS, DataWish, Format, about, write_data
from situationroom.views.widgets import Banner, column, confirm, form_row, row

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

FILTERS = {"geojson": "GeoJSON (*.geojson)", "kml": "KML (*.kml)"}


class DataForm(Sheet):
    """Format, kinds, whom, and how much of each person."""

    def __init__(self, parent: QWidget, selected: int) -> None:
        super().__init__(parent, tr("Export the map as data"), "", tr("Save"), "primary")
        self.format = _choice([("GeoJSON", "geojson"), ("KML", "kml")])
        words = {"persons": tr("Persons"), "sites": tr("Shelters"), "zones": tr("Zones"),
                 "movements": tr("Movements")}  # fmt: skip
        self.kinds = {kind: QCheckBox(words[kind]) for kind in KINDS}
        for box in self.kinds.values():
            box.setChecked(True)
        self.whom = _choice([(tr("Everybody the legend shows"), False)])
        if selected:
            self.whom.addItem(tr("The selected persons ({n})", n=selected), True)
        self.detail = _choice([
            (tr("Masked: rounded positions and status only"), False),
            (tr("With names, case numbers and exact positions"), True),
        ])  # fmt: skip
        self.warning = Banner(
            tr("The file will hold personal data. Give it only to who may have it, and delete it "
               "when it has been used."), "red",
        )  # fmt: skip
        self.body.addWidget(column(
            form_row(tr("Format"), self.format),
            form_row(tr("What"), row(*self.kinds.values(), None)),
            form_row(tr("Whom"), self.whom),
            form_row(tr("Of each person"), self.detail),
            self.warning, gap=10,
        ))  # fmt: skip
        self.finish()
        self.detail.currentIndexChanged.connect(self._warn)
        self.kinds["persons"].toggled.connect(self._warn)
        self._warn()

    def wish(self, selected: tuple[int, ...]) -> DataWish:
        """What was chosen."""
        kinds = frozenset(kind for kind, box in self.kinds.items() if box.isChecked())
        ids = selected if self.whom.currentData() else None
        return DataWish(kinds, ids, bool(self.detail.currentData()))

    @property
    def personal(self) -> bool:
        """Whether the file will hold personal data."""
        return bool(self.detail.currentData()) and self.kinds["persons"].isChecked()

    def _warn(self) -> None:
        self.warning.setVisible(self.personal)
        self.detail.setEnabled(self.kinds["persons"].isChecked())


def ask_data(room: "MapRoom") -> None:
    """Ask what and where to, then write it beside the window, with progress and cancel.

    Not while the map looks back: names are read as they are now.
    """
    if room.replay.past:
        room.frame.say(tr("Come back to now first; data is written as it is now."))
        return
    selected = tuple(sorted(room.selected))
    form = DataForm(room, len(selected))
    accepted = form.exec() == QDialog.DialogCode.Accepted
    wish, kind, personal = form.wish(selected), form.format.currentData(), form.personal
    form.deleteLater()
    if not accepted or (personal and not _agreed(room)):
        return
    name, _ = QFileDialog.getSaveFileName(
        room, tr("Export the map as data"), f"map.{kind}", FILTERS[kind]
    )
    if name:
        save_data(room, Path(name), kind, wish)


def save_data(room: "MapRoom", path: Path, kind: Format, wish: DataWish) -> None:
    """Write what is shown, as a job of the bottom strip."""
    desk, scene = room.frame.desk, room.painter.scene()
    told = about(desk, wish)
    job = desk.study(tr("Exporting the map"), write_data, path, kind, scene, wish, told)
    job.succeeded.connect(
        lambda n: room.frame.say(tr("Saved {file}: {n} entries", file=path.name, n=n))
    )


def _agreed(room: "MapRoom") -> bool:
    return confirm(
        room, tr("Names leave the cell"),
        tr("The file holds names, case numbers and exact positions of persons."),
        tr("Save with names"), danger=True,
    )  # fmt: skip


def _choice(items: list[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    for words, value in items:
        box.addItem(words, value)
    return box
