"""A column of numbers that grows: appending is cheap, reading is a numpy view."""

import numpy as np
import numpy.typing as npt


class Growing:
    """Rows of ``width`` integers; one row of ``nothing`` always stands behind the last.

    So ``column.view[-1]`` is what index -1 (nothing told) reads.
    """

    def __init__(self, nothing: int = -1, width: int = 1) -> None:
        self._nothing = nothing
        self._rows = np.full((1_024, width), nothing, dtype=np.int32)
        self._pending: list[int | tuple[int, ...]] = []
        self._used = 0

    def append(self, row: int | tuple[int, ...]) -> None:
        """Add a row at the end."""
        self._pending.append(row)

    def at(self, place: int) -> int:
        """One number, also of a row that was just added (columns of width 1)."""
        if place >= self._used:
            row = self._pending[place - self._used]
            return row if isinstance(row, int) else row[0]
        return int(self._rows[place, 0])

    @property
    def view(self) -> npt.NDArray[np.int32]:
        """All rows and the row that says nothing; one-dimensional for width 1. Do not write."""
        if self._pending:
            self._take_in()
        rows = self._rows[: self._used + 1]
        return rows[:, 0] if rows.shape[1] == 1 else rows

    def _take_in(self) -> None:
        new = np.array(self._pending, dtype=np.int32).reshape(-1, self._rows.shape[1])
        used = self._used + len(new)
        if used + 1 > len(self._rows):
            bigger = np.full((2 * used + 1, self._rows.shape[1]), self._nothing, dtype=np.int32)
            bigger[: self._used] = self._rows[: self._used]
            self._rows = bigger
        self._rows[self._used : used] = new
        self._rows[used] = self._nothing
        self._used = used
        self._pending.clear()
