"""From the start of a process to a painted window, beside a bare PySide6 window."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measuring import Table, apart, ratio

TIMES = 5
_BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("x"))
window.resize(1440, 900)
window.show()
app.processEvents()
window.grab()
"""
_OURS = """
import sys
from pathlib import Path
from situationroom.views.opening import application, open_window
from situationroom.settings import Settings
app = application()
window = open_window(Settings(), *map(Path, sys.argv[1:]))
window.show()
app.processEvents()
window.grab()
"""
_TELL = "import sys, time; print(time.time(), flush=True); import os; os._exit(0)"


def measure(persons: int = 100_000) -> Table:
    """Median seconds of a few cold processes (files are in the system's cache)."""
    with tempfile.TemporaryDirectory() as scratch:
        incident = Path(scratch) / "bench.situation"
        apart(fill, incident, persons)
        os.environ["SITUATIONROOM_HOME"] = scratch
        bare = _seconds(_BARE)
        lines = [("bare PySide6 window", f"{bare:.2f} s", "1")]
        for name, seconds in (
            ("start page", _seconds(_OURS)),
            (f"incident of {persons:,} persons", _seconds(_OURS, incident)),
        ):
            lines.append((name, f"{seconds:.2f} s", ratio(seconds, bare)))
    return Table(
        "Cold start to a painted window",
        f"From the start of a new Python process, offscreen, of a program that was started before "
        f"(its modules are compiled); median of {TIMES}.",
        ("window", "time", "of bare"),
        tuple(lines),
    )


def fill(path: Path, persons: int) -> None:
    """An incident file to open."""
    from bench.queries import filled

    filled(path, persons).close()


def _seconds(script: str, *arguments: Path) -> float:
    _once(script, *arguments)  # the first one compiles what was not compiled yet
    return statistics.median(_once(script, *arguments) for _ in range(TIMES))


def _once(script: str, *arguments: Path) -> float:
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\n{_TELL}", *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        env=_surroundings(),
    )
    return float(done.stdout.split()[-1]) - start


def _surroundings() -> dict[str, str]:
    """The environment of an officer's machine: without a screen, but modules may be kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}
