"""The keys of the import sheet. They come before the same keys of the room behind it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from situationroom.views.import_page import PreviewPage

if TYPE_CHECKING:
    from situationroom.views.import_view import ImportView

Keys = Mapping[str, Callable[[], object]]


def keys_of(view: "ImportView") -> Keys:
    """What the keys do on the page that is shown, by their portable names."""
    here = view.pages.currentWidget()
    keys: dict[str, Callable[[], object]] = {"Esc": view.leave}
    if here in (view.start, view.preview):
        keys |= {"Ctrl+V": view.paste, "Ctrl+O": view.start.choose}
    if here is view.preview:
        keys |= {
            "Ctrl+Z": view.take_back,
            "Ctrl+Shift+Z": view.run.redo,
            "Ctrl+Y": view.run.redo,
            "Ctrl+Return": view.start_import,
            **_page_keys(view.preview),
        }
        if view.preview.sought.hasFocus():
            keys["Esc"] = view.preview.leave_seeking
    return keys


def act_of(event: QKeyEvent, keys: Keys) -> Callable[[], object] | None:
    """What a pressed key does; None for a key of somebody else."""
    keypad = Qt.KeyboardModifier.KeypadModifier
    pressed = QKeyCombination(event.modifiers() & ~keypad, Qt.Key(event.key()))
    return keys.get(QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText))


def _page_keys(page: PreviewPage) -> dict[str, Callable[[], object]]:
    return {
        "F8": partial(page.walk, 1),
        "Shift+F8": partial(page.walk, -1),
        "F2": page.mend,
        "F6": partial(_focus_next, page),
        "Ctrl+E": page.turn,
        "Ctrl+F": page.seek,
        "Ctrl+PgDown": partial(page.tabs.go, 1),
        "Ctrl+PgUp": partial(page.tabs.go, -1),
        **{key: partial(_on_rows, page, act) for key, act in page.keys.items()},
    }


def _on_rows(page: PreviewPage, act: Callable[[list[int]], object]) -> None:
    if ids := page.rows.table.selected_ids():
        act(ids)


def _focus_next(page: PreviewPage) -> None:
    """From the rows to the cells, to the columns, to the rows."""
    now = page.focusWidget()
    if page.rows.table.hasFocus():
        page.card.pairs.setFocus()
    elif now is not None and page.card.isAncestorOf(now) and page.columns.isVisible():
        page.columns.focus_column(0)
    else:
        page.rows.table.setFocus()
