"""Who goes first: major I-V, minor A-E (domain.md; the evacuation classes of US NTM practice)."""

from collections.abc import Iterable
from datetime import date

from situationroom.models.person import Person, needs_on, years_old
from situationroom.models.vocabulary import Need

_MAJORS = ("I", "II", "III", "IV", "V")
_ILL = {Need.MEDICAL, Need.STRETCHER}
_INFIRM = {Need.ELDERLY, Need.WHEELCHAIR, Need.STRETCHER, Need.MEDICAL}


def priority_code(person: Person, household: Iterable[Person], home: str, day: date) -> str:
    """The code, such as 'I-B', of one person among the members of ``household``."""
    members = list(household)
    return f"{_major(person, members, home, day)}-{_minor(person, members, day)}"


def best_code(codes: Iterable[str]) -> str:
    """The code that goes first: a household takes its best member's."""
    return min(codes, key=code_order)


def code_order(code: str) -> tuple[int, str]:
    """Sort key: 'I-A' first, then 'I-B' … 'V-E'; an unreadable code comes last."""
    major, _, minor = code.partition("-")
    return (_MAJORS.index(major) if major in _MAJORS else len(_MAJORS), minor)


def _major(person: Person, members: list[Person], home: str, day: date) -> str:
    if person.nationality in (None, home):
        return "I"
    if any(member.nationality == home for member in members):
        return "II"
    return "IV" if _ILL & set(needs_on(person, day)) else "V"


def _minor(person: Person, members: list[Person], day: date) -> str:
    needs = set(needs_on(person, day))
    if Need.PREGNANT in needs:
        return "A"
    if Need.UNACCOMPANIED_MINOR in needs:
        return "B"
    if _INFIRM & needs:
        return "C"
    if {Need.CHILD, Need.INFANT} & needs or _with_child(person, members, day):
        return "D"
    return "E"


def _with_child(person: Person, members: list[Person], day: date) -> bool:
    ages = (years_old(member, day) for member in members if member.id != person.id)
    return any(age is not None and age < 18 for age in ages)
