"""The room's screen goes with the incident; a window that never showed one loads nothing."""

import sys

from PySide6.QtCore import QObject


def end_show(desk: QObject) -> None:
    """Take the room's screen away before the incident is closed."""
    module = sys.modules.get("situationroom.views.briefing_show")
    for show in desk.findChildren(module.Show) if module else ():
        show.end()
