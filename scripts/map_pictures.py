"""The map looking back, for the documentation."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from situationroom.gallery import Look, settle

THEN = 0.42
"""How far the replay is: a part of the incident's time, in the first night of the evacuation."""


def picture_replay(incident: Path, folder: Path, look: Look) -> Path:
    """The map room some way into the replay."""
    from situationroom import settings
    from situationroom.views.opening import application, open_window

    app = application()
    worn = replace(settings.load(), theme=look.theme, language=look.language, officer="陈静")
    window = open_window(worn, incident)
    window.resize(look.width, look.height)
    window.show()
    assert window.cell is not None
    window.cell.open_room("map")
    settle(window)
    room: Any = window.cell.rooms["map"]
    room.replay.toggle()
    while room.replay.time.times is None:
        app.processEvents()
    first, end = room.replay.time.span()
    room.replay.time.go(first + (end - first) * THEN)
    settle(window)
    path = folder / "replay.png"
    window.grab().save(str(path))
    window.close()
    window.deleteLater()
    app.processEvents()
    return path
