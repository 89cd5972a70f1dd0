"""Who is out of contact, by tier, in the legend of the map; the counts rise by themselves."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from situationroom import legend
from situationroom.desk import Touched
from situationroom.models.vocabulary import Tier
from situationroom.store.queries.overview import Unaccounted, unaccounted
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.widgets import clear, section

AGAIN_MS: Final = 30_000
"""A tier rises without anybody acting, so the counts are asked for again."""
KINDS: Final = ("person", "stay", "booking", "incident")


class TierLegend(QWidget):
    """Three lines, the highest tier first; a click opens the list of the unaccounted."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self.counts: dict[Tier, int] = {}
        self._stale = False
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, theme.px(4), 0, 0)
        self._lines.setSpacing(0)
        self._show(Unaccounted(dict.fromkeys(Tier, 0), 0))
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._look)
        self._again.start()
        self._desk.changed.connect(self._changed)
        self.count()

    def count(self) -> None:
        """Ask how many there are now; they arrive a moment later."""
        self._desk.fetch(self._heard, unaccounted, self._desk.now(), self._desk.incident.targets)

    def _changed(self, touched: Touched) -> None:
        if touched.any_of(*KINDS):
            self._look()

    def _look(self) -> None:
        # Nobody looks at a hidden map; it is brought up to date when it is opened.
        self._stale = not self.isVisible()
        if not self._stale:
            self.count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._look()

    def _heard(self, found: Unaccounted) -> None:
        if found.by_tier != self.counts:
            self._show(found)

    def _show(self, found: Unaccounted) -> None:
        self.counts = dict(found.by_tier)
        clear(self._lines)
        self._lines.addWidget(section(tr("Out of contact")))
        opened = partial(self._frame.open_room, "people", "unaccounted")
        for tier in (Tier.RED, Tier.ORANGE, Tier.YELLOW):
            mark, count = legend.mark(tier), str(found.by_tier[tier])
            words = legend.short(tier)
            self._lines.addWidget(LinkRow(words, "", count, mark.shape, mark.tone, "text", opened))
