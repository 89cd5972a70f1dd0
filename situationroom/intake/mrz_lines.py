"""Finding the machine-readable lines of a travel document in what was scanned or pasted.

The five layouts of ICAO Doc 9303: TD1 (part 5, three lines of 30), TD2 (part 6, two of 36), TD3
(part 4, passports, two of 44), MRV-A and MRV-B (part 7, visas, two of 44 and of 36). Scanners, mail
programs and spreadsheets glue the lines together, break them, drop the fillers at their ends,
change case, put spaces between, or write « for <<; all of that is undone here, and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]
_N: Final = "[0-9<OQDILZSBGT]"  # a digit, or a letter that is taken for one
_A: Final = "[A-Z<01258]"  # a letter, or a digit that is taken for one
_X: Final = "[A-Z0-9<]"


@dataclass(frozen=True, slots=True)
class Format:
    """A layout. Spans are places in the joined lines; ``whole`` are those the last digit checks.

    The digit that checks a span stands right behind it. ``more`` is the optional data, where a
    document number of more than nine characters goes on; ``personal`` tells that it has a digit.
    """

    name: str
    lines: int
    width: int
    shape: re.Pattern[str]
    names: Span
    number: Span
    nationality: Span
    birth: Span
    sex: int
    expiry: Span
    more: Span
    whole: tuple[Span, ...] = ()
    personal: bool = False

    @property
    def size(self) -> int:
        """Characters of all lines together."""
        return self.lines * self.width


def _second_line(w: int, more: int) -> str:
    return f"{_X}{{9}}{_N}{_A}{{3}}{_N}{{7}}[MFX<]{_N}{{7}}{_X}{{{w - 28 - more}}}{_N}{{{more}}}"


def _two_lines(name: str, first: str, w: int, checks: int) -> Format:
    """Two lines of ``w``; ``checks`` digits end the second: of personal number and of the line."""
    return Format(
        name=name, lines=2, width=w,
        shape=re.compile(f"[{first}]{_X}{_A}{{3}}{_X}{{{w - 5}}}{_second_line(w, checks)}"),
        names=(5, w), number=(w, w + 9), nationality=(w + 10, w + 13), birth=(w + 13, w + 19),
        sex=w + 20, expiry=(w + 21, w + 27), more=(w + 28, 2 * w - checks),
        whole=((w, w + 10), (w + 13, w + 20), (w + 21, 2 * w - 1)) if checks else (),
        personal=checks == 2,
    )  # fmt: skip


TD1: Final = Format(
    name="TD1", lines=3, width=30,
    shape=re.compile(
        f"[IAC]{_X}{_A}{{3}}{_X}{{9}}{_N}{_X}{{15}}"
        f"{_N}{{7}}[MFX<]{_N}{{7}}{_A}{{3}}{_X}{{11}}{_N}{_X}{{30}}"
    ),
    names=(60, 90), number=(5, 14), nationality=(45, 48), birth=(30, 36), sex=37, expiry=(38, 44),
    more=(15, 30), whole=((5, 30), (30, 37), (38, 45), (48, 59)),
)  # fmt: skip
FORMATS: Final = (
    _two_lines("TD3", "P", 44, 2),
    TD1,
    _two_lines("TD2", "IAC", 36, 1),
    _two_lines("MRV-A", "V", 44, 0),
    _two_lines("MRV-B", "V", 36, 0),
)

_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029;|]+|\\n")
_MARKS = str.maketrans("‹〈≪", "<<«")
_RUN = re.compile(r"[A-Z0-9<]{8,}")
_BEGUN = re.compile(r"P[A-Z<][A-Z<]{3}[A-Z<]*<|[VIAC][A-Z<][A-Z<]{3}[A-Z0-9<]*<<")
LONGEST_LOOKED_AT: Final = 4_000  # characters; nobody scans a novel


@dataclass(frozen=True, slots=True)
class Candidate:
    """The joined lines as one layout has them; ``glued`` out of one run of characters, ``added``
    the number of fillers that had to be put back at ends of lines."""

    form: Format
    joined: str
    glued: bool = False
    added: int = 0


def candidates(text: str) -> Iterator[Candidate]:
    """Every way ``text`` can hold machine-readable lines."""
    if (
        "<" not in text
        and not any(mark in text for mark in "«‹＜〈≪")
        and "&lt;" not in text.lower()
    ):
        return
    for told in _variants(text[:LONGEST_LOOKED_AT]):
        runs = [max(found, key=len) for line in told if (found := _RUN.findall(line))]
        yield from _separate(runs)
        yield from _glued("".join(re.findall(f"{_X}+", "".join(told))))


def begins_like(text: str) -> list[str]:
    """The lines of a text that begins like a travel document's; [] where it does not."""
    told = next(_variants(text[:LONGEST_LOOKED_AT]))
    return told if told and _BEGUN.match(told[0]) else []


def _variants(text: str) -> Iterator[list[str]]:
    """The text's lines, cleaned. « stands for one filler or two; a space sometimes for one."""
    plain = re.sub("&LT;", "<", unicodedata.normalize("NFKC", text).upper())
    plain = plain.translate(_MARKS)
    for mark in ("<<", "<") if "«" in plain else ("<<",):
        lines = [line.strip() for line in _BREAKS.split(plain.replace("«", mark))]
        lines = [line for line in lines if line]
        yield [re.sub(r"\s", "", line) for line in lines]
        if any(" " in line for line in lines):
            yield [line.replace(" ", "<") for line in lines]


def _separate(runs: list[str]) -> Iterator[Candidate]:
    for form in FORMATS:
        for at in range(len(runs) - form.lines + 1):
            lines = [_filled(form, n, run) for n, run in enumerate(runs[at : at + form.lines])]
            joined = "".join(lines)
            if len(joined) == form.size and all(lines) and form.shape.fullmatch(joined):
                told = sum(map(len, runs[at : at + form.lines]))
                yield Candidate(form, joined, added=max(0, form.size - told))


def _filled(form: Format, line: int, told: str) -> str:
    """The line with the fillers at its end that were lost; '' where it cannot be this line."""
    if len(told) == form.width:
        return told
    ends_in_fillers = line == 0 or (form.lines == 3 and line == 2) or not form.whole
    shortest = 28 if form.lines == 2 and line == 1 else 8
    if shortest <= len(told) < form.width and ends_in_fillers:
        return told.ljust(form.width, "<")
    beyond = told[form.width :]
    return told[: form.width] if beyond and not beyond.strip("<") else ""


def _glued(whole: str) -> Iterator[Candidate]:
    for found in re.finditer("[PVIAC]", whole):
        for form in FORMATS:
            joined = whole[found.start() : found.start() + form.size]
            if len(joined) == form.size and form.shape.fullmatch(joined):
                yield Candidate(form, joined, glued=True)
