"""Python's cycle collector on the window's thread, where windows may be freed."""

from PySide6.QtCore import QObject, Qt, QTimerEvent

from situationroom.collector import collect_what_is_due

EVERY_MS = 500


class Collecting(QObject):
    """Collects now and then as long as it lives; it lives as long as the application."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.startTimer(EVERY_MS, Qt.TimerType.CoarseTimer)

    def timerEvent(self, _event: QTimerEvent) -> None:
        collect_what_is_due()
