"""Native names in the letters a passport would use (GB/T 28039-2011, pinyin without tones)."""

from functools import lru_cache

# Read otherwise as a surname than in ordinary words.
SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "解": "xie",
    "仇": "qiu",
    "查": "zha",
    "区": "ou",
    "盖": "ge",
    "朴": "piao",
    "任": "ren",
    "覃": "qin",
    "尉迟": "yuchi",
    "万俟": "moqi",
    "长孙": "zhangsun",
}
COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 "  # noqa: SIM905
    "濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐".split()
)


def is_hanzi(char: str) -> bool:
    """True for a CJK ideograph of any plane (names use rare ones)."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def split_native(name: str) -> tuple[str, str]:
    """Surname and given name of a name in hanzi: 欧阳静 -> 欧阳, 静."""
    surname = 2 if len(name) > 2 and name[:2] in COMPOUND else 1
    return name[:surname], name[surname:]


@lru_cache(maxsize=200_000)
def syllables(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lower-case syllables of surname and given name: 单一诺 -> ('shan',), ('yi', 'nuo').

    The vowel ü is written yu, as passports do (吕 -> lyu). Anything that is not hanzi is left out.
    """
    hanzi = "".join(filter(is_hanzi, name))
    surname, given = split_native(hanzi)
    known = SURNAMES.get(surname)
    return ((known,) if known else _read(surname)), _read(given)


def _read(hanzi: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(hanzi, style=Style.NORMAL, v_to_u=False, errors="ignore")
    return tuple(syllable.replace("v", "yu") for syllable in read)
