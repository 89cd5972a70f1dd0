"""Fonts for the window and for PDF: Inter's Latin, Greek and Cyrillic joined to Noto Sans SC.

Noto Sans SC lacks Turkish and parts of Cyrillic, and reportlab cannot fall back from one font
to the next within a word; one TrueType file that knows both scripts serves Qt and reportlab.
Digits are Inter's tabular ones, so columns of figures line up without a font feature.
No two characters share a glyph: what prints a PDF asks which character a glyph is, and would answer
with the first, so that 方 (U+65B9) would be copied out as the radical ⽅ (U+2F45).
The joined font carries a name of its own, as the Open Font License asks of modified fonts.
"""

import tempfile
from pathlib import Path
from typing import Any
from unicodedata import normalize

FAMILY = "Situation Sans"
WEIGHTS = {"Regular": (400, "400Regular"), "Medium": (500, "500Medium"), "Bold": (700, "700Bold")}
# Latin, Greek, Cyrillic, Vietnamese, punctuation, currency, arrows, mathematics, plain shapes.
LATIN = [
    (0x20, 0x24F), (0x2B0, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20BF),
    (0x2116, 0x2122), (0x2190, 0x2199), (0x2212, 0x2265), (0x25A0, 0x25FF),
]  # fmt: skip
MARKS = [0x2610, 0x2611, 0x2612, 0x2713, 0x2717, 0x26A0, 0x267F, 0x2708, 0x23F1]
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def build_fonts(packages: Path, out: Path) -> None:
    """Write SituationSans-*.ttf and NotoNaskhArabic-Regular.ttf into `out`."""
    for style, (weight, folder) in WEIGHTS.items():
        joined = join_weight(packages, folder)
        one_glyph_each(joined)
        rename(joined, style, weight)
        joined.save(out / f"SituationSans-{style}.ttf")
    naskh = font(packages, "noto-naskh-arabic", "400Regular")
    naskh["head"].modified = naskh["head"].created
    naskh.save(out / "NotoNaskhArabic-Regular.ttf")


def font(packages: Path, package: str, folder: str) -> Any:
    """One TrueType file of an npm font package, as fontTools reads it."""
    from fontTools.ttLib import TTFont

    (path,) = (packages / f"@expo-google-fonts/{package}" / folder).glob("*.ttf")
    return TTFont(path, recalcTimestamp=False)


def join_weight(packages: Path, folder: str) -> Any:
    """Inter first, then what Noto Sans Symbols 2 and Noto Sans SC add to it."""
    from fontTools.merge import Merger, Options
    from fontTools.ttLib import TTFont

    inter = tabular(font(packages, "inter", folder))
    latin = {c for low, high in LATIN for c in range(low, high + 1)} & set(inter.getBestCmap())
    signs = font(packages, "noto-sans-symbols-2", "400Regular")
    hanzi = font(packages, "noto-sans-sc", folder)
    wanted = set(hanzi.getBestCmap()) - latin - set(MARKS)
    with tempfile.TemporaryDirectory() as scratch:
        parts = [
            cut(inter, latin, Path(scratch) / "1.ttf", ["kern"]),
            cut(signs, set(MARKS), Path(scratch) / "2.ttf", []),
            cut(hanzi, wanted, Path(scratch) / "3.ttf", []),
        ]
        drop = ["vhea", "vmtx", "VORG", "BASE", "STAT", "meta", "DSIG", "gasp", "prep"]
        options = Options(drop_tables=[*drop, "GDEF", "GSUB", "GPOS"])
        joined = Merger(options=options).merge([str(p) for p in parts])
        joined.recalcTimestamp = False
        # Inter's kerning, by glyph name: only Latin has any.
        joined["GPOS"] = TTFont(parts[0], lazy=False)["GPOS"]
        return joined


def tabular(inter: Any) -> Any:
    """Inter at 1000 units per em, its digits replaced by the tabular ones."""
    from fontTools.ttLib.scaleUpem import scale_upem

    scale_upem(inter, 1000)
    for table in inter["cmap"].tables:
        table.cmap.update({ord("0") + n: f"{g}.tf" for n, g in enumerate(DIGITS)})
    return inter


def cut(source: Any, unicodes: set[int], path: Path, features: list[str]) -> Path:
    """Save only these characters of a font, unhinted, with only these layout features."""
    from fontTools.subset import Options, Subsetter

    options = Options(hinting=False, layout_features=features, notdef_outline=True)
    subsetter = Subsetter(options=options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(source)
    source.save(path)
    return path


def one_glyph_each(joined: Any) -> None:
    """Give every character a glyph of its own; those that look alike refer to the same drawing."""
    drawn: dict[str, int] = {}
    names = joined.getGlyphOrder()[:]
    tables = [table.cmap for table in joined["cmap"].tables if table.isUnicode()]
    for code, name in sorted(joined.getBestCmap().items(), key=lambda item: usual(item[0])):
        if drawn.setdefault(name, code) == code:
            continue
        copy = f"{name}.u{code:04X}"
        names.append(copy)
        joined["glyf"].glyphs[copy] = referring_to(name, joined)
        joined["hmtx"].metrics[copy] = joined["hmtx"].metrics[name]
        for table in tables:
            if code in table:
                table[code] = copy
    joined.setGlyphOrder(names)
    joined["glyf"].glyphOrder = names


def usual(code: int) -> tuple[bool, int]:
    """Sorts the character that is written before those that are kept for old lists' sake."""
    return normalize("NFKC", chr(code)) != chr(code), -code


def referring_to(name: str, joined: Any) -> Any:
    """A glyph that looks like another; an empty one for an empty one."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    source, made = joined["glyf"][name], Glyph()
    if source.numberOfContours:
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = name, 0, 0, 0x204  # USE_MY_METRICS, ROUND_XY
        made.numberOfContours, made.components = -1, [part]
        made.recalcBounds(joined["glyf"])
    return made


def rename(joined: Any, style: str, weight: int) -> None:
    """Give the font its own name, its weight, and line metrics that centre hanzi and capitals."""
    names = joined["name"]
    kept = {
        0: "Latin: 2020 The Inter Project Authors. Hanzi: 2014-2021 Adobe. Signs: Google.",
        13: "SIL Open Font License, Version 1.1",
        14: "https://openfontlicense.org",
    }
    own = {1: FAMILY if style != "Medium" else f"{FAMILY} Medium",
           2: "Regular" if style == "Medium" else style, 3: f"{FAMILY} {style} 1",
           4: f"{FAMILY} {style}", 5: "Version 1.0",
           6: f"SituationSans-{style}", 16: FAMILY, 17: style}  # fmt: skip
    names.names = []
    for number, text in (kept | own).items():
        names.setName(text, number, 3, 1, 0x409)
    joined["OS/2"].usWeightClass = weight
    joined["OS/2"].fsSelection = 0x20 if weight == 700 else 0x40
    joined["head"].macStyle = int(weight == 700)
    joined["head"].created = joined["head"].modified = 3_500_000_000  # the same at every build
    line = joined["hhea"], joined["OS/2"]
    line[0].ascent, line[0].descent, line[0].lineGap = 1000, -250, 0
    line[1].sTypoAscender, line[1].sTypoDescender, line[1].sTypoLineGap = 1000, -250, 0
    line[1].usWinAscent, line[1].usWinDescent = 1100, 320
