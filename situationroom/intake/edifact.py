"""UN/EDIFACT messages (ISO 9735) out of whatever a telex or mail program made of them.

Lines are wrapped at any place, even inside a tag, and stand between addresses, page marks and
greetings. So line breaks mean nothing here: known telex lines are taken out, the rest is joined,
and an interchange runs from UNA or UNB to UNZ, or to where the file breaks off.
"""

import quopri
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

LOOKED_AT: Final = 16_384  # bytes that decide whether a file is EDIFACT
_BEGIN = re.compile(r"UNA(.)(.)(.)(.)(.?)(.)\s*(?=UNB)|(?=UNB\W(?:UN|IA|KE|BB)[A-Z]{2}\W\d)")
_NOISE = re.compile(
    r"\s*|ZCZC\b.*|NNNN|=+|\.[A-Z0-9]{7} \d{6}\b.*|Q[A-Z](?: [A-Z0-9]{7})+|PDM|COR|PAGE \d+.*"
    r"|-{3,}",
    re.I,
)
_CHARSETS: Final = {  # ISO 9735-1 annex A, syntax identifier
    "UNOD": "iso8859-2", "UNOE": "iso8859-5", "UNOF": "iso8859-7", "UNOG": "iso8859-3",
    "UNOH": "iso8859-4", "UNOI": "iso8859-6", "UNOJ": "iso8859-8", "UNOK": "iso8859-9",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """A tag and its elements, each of components, without separators and releases; ``raw`` is
    the segment as it came. ``whole`` tells that it ended as segments end."""

    tag: str
    elements: tuple[tuple[str, ...], ...]
    raw: str
    whole: bool = True

    def part(self, element: int, component: int = 0) -> str:
        """One component, '' where it is missing; element 1 is the first after the tag."""
        if element > len(self.elements):
            return ""
        parts = self.elements[element - 1]
        return parts[component].strip() if component < len(parts) else ""

    @property
    def qualifier(self) -> str:
        """The tag with the code that says what it is about: 'NAD+FL', 'DTM+329'."""
        return f"{self.tag}+{self.part(1)}"


@dataclass(frozen=True, slots=True)
class Signs:
    """The separators an interchange uses; ISO 9735 gives :+.? ' where it says nothing."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    terminator: str = "'"


def is_edifact(path: Path) -> bool:
    """Whether the file holds an interchange near its beginning. An ordinary list never does."""
    with path.open("rb") as file:
        head = file.read(LOOKED_AT).replace(b"\0", b"").decode("latin-1")
    return _BEGIN.search(_joined(head)) is not None


def segments(path: Path) -> Iterator[Segment]:
    """Every segment of every interchange of the file, in order."""
    text = _joined(_decoded(path.read_bytes()))
    begins: list[re.Match[str]] = []
    for found in _BEGIN.finditer(text):
        if not begins or found.start() > begins[-1].end():  # the UNB behind a UNA begins nothing
            begins.append(found)
    for found, following in zip_longest(begins, begins[1:]):
        part = text[found.end() : following.start() if following else len(text)]
        for segment in _cut(part, _signs(found, part)):
            yield segment
            if segment.tag == "UNZ":
                break


def _decoded(data: bytes) -> str:
    """UTF-16 by its NULs, UTF-8 where it is, else the character set the interchange names."""
    if data.count(b"\0") * 4 > len(data):
        mark = data[:2]
        big = mark == b"\xfe\xff" or (mark != b"\xff\xfe" and data[:1] == b"\0")
        return data.decode("utf-16-be" if big else "utf-16-le", "replace").lstrip("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = re.search(rb"UNB.(UNO[A-Z])", re.sub(rb"\s", b"", data))
        return data.decode(_CHARSETS.get(named[1].decode() if named else "", "cp1252"), "replace")


def _joined(text: str) -> str:
    """The lines in one, without telex lines, mail quotes and what marks a broken line."""
    lines = re.split(r"[\r\n\f\v\x01-\x04\x85\u2028\u2029]+", text)
    inside = [line for line in lines if not _NOISE.fullmatch(line)]
    if _most(inside, lambda line: line.endswith("=")):
        joined = "\n".join(inside).encode("utf-8")
        inside = _decoded(quopri.decodestring(joined)).split("\n")
    if _most(inside, lambda line: line.startswith(">")):
        inside = [line.removeprefix("> ").removeprefix(">") for line in inside]
    if _most(inside, lambda line: line.endswith("  ")):
        inside = [line.rstrip(" ") for line in inside]
    return "".join(inside)


def _most(lines: list[str], test: Callable[[str], bool]) -> bool:
    """More than half of the long lines, and more than one."""
    long = [line for line in lines if len(line) > 30]
    passed = sum(map(test, long))
    return passed > 1 and passed * 2 > len(long)


def _signs(found: re.Match[str], text: str) -> Signs:
    if found[1]:
        release = "" if found[4] == " " else found[4]
        return Signs(found[1], found[2], release, found[6])
    # Without UNA the signs show where UNB has them: UNB+UNOA:1+…
    other = re.match(r"UNB(\W)[A-Z]{4}(\W)", text)
    usual = Signs()
    if not other or (other[2], other[1]) == (usual.component, usual.element):
        return usual
    ends = re.search(r"(\W)UN[HG]\W", text)
    return Signs(other[2], other[1], "?", ends[1] if ends else "'")


def _cut(text: str, signs: Signs) -> Iterator[Segment]:
    ends = re.compile(_unreleased(signs, signs.terminator), re.S)
    at = 0
    while at < len(text):
        found = ends.match(text, at)
        end = found.end() if found else len(text)
        raw = text[at:end].removesuffix(signs.terminator if found else "").strip()
        at = end
        if raw:
            yield _segment(raw, signs, found is not None)


def _segment(raw: str, signs: Signs, whole: bool) -> Segment:
    tag, *elements = _split(raw, signs, signs.element)
    parts = (tuple(_plain(c, signs) for c in _split(e, signs, signs.component)) for e in elements)
    return Segment(tag.strip().upper(), tuple(parts), raw, whole)


def _split(text: str, signs: Signs, at: str) -> list[str]:
    if not signs.release or signs.release not in text:
        return text.split(at)
    found = re.findall(_unreleased(signs, at) + r"|.+\Z", text + at, re.S)
    return [piece.removesuffix(at) for piece in found]


def _unreleased(signs: Signs, at: str) -> str:
    """Everything up to the next ``at`` that is not released."""
    sign, release = re.escape(at), re.escape(signs.release)
    return rf"(?:{release}.|[^{sign}{release}])*{sign}" if release else rf"[^{sign}]*{sign}"


def _plain(text: str, signs: Signs) -> str:
    if not signs.release or signs.release not in text:
        return text
    return re.sub(re.escape(signs.release) + "(.)", r"\1", text, flags=re.S)
