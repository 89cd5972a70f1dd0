"""Names of any script in plain lower-case Latin letters, and the keys of how they sound.

Sources: ICAO Doc 9303 part 3 (transliteration for machine-readable zones), the usual English
spellings of Arabic and Persian consonants, and the Revised Romanization of Korean.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = {
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "ə": "a", "ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k",
    # Cyrillic (Russian, Ukrainian, Serbian, Kazakh and neighbours)
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "ј": "j", "к": "k", "қ": "k",
    "л": "l", "љ": "lj", "м": "m", "н": "n", "ң": "n", "њ": "nj", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ү": "u", "ұ": "u", "ф": "f", "х": "kh",
    "һ": "h", "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "iu", "я": "ia", "ә": "a", "ғ": "g", "ў": "u", "ђ": "d",
    # Arabic and Persian; short vowels are not written
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ى": "a", "ة": "a", "ء": "", "ؤ": "w",
    "ئ": "y", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "y", "ۀ": "a", "ـ": "",
    # Greek
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_TABLE: Final = str.maketrans(_LETTERS)
_JOINERS: Final = re.compile(r"['’‘ʼ`´ʹʺ“”\"]")
# The article before a longer word goes; an ayn before a word is heard as a vowel.
_ARABIC_START: Final = re.compile(r"\bال(?=\w{3})|\bع(?=\w)")
_SPACES: Final = re.compile(r"[^a-z0-9]+")
_INITIAL: Final = [
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "_",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
]
_VOWEL: Final = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_FINAL: Final = [
    "_",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower-case Latin letters and digits, words apart: 'MÜLLER-Łoś' -> 'muller los'.

    Anything that is neither a letter of a known alphabet nor a digit parts words; hanzi go.
    """
    if text.isascii():
        return _SPACES.sub(" ", _JOINERS.sub("", text).lower()).strip()
    plain = _JOINERS.sub("", unicodedata.normalize("NFKC", text).casefold())
    plain = _ARABIC_START.sub(lambda found: "" if len(found[0]) > 1 else "ا", plain)
    plain = "".join(_hangul(c) if "가" <= c <= "힣" else c for c in plain).translate(_TABLE)
    bare = (c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _SPACES.sub(" ", "".join(bare).translate(_TABLE)).strip()


def _hangul(char: str) -> str:
    place = ord(char) - 0xAC00
    parts = (_INITIAL[place // 588], _VOWEL[place % 588 // 28], _FINAL[place % 28])
    return "".join(parts)


# Several schools of spelling brought together, longest first; vowels are still kept.
_SAME_SOUND: Final = (
    ("shch", "s"), ("sch", "s"), ("tsch", "c"), ("dzh", "j"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("cz", "c"), ("sz", "s"), ("dj", "j"),
    ("iu", "u"), ("yu", "u"), ("ia", "a"), ("ya", "a"), ("io", "o"), ("yo", "o"), ("ye", "e"),
    ("ie", "e"), ("ae", "a"), ("oe", "o"), ("ue", "u"),
    ("aa", "a"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ay", "e"), ("ai", "e"),
    ("ey", "i"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("x", "ks"), ("q", "k"), ("w", "v"),
    ("y", "i"),
)  # fmt: skip
_SOUND: Final = re.compile("|".join(old for old, _ in _SAME_SOUND))
_TO: Final = dict(_SAME_SOUND)
_DOUBLE: Final = re.compile(r"(.)\1+")
_ARTICLE: Final = re.compile(r"\b(?:al|el|ul|ar|as|ash|an|ad|az|bin|ibn|bint)\b ?")


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """How a folded Latin word sounds across spelling schools: 'mueller', 'muller' -> 'muler'."""
    joined = word.replace(" ", "")
    same = _SOUND.sub(lambda found: _TO[found[0]], joined)
    return _DOUBLE.sub(r"\1", same)


def skeleton(word: str) -> str:
    """The consonants that every transliteration keeps; '' where fewer than three are left.

    'mohammed', 'mhmd' and 'muhamad' all give 'mhmd'; 'aleksandr', 'alexander' give 'lksndr'.
    """
    found = consonants(word)
    return found if len(found) >= 3 else ""


@lru_cache(maxsize=200_000)
def consonants(word: str) -> str:
    """All consonants of a word as every transliteration keeps them, however few."""
    bare = _ARTICLE.sub("", word + " ").replace(" ", "") or word
    same = re.sub(r"^abd(?:al|el|ul|ur|ar|us|as|il)", "abd", bare)
    same = sound(same[:1] + same[1:].replace("w", ""))
    same = same.replace("sh", "s").replace("ch", "c").replace("zh", "j").replace("ts", "c")
    same = same[:1] + re.sub(r"[aeiou]", "", same[1:])
    return _DOUBLE.sub(r"\1", re.sub(r"^[aeiou]", "", same).replace("c", "s").rstrip("h"))
