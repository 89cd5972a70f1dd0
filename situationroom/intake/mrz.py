"""Machine-readable lines of passports, identity cards and visas: one person, every digit checked.

ICAO Doc 9303 parts 3 to 7. What stands in the lines is taken as it stands: a check digit that does
not fit is named, a letter that looks like a digit is proposed as the digit, and neither is put
right silently.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from situationroom.intake import mrz_fields
from situationroom.intake.mrz_digits import fits
from situationroom.intake.mrz_doubts import digit_doubts, field_doubts, wrong_digit
from situationroom.intake.mrz_lines import Candidate, Format, begins_like, candidates
from situationroom.intake.results import Problem, Proposal, Reason
from situationroom.models.person import Document, Person
from situationroom.models.vocabulary import Sex

INCOMPLETE: Final = Reason(
    "These look like the machine-readable lines of a travel document, but line {line} has {count} "
    "characters and should have {width}; scan or paste them again."
)
UNREADABLE: Final = Reason(
    "These look like the machine-readable lines of a travel document, but they fit none of the "
    "known layouts; scan or paste them again, all lines."
)
_SEXES: Final = {"M": Sex.MALE, "F": Sex.FEMALE, "<": Sex.UNSPECIFIED, "X": Sex.UNSPECIFIED}


@dataclass(frozen=True, slots=True)
class MrzReading:
    """``kind`` is TD1, TD2, TD3, MRV-A or MRV-B; ``lines`` the lines as they were understood.

    ``person`` is a draft with id 0, names in capitals. ``problems`` name each digit that does not
    fit and each field that is doubtful (fields: passport, birth_date, document_expiry, personal,
    mrz, name, nationality, document_issuer); ``proposals`` say what may be meant instead.
    """

    kind: str
    lines: tuple[str, ...]
    person: Person
    problems: tuple[Problem, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def document(self) -> Document:
        """The document the lines stand on."""
        return self.person.documents[0]


def read_mrz(text: str, today: date | None = None) -> MrzReading | None:
    """The machine-readable lines in ``text``, wherever they begin; None where there are none.

    ``today`` decides the centuries of two-digit years (``mrz_fields``); it is the incident's day.
    """
    day = today or datetime.now(UTC).date()
    read = [(rank, way) for way in candidates(text) if (rank := _rank(way))]
    if not read:
        return None
    way = max(read, key=lambda pair: pair[0])[1]
    return _reading(way.form, way.joined, day)


def incomplete(text: str) -> Reason | None:
    """What is wrong with lines that look machine-readable and cannot be read; None for others."""
    lines = begins_like(text)
    if not lines or len("".join(lines)) < 30 or not mrz_fields.state(lines[0][2:5]):
        return None
    widths = {"P": (44,), "V": (44, 36)}.get(lines[0][0], (30, 36))
    width = min(widths, key=lambda w: abs(w - len(lines[0])))
    for number, line in enumerate(lines, start=1):
        if len(lines) > 1 and len(line) != width:
            return Reason(INCOMPLETE.template, {"line": number, "count": len(line), "width": width})
    return UNREADABLE


def _rank(way: Candidate) -> tuple[int, bool, int] | None:
    """How well the lines fit their layout: digits that fit and states that exist, whether the
    lines came as lines, how few fillers had to be put back.

    None where too little fits for it to be more than a likeness.
    """
    form, joined = way.form, way.joined
    good, checks = _fitting(form, joined)
    spans = ((2, 5), form.nationality)
    states = sum(bool(mrz_fields.state(joined[start:end])) for start, end in spans)
    plain = "<" in joined[slice(*form.names)] and states
    if (way.glued and good * 2 < checks) or not (good or plain):
        return None
    return good + states, not way.glued, -way.added


def _checked(form: Format, joined: str) -> Iterator[tuple[str, str, str]]:
    """Each checked field: its name, what is checked, and the digit that stands there."""
    number, told = _number(form, joined)
    yield "passport", number, told
    for name, (start, end) in (("birth_date", form.birth), ("document_expiry", form.expiry)):
        yield name, joined[start:end], joined[end]
    if form.personal:
        yield "personal", joined[slice(*form.more)], joined[form.more[1]]


def _number(form: Format, joined: str) -> tuple[str, str]:
    """The document number with its fillers, and its check digit.

    In TD1 and TD2 a number of more than nine characters goes on in the optional data: a filler
    stands for the digit, the rest follows with the digit behind it, then a filler (9303-5, 4.2.4).
    """
    start, end = form.number
    number, told = joined[start:end], joined[end]
    rest = joined[slice(*form.more)].partition("<")[0]
    if told == "<" and len(rest) > 1 and form.name in ("TD1", "TD2"):
        return number + rest[:-1], rest[-1]
    return number, told


def _whole(form: Format, joined: str) -> str:
    return "".join(joined[slice(*span)] for span in form.whole)


def _fitting(form: Format, joined: str) -> tuple[int, int]:
    """How many check digits fit, and how many there are."""
    checks = [fits(content, told) for _, content, told in _checked(form, joined)]
    if form.whole:
        checks.append(fits(_whole(form, joined), joined[_last(form)]))
    return sum(checks), len(checks)


def _last(form: Format) -> int:
    """The place of the digit over the whole lines."""
    return 59 if form.name == "TD1" else form.size - 1


def _reading(form: Format, joined: str, today: date) -> MrzReading:
    problems: list[Problem] = []
    proposals: list[Proposal] = []
    for name, content, told in _checked(form, joined):
        found, proposed = digit_doubts(name, content, told)
        problems += found
        proposals += proposed
    if form.whole and not problems:
        content, told = _whole(form, joined), joined[_last(form)]
        if not fits(content, told):
            problems.append(wrong_digit("mrz", content, told))
    person, doubts = _person(form, joined, today)
    lines = tuple(joined[i : i + form.width] for i in range(0, form.size, form.width))
    return MrzReading(form.name, lines, person, (*problems, *doubts), tuple(proposals))


def _person(form: Format, joined: str, today: date) -> tuple[Person, list[Problem]]:
    surname, given = mrz_fields.names(joined[slice(*form.names)])
    birth = mrz_fields.birth_date(joined[slice(*form.birth)], today)
    expiry = mrz_fields.expiry_date(joined[slice(*form.expiry)], today)
    issuer = mrz_fields.state(joined[2:5]) or ""
    number = _number(form, joined)[0].replace("<", "")
    person = Person(
        id=0,
        surname=surname,
        given_names=given,
        sex=_SEXES[joined[form.sex]],
        birth_date=birth,
        nationality=mrz_fields.nationality(joined[slice(*form.nationality)]),
        documents=(Document(_type(joined[0], issuer), number, issuer, expiry or ""),),
    )
    return person, list(field_doubts(form, joined, person, expiry))


def _type(first: str, issuer: str) -> str:
    """P passport, V visa, I identity card; China's C cards are travel permits (T)."""
    if first in "PV":
        return first
    return "T" if first == "C" and issuer == "CHN" else "I"


def with_plain_case(person: Person) -> Person:
    """The draft with its names as written by hand: 'ERIKSSON' as 'Eriksson'."""
    return replace(person, surname=person.surname.title(), given_names=person.given_names.title())
