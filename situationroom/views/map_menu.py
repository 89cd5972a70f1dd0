"""What a right click on the map offers, and the keys of the map beside those that move it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from situationroom import legend
from situationroom.intake.coordinates import written
from situationroom.texts import tr
from situationroom.views.icons import icon
from situationroom.views.map_near import show_nearest
from situationroom.views.map_notation import copy_position, notation_menu
from situationroom.views.map_out import out_menu, print_map

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

MOST_ZONES = 40
AROUND_KM = 5
"""How far "around here" reaches until another radius is typed."""


def map_menu(room: "MapRoom", at: QPoint) -> QMenu:
    """The menu of a point of the window; the caller shows it."""
    menu, foot = QMenu(room), room.foot
    lat, lon = room.canvas.position(QPointF(at))
    text = written(lat, lon, foot.notation)
    copied = menu.addAction(tr("Copy {position}", position=text))
    copied.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    copied.triggered.connect(lambda: _say_copied(room, copy_position(lat, lon, foot.notation)))
    menu.addMenu(notation_menu(menu, lambda: foot.notation, foot.write_as))
    menu.addSeparator()
    menu.addAction(icon("circle"), tr("Select within {n} km …", n=AROUND_KM)).triggered.connect(
        lambda: room.areas.around((lat, lon), AROUND_KM * 1_000)
    )
    menu.addAction(icon("bed"), tr("Nearest shelters with free places")).triggered.connect(
        lambda: show_nearest(room, (lat, lon))
    )
    menu.addMenu(_zones_menu(room, menu))
    menu.addAction(tr("Measure from here")).triggered.connect(
        lambda: room.areas.measure_from((lat, lon))
    )
    miles = menu.addAction(tr("Nautical miles"))
    miles.setCheckable(True)
    miles.setChecked(foot.nautical)
    miles.toggled.connect(room.areas.measure_in_miles)
    menu.addSeparator()
    menu.addAction(icon("print"), tr("Print the map")).triggered.connect(lambda: print_map(room))
    menu.addMenu(out_menu(room, menu))
    menu.addAction(tr("Go to a place")).triggered.connect(room.go_to)
    return menu


def _zones_menu(room: "MapRoom", parent: QMenu) -> QMenu:
    """Every zone by its name: also those that are far away, or too small to be clicked."""
    menu = QMenu(tr("Zones"), parent)
    menu.setIcon(icon("zone"))
    menu.setEnabled(bool(room.areas.zones))
    for zone in room.areas.zones[:MOST_ZONES]:
        name = f"{legend.label(zone.kind)} · {zone.name}".replace("&", "&&")
        menu.addAction(name).triggered.connect(lambda _on=False, one=zone: room.areas.go_to(one))
    return menu


def listen(room: "MapRoom") -> None:
    """Let the right button, the menu key, N, Ctrl+C and Ctrl+P work on the map."""
    for part in (room.canvas, room.canvas.viewport()):
        part.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        part.customContextMenuRequested.connect(lambda at: _show(room, at))
    keys = (
        (QKeySequence(QKeySequence.StandardKey.Copy), lambda: _copied(room)),
        (QKeySequence("N"), room.foot.next_notation),
        (QKeySequence("L"), room.legend.toggle),
        (QKeySequence("Return"), lambda: _enter(room)),
        (QKeySequence("."), lambda: room.hover.step(1)),
        (QKeySequence(","), lambda: room.hover.step(-1)),
        (QKeySequence(QKeySequence.StandardKey.SelectAll), room.clicks.all_in_view),
        (QKeySequence(QKeySequence.StandardKey.Print), lambda: print_map(room)),
    )
    for sequence, act in keys:
        shortcut = QShortcut(sequence, room.canvas)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)


def _copied(room: "MapRoom") -> None:
    if not room.areas.copy_measured():
        _say_copied(room, room.foot.copy())


def _show(room: "MapRoom", at: QPoint) -> None:
    menu = map_menu(room, at)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(room.canvas.viewport().mapToGlobal(at))


def _enter(room: "MapRoom") -> None:
    """Finishes what the hand draws; else it goes into the group in the middle of the window."""
    if room.canvas.hand is not None:
        room.canvas.hand.key(Qt.Key.Key_Return, room.canvas.middle())
    else:
        room.clicks.enter()


def _say_copied(room: "MapRoom", text: str) -> None:
    room.frame.say(tr("Copied: {text}", text=text))
