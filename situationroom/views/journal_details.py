"""One entry of the journal in full: who, when, and every change field by field."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from situationroom.desk import Desk
from situationroom.legend import Tone
from situationroom.models.journal import Change, Entry
from situationroom.store.journal import entry_at
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.card_parts import facts, words
from situationroom.views.field_words import field_name, record_name, value_text
from situationroom.views.frame import Frame
from situationroom.views.widgets import (
    Card,
    button,
    clear,
    column,
    empty_state,
    label,
    quiet,
    row,
    scrolled,
)
from situationroom.words import entry_text

CHANGES_SHOWN = 60
UNSAID = ("fingerprint", "headers", "cells", "sha256")
"""Fields that say nothing to a reader here; the reports themselves show them."""
OPENS = ("person", "request")


class JournalDetails(QWidget):
    """Shows an entry; ``undo(revision)`` is called by its button."""

    def __init__(self, frame: Frame, undo: Callable[[int], object]) -> None:
        super().__init__()
        self._frame, self._undo = frame, undo
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.revision = 0
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what selecting does."""
        self.revision = 0
        said = tr("Choose an entry to see what it changed, field by field.")
        self._put(empty_state("journal", tr("No entry selected"), said))

    def show_entry(self, revision: int) -> None:
        """Fetch and show an entry with its changes."""
        self.revision = revision
        self._frame.desk.fetch(self._arrived, entry_at, revision)

    def _arrived(self, entry: Entry | None) -> None:
        if entry is not None and entry.revision == self.revision:
            self._put(scrolled(self._page(entry)))

    def _page(self, entry: Entry) -> QWidget:
        desk = self._frame.desk
        head = label(entry_text(entry), size=16, weight=700)
        head.setWordWrap(True)
        shown = [_change(self._frame, change) for change in entry.changes[:CHANGES_SHOWN]]
        rest = len(entry.changes) - len(shown)
        if rest > 0:
            shown.append(quiet(tr("… and {n} more records", n=rest)))
        if not entry.changes:
            shown.append(quiet(tr("This entry changed no record.")))
        page = column(head, _facts(entry, desk), *self._buttons(entry), *shown, None, gap=12)
        margins = theme.px(16)
        layout = page.layout()
        if layout is not None:
            layout.setContentsMargins(margins, margins, margins, margins)
        return page

    def _buttons(self, entry: Entry) -> list[QWidget]:
        mine = entry.officer == self._frame.desk.officer
        if not (mine and entry.undoable):
            why = (
                tr("This has happened outside and cannot be undone.")
                if mine
                else tr("Each officer undoes only their own entries.")
            )
            return [quiet(why, 12)]
        undo = button(
            tr("Undo this entry"), "undo", "plain", on_click=lambda: self._undo(entry.revision)
        )
        return [row(undo, None)]

    def _put(self, content: QWidget) -> None:
        clear(self._layout)
        self._layout.addWidget(content)


def _facts(entry: Entry, desk: Desk) -> QWidget:
    zone = desk.incident.incident_zone
    rows: list[tuple[str, QWidget | str]] = [
        (tr("When"), times.stamp(entry.at, zone)),
        (tr("Officer"), " · ".join(p for p in (entry.officer, entry.workstation) if p)),
        (tr("Revision"), str(entry.revision)),
        (tr("Undoes"), str(entry.undoes) if entry.undoes else ""),
        ("SHA-256", _hash(entry)),
    ]
    return facts(rows)


def _hash(entry: Entry) -> QWidget:
    short = label(f"{entry.hash[:16]}…", "quiet", 12)
    short.setToolTip(entry.hash)
    return short


def _change(frame: Frame, change: Change) -> QWidget:
    card = Card(raised=True)
    name, tone = _said(change)
    head: list[QWidget | None] = [
        label(record_name(change.kind, change.id), weight=500), label(name, tone, 12), None
    ]  # fmt: skip
    if change.kind in OPENS and change.after is not None:
        show = button(
            tr("Show"), None, "quiet", on_click=lambda: frame.select(change.kind, [change.id])
        )
        head.append(show)
    card.body.addWidget(row(*head))
    card.body.addWidget(_fields(change, frame.desk.incident.incident_zone))
    return card


def _said(change: Change) -> tuple[str, Tone]:
    if change.before is None:
        return tr("new"), "safe"
    if change.after is None:
        return tr("removed"), "red"
    return tr("changed"), "accent"


def _fields(change: Change, zone: str) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnMinimumWidth(0, theme.px(96))
    before, after = change.before or {}, change.after or {}
    names = [n for n in dict.fromkeys([*before, *after]) if n not in UNSAID and n != "id"]
    for n, name in enumerate(names):
        grid.addWidget(quiet(field_name(name), 12), n, 0, Qt.AlignmentFlag.AlignTop)
        old = value_text(change.kind, name, before.get(name), zone)
        new = value_text(change.kind, name, after.get(name), zone)
        if change.before is None or change.after is None:
            grid.addWidget(words(new if change.before is None else old), n, 1)
        else:
            grid.addWidget(_pair(old, new), n, 1)
    grid.setColumnStretch(1, 1)
    box = QWidget()
    box.setObjectName("clear")
    box.setLayout(grid)
    return box


def _pair(old: str, new: str) -> QWidget:
    was = label(old, "quiet")
    font = was.font()
    font.setStrikeOut(old != "—")
    was.setFont(font)
    was.setWordWrap(True)
    return column(was, words(new), gap=0)
