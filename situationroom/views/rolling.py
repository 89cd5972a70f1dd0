"""A table whose rows never move by themselves: what is new waits behind a pill until Enter."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from situationroom.store.queries.ordered import Ids, Listing
from situationroom.texts import tr
from situationroom.views.table import RecordTable


@dataclass(frozen=True, slots=True, eq=False)
class News:
    """A listing, and what is new and gone in it against the ids ``since``."""

    listing: Listing
    names: Mapping[str, str]
    since: Ids
    new: Ids
    gone: Ids


def news(listing: Listing, names: Mapping[str, str], since: Ids) -> News:
    """Compared in the background: with a million rows it takes longer than a frame."""
    if np.array_equal(listing.ids, since):
        none = np.empty(0, np.int64)
        return News(listing, names, since, none, none)
    new = np.setdiff1d(listing.ids, since, assume_unique=True)
    return News(listing, names, since, new, np.setdiff1d(since, listing.ids, assume_unique=True))


class Rolling(QObject):
    """Stands between what a query gives and what a table shows.

    Rows that left the view fade but keep their place; new ones and another order wait until
    ``let_in`` (Enter, or a click on ``pill``). ``let_in_done()`` after the table shows them.
    """

    let_in_done = Signal()

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self._wanted = table.records.listing
        self._names: Mapping[str, str] = {}
        self._new: Ids = np.empty(0, np.int64)
        self.pill = QPushButton()
        self.pill.setProperty("kind", "chip")
        self.pill.setCheckable(True)
        self.pill.setChecked(True)
        self.pill.setCursor(Qt.CursorShape.PointingHandCursor)
        self.pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pill.clicked.connect(self.let_in)
        self.pill.hide()
        self._keys = [QShortcut(QKeySequence(k), table, self.let_in) for k in ("Return", "Enter")]
        for key in self._keys:
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.setEnabled(False)

    @property
    def shown(self) -> Ids:
        """The ids in the table, to compare with."""
        return self._table.records.listing.ids

    @property
    def waiting(self) -> bool:
        """True while the table does not show what the query gave last."""
        shown = self._table.records.listing
        return shown is not self._wanted and not (
            np.array_equal(shown.ids, self._wanted.ids) and shown.groups == self._wanted.groups
        )

    def show(self, told: News) -> None:
        """Show these now: another view, another order, another filter was asked for."""
        self._take(told)
        self._table.mark(())
        self._settle()
        if self._table.current_id() is None:
            self._table.scrollToTop()

    def hear(self, told: News) -> None:
        """The query's answer has become this; nothing moves while somebody may be looking."""
        shown = self.shown
        fresh = told if told.since is shown else news(told.listing, told.names, shown)
        self._take(fresh)
        if not len(shown) or not len(told.listing.ids) or not self._table.isVisible():
            self._settle()
            return
        self._table.fade(fresh.gone.tolist())
        self._say(len(fresh.new))

    def let_in(self) -> None:
        """Show what is waiting; new rows carry a dot."""
        new = self._new.tolist()
        self._settle()
        self._table.mark(new)
        self._table.setFocus()

    def _take(self, told: News) -> None:
        self._wanted, self._names, self._new = told.listing, told.names, told.new

    def _settle(self) -> None:
        self._table.fade(())
        if self.waiting:
            self._table.set_listing(self._wanted, self._names)
        self._offer(False)
        self.let_in_done.emit()

    def _say(self, new: int) -> None:
        self.pill.setChecked(True)
        if new:
            self.pill.setText(tr("{n} new — press Enter to show", n=new))
        else:
            self.pill.setText(tr("The order has changed — press Enter to sort"))
        self.pill.adjustSize()
        self._offer(self.waiting)

    def _offer(self, waiting: bool) -> None:
        self.pill.setVisible(waiting)
        for key in self._keys:
            key.setEnabled(waiting)
