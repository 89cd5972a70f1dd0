"""The imports of this incident, newest first, each with its way back."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from situationroom.models.journal import Entry
from situationroom.store.connection import Connection
from situationroom.store.queries.journal_pages import EntryFilter, entry_ids, entry_rows
from situationroom.texts import tr
from situationroom.views import theme, times, widgets
from situationroom.views.acts import act_text
from situationroom.views.elided import ElidedLabel
from situationroom.views.frame import Frame
from situationroom.views.widgets import button

MOST = 8


def recent_imports(connection: Connection) -> list[tuple[Entry, bool]]:
    """The last imports, newest first; True beside those that were taken back."""
    newest = entry_ids(connection, EntryFilter(verbs=("apply_import",)))[:MOST]
    imports = entry_rows(connection, newest)
    undos = entry_rows(connection, entry_ids(connection, EntryFilter(verbs=("undo", "redo"))))
    back = _taken_back(undos.values())
    return [(imports[revision], revision in back) for revision in newest]


def recent_list(frame: Frame, undo: Callable[[int], object]) -> QWidget:
    """A line for each of them; ``undo(revision)`` takes one of the officer's own back."""
    desk = frame.desk
    lines = [_line(frame, entry, undone, undo) for entry, undone in desk.ask(recent_imports)]
    if not lines:
        return widgets.quiet(tr("Nothing was imported into this incident yet."))
    return widgets.column(*lines, gap=4)


def _line(frame: Frame, entry: Entry, undone: bool, undo: Callable[[int], object]) -> QWidget:
    desk = frame.desk
    when = widgets.quiet(times.short_stamp(entry.at, desk.incident.incident_zone, desk.now()), 12)
    when.setFixedWidth(theme.px(92))
    who = widgets.quiet(entry.officer, 12)
    what = ElidedLabel(act_text(entry), "quiet" if undone else "text")
    what.setToolTip(act_text(entry))
    parts: list[QWidget | None] = [when, what, who]
    if undone:
        parts.append(widgets.quiet(tr("taken back"), 12))
    elif entry.officer == desk.officer:
        back = button(tr("Undo import"), "undo", "quiet", None, lambda: undo(entry.revision))
        parts.append(back)
    made = widgets.row(*parts, gap=10)
    made.setMinimumHeight(theme.px(34))
    layout = made.layout()
    if layout is not None:
        layout.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return made


def _taken_back(undos: Iterable[Entry]) -> set[int]:
    """Revisions that are undone now: by an undo that was not undone itself."""
    gone: set[int] = set()
    for entry in sorted(undos, key=lambda e: -e.revision):
        if entry.undoes is not None and entry.revision not in gone:
            gone.add(entry.undoes)
    return gone
