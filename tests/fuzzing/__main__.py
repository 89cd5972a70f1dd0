"""``python -m tests.fuzzing --minutes 60``: that much processor time of broken files.

Each worker is a process of its own with 1 GB of memory to use; a file it dies of, or that takes
longer than 20 s, is kept in out/fuzzing with its seed.
"""

import argparse
import multiprocessing
import resource
import signal
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from situationroom.intake.results import Context
from tests.fuzzing.trial import LONGEST, Trial, attempt, context, made, samples

MEMORY = 1 << 30  # bytes beyond what the program itself has
IN_ONE_PROCESS = 400  # files
BUSY = 10  # times its processor time a file may take by the clock, where others work too
KEPT = Path("out/fuzzing")


def main() -> int:
    """Fuzz, and say what was found; 1 when anything was."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=float, default=60.0)
    arguments.add_argument("--seed", type=int, default=int(time.time()))
    told = arguments.parse_args()
    known, where = samples(), context()
    found, tried, refused, slowest = [], 0, 0, (0.0, 0)
    seed = told.seed
    while used() < told.minutes * 60:
        last, trials = seed + IN_ONE_PROCESS, []
        while seed < last:
            here, there = multiprocessing.Pipe(duplex=False)
            worker = multiprocessing.get_context("fork").Process(
                target=work, args=(there, seed, last, known, where)
            )
            worker.start()
            there.close()
            while here.poll(LONGEST * BUSY) and (trial := received(here)) is not None:
                trials.append(trial)
                seed = trial.seed + 1
            worker.kill()
            worker.join()
            if seed < last:  # it hung or died of this one
                found.append(keep(seed, known, f"hung or died, exit code {worker.exitcode}"))
                seed += 1
        found += [keep(t.seed, known, t.wrong) for t in trials if t.wrong]
        tried += len(trials)
        refused += sum(t.refused for t in trials)
        slowest = max([slowest, *((t.seconds, t.seed) for t in trials)])
        say(
            f"{used() / 60:5.1f} min  {tried} files, {refused} refused in a sentence, "
            f"slowest {slowest[0]:.1f} s (seed {slowest[1]}), {len(found)} wrong"
        )
    return 1 if found else 0


def used() -> float:
    """Seconds of processor time of the workers that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def received(pipe: Connection) -> Trial | None:
    """The next trial, None when the worker has ended."""
    try:
        trial: Trial = pipe.recv()
        return trial
    except EOFError:
        return None


def work(
    pipe: Connection, first: int, last: int, known: list[tuple[str, bytes]], where: Context
) -> None:
    """Try one seed after the other, with bounded memory."""
    now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))
    signal.alarm(int(LONGEST * IN_ONE_PROCESS))
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, last):
            pipe.send(attempt(seed, known, where, Path(folder)))


def say(line: str) -> None:
    """To whoever watches, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def keep(seed: int, known: list[tuple[str, bytes]], wrong: str) -> str:
    """Keep the file and say what it did."""
    ending, data = made(seed, known)
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{seed}{ending}").write_bytes(data)
    say(f"seed {seed}: {wrong}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
