"""Straight lines of a PDF page in millimetres from its upper left corner."""

import itertools
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]
Segment = tuple[float, float, float, float]
Point = tuple[float, float]
MM = 25.4 / 72


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, l = two  # noqa: E741 - as matrices are written
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k,
            e * h + f * j + l)  # fmt: skip


def segments(path: Path, number: int = 0) -> list[Segment]:
    """Every straight piece that a page draws: x1, y1, x2, y2."""
    page = PdfReader(path).pages[number]
    height = float(page.mediabox.height)
    now: Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[Matrix] = []
    found: list[Segment] = []
    at: Point = (0, 0)

    def place(x: float, y: float) -> Point:
        a, b, c, d, e, f = now
        return (a * x + c * y + e) * MM, (height - (b * x + d * y + f)) * MM

    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        numbers = [float(n) for n in operands] if operator in (b"cm", b"m", b"l", b"re") else []
        if operator == b"q":
            kept.append(now)
        elif operator == b"Q":
            now = kept.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = numbers
            now = _times((a, b, c, d, e, f), now)
        else:
            at = _drawn(operator, [place(x, y) for x, y in _corners(numbers)], at, found)
    return found


def _corners(numbers: list[float]) -> list[Point]:
    if len(numbers) != 4:
        return [(numbers[0], numbers[1])] if numbers else []
    x, y, wide, high = numbers
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]


def _drawn(operator: bytes, places: list[Point], at: Point, found: list[Segment]) -> Point:
    if operator == b"l":
        found.append((*at, *places[0]))
    elif operator == b"re":
        found += [(*one, *two) for one, two in itertools.pairwise(places)]
    return places[-1] if places else at
