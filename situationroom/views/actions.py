"""Every action of the window by name and keys: for the palette, the shortcuts and the help."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Action:
    """Something an officer can do from anywhere. ``name`` is translated; ``keys`` may be many."""

    name: str
    icon: str
    do: Callable[[], object]
    keys: tuple[str, ...] = ()

    @property
    def keys_text(self) -> str:
        """The first of its keys as this system writes it."""
        native = QKeySequence.SequenceFormat.NativeText
        return QKeySequence(self.keys[0]).toString(native) if self.keys else ""


def install(actions: Iterable[Action], window: QWidget) -> list[QShortcut]:
    """Make the keys work anywhere in ``window``; the shortcuts live as long as it does."""
    made = []
    for action in actions:
        for keys in action.keys:
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda do=action.do: do())
            made.append(shortcut)
    return made


def matching(actions: Iterable[Action], typed: str) -> list[Action]:
    """Actions whose name holds every typed word, in their own order."""
    words = typed.casefold().split()
    return [a for a in actions if all(word in a.name.casefold() for word in words)]
