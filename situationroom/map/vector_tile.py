"""A vector tile taken apart: points by how they are drawn, and names.

The format: https://github.com/mapbox/vector-tile-spec (2.1); y runs downwards. The library's
protobuf reads it. The commands inside are walked here and moved with numpy, a layer at once: its
own decoder makes a list of every point, which takes twice the time and must become arrays again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from situationroom.map.tile_bytes import unpacked
from situationroom.map.tile_shapes import AREAS, Ink, drawn_layers, ink_of
from situationroom.map.tile_words import Word, WordKind, kind_of, named_layers, names_of, rank_of
from situationroom.models.errors import InputError

Breath: TypeAlias = Callable[[], object]
Points = NDArray[np.float32]
LARGEST = 8 << 20
"""Bytes of a tile when unpacked."""
MOST_FEATURES, MOST_NUMBERS = 60_000, 3_000_000
FARTHEST = 64
"""Tiles that a point may lie outside its own."""
MOVE, LINE, CLOSE = 1, 2, 7
POINT, LINES, POLYGON = 1, 2, 3
DAMAGED = "A tile is damaged and left out."


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Many lines or rings: points (n, 2) in tiles (0..1); `joined[i]`: a line goes on to i + 1."""

    points: Points
    joined: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class VectorTile:
    """What one tile holds, by how it is drawn, and the names in it."""

    shapes: dict[Ink, Outline]
    words: tuple[Word, ...]

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        points = sum(len(outline.points) for outline in self.shapes.values())
        return 12 * points + 400 * len(self.words) + 1000


@dataclass(frozen=True, slots=True, eq=False)
class _Features:
    """Geometry of one layer: where features end and parts begin among its points."""

    points: Points
    starts: NDArray[np.bool_]
    ends: NDArray[np.int64]
    closed: NDArray[np.bool_]

    def one(self, number: int) -> slice:
        return slice(int(self.ends[number - 1]) if number else 0, int(self.ends[number]))


def decode(data: bytes, breath: Breath = lambda: None) -> VectorTile:
    """The shapes and names of a stored tile. Raises InputError when it is damaged or too large.

    `breath` is called now and then: it may wait while somebody else needs the processor more.
    """
    from google.protobuf.message import DecodeError
    from mapbox_vector_tile.Mapbox.vector_tile_pb2 import tile as message

    try:
        whole = message.FromString(unpacked(data, LARGEST))
        _check_size(whole)
        return _taken_apart(whole, breath)
    except (DecodeError, ValueError, IndexError, OverflowError, UnicodeDecodeError) as error:
        raise InputError(DAMAGED) from error


def _check_size(whole: Any) -> None:
    features = sum(len(layer.features) for layer in whole.layers)
    numbers = sum(len(f.geometry) for layer in whole.layers for f in layer.features)
    if features > MOST_FEATURES or numbers > MOST_NUMBERS:
        raise ValueError("too much")


def _taken_apart(whole: Any, breath: Breath) -> VectorTile:
    found: dict[Ink, list[Outline]] = {}
    words: list[Word] = []
    for layer in whole.layers:
        if layer.name in drawn_layers() or layer.name in named_layers():
            features, told = _features(layer, breath), list(_properties(layer, breath))
            for ink, outline in _by_ink(layer.name, features, told):
                found.setdefault(ink, []).append(outline)
            breath()
            words += _words(layer, features, told)
    return VectorTile({ink: _joined(found[ink]) for ink in sorted(found)}, tuple(words))


def _joined(parts: Sequence[Outline]) -> Outline:
    points = np.concatenate([part.points for part in parts])
    return Outline(points, np.concatenate([part.joined for part in parts]))


# -- geometry -----------------------------------------------------------------------------


def _features(layer: Any, breath: Breath) -> _Features:
    """Every feature's points, walked command by command but moved all at once."""
    extent = layer.extent or 4096
    numbers: list[int] = []
    pairs: list[int] = []  # where each feature's points end, counted in points
    commands: list[int] = []
    moves: list[int] = []
    total = 0
    for feature in layer.features:
        breath()
        begin = len(numbers)
        numbers.extend(feature.geometry)
        for at, command, count in _commands(numbers, begin):
            commands.append(at)
            if command == MOVE:
                moves += range(total, total + count)
            total += count if command != CLOSE else 0
        pairs.append(total)
    flat = np.array(numbers, np.int64)
    steps = np.delete(flat, commands).reshape(-1, 2)
    steps = (steps >> 1) ^ -(steps & 1)
    starts = np.zeros(total, bool)
    starts[moves] = True
    ends = np.array(pairs, np.int64)
    closed = np.array([feature.type == POLYGON for feature in layer.features], bool)
    return _Features(_placed(steps, ends, extent), starts, ends, closed)


