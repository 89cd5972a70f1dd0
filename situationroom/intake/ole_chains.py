"""Whether the chains of sectors of an old workbook (MS-CFB 2.3 to 2.5) come to an end.

A chain that runs in a circle is followed for ever by whoever reads it, and fills the memory.
"""

import struct
from pathlib import Path
from typing import Final

_HEAD: Final = 512
_IN_HEAD: Final = 109  # sectors of the table of sectors that the header itself names
_MOST: Final = 0xFFFFFFFA  # no sector has this number; what is above means an end


def endless(path: Path) -> bool:
    """True where some chain has no end; False for a sound file, and for what is none at all."""
    data = path.read_bytes()
    if len(data) < _HEAD:
        return False
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 20)
    small, _count, more, _many = struct.unpack_from("<IIII", data, 60)
    listed = struct.unpack_from(f"<{_IN_HEAD}I", data, 76)
    tables, circles = _tables(data, size, listed, more)
    following = _numbers(data, size, tables)
    if circles or _has_circle(following):
        return True
    return _has_circle(_numbers(data, size, _chain(following, small)))


def _tables(data: bytes, size: int, listed: tuple[int, ...], more: int) -> tuple[list[int], bool]:
    """The sectors that hold the table of sectors; True where their own list has no end."""
    found, seen = list(listed), set[int]()
    while more < _MOST:
        if more in seen:
            return found, True
        seen.add(more)
        numbers = _numbers(data, size, [more])
        if not numbers:
            break
        found += numbers[:-1]
        more = numbers[-1]
    return [n for n in found if n < _MOST], False


def _numbers(data: bytes, size: int, sectors: list[int]) -> list[int]:
    found: list[int] = []
    for sector in sectors:
        at = (sector + 1) * size
        whole = data[at : at + size]
        found += struct.unpack(f"<{len(whole) // 4}I", whole[: len(whole) // 4 * 4])
    return found


def _chain(following: list[int], start: int) -> list[int]:
    found: list[int] = []
    while start < len(following) and len(found) <= len(following):
        found.append(start)
        start = following[start]
    return found


def _has_circle(following: list[int]) -> bool:
    """Every number is visited once: met again on its own way, the way is a circle."""
    done = bytearray(len(following))
    for start in range(len(following)):
        way = []
        at = start
        while at < len(following) and not done[at]:
            done[at] = 1
            way.append(at)
            at = following[at]
        if at < len(following) and done[at] == 1:
            return True
        for passed in way:
            done[passed] = 2
    return False
