"""``python -m bench [SUBJECT…] [--small]``: run the measurements, write bench/RESULTS.md."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from bench import (
    cold_start,
    hints,
    import_rows,
    map_first,
    map_frame,
    matching,
    places,
    queries,
    rolling_list,
)
from bench.measuring import Table, machine

RESULTS = Path(__file__).with_name("RESULTS.md")
COMPARED = ("PySide6-Essentials", "pyqtgraph", "sqlalchemy", "sqlcipher3", "openpyxl", "numpy")
Measure = Callable[[], Table]
SUBJECTS: dict[str, Callable[[bool], list[Measure]]] = {
    "import": lambda small: [partial(import_rows.measure, 1_000 if small else 100_000)],
    "map": lambda small: [
        partial(measure, (1_000,) if small else (1_000, 100_000, 1_000_000))
        for measure in (map_frame.measure, map_first.measure)
    ],
    "start": lambda small: [partial(cold_start.measure, 1_000 if small else 100_000)],
    "matching": lambda small: [
        matching.quality,
        partial(matching.measure, 1_000 if small else 100_000),
    ],
    "hints": lambda small: [
        partial(hints.measure, n) for n in ((1_000,) if small else (1_000, 100_000, 1_000_000))
    ],
    "list": lambda small: [
        partial(rolling_list.measure, n)
        for n in ((1_000,) if small else (1_000, 100_000, 1_000_000))
    ],
    "places": lambda small: [partial(places.measure, 2_000 if small else 100_000)],
    "queries": lambda small: [
        partial(queries.measure, n) for n in ((2_000,) if small else (100_000, 1_000_000))
    ],
}


def main(arguments: list[str]) -> None:
    """Everything, or the subjects named. A small run, or one of some subjects, only prints."""
    small = "--small" in arguments
    names = [name for name in arguments if name in SUBJECTS] or list(SUBJECTS)
    sections, failed = [_head()], list[str]()
    for name in names:
        for measure in SUBJECTS[name](small):
            try:
                sections.append(measure().markdown())
            except Exception as error:
                # One subject that fails must not cost the hours of the others.
                failed.append(f"{name}: {error!r}")
                continue
            print(sections[-1], flush=True)
            if not small and names == list(SUBJECTS):
                RESULTS.write_text("\n".join(sections), encoding="utf-8")
    if failed:
        sys.exit("\n".join(failed))


def _head() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in COMPARED)
    return (
        "# Measurements\n\n"
        "Written by `make bench`. Times are processor time (of a cold start: the clock), so that\n"
        "what else runs does not count. Ratios are what to look at.\n\n"
        f"{datetime.now(UTC):%Y-%m-%d}. {machine()}. Python {sys.version.split()[0]}, {versions}.\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
