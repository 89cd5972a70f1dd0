"""Check digits of machine-readable lines, and letters that are taken for digits.

ICAO Doc 9303 part 3, 4.9: weights 7, 3, 1 repeated, A = 10 … Z = 35, filler = 0, modulo 10. The
sum does not show every confusion: a 1 and an I do, an M and a C ten places apart do not.
"""

from typing import Final

_WEIGHTS: Final = (7, 3, 1)
AS_DIGIT: Final = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5",
                   "G": "6", "T": "7", "B": "8"}  # fmt: skip
AS_LETTER: Final = {"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B"}
_EITHER: Final = AS_DIGIT | AS_LETTER
_LIKELIEST: Final = ("O0", "I1", "QDLZSGTB258")


def check_digit(text: str) -> int:
    """The digit that belongs behind ``text`` (capitals, digits, '<'). Raises ValueError else."""
    return sum(_value(ch) * _WEIGHTS[i % 3] for i, ch in enumerate(text)) % 10


def _value(character: str) -> int:
    if character == "<":
        return 0
    if not (character.isascii() and character.isalnum()):
        raise ValueError(character)
    return int(character, 36)


def fits(content: str, told: str) -> bool:
    """Whether the digit checks the content; an empty field may have a filler for its digit."""
    if told == "<":
        return not content.strip("<")
    return told.isdigit() and int(told) == check_digit(content)


def digits_for(text: str) -> str:
    """``text`` with every letter that looks like a digit read as that digit."""
    return "".join(AS_DIGIT.get(ch, ch) for ch in text)


def letters_for(text: str) -> str:
    """``text`` with every digit that looks like a letter read as that letter."""
    return "".join(AS_LETTER.get(ch, ch) for ch in text)


def swapped_to_fit(content: str, told: str) -> list[str]:
    """The other readings of ``content`` whose check digit is ``told``, the likeliest kind only.

    One character is taken for another: O and 0 before I and 1 before the rest, since of ten
    changes one fits by chance. One reading is a proposal, several are a question.
    """
    for kind in _LIKELIEST:
        places = [i for i, ch in enumerate(content) if ch in kind]
        ways = {content[:i] + _EITHER[content[i]] + content[i + 1 :] for i in places}
        if found := sorted(way for way in ways if fits(way, told)):
            return found
    return []
