"""Machine-readable lines that are scanned or pasted into a form or at a gate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from situationroom.intake.mrz import MrzReading, incomplete, read_mrz, with_plain_case
from situationroom.intake.mrz_lines import begins_like
from situationroom.models.person import Document, Person
from situationroom.texts import tr

SECOND_LINES: Final = (36, 44)
"""Characters of a second line, which scanners of older make send alone."""

# The field of a form beside which a problem is said.
_BESIDE: Final[Mapping[str, str]] = {
    "name": "surname",
    "birth_date": "birth_date",
    "nationality": "nationality",
}


@dataclass(frozen=True, slots=True)
class TypedMrz:
    """What the lines say: a draft (id 0, names as written by hand), and what does not fit.

    ``problems`` are sentences in the officer's language by the field they are about: surname,
    birth_date, nationality or document. ``lines`` are the lines as they were understood.
    """

    kind: str
    lines: tuple[str, ...]
    person: Person
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """The document the lines stand on."""
        return self.person.documents[0]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every problem, one after the other."""
        return tuple(said for told in self.problems.values() for said in told)


def typed_mrz(text: str, now: datetime | None = None) -> TypedMrz | None:
    """The machine-readable lines in ``text``; None where there are none that can be read.

    ``now`` is the incident's time; it decides the centuries of two-digit years.
    """
    read = read_mrz(text, now.date() if now else None)
    if read is None:
        return None
    return TypedMrz(read.kind, read.lines, with_plain_case(read.person), _said(read))


def mrz_trouble(text: str) -> str:
    """What is wrong with lines that look machine-readable and cannot be read; else ''."""
    reason = incomplete(text)
    return tr(reason.template, **reason.values) if reason else ""


def mrz_goes_on(text: str) -> bool:
    """Whether these are the first lines of a document whose others are still to come.

    Scanners end each line with Enter: a gate waits for the rest before it looks for a number.
    """
    lines = begins_like(text)
    if not lines or len(lines[0]) < 28 or read_mrz(text) is not None:
        return False
    return len(lines) < (2 if lines[0][0] in "PV" else 3)


def looked_for(text: str) -> str:
    """What to search for: the document number of scanned lines, else the text as typed."""
    paper = typed_mrz(text)
    return paper.document.number if paper else text.strip()


def document_number(text: str) -> str:
    """The number in what a scanner sent or an officer typed: a second line alone has it first."""
    plain = "".join(text.split()).upper()
    if len(plain) in SECOND_LINES and "<" in plain:
        return plain[:9].replace("<", "")
    return plain


def _said(read: MrzReading) -> dict[str, tuple[str, ...]]:
    said: dict[str, tuple[str, ...]] = {}
    for problem in read.problems:
        place = _BESIDE.get(problem.field, "document")
        sentence = tr(problem.reason.template, **problem.reason.values)
        said[place] = (*said.get(place, ()), sentence)
    return said
