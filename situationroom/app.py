"""The window's composition root: settings, application, window."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from situationroom import settings
from situationroom.settings import Settings, cache_dir
from situationroom.texts import set_language, tr

LOG_BYTES = 2_000_000


def main(argv: Sequence[str]) -> int:
    """Open the window, on the file named in ``argv`` or on the last incident."""
    preferences = settings.load()
    set_language(preferences.language)
    _keep_log()
    try:
        from situationroom.views.opening import application, open_window

        app = application()
    except ImportError as error:
        sys.stderr.write(_no_window(str(error)))
        return 2
    named, number = _apart(argv)
    window = open_window(preferences, _file(named, preferences))
    sys.excepthook = window.show_bug
    window.show()
    window.listen_for_calls()
    if number:
        window.take_ring(number)
    return int(app.exec())


def _apart(argv: Sequence[str]) -> tuple[list[str], str]:
    """The file that was named, and the telephone that rings (``--call NUMBER``)."""
    if "--call" not in argv:
        return list(argv), ""
    at = list(argv).index("--call")
    return [*argv[:at], *argv[at + 2 :]], next(iter(argv[at + 1 : at + 2]), "")


def _file(argv: Sequence[str], preferences: Settings) -> Path | None:
    """The file that was asked for; without one the last incident, if it is still there."""
    if argv:
        return Path(argv[0])
    last = Path(preferences.last_incident) if preferences.last_incident else None
    return last if last is not None and last.is_file() else None


def _keep_log() -> None:
    """A log beside what can be made again; nothing personal is written to it."""
    from logging.handlers import RotatingFileHandler

    try:
        cache_dir().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            cache_dir() / "situationroom.log", maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8"
        )
    except OSError:
        return
    logging.basicConfig(
        handlers=[handler], level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s"
    )


def _no_window(reason: str) -> str:
    said = tr(
        "The window cannot open here: {reason}. Install the system libraries named in README.md, "
        "or use the command line.",
        reason=reason,
    )
    return f"{said}\n"
