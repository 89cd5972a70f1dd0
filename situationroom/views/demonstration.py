"""The demonstration incident: made once by ``situationroom.demo``, opened again later."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from situationroom.settings import cache_dir


def demonstration_file(_parent: QWidget) -> Path | None:
    """The demonstration's file; made on the first call. Raises PlainError or OSError."""
    from situationroom.demo import make_incident

    path = cache_dir() / "demo" / "demo.situation"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make_incident(path)
    return path
