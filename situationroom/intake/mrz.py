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
from situationroom.intake.mrz_digits import (
    check_digit,
    digits_for,
    fits,
    letters_for,
    swapped_to_fit,
)
from situationroom.intake.mrz_lines import Candidate, Format, begins_like, candidates
from situationroom.intake.results import Problem, Proposal, Reason
from situationroom.models.person import Document, Person
from situationroom.models.vocabulary import Sex

_WRONG: Final = {
    "passport": Reason(
        "The check digit of the document number is {told}, it should be {right}; "
        "look at that field again."
    ),
    "birth_date": Reason(
        "The check digit of the date of birth is {told}, it should be {right}; "
        "look at that field again."
    ),
    "document_expiry": Reason(
        "The check digit of the date of expiry is {told}, it should be {right}; "
        "look at that field again."
    ),
    "personal": Reason(
        "The check digit of the personal number is {told}, it should be {right}; "
        "look at that field again."
    ),
    "mrz": Reason(
        "The last check digit, over the whole lines, is {told}, it should be {right}; compare "
        "the lines with the document."
    ),
}
LOOKS_LIKE: Final = Reason(
    "{told} may have been read wrongly for {proposed}; compare it with the document."
)
SEVERAL_WAYS: Final = Reason(
    "{told} may have been read wrongly: {proposed} would all fit; compare it with the document."
)
NO_BIRTH: Final = Reason("The date of birth in the machine-readable lines, {told}, is no date.")
NO_EXPIRY: Final = Reason("The date of expiry in the machine-readable lines, {told}, is no date.")
NO_STATE: Final = Reason("{told} is no country or organisation of travel documents.")
CUT_OFF: Final = Reason(
    "The name fills the machine-readable line to its end and may be cut off; compare it with the "
    "page above."
)
DIGIT_IN_NAME: Final = Reason("{told} has a digit in it; compare it with the document.")
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
        found, proposed = _digit(name, content, told)
        problems += found
        proposals += proposed
    if form.whole and not problems:
        content, told = _whole(form, joined), joined[_last(form)]
        if not fits(content, told):
            problems.append(_wrong("mrz", content, told))
    person, doubts = _person(form, joined, today)
    lines = tuple(joined[i : i + form.width] for i in range(0, form.size, form.width))
    return MrzReading(form.name, lines, person, (*problems, *doubts), tuple(proposals))


def _digit(name: str, content: str, told: str) -> tuple[list[Problem], list[Proposal]]:
    """What is wrong with one checked field, and what may be meant."""
    is_date = name in ("birth_date", "document_expiry")
    clean = digits_for(content) if is_date else content
    if fits(content, told) and clean == content:
        return [], []
    problems = [] if fits(content, told) else [_wrong(name, content, told)]
    digit = digits_for(told)
    ways = [clean] if clean != content and fits(clean, digit) else []
    if not ways and not is_date and name == "passport":
        ways = [content] if fits(content, digit) else swapped_to_fit(content, digit)
    shown, values = content.strip("<") + told, [way.strip("<") + digit for way in ways]
    if ways:
        reason = LOOKS_LIKE if len(ways) == 1 else SEVERAL_WAYS
        words = {"told": shown, "proposed": ", ".join(values)}
        problems.append(Problem(name, shown, Reason(reason.template, words)))
    return problems, [Proposal(name, way.strip("<"), (content.strip("<"),)) for way in ways]


def _wrong(name: str, content: str, told: str) -> Problem:
    values = {"told": told, "right": check_digit(content)}
    return Problem(name, content.strip("<"), Reason(_WRONG[name].template, values))


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
    return person, list(_doubts(form, joined, person, expiry))


def _type(first: str, issuer: str) -> str:
    """P passport, V visa, I identity card; China's C cards are travel permits (T)."""
    if first in "PV":
        return first
    return "T" if first == "C" and issuer == "CHN" else "I"


def _doubts(form: Format, joined: str, person: Person, expiry: str | None) -> Iterator[Problem]:
    name, issuer = joined[slice(*form.names)], joined[2:5]
    state, birth = joined[slice(*form.nationality)], joined[slice(*form.birth)]
    expires = joined[slice(*form.expiry)]
    if any(ch.isdigit() for ch in name):
        yield _digit_in_name(person.latin_name, letters_for(person.latin_name))
    if mrz_fields.is_cut_off(name):
        yield Problem("name", person.latin_name, CUT_OFF)
    for field, told in (("document_issuer", issuer), ("nationality", state)):
        if not mrz_fields.state(told) and told.strip("<"):
            yield _unknown_state(field, told.strip("<"))
    if not person.birth_date and birth.strip("<") and digits_for(birth) == birth:
        yield Problem("birth_date", birth, Reason(NO_BIRTH.template, {"told": birth}))
    if not expiry and expires.strip("<") and digits_for(expires) == expires:
        yield Problem("document_expiry", expires, Reason(NO_EXPIRY.template, {"told": expires}))


def _digit_in_name(told: str, meant: str) -> Problem:
    if any(ch.isdigit() for ch in meant):
        return Problem("name", told, Reason(DIGIT_IN_NAME.template, {"told": told}))
    return _likely("name", told, meant)


def _likely(field: str, told: str, proposed: str) -> Problem:
    return Problem(field, told, Reason(LOOKS_LIKE.template, {"told": told, "proposed": proposed}))


def _unknown_state(field: str, told: str) -> Problem:
    meant = letters_for(told)
    if meant != told and mrz_fields.state(meant):
        return _likely(field, told, meant)
    return Problem(field, told, Reason(NO_STATE.template, {"told": told}))


def with_plain_case(person: Person) -> Person:
    """The draft with its names as written by hand: 'ERIKSSON' as 'Eriksson'."""
    return replace(person, surname=person.surname.title(), given_names=person.given_names.title())
