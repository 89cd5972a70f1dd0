"""Which screen is the room's: the one chosen last, found again after a start; else one is asked."""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMenu, QWidget

from situationroom.settings import config_dir
from situationroom.texts import tr

FILE = "screen.json"


@dataclass(frozen=True, slots=True)
class Known:
    """What a screen is recognised by; systems number their screens anew, makers do not."""

    name: str = ""
    model: str = ""
    serial: str = ""


def known(screen: QScreen) -> Known:
    """What this screen is recognised by."""
    return Known(screen.name(), screen.model(), screen.serialNumber())


def find(offered: Sequence[Known], kept: Known) -> int | None:
    """The place of the screen that was kept; None where none is surely that one."""
    others = [n for n, one in enumerate(offered) if not _another(one, kept)]
    serial = [n for n in others if kept.serial and offered[n].serial == kept.serial]
    named = [n for n in others if (offered[n].name, offered[n].model) == (kept.name, kept.model)]
    model = [n for n in others if kept.model and offered[n].model == kept.model]
    return next((sure[0] for sure in (serial, named, model) if len(sure) == 1), None)


def remember(screen: QScreen) -> None:
    """Keep the room's screen for the next start; a disk that refuses costs only that."""
    target = config_dir() / FILE
    draft = target.with_name(f"{FILE}.{os.getpid()}.new")
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(asdict(known(screen))), encoding="utf-8")
        draft.replace(target)


def recall() -> Known | None:
    """The room's screen as it was kept; None where nobody chose one."""
    try:
        stored = json.loads((config_dir() / FILE).read_text(encoding="utf-8"))
        told = [stored[name] for name in ("name", "model", "serial")]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return None
    return Known(*told) if all(isinstance(one, str) for one in told) else None


def others(beside: QWidget) -> list[QScreen]:
    """The screens the officer does not work on, as the system counts them."""
    return [one for one in QGuiApplication.screens() if one is not beside.screen()]


def room_screen(beside: QWidget) -> QScreen | None:
    """The screen nobody needs to be asked for: the kept one, or the only other one."""
    offered, kept = others(beside), recall()
    place = find([known(one) for one in offered], kept) if kept else None
    if place is not None:
        return offered[place]
    return offered[0] if len(offered) == 1 else None


def screens_menu(
    beside: QWidget, now: QScreen | None, chosen: Callable[[QScreen], object]
) -> QMenu:
    """One line a screen; a digit, an arrow or the mouse chooses, and the choice is kept."""
    menu = QMenu(beside)
    menu.setTitle(tr("Screen of the room"))
    for number, screen in enumerate(others(beside), 1):
        action = menu.addAction(f"&{number}  {described(screen, beside.screen())}")
        action.setCheckable(True)
        action.setChecked(screen is now)
        action.triggered.connect(lambda _on, screen=screen: _choose(screen, chosen))
    return menu


def described(screen: QScreen, own: QScreen) -> str:
    """'Wall · 1920 × 1080 · right of yours'; an ampersand in its name is one."""
    name = (screen.model() or screen.name()).replace("&", "&&")
    size = screen.geometry().size() * screen.devicePixelRatio()
    return f"{name} · {size.width()} × {size.height()} · {_side(screen, own)}"


def _choose(screen: QScreen, chosen: Callable[[QScreen], object]) -> None:
    remember(screen)
    chosen(screen)


def _side(screen: QScreen, own: QScreen) -> str:
    way = screen.geometry().center() - own.geometry().center()
    if abs(way.x()) >= abs(way.y()):
        return tr("right of yours") if way.x() >= 0 else tr("left of yours")
    return tr("below yours") if way.y() > 0 else tr("above yours")


def _another(one: Known, kept: Known) -> bool:
    """Whether what their makers say of two screens contradicts."""
    serials = bool(one.serial and kept.serial and one.serial != kept.serial)
    return serials or bool(one.model and kept.model and one.model != kept.model)
