"""The letters of a briefing page, cut from the program's own fonts: it shows no box on any machine.

Every character is taken from the first font that has it, as on paper; what none has is left to
the reader's machine.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Final, NamedTuple
from unicodedata import normalize

from situationroom.settings import resource


class Face(NamedTuple):
    """A font as a page carries it: its family, the weights it stands for, its data: address."""

    family: str
    weight: str
    source: str


REGULAR, BOLD, EVERY = "100 500", "600 900", "100 900"
CHAIN: Final = (
    (("SituationSans-Regular", REGULAR), ("SituationSans-Bold", BOLD)),
    (("NotoNaskhArabic-Regular", EVERY),),
    (("SituationRareHanziA", EVERY),),
    (("SituationRareHanziB", EVERY),),
)
"""Font files in the order in which they are asked, with the weights they are used for."""
FAMILY: Final = "Page"


def faces(text: str, family: str = FAMILY) -> list[Face]:
    """Fonts with the characters of ``text`` and no other; their names begin with ``family``."""
    return [Face(f"{family} {name}", weight, source) for name, weight, source in _cuts(text)]


def style(found: list[Face]) -> str:
    """The fonts as a style sheet."""
    return "".join(
        f'@font-face{{font-family:"{one.family}";font-weight:{one.weight};src:url({one.source})}}'
        for one in found
    )


def _cuts(text: str) -> Iterator[tuple[int, str, str]]:
    # A browser draws a letter and its accent as the one letter, where the font has that.
    left = {ord(character) for character in text + normalize("NFC", text)}
    for place, files in enumerate(CHAIN):
        known = frozenset(left & _known(files[0][0]))
        left -= known
        if known:
            yield from ((place, weight, _cut(name, known)) for name, weight in files)


def _known(name: str) -> set[int]:
    from fontTools.ttLib import TTFont

    with TTFont(resource(f"fonts/{name}.ttf"), lazy=True) as font:
        return set(font.getBestCmap())


@lru_cache(maxsize=8)
def _cut(name: str, characters: frozenset[int]) -> str:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(
        hinting=False, layout_features=["*"], notdef_outline=True, name_IDs=[0, 1, 2, 13]
    )
    written = BytesIO()
    with TTFont(resource(f"fonts/{name}.ttf"), lazy=True, recalcTimestamp=False) as font:
        cutter = Subsetter(options)
        cutter.populate(unicodes=characters)
        cutter.subset(font)
        font.flavor = "woff"
        font.save(written)
    return f"data:font/woff;base64,{b64encode(written.getvalue()).decode('ascii')}"
