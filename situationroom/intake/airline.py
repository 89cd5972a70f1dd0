"""Passengers as airlines write them: '1ZHANG/WEI MR 2LI/NA MRS', '.L/ABC'.

Source: the name element of teletype messages (IATA Passenger Services Conference Resolutions,
Recommended Practice 1708): how many share the surname, surname, slash, given name and title.
"""

import re
from typing import Final

from situationroom.intake.latin import common_surnames

_TITLES: Final = r"MR|MRS|MS|MISS|MSTR|CHD|INF|DR|PROF"
_REMARK = re.compile(r"\.(?:[A-Z]|[A-Z]\d)/\S{1,60}|\(?\bPNR:? ?[A-Z0-9]{6}\b\)?")
_SHAPE = re.compile(r"[A-Z0-9][A-Z0-9 /.,'()\-\n]{3,1200}(?<=[A-Z)])")
_NUMBERED = re.compile(r"(?:^|(?<=[ \n,)]))(\d{1,2})\.? ?(?=[A-Z][A-Z' \-]{0,40}/)")
_AFTER_TITLE = re.compile(rf"(?<=[A-Z]) ?\b({_TITLES})\b *(?:\((?:CHD|INF)\))? *[/,\n]? *")


def passengers(told: str) -> list[str]:
    """The passengers as 'SURNAME/GIVEN TITLE', or [] where the cell is not an airline's."""
    if "/" not in told or not told.isascii():
        return []
    bare = re.sub(r"[() ]+", " ", _REMARK.sub(" ", told)).strip()
    if not _SHAPE.fullmatch(bare) or _full_names(bare):
        return []
    found: list[str] = []
    for count, item in _items(bare):
        found += _in_item(item, count)
    return [name for name in found if name]


def _full_names(told: str) -> bool:
    """'ZHANG WEI/LI NA' are two full names with a slash between them, no airline's writing."""
    sides = [side.split() for side in told.split("/")]
    return len(sides) == 2 and all(len(s) > 1 and s[0] in common_surnames() for s in sides)


def _items(told: str) -> list[tuple[int, str]]:
    """The elements with the number before them (a sequence or how many share the surname)."""
    parts = _NUMBERED.split(told)
    if len(parts) == 1:
        return [(1, told)]
    return [(int(parts[i]), parts[i + 1].strip(" ,\n")) for i in range(1, len(parts) - 1, 2)]


def _in_item(item: str, count: int) -> list[str]:
    """One element: 'ZHANG/WEI MR/NA MRS' are two ZHANGs, 'ZHANG/WEI MR/LI/NA MRS' two families."""
    names: list[str] = []
    surname = ""
    for piece in _pieces(item):
        if "/" in piece:
            surname, _, given = piece.partition("/")
            shared = given.split("/")
            several = len(shared) > 1 and count == len(shared)
            names += [f"{surname}/{g}" for g in shared] if several else [piece]
        elif piece.strip() and surname:
            names.append(f"{surname}/{piece}")
    return [" ".join(name.split()) for name in names]


def _pieces(item: str) -> list[str]:
    parts = _AFTER_TITLE.split(item)
    whole = [f"{parts[i]} {parts[i + 1]}" for i in range(0, len(parts) - 1, 2)]
    return [piece.strip(" ,/()") for piece in (*whole, parts[-1]) if piece.strip(" ,/()")]
