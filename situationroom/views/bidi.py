"""Names written from right to left, in lines that are read from left to right."""

import unicodedata

from situationroom.models.person import Person

LEFT_TO_RIGHT_MARK = "\u200e"


def left_to_right(text: str) -> str:
    """The line with its parts in the order they were given, whatever script its first word has.

    Only for what is shown: the mark in front must not get into a record or a search.
    """
    right = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return LEFT_TO_RIGHT_MARK + text if right else text


def both_names(person: Person) -> str:
    """Native and Latin name in one line, to be shown; the case number of a person without any."""
    names = " ".join(part for part in (person.native_name, person.latin_name) if part)
    return left_to_right(names or person.case)
