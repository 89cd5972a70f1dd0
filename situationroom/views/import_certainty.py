"""From which certainty imports attach by themselves: the incident's setting."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from situationroom.commands.incidents import percent, set_certainty
from situationroom.desk import Desk, Touched
from situationroom.models.errors import PlainError
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.choice import Choice

OFFERED: Final = (0.0, 0.99, 0.995, 0.999, 0.9999)


class CertaintyLine(QWidget):
    """The incident's setting beside what it means; ``changed()`` once another one is stored."""

    changed = Signal()

    def __init__(self, desk: Desk, refuse: Callable[[PlainError], object]) -> None:
        super().__init__()
        self._desk, self._refuse = desk, refuse
        self.box = Choice()
        self.box.setAccessibleName(tr("Certainty from which a list attaches by itself"))
        self.box.setToolTip(tr("Only with a matching document and nothing against it."))
        self.box.activated.connect(self._chosen)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(widgets.quiet(tr("Attach to somebody known without asking")))
        inside.addWidget(self.box)
        self.renew()
        desk.changed.connect(self._on_changed)

    def renew(self) -> None:
        """The setting as it is now."""
        now = self._shown = self._desk.incident.targets.attach_from
        self.box.clear()
        for certainty in sorted({*OFFERED, now}):
            self.box.addItem(_words(certainty), certainty)
        self.box.setCurrentIndex(self.box.findData(now))

    def _chosen(self, place: int) -> None:
        certainty = float(self.box.itemData(place))
        if certainty == self._desk.incident.targets.attach_from:
            return
        job = self._desk.run(set_certainty, certainty)
        job.on_refusal = self._refuse

    def _on_changed(self, touched: Touched) -> None:
        if touched.any_of("incident") and self._shown != self._desk.incident.targets.attach_from:
            self.renew()
            self.changed.emit()


def _words(certainty: float) -> str:
    if not certainty:
        return tr("never")
    return tr("from {n} % certainty", n=percent(certainty))
