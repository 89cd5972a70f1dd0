"""Cells that say 'the same as above': 同上, 〃, ditto, -do-, s. o., idem.

A tired officer writes them for a family or a tour group. The cell means what the last row of the
table says in that column; every cell read so says so.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from situationroom.intake.results import Reason

TAKEN: Final = "This cell says 'the same as above'; taken over from row {row}."
NOTHING: Final = Reason("This cell says 'the same as above', but nothing stands above it.")

_WORDS: Final = (
    "同上", "同上行", "同前", "同上一行", "與上同", "与上同", "ditto", "dto", "dto.", "do.", "d.o.",
    "same", "same as above", "as above", "idem", "ídem", "id.", "siehe oben", "s.o.", "s. o.",
    "wie oben", "igual", "lo mismo", "o mesmo", "le même", "la même", "то же", "тоже", "там же",
    "так же", "aynı", "aynısı", "نفسه", "نفس الشيء", "〃", "々", "″", "”", "“", "„", "''", '"',
    '""', ",,", "’’", "``", "´´", "↑", "^", "^^",
)  # fmt: skip
_FRAMES: Final = ("{}", "({})", "（{}）", "-{}-", "－{}－", '"{}"', "“{}”", "{}。", "{}.")
SIGNS: Final = frozenset(
    frame.format(written)
    for word in (*_WORDS, *(f"-{do}-" for do in ("do", "Do", "DO")))
    for written in (word, word.upper(), word.capitalize())
    for frame in _FRAMES
)


def places(cells: Sequence[str]) -> tuple[int, ...]:
    """The columns whose cells mean the cell above; () for nearly every row."""
    if SIGNS.isdisjoint(cells):
        return ()
    return tuple(i for i, cell in enumerate(cells) if cell in SIGNS)


def taken_over(cells: Sequence[str], above: Sequence[str]) -> dict[int, str]:
    """What those cells mean, by column; '' where nothing stands above. ``above`` is read so too."""
    return {i: above[i] if i < len(above) else "" for i in places(cells)}


def said(taken: Mapping[int, str], row: int) -> tuple[tuple[int, Reason], ...]:
    """The remarks of a row with such cells, by column; ``row`` is the one taken over from."""
    return tuple((i, Reason(TAKEN, {"row": row}) if text else NOTHING) for i, text in taken.items())
