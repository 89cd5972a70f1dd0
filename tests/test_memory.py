"""The threads of the program share their heaps."""

import subprocess
import sys

import pytest

ARENA_MB = 64
"""What glibc sets apart for a heap."""
SIX_THREADS = """
import threading
from pathlib import Path
from situationroom.memory import share_heaps
def apart() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmSize"))
def work() -> None:
    pieces = [bytearray(50_000) for _ in range(20)]
    together.wait()
    pieces.clear()
assert share_heaps()
threading.stack_size(256 * 1024)
before, together = apart(), threading.Barrier(6)
threads = [threading.Thread(target=work) for _ in range(6)]
for one in threads: one.start()
for one in threads: one.join()
print(apart() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the C library is another one")
def test_that_six_threads_do_not_get_six_heaps() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SIX_THREADS], capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < 3 * ARENA_MB
