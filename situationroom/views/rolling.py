"""A table whose rows never move by themselves: what is new waits behind a pill until Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from situationroom.texts import tr
from situationroom.views.table import RecordTable


class Rolling(QObject):
    """Stands between the ids a query gives and the ids a table shows.

    Rows that left the view fade but keep their place; new ones and another order wait until
    ``let_in`` (Enter, or a click on ``pill``). ``let_in_done()`` after the table shows them.
    """

    let_in_done = Signal()

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self._wanted: list[int] = []
        self._number = self._newest_show = 0
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
    def waiting(self) -> bool:
        """True while the table does not show what the query gave last."""
        return self._wanted != self._table.ids()

    @property
    def looking(self) -> bool:
        """True while a list that will be shown at once is still being looked up."""
        return self._newest_show > 0

    def ask(self, *, show: bool) -> int:
        """The number of the next question; ``show`` its answer at once, or hear it."""
        self._number += 1
        if show:
            self._newest_show = self._number
        return self._number

    def answer(self, number: int, ids: Sequence[int]) -> bool:
        """Take the answer to a question; False where a newer one has made it stale."""
        if number < self._newest_show:
            return False
        take = self.show if self.looking else self.hear
        self._newest_show = 0
        take(ids)
        return True

    def show(self, ids: Sequence[int]) -> None:
        """Show these now: another view, another order, another filter was asked for."""
        self._wanted = list(ids)
        self._table.mark(())
        self._settle()

    def hear(self, ids: Sequence[int]) -> None:
        """The query's answer has become this; nothing moves while somebody may be looking."""
        self._wanted = list(ids)
        shown = set(self._table.ids())
        new = [id_ for id_ in ids if id_ not in shown]
        if not shown or not ids or not self._table.isVisible():
            self._settle()
            return
        self._table.fade(shown.difference(ids))
        self._say(len(new))

    def let_in(self) -> None:
        """Show what is waiting; new rows carry a dot."""
        new = set(self._wanted).difference(self._table.ids())
        self._settle()
        self._table.mark(new)
        self._table.setFocus()

    def _settle(self) -> None:
        self._table.fade(())
        if self.waiting:
            self._table.set_ids(self._wanted)
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
