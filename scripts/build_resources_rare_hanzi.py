"""Rare hanzi of names for print, cut from the Hanazono fonts: fonts/SituationRareHanzi*.ttf.

    apt-get download fonts-hanazono unicode-data
    dpkg -x fonts-hanazono_*.deb unpacked; dpkg -x unicode-data_*.deb unpacked
    python scripts/build_resources_rare_hanzi.py unpacked

Taken are the hanzi that Situation Sans lacks and that have a Mandarin reading (Unihan), stand in
JIS X 0213 or in HKSCS, or in NAMES. The cut fonts carry names of their own, as the Open Font
License asks of modified fonts. They are apart from build_resources.py because no package index
but Debian's has the Hanazono fonts. Run it before build_resources.py, which writes the hashes.
"""

import bz2
import re
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "resources" / "fonts"
LISTS = ("euc_jis_2004", "big5hkscs")  # Python's codecs of JIS X 0213 and HKSCS
NAMES = "𠮷𡛷𠫓𡈼𡌶𡢽𣘺𥔎𨳝𩸽𫝆𫞂"  # met in names, in none of the lists
BMP_HANZI = [*range(0x3400, 0xA000), *range(0xF900, 0xFB00)]
FAR_HANZI = range(0x20000, 0x323B0)


def main() -> None:
    """Cut both fonts from the unpacked packages named on the command line."""
    from fontTools.ttLib import TTFont

    unpacked = Path(sys.argv[1])
    known = set(TTFont(OUT / "SituationSans-Regular.ttf").getBestCmap())
    spoken = with_mandarin_reading(unpacked / "usr/share/unicode")
    far = {code for code in FAR_HANZI if code in spoken or in_a_list(code)} | set(map(ord, NAMES))
    for letter, wanted in (("A", set(BMP_HANZI) - known), ("B", far - known)):
        source = unpacked / f"usr/share/fonts/truetype/hanazono/HanaMin{letter}.ttf"
        cut(TTFont(source, recalcTimestamp=False), wanted, letter)


def with_mandarin_reading(unicode: Path) -> set[int]:
    """Code points with the Unihan property kMandarin."""
    text = bz2.decompress((unicode / "Unihan_Readings.txt.bz2").read_bytes()).decode()
    return {int(code, 16) for code in re.findall(r"^U\+([0-9A-F]+)\tkMandarin\t", text, re.M)}


def in_a_list(code: int) -> bool:
    """Whether Japan's or Hong Kong's character set has it."""
    return any(encodes(chr(code), codec) for codec in LISTS)


def encodes(character: str, codec: str) -> bool:
    """Whether the codec has the character."""
    try:
        return bool(character.encode(codec))
    except UnicodeEncodeError:
        return False


def cut(font: Any, wanted: set[int], letter: str) -> None:
    """Save only these characters under the font's new name."""
    from fontTools.subset import Options, Subsetter

    drop = [*Options().drop_tables, "FFTM", "GDEF", "vhea", "vmtx"]
    subsetter = Subsetter(Options(hinting=False, layout_features=[], drop_tables=drop))
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    rename(font, letter)
    font.save(OUT / f"SituationRareHanzi{letter}.ttf")


def rename(font: Any, letter: str) -> None:
    """A family of its own; "HanaMinA" and "HanaMinB" are reserved names."""
    family = f"Situation Rare Hanzi {letter}"
    texts = {
        0: "Copyright (c) 2011, GlyphWiki Project (kamichi@fonts.jp)",
        1: family,
        2: "Regular",
        3: f"{family} 1",
        4: family,
        5: "Version 1.0",
        6: f"SituationRareHanzi{letter}",
        13: "SIL Open Font License, Version 1.1",
        14: "https://openfontlicense.org",
    }
    font["name"].names = []
    for number, text in texts.items():
        font["name"].setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()
