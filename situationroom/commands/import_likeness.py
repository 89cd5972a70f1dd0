"""How much a draft looks like somebody known, and why, where no exact key says so."""

from collections.abc import Iterator
from typing import Final

from situationroom.commands.import_decisions import Suspect
from situationroom.intake.results import Reason
from situationroom.models import Person
from situationroom.store.person_keys import name_forms

LEAST: Final = 0.5
_SCORES: Final = {
    ("same", "same", ""): 0.9,
    ("same", "turned", ""): 0.85,
    ("same", "like", ""): 0.75,
    ("same", "", ""): 0.6,
    ("same", "", "phone"): 0.85,
    ("like", "same", ""): 0.7,
    ("like", "", "phone"): 0.7,
    ("", "", "phone"): 0.55,
    ("other", "same", "phone"): 0.6,
}
"""Of name, birth date and telephone, where no document speaks."""


Pair = tuple[str, str]
_NOBODY: Final = ("", "")


def likeness(ref: int, person: Person, draft: Person) -> Suspect | None:
    """The suspicion that the draft is about this person; None where there is none to speak of."""
    birth = _birth(person.birth_date or "", draft.birth_date or "")
    phone = _phone(person, draft)
    paper, papers = _paper(person, draft)
    if _namesakes_only(paper, birth, "phone" if phone else ""):
        return None
    name = _name(person, draft)
    score = _score(paper, name, birth, "phone" if phone else "")
    other_sex = bool(person.sex and draft.sex and person.sex != draft.sex)
    score *= 0.75 if other_sex else 1
    if score < LEAST:
        return None
    reasons = [
        *_said_of_papers(paper, *papers),
        *([Reason("The same telephone: {phone}.", {"phone": phone})] if phone else ()),
        *_said_of_births(birth, person.birth_date or "", draft.birth_date or ""),
        *_said_of_names(name, person.name, draft.name),
        *([Reason("Another sex.")] if other_sex else ()),
    ]
    return Suspect(ref, round(score, 2), tuple(reasons))


def _namesakes_only(paper: str, birth: str, phone: str) -> bool:
    """No name, however like, could outweigh this; most of those looked at are such."""
    against = birth == "other" or (paper == "other" and not birth)
    return against and not phone and paper in ("", "other")


def _score(paper: str, name: str, birth: str, phone: str) -> float:
    if paper in ("same", "one"):
        agree = {"same": 0.15, "like": 0.1, "": 0.0, "other": -0.2}[name]
        agree += {"same": 0.15, "turned": 0.1, "like": 0.05, "": 0.0, "other": -0.15}[birth]
        return min(0.97, (0.75 if paper == "same" else 0.65) + agree)
    if birth == "other":
        return 0.55 if name == "same" and phone else 0.0
    known = max((_SCORES.get((name, birth, p), 0.0) for p in {phone, ""}), default=0.0)
    known = max(known, _SCORES.get((name, "", phone), 0.0))
    return known if paper != "other" else known - (0.15 if birth == "same" else 0.3)


def _paper(person: Person, draft: Person) -> tuple[str, Pair]:
    ours = [d.number.upper() for d in person.documents if d.number]
    theirs = [d.number.upper() for d in draft.documents if d.number]
    if not ours or not theirs:
        return "", _NOBODY
    if shared := set(ours) & set(theirs):
        return "same", (min(shared), "")
    for here in ours:
        for told in theirs:
            if one_slip(here, told):
                return "one", (here, told)
    kinds = {d.type for d in person.documents} & {d.type for d in draft.documents}
    return ("other" if kinds else ""), _NOBODY


def _said_of_papers(paper: str, here: str, told: str) -> Iterator[Reason]:
    if paper == "same":
        yield Reason("The same document: {number}.", {"number": here})
    elif paper == "one":
        said = {"here": here, "told": told}
        yield Reason("The documents differ in one character: {here}, {told}.", said)


def _name(person: Person, draft: Person) -> str:
    ours = name_forms(person.native_name, person.surname, person.given_names)
    theirs = name_forms(draft.native_name, draft.surname, draft.given_names)
    if not ours or not theirs:
        return ""
    if not {*ours}.isdisjoint(theirs) or (draft.native_name or None) in person.other_names:
        return "same"
    if any(_alike(a, b) for a in ours for b in theirs if "/" in a and "/" in b):
        return "like"
    return "other"


def _said_of_names(name: str, here: str, told: str) -> Iterator[Reason]:
    said = {"here": here, "told": told}
    if name == "same":
        yield Reason("The same name: {name}.", {"name": told})
    elif name == "like":
        yield Reason("The names are alike: {here}, {told}.", said)
    elif name == "other":
        yield Reason("Another name: {here}, {told}.", said)


def _alike(ours: str, theirs: str) -> bool:
    """One given name begins the other, the parts changed places, or one letter differs."""
    family, _, own = ours.partition("/")
    other_family, _, other_own = theirs.partition("/")
    if family == other_family and own and other_own:
        return own.startswith(other_own) or other_own.startswith(own) or one_slip(own, other_own)
    turned = own == other_family and family == other_own
    length = len(family) + len(own)
    return turned or (length > 4 and one_slip(family + own, other_family + other_own))


def _birth(here: str, told: str) -> str:
    if not here or not told:
        return ""
    if here == told and len(here) == 10:
        return "same"
    if here.startswith(told) or told.startswith(here):
        return "like"
    if len(here) == len(told) == 10 and here == f"{told[:4]}-{told[8:]}-{told[5:7]}":
        return "turned"
    return "other"


def _said_of_births(birth: str, here: str, told: str) -> Iterator[Reason]:
    said = {"here": here, "told": told}
    if birth == "same":
        yield Reason("The same date of birth: {date}.", {"date": here})
    elif birth == "like":
        yield Reason("The dates of birth agree as far as they are told: {here}, {told}.", said)
    elif birth == "turned":
        yield Reason("Day and month of birth are exchanged: {here}, {told}.", said)
    elif birth == "other":
        yield Reason("Another date of birth: {here}, {told}.", said)


def _phone(person: Person, draft: Person) -> str:
    """The number both have, as the draft tells it; only the last eight digits count."""
    if not person.phones or not draft.phones:
        return ""
    ours = {p.e164[-8:] for p in person.phones if p.e164}
    return next((p.e164 for p in draft.phones if p.e164 and p.e164[-8:] in ours), "")


def one_slip(one: str, other: str) -> bool:
    """Equal but for one character, one missing or one too many, or two neighbours exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    half = (len(one) - 1) // 2
    if one[:half] != other[:half] and one[-half:] != other[-half:]:
        return False  # a single slip leaves the beginning or the end as it is
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    if len(one) == len(other):
        turned = one[at : at + 2] == other[at : at + 2][::-1]
        return one[at + 1 :] == other[at + 1 :] or (turned and one[at + 2 :] == other[at + 2 :])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]
