"""The kinds of numpy arrays that matching works with."""

from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.integer[Any]]
"""Whole numbers of any size; -1 (or 0) stands for nothing told."""
Rows = npt.NDArray[np.integer[Any]]
"""Rows of the columns in ``Features``."""
Levels = npt.NDArray[np.int8]
"""Numbers of ``levels.LEVEL``; 0 is: nothing told by one of the two."""
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.floating[Any]]
