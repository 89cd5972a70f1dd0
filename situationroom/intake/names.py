"""One name in either script or both: whose surname is it, and which part?

A native name is never split by guess. Which part of a Latin name is the surname, ``latin`` tells.
Surnames and their spellings are data (``resources/names``).
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from situationroom.intake.latin import split_latin, surname_spellings
from situationroom.intake.plain import plain
from situationroom.intake.results import Reason
from situationroom.intake.titles import Title, without_native
from situationroom.models.made_quickly import made_quickly
from situationroom.models.vocabulary import Need, Sex
from situationroom.romanise import spellings

__all__ = ["NameReading", "read_name", "read_parts", "surname_spellings"]

ORDER_UNSURE: Final = Reason("Which part is the surname is a guess.")
NO_NAME: Final = Reason("No name can be read here.")
LIKE_FORMULA: Final = Reason("This looks like a formula; it is kept as text and never calculated.")
NO_FULL_NAME: Final = Reason(
    "No full name is told here; it is kept as told. Ask for the name as in the passport."
)
NAME_TOO_LONG: Final = Reason("This is too long for a name; only its beginning was kept.")
SWAPPED: Final = Reason("Surname and given names stood in each other's columns and were put right.")
MAYBE_SWAPPED: Final = Reason(
    "Surname and given names may stand in each other's columns; compare with the passport."
)

LONGEST: Final = 80  # characters of a name in two scripts; a passport's visual zone holds 39
_HANZI = "㐀-䶿一-鿿豈-﫿\U00020000-\U000323af〇\U000e0100-\U000e01ef"
_PLAIN_NATIVE = re.compile(r"[一-鿿]{2,4}")
_TOGETHER = re.compile(rf"[{_HANZI}\u3040-\u30ff\uac00-\ud7af]")  # scripts without a blank in names
_SURNAME_FIRST = re.compile(r"[\u0400-\u052f]")  # Cyrillic lists say the surname first
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ\u0300-\u036f'’.\- ,/<]*")
_TAGS = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1>|<[^<>]{0,200}>", re.I)
_MASKED = re.compile(r"[㐀-鿿]{1,2}[Xx×*○]{1,3}[㐀-鿿]?")
_BETWEEN = re.compile(rf"(?<=[{_HANZI}]) +(?=[{_HANZI}])")
_EDGE = " ()[]{}<>（）【】《》\"“”'/,，、;；:：.。-+=@#*·•・|\\!?！？\n\t"
_DOTS = str.maketrans("•・‧∙．.", "······")


@made_quickly
@dataclass(frozen=True, slots=True)
class NameReading:
    """``surname`` and ``given`` are in capitals, as a passport's machine-readable zone has them.

    ``sex`` and ``minor`` are what a title says (Mr, 女士, CHD, INF).
    """

    native: str = ""
    surname: str = ""
    given: str = ""
    reason: Reason | None = None
    sex: Sex | None = None
    minor: Need | None = None


@lru_cache(maxsize=200_000)
def read_name(text: str, native: str = "") -> NameReading:
    """A name in either script or both. ``native`` is the name in hanzi where a column gives it."""
    if _PLAIN_NATIVE.fullmatch(text) and not native:
        return _own(text, NameReading())
    told = " ".join(plain(text[:400]).split())
    if not told:
        return NameReading(native, reason=None if native else NO_NAME)
    if told[0] in "=@" or (told[0] in "+-" and len(told) > 1):
        return NameReading(told[:LONGEST], reason=LIKE_FORMULA)
    if len(told) > LONGEST:
        cut = told[:LONGEST].rsplit(" ", 1)[0]
        return replace(_read(cut, native), reason=NAME_TOO_LONG)
    return _read(told, native)


def _read(told: str, native: str) -> NameReading:
    own, latin = in_scripts(told)
    read = _latin(latin, native or own) if latin else NameReading()
    if not (own or native):
        return read if latin else NameReading(reason=NO_NAME)
    return _own(native or own, read)


def in_scripts(told: str) -> tuple[str, str]:
    """The native and the Latin part of a name: '张伟(ZHANG WEI)' is 张伟 and ZHANG WEI."""
    if told.isascii():
        return "", told
    if _MASKED.fullmatch(told):
        return told, ""
    told = _TAGS.sub(" ", told)
    latin = [run[0].strip(_EDGE + " ") for run in _LATIN.finditer(told)]
    names = " ".join(run for run in latin if len(run) > 1)
    own = re.sub(r"[()（）\[\]]+", " ", _LATIN.sub(" ", told))
    own = _BETWEEN.sub("", " ".join(own.translate(_DOTS).split())).strip(_EDGE)
    own = re.sub(r"[\d/,，=+]+", "", own).strip(_EDGE)
    if not any(c.isalpha() for c in own):
        return "", names or " ".join(latin) or told
    return own, names


def _own(own: str, read: NameReading) -> NameReading:
    """The native name without its title; a nickname or a bare surname is kept and flagged."""
    bare, title, full = without_native(own)
    bare = bare.strip(_EDGE)
    lone = not full or (len(bare) == 1 or bare in spellings())
    reason = read.reason or (NO_FULL_NAME if lone and not read.given else None)
    told = NameReading(bare, read.surname, read.given, reason, read.sex, read.minor)
    return _titled(told, title)


def _titled(read: NameReading, title: Title | None) -> NameReading:
    if title is None:
        return read
    return replace(read, sex=read.sex or title.sex, minor=read.minor or title.minor)


def _latin(told: str, native: str) -> NameReading:
    found = split_latin(told, native)
    if found is None:
        return NameReading(reason=NO_NAME)
    surname, given, sure, title = found
    reason = None if sure else ORDER_UNSURE
    if title and not given and not native:
        reason = NO_FULL_NAME
    return _titled(NameReading("", surname, given, reason), title)


@lru_cache(maxsize=200_000)
def read_parts(surname: str, given: str, native: str = "") -> NameReading:
    """A name from its own columns for surname and given names, put right where they are swapped.

    They are only put right where the native name proves it; else a doubt is said.
    """
    first, last = plain(surname), plain(given)
    if not (first.isascii() or last.isascii()) and not (
        in_scripts(first)[1] or in_scripts(last)[1]
    ):
        return _native_parts(first, last)
    read = read_name(f"{first}, {last}", native)
    known = surname_spellings(read.native) if read.native else ()
    if known and _joined(read.given) in known and _joined(read.surname) not in known:
        return replace(read, surname=read.given, given=read.surname, reason=read.reason or SWAPPED)
    if not known and _looks_swapped(read):
        return replace(read, reason=read.reason or MAYBE_SWAPPED)
    return read


def _joined(latin: str) -> str:
    return latin.replace(" ", "")


def _looks_swapped(read: NameReading) -> bool:
    from situationroom.intake.latin import common_surnames, is_pinyin, known_surnames

    if _joined(read.given) in _compound() and _joined(read.surname) not in _compound():
        return True  # OUYANG is nobody's given name
    if _joined(read.surname) in known_surnames() or not read.given:
        return False
    return _joined(read.given) in common_surnames() and is_pinyin(_joined(read.surname))


@lru_cache(maxsize=1)
def _compound() -> frozenset[str]:
    """Surnames of two characters as passports spell them: OUYANG, SIMA, ZHUGE."""
    return frozenset(
        spelt
        for own, known in spellings().items()
        if len(own) > 1
        for spelt in known
        if len(spelt) > 5
    )


def _native_parts(first: str, last: str) -> NameReading:
    table = spellings()
    if not _TOGETHER.search(first + last):
        parts = (first, last) if _SURNAME_FIRST.match(first) else (last, first)
        return _own(in_scripts(" ".join(filter(None, parts)))[0], NameReading())
    if first in table or not (last in table and first):
        return _own(in_scripts(first + last)[0], NameReading())
    return replace(_own(in_scripts(last + first)[0], NameReading()), reason=SWAPPED)
