"""What the command line prints: results on stdout, everything else on stderr."""

import json
import sys
from typing import Any

DONE, LOOK, UNREADABLE, REFUSED = 0, 1, 2, 3
_BAR = 30


def out(text: str) -> None:
    """A line of the result."""
    sys.stdout.write(text + "\n")


def out_json(document: Any) -> None:
    """The one JSON document of a ``--json`` run."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def complain(text: str) -> None:
    """One plain sentence for a person."""
    sys.stderr.write(text + "\n")


def progress(done: int, total: int, label: str) -> None:
    """A bar on a terminal; nothing where stderr is a file."""
    if not sys.stderr.isatty() or total <= 0:
        return
    filled = _BAR * done // total
    end = "\n" if done >= total else ""
    sys.stderr.write(f"\r{'█' * filled}{'·' * (_BAR - filled)} {label[:40]:<40}{end}")
