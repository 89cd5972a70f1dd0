"""How positions are written on this workstation: chosen, remembered, copied in that notation."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from situationroom.intake.coordinates import NOTATIONS, written
from situationroom.texts import tr
from situationroom.views.table_memory import keep, recall

MEMORY = "map"
DEFAULT = "decimal"


def name_of(notation: str) -> str:
    """What a notation is called."""
    return {
        "decimal": tr("Decimal degrees"),
        "minutes": tr("Degrees and minutes"),
        "seconds": tr("Degrees, minutes, seconds"),
        "utm": "UTM",
        "mgrs": "MGRS",
        "plus code": tr("Plus code"),
    }[notation]


def chosen() -> str:
    """The notation this officer chose last on this workstation."""
    kept = recall(MEMORY).get("notation")
    return kept if isinstance(kept, str) and kept in NOTATIONS else DEFAULT


def choose(notation: str) -> None:
    """Write positions so from now on."""
    keep(MEMORY, {**recall(MEMORY), "notation": notation})


def nautical() -> bool:
    """Whether this officer measures in nautical miles."""
    return recall(MEMORY).get("nautical") is True


def choose_nautical(on: bool) -> None:
    """Measure so from now on."""
    keep(MEMORY, {**recall(MEMORY), "nautical": on})


def after(notation: str) -> str:
    """The next one, round and round."""
    known = list(NOTATIONS)
    return known[(known.index(notation) + 1) % len(known)]


def copy_position(lat: float, lon: float, notation: str) -> str:
    """The position to the clipboard; gives what was copied."""
    text = written(lat, lon, notation)
    QGuiApplication.clipboard().setText(text)
    return text


def notation_menu(
    parent: QWidget, now: Callable[[], str], chosen: Callable[[str], object]
) -> QMenu:
    """All notations, the one that holds checked whenever the menu is opened."""
    menu = QMenu(tr("Notation"), parent)
    group = QActionGroup(menu)
    for notation in NOTATIONS:
        entry = menu.addAction(name_of(notation))
        entry.setCheckable(True)
        entry.setData(notation)
        group.addAction(entry)
        entry.triggered.connect(lambda _on=False, one=notation: chosen(one))

    def check() -> None:
        for entry in menu.actions():
            entry.setChecked(entry.data() == now())

    menu.aboutToShow.connect(check)
    return menu
