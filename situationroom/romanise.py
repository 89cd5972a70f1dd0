"""Native names in the letters a passport would use (GB/T 28039-2011, pinyin without tones)."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache

from situationroom.settings import resource


@cache
def spellings() -> Mapping[str, tuple[str, ...]]:
    """Surname in hanzi -> its spellings in passports, in capitals, the standard one first."""
    table = json.loads(resource("names/surnames.json").read_text(encoding="utf-8"))
    return {native: tuple(latin) for native, latin in table.items()}


def is_hanzi(char: str) -> bool:
    """True for a CJK ideograph of any plane (names use rare ones)."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def split_native(name: str) -> tuple[str, str]:
    """Surname and given name of a name in hanzi: 欧阳静 -> 欧阳, 静."""
    surname = 2 if len(name) > 2 and name[:2] in spellings() else 1
    return name[:surname], name[surname:]


@lru_cache(maxsize=200_000)
def syllables(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lower-case syllables of surname and given name: 单一诺 -> ('shan',), ('yi', 'nuo').

    The vowel ü is written yu, as passports do (吕 -> lyu). Anything that is not hanzi is left out.
    """
    hanzi = "".join(filter(is_hanzi, name))
    surname, given = split_native(hanzi)
    return _surname(surname), _read(given)


def _surname(hanzi: str) -> tuple[str, ...]:
    """Some surnames are read otherwise than the word: 单 Shan, 仇 Qiu, 尉迟 Yuchi."""
    read, known = _read(hanzi), spellings().get(hanzi)
    if known is None or "".join(read) == known[0].lower():
        return read
    return (known[0].lower(),)


@lru_cache(maxsize=50_000)
def _read(hanzi: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(hanzi, style=Style.NORMAL, v_to_u=False, errors="ignore")
    return tuple(syllable.replace("v", "yu") for syllable in read)
