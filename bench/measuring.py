"""Stop watch, peak memory and the table a measurement ends in."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from situationroom.memory import share_heaps
from situationroom.turns import take_short_turns

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


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of the processor and of the clock on the wall."""

    processor: float
    clock: float

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.processor + other.processor, self.clock + other.clock)


def taken(work: Callable[[], T]) -> tuple[Taken, T]:
    """What the work took by both clocks, and what it gave."""
    began = time.perf_counter()
    processor, result = timed(work)
    return Taken(processor, time.perf_counter() - began), result


@dataclass(frozen=True, slots=True)
class Gaps:
    """How long a window would have stood still: milliseconds between ticks of ``TICK_MS``."""

    longest: float
    one_in_a_thousand: float


TICK_MS = 5


def beside_ticks(work: Callable[[], T]) -> tuple[Gaps, T]:
    """Run the work as the window does, on a thread of its own, while this one ticks."""
    with ThreadPoolExecutor(1) as pool:
        running, gaps, last = pool.submit(work), [0.0], time.perf_counter()
        while not running.done():
            time.sleep(TICK_MS / 1000)
            now = time.perf_counter()
            gaps.append((now - last) * 1000)
            last = now
    gaps.sort()
    return Gaps(gaps[-1], gaps[-1 - len(gaps) // 1000]), running.result()


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
    share_heaps()
    take_short_turns()  # as the program does
    result = work(*args)
    return result, peak_mb()


def peak_mb() -> float:
    """The most memory this process has had so far."""
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