def _commands(numbers: list[int], at: int) -> Iterator[tuple[int, int, int]]:
    """Position, command and count of each command from `at` on."""
    while at < len(numbers):
        command, count = numbers[at] & 7, numbers[at] >> 3
        if command not in (MOVE, LINE, CLOSE):
            raise ValueError("an unknown command")
        after = at + 1 + (2 * count if command != CLOSE else 0)
        if after > len(numbers):
            raise ValueError("cut off")
        yield at, command, count
        at = after


def _placed(steps: NDArray[np.int64], ends: NDArray[np.int64], extent: int) -> Points:
    """Steps added up; every feature begins at the tile's corner again."""
    if not len(steps):
        return np.zeros((0, 2), np.float32)
    whole = np.concatenate([np.zeros((1, 2), np.int64), np.cumsum(steps, axis=0)])
    begins = np.concatenate([[0], ends[:-1]])
    before = np.repeat(whole[begins], ends - begins, axis=0)
    placed: Points = ((whole[1:] - before) / extent).astype(np.float32)
    if np.abs(placed).max() > FARTHEST:
        raise ValueError("far outside its tile")
    return placed


# -- what is drawn ------------------------------------------------------------------------


def _properties(layer: Any, breath: Breath) -> Iterator[dict[str, Any]]:
    keys, values = list(layer.keys), [_value(value) for value in layer.values]
    for feature in layer.features:
        breath()
        tags = list(feature.tags)
        yield {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)}


def _value(value: Any) -> Any:
    fields = value.ListFields()
    return fields[0][1] if fields else None


def _by_ink(
    name: str, features: _Features, told: Sequence[dict[str, Any]]
) -> Iterator[tuple[Ink, Outline]]:
    """The features of a layer sorted by how they are drawn."""
    inks = np.array([_ink(name, said) for said in told], np.int16)
    if not len(features.points):
        return
    lengths = np.diff(features.ends, prepend=0)
    of_point, area = np.repeat(inks, lengths), np.repeat(features.closed, lengths)
    joined = np.ones(len(features.points), np.int32)
    joined[:-1] = ~features.starts[1:]
    joined[features.ends[lengths > 0] - 1] = 0
    for number in np.unique(inks[inks >= 0]):
        ink = Ink(int(number))
        chosen = (of_point == number) & (area | (ink not in AREAS))
        if chosen.any():
            yield ink, Outline(features.points[chosen], joined[chosen])


def _ink(name: str, said: dict[str, Any]) -> int:
    ink = ink_of(name, said)
    return -1 if ink is None else int(ink)


# -- what is named ------------------------------------------------------------------------


def _words(layer: Any, features: _Features, told: Sequence[dict[str, Any]]) -> Iterator[Word]:
    for number, said in enumerate(told):
        kind = kind_of(layer.name, said)
        if kind is None:
            continue
        en, zh = names_of(said)
        points = features.points[features.one(number)]
        if en and len(points):
            word = _word(en, zh, kind, rank_of(said), points)
            if 0 <= word.x < 1 and 0 <= word.y < 1:  # else the tile beside it says it
                yield word


def _word(en: str, zh: str, kind: WordKind, rank: int, points: Points) -> Word:
    if kind is not WordKind.STREET or len(points) < 2:
        x, y = points[0] if len(points) == 1 else points.mean(axis=0)
        return Word(en, zh, float(x), float(y), kind, rank)
    steps = np.diff(points.astype(np.float64), axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    best = int(lengths.argmax())
    x, y = (points[best] + points[best + 1]) / 2
    angle = float(np.degrees(np.arctan2(steps[best, 1], steps[best, 0])))
    upright = (angle + 90) % 180 - 90
    return Word(en, zh, float(x), float(y), kind, rank, upright, float(lengths[best]))
