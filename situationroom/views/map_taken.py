"""Boxes of a picture in which something stands already, so that no name is written over another."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF

CELL_PX = 64
Corners = tuple[float, float, float, float]


class Taken:
    """Boxes, found again by the cells of a coarse grid."""

    def __init__(self, boxes: Iterable[QRectF] = ()) -> None:
        self._boxes: list[QRectF] = []
        self._cells: dict[tuple[int, int], list[Corners]] = {}
        for box in boxes:
            self.append(box)

    def __len__(self) -> int:
        return len(self._boxes)

    def __iter__(self) -> Iterator[QRectF]:
        return iter(self._boxes)

    def append(self, box: QRectF) -> None:
        """Something stands in this box from now on."""
        self._boxes.append(box)
        corners = _corners(box)
        for cell in _cells(corners):
            self._cells.setdefault(cell, []).append(corners)

    def free(self, box: QRectF, within: float = 0.0) -> bool:
        """Whether nothing stands there; the outermost ``within`` pixels of others do not count."""
        left, top, right, bottom = corners = _corners(box)
        return not any(
            left < other[2] - within
            and right > other[0] + within
            and top < other[3] - within
            and bottom > other[1] + within
            for cell in _cells(corners)
            for other in self._cells.get(cell, ())
        )


def _corners(box: QRectF) -> Corners:
    return box.left(), box.top(), box.right(), box.bottom()


def _cells(corners: Corners) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(one // CELL_PX) for one in corners)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row
