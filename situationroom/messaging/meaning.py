"""What a reply says. Only what can mean one thing is read; everything else is for an officer."""

import re
import unicodedata
from typing import Final

from situationroom.models.message import Meaning

LONGEST: Final = 60
"""Characters; whoever writes more has more to say than yes or no."""
_SAFE: Final = frozenset(
    """
    safe | ok | okay | im safe | i am safe | we are safe | were safe | im ok | i am ok | all safe
    | safe and well | safe now | im fine | i am fine | we are ok | fine
    | 平安 | 安全 | 我平安 | 我安全 | 我很安全 | 我很平安 | 报平安 | 已平安 | 我们平安 | 我们都平安
    | 都平安 | 我们安全 | 一切平安 | 我没事 | 没事 | 很安全 | 很平安 | 均安 | 平安勿念 | 好的平安
    """.replace("\n", "").split("|")
)
_HELP: Final = frozenset(
    """
    help | need help | i need help | we need help | help me | help us | please help | sos
    | need assistance | please help me | please help us | help needed
    | 需要帮助 | 需要救助 | 求助 | 求救 | 救命 | 我需要帮助 | 我们需要帮助 | 请求帮助 | 请帮助
    | 需要帮忙 | 待救助 | 请求救助 | 请求救援 | 需要救援
    """.replace("\n", "").split("|")
)
_WORDS: Final[dict[str, Meaning]] = {
    **{" ".join(word.split()): Meaning.SAFE for word in _SAFE},
    **{" ".join(word.split()): Meaning.NEEDS_HELP for word in _HELP},
}
_NUMBERS: Final = {"1": Meaning.SAFE, "2": Meaning.NEEDS_HELP}
_NUMBERED = re.compile(r"([12])(?!\d)\s*(.*)")
_MARKS = re.compile(r"[.,!?:;、。，！？：；…~～()（）\[\]【】\"“”‘’'`*_=\-—–/]+")
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def meaning_of(text: str) -> Meaning:
    """SAFE or NEEDS_HELP where the whole text says that and nothing else, else OTHER.

    A question mark, a denial, a name or a number and a word that disagree: all are for an officer.
    """
    told = unicodedata.normalize("NFKC", text[: LONGEST * 4]).casefold()
    if len(text) > LONGEST or "?" in told:
        return Meaning.OTHER
    plain = " ".join(_MARKS.sub(" ", told.replace("'", "").replace("’", "")).split())
    plain = _BETWEEN.sub("", plain)
    numbered = _NUMBERED.fullmatch(plain)
    if numbered is None:
        return _WORDS.get(plain, Meaning.OTHER)
    by_number, rest = _NUMBERS[numbered[1]], numbered[2]
    by_word = _WORDS.get(rest, Meaning.OTHER) if rest else by_number
    return by_number if by_word is by_number else Meaning.OTHER
