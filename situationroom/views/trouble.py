"""When the disk, the server or the program itself fails: said plainly, with what to do."""

import logging
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from situationroom import __version__
from situationroom.models.errors import PlainError, StoreError
from situationroom.settings import config_dir
from situationroom.texts import tr
from situationroom.views.widgets import Banner, button
from situationroom.words import sentence

log = logging.getLogger(__name__)


class TroubleStrip(QWidget):
    """One red banner over the room, until it is put away or the store works again."""

    def __init__(self) -> None:
        super().__init__()
        self._from_store = False
        self.banner = Banner("", "red", button(tr("Put away"), None, "quiet", on_click=self.hide))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 0)
        layout.addWidget(self.banner)
        self.hide()

    def show_error(self, error: BaseException) -> None:
        """An error with a sentence says it; any other is ours and leaves a report file."""
        self._from_store = isinstance(error, StoreError)
        self.banner.say(sentence(error) if isinstance(error, PlainError) else bug_text(error))
        self.show()

    def store_works(self, _revision: int = 0) -> None:
        """Something was stored: whatever the store complained of is over."""
        if self._from_store:
            self.hide()


def bug_text(error: BaseException) -> str:
    """Write the report of a mistake of ours and say so."""
    # Where, never what: the message of an exception may hold somebody's data.
    log.error("unexpected %s at %s", type(error).__name__, " < ".join(reversed(_where(error))))
    try:
        report = write_report(error)
    except OSError:
        return tr("The program made a mistake. Nothing that was saved is lost; please go on.")
    return tr(
        "The program made a mistake. Nothing that was saved is lost; please go on. "
        "A report for its makers lies in {file}.",
        file=report,
    )


def write_report(error: BaseException) -> Path:
    """Where the program stood, without what it held: nothing personal is in the file."""
    folder = config_dir() / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC)
    path = folder / f"{at:%Y%m%d-%H%M%S-%f}.txt"
    draft = path.with_suffix(".new")
    lines = [f"Situation Room {__version__}", at.isoformat(), type(error).__name__, ""]
    lines += [
        f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)
    ]
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(draft, path)  # noqa: PTH105 - the design's word for it
    return path


def _where(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
