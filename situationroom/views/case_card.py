"""The case card on the right: whatever is selected, in every room the same."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from situationroom.desk import Touched
from situationroom.store.queries.cards import person_card, request_card
from situationroom.store.queries.requests import requests
from situationroom.store.queries.selection import selection
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.case_views import frame_widget, person_view, request_view, requests_view
from situationroom.views.frame import Frame
from situationroom.views.selection_view import selection_view
from situationroom.views.widgets import empty_state, scrolled

KINDS = ("person", "request", "note", "report", "stay", "booking", "household", "site", "movement",
         "merge", "apart", "attachment", "task", "request_link",
         "identity_check", "family_contact", "family_call",
         "delivery", "reply", "zone")  # fmt: skip
QUERIES: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "person": (person_card, selection),
    "request": (request_card, requests),
}
"""What is asked of one record of a kind, and of several."""
MANY = 500
"""Of more requests than this only the first are looked at; the number is still told."""
SOON_MS = 80
AGES_MS = 30_000
"""Ages and due times on the card are said anew this often."""


class CaseCard(QWidget):
    """Everything the cell knows about the selection, and the next sensible actions."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(theme.px(300))
        self._frame = frame
        self.shown: tuple[str, tuple[int, ...]] = ("", ())
        self._asked = 0
        self._area: QScrollArea | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._load)
        self._ages = QTimer(self, interval=AGES_MS)
        self._ages.timeout.connect(self._load)
        self._ages.start()
        frame.desk.changed.connect(self._on_changed)
        frame.desk.attendance.changed.connect(self._on_attendance)
        self._show_nothing()

    def show_records(self, kind: str, ids: Sequence[int]) -> None:
        """The card of one record, a summary of several; nothing clears it."""
        if self.shown == (kind, tuple(ids)):
            return
        self.shown = (kind, tuple(ids))
        self._load(fresh=True)

    def content(self) -> QWidget | None:
        """What stands on the card now."""
        return self._area.widget() if self._area else None

    def _on_changed(self, touched: Touched) -> None:
        if self.shown[1] and touched.any_of(*KINDS):
            self._soon.start()

    def _on_attendance(self) -> None:
        if self.shown[0] == "request" and len(self.shown[1]) == 1:
            self._soon.start()

    def _load(self, *, fresh: bool = False) -> None:
        kind, ids = self.shown
        self._asked += 1
        query = QUERIES.get(kind)
        if not ids or query is None:
            self._show_nothing()
            return
        one, many = query
        turn, desk = self._asked, self._frame.desk
        if len(ids) == 1:
            desk.fetch(self._arrived, _answered, turn, fresh, one, ids[0])
        else:
            most = None if kind == "person" else MANY
            desk.fetch(self._arrived, _answered, turn, fresh, many, ids[:most])

    def _arrived(self, answer: tuple[int, bool, Any]) -> None:
        # A bound method: Qt lets go of it with the card, however late the answer is.
        turn, fresh, found = answer
        if turn == self._asked:
            kind, ids = self.shown
            self._show(kind, ids, found, fresh=fresh)

    def _show(self, kind: str, ids: Sequence[int], found: Any, *, fresh: bool) -> None:
        now, total = self._frame.desk.now(), len(ids)
        if not found:
            self._show_nothing(tr("This record no longer exists; somebody took it back."))
        elif total == 1 and kind == "person":
            self._put(person_view(self._frame, found, now), fresh=fresh)
        elif total == 1:
            self._put(request_view(self._frame, found, now), fresh=fresh)
        elif kind == "person":
            parent = frame_widget(self._frame)
            self._put(selection_view(self._frame, parent, list(ids), found, now), fresh=fresh)
        else:
            self._put(requests_view(self._frame, found, now), fresh=fresh)

    def _show_nothing(self, text: str = "") -> None:
        said = text or tr("Choose a person or a request: everything the cell knows stands here.")
        name = tr("Gone") if text else tr("Nothing selected")
        self._put(empty_state("user", name, said), fresh=True, empty=True)

    def _put(self, content: QWidget, *, fresh: bool, empty: bool = False) -> None:
        at = 0 if fresh or self._area is None else self._area.verticalScrollBar().value()
        # The application's focus: a widget's own focusWidget() only says where it was once.
        focused = QApplication.focusWidget()
        focus = focused is not None and self.isAncestorOf(focused)
        old, page = self._area, QWidget()
        inside = QVBoxLayout(page)
        space = theme.px(16)
        inside.setContentsMargins(space, space, space, space)
        inside.addWidget(content)
        if not empty:
            inside.addStretch(1)
        self._area = scrolled(page)
        self._layout.addWidget(self._area)
        if old is not None:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        if focus:
            self._area.setFocus()
        self._area.verticalScrollBar().setValue(at)


def _answered(
    connection: Any, turn: int, fresh: bool, query: Callable[..., Any], wanted: object
) -> tuple[int, bool, Any]:
    """What was found, with the question it answers: another selection may be made meanwhile."""
    return turn, fresh, query(connection, wanted)
