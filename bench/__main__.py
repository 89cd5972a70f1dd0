"""``python -m bench [SUBJECT…] [--small]``: run the measurements, write bench/RESULTS.md."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version

from bench import (
    cold_start,
    hints,
    import_rows,
    map_acts,
    map_first,
    map_frame,
    map_streets,
    matching,
    places,
    queries,
    rolling_list,
)
from bench.measuring import Table, machine
from bench.results import RESULTS, renewed

COMPARED = ("PySide6-Essentials", "pyqtgraph", "sqlalchemy", "sqlcipher3", "openpyxl", "numpy")
Measure = Callable[[], Table]
SUBJECTS: dict[str, Callable[[bool], list[Measure]]] = {
    "import": lambda small: [partial(import_rows.measure, 1_000 if small else 100_000)],
    "map": lambda small: [
        *(
            partial(measure, (1_000,) if small else (1_000, 100_000, 1_000_000))
            for measure in (map_frame.measure, map_first.measure)
        ),
        partial(map_streets.measure, 1_000 if small else 100_000),
        partial(map_acts.measure, (1_000,) if small else (100_000, 1_000_000)),
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
    """Everything, or the subjects named; what was measured takes its place in RESULTS.md."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.subjects if name not in SUBJECTS]:
        parser.error(f"nothing is called {', '.join(unknown)}; there are {', '.join(SUBJECTS)}")
    failed = list[str]()
    for name in asked.subjects or SUBJECTS:
        for measure in SUBJECTS[name](asked.small):
            try:
                _keep(measure(), small=asked.small)
            except Exception as error:
                # One subject that fails must not cost the hours of the others.
                failed.append(f"{name}: {error!r}")
    if failed:
        sys.exit("\n".join(failed))


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m bench", description="Measure; renew bench/RESULTS.md.")
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    parser.add_argument("--small", action="store_true", help="a try with few rows; only prints")
    parser.set_defaults(subjects=[])
    return parser


def _keep(table: Table, *, small: bool) -> None:
    """Print the section and, but for a try, put it in its place."""
    section = f"{table.markdown()}\n{datetime.now(UTC):%Y-%m-%d} on {machine()}.\n"
    print(section, flush=True)
    if not small:
        page = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
        RESULTS.write_text(renewed(page, _head(), [section.removeprefix("## ")]), encoding="utf-8")


def _head() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in COMPARED)
    return (
        "# Measurements\n\n"
        "Written by `make bench`. Times are processor time (of a cold start: the clock), so that\n"
        "what else runs does not count. Ratios are what to look at.\n\n"
        f"Python {sys.version.split()[0]}, {versions}.\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
