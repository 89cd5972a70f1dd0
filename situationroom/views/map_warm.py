"""What every map needs, read beside the window before anybody opens the map."""

from functools import cache

from PySide6.QtCore import QThreadPool


@cache
def warm() -> None:
    """Begin to read coasts, borders and names, once a process: the first map is sooner there."""
    QThreadPool.globalInstance().start(_read)


def _read() -> None:
    from situationroom.map.basemap import LAYERS, Level, country, load
    from situationroom.map.labels import names

    for level in Level:
        for layer in LAYERS:
            load(layer, level)
    country("")
    names()
