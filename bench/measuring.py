"""Stop watch, peak memory and the table a measurement ends in."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """One subject's result; ``note`` says what was compared with what."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """The table as a section of bench/RESULTS.md."""
        lines = [self.header, ("---",) + ("---:",) * (len(self.header) - 1), *self.rows]
        table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        return f"## {self.title}\n\n{self.note}\n\n{table}\n"


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds of this process for the work, and what it gave.

    Not the clock on the wall: others at work on the machine must not change a ratio. What is
    measured here hardly waits for anything else.
    """
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def repeated(works: Sequence[Callable[[], object]]) -> tuple[float, float]:
    """Median and 95th percentile of the works' milliseconds; the first one only warms up."""
    works[0]()
    taken = sorted(timed(work)[0] * 1000 for work in works)
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def apart(work: Callable[..., T], *args: object) -> tuple[T, float]:
    """Run a module's function in a process of its own: its result and that process's peak in MB."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_with_peak, work, args).result()


def _with_peak(work: Callable[..., T], args: tuple[object, ...]) -> tuple[T, float]:
    result = work(*args)
    return result, _peak_mb()


def _peak_mb() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def ratio(ours: float, theirs: float) -> str:
    """How many times the other's time or memory ours is."""
    return f"{ours / theirs:.2f} ×" if theirs else "–"


def machine() -> str:
    """The processor, its cores, the memory and the system, on one line."""
    cpu = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    kilobytes = int(Path("/proc/meminfo").read_text(encoding="ascii").split()[1])
    cores = len(os.sched_getaffinity(0))
    return f"{cpu}, {cores} cores, {kilobytes / 2**20:.0f} GiB, {platform.platform(terse=True)}"
