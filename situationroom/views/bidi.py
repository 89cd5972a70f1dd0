"""Names written from right to left, in lines that are read from left to right."""

import unicodedata

from situationroom.models.person import Person

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT = ("R", "AL")


def left_to_right(text: str) -> str:
    """The line with its parts in the order they were given, whatever script its first word has.

    Only for what is shown: the mark in front must not get into a record or a search.
    """
    right = any(unicodedata.bidirectional(letter) in RIGHT for letter in text)
    return LEFT_TO_RIGHT_MARK + text if right else text


def in_order(text: str) -> str:
    """A sentence with names in it: a number after such a name stays where it was written."""
    said, before = "", ""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if before in RIGHT and direction not in (*RIGHT, "WS", "NSM"):
            said += LEFT_TO_RIGHT_MARK
        said += letter
        before = before if direction in ("WS", "NSM") else direction
    return left_to_right(said)


def both_names(person: Person) -> str:
    """Native and Latin name in one line, to be shown; the case number of a person without any."""
    names = " ".join(part for part in (person.native_name, person.latin_name) if part)
    return left_to_right(names or person.case)
