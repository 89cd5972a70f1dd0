"""What is doubtful about machine-readable lines: digits that do not fit, letters for digits.

Each doubt is a problem that names its field; what may be meant instead is a proposal.
"""

from collections.abc import Iterator
from typing import Final

from situationroom.intake import mrz_fields
from situationroom.intake.mrz_digits import (
    check_digit,
    digits_for,
    fits,
    letters_for,
    swapped_to_fit,
)
from situationroom.intake.mrz_lines import Format
from situationroom.intake.results import Problem, Proposal, Reason
from situationroom.models.person import Person

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


def digit_doubts(name: str, content: str, told: str) -> tuple[list[Problem], list[Proposal]]:
    """What is wrong with one checked field and its digit, and what may be meant instead."""
    is_date = name in ("birth_date", "document_expiry")
    clean = digits_for(content) if is_date else content
    if fits(content, told) and clean == content:
        return [], []
    problems = [] if fits(content, told) else [wrong_digit(name, content, told)]
    digit = digits_for(told)
    meant = fits(clean, digit) or fits(content, told)  # a letter may fit by chance
    ways = [clean] if clean != content and meant else []
    if not ways and not is_date and name == "passport":
        ways = [content] if fits(content, digit) else swapped_to_fit(content, digit)
    shown, values = content.strip("<") + told, [way.strip("<") + digit for way in ways]
    if ways:
        reason = LOOKS_LIKE if len(ways) == 1 else SEVERAL_WAYS
        words = {"told": shown, "proposed": ", ".join(values)}
        problems.append(Problem(name, shown, Reason(reason.template, words)))
    return problems, [Proposal(name, way.strip("<"), (content.strip("<"),)) for way in ways]


def wrong_digit(name: str, content: str, told: str) -> Problem:
    """The check digit of a field is not the one it should be."""
    values = {"told": told, "right": check_digit(content)}
    return Problem(name, content.strip("<"), Reason(_WRONG[name].template, values))


def field_doubts(
    form: Format, joined: str, person: Person, expiry: str | None
) -> Iterator[Problem]:
    """Names with digits or without an end, states nobody has, dates that do not exist."""
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
