"""How much a draft looks like somebody known, and why, where no exact key says so."""

from typing import Final

from situationroom.commands.import_decisions import Suspect
from situationroom.intake.results import Reason
from situationroom.models import Person
from situationroom.store.queries.weak_keys import name_forms

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


def likeness(ref: int, person: Person, draft: Person) -> Suspect | None:
    """The suspicion that the draft is about this person; None where there is none to speak of."""
    reasons: list[Reason] = []
    paper = _paper(person, draft, reasons)
    phone = _phone(person, draft, reasons)
    birth = _birth(person.birth_date or "", draft.birth_date or "", reasons)
    if _namesakes_only(paper, birth, phone):
        return None
    name = _name(person, draft, reasons)
    score = _score(paper, name, birth, phone)
    if person.sex and draft.sex and person.sex != draft.sex:
        reasons.append(Reason("Another sex."))
        score *= 0.75
    return Suspect(ref, round(score, 2), tuple(reasons)) if score >= LEAST else None


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


def _paper(person: Person, draft: Person, reasons: list[Reason]) -> str:
    ours = [d.number.upper() for d in person.documents if d.number]
    theirs = [d.number.upper() for d in draft.documents if d.number]
    if shared := set(ours) & set(theirs):
        reasons.append(Reason("The same document: {number}.", {"number": min(shared)}))
        return "same"
    for here in ours:
        for told in theirs:
            if one_slip(here, told):
                reasons.append(
                    Reason(
                        "The documents differ in one character: {here}, {told}.",
                        {"here": here, "told": told},
                    )
                )
                return "one"
    kinds = {d.type for d in person.documents} & {d.type for d in draft.documents}
    return "other" if ours and theirs and kinds else ""


def _name(person: Person, draft: Person, reasons: list[Reason]) -> str:
    ours = name_forms(person.native_name, person.surname, person.given_names)
    theirs = name_forms(draft.native_name, draft.surname, draft.given_names)
    if not ours or not theirs:
        return ""
    if not {*ours}.isdisjoint(theirs) or (draft.native_name or None) in person.other_names:
        reasons.append(Reason("The same name: {name}.", {"name": draft.name}))
        return "same"
    said = {"here": person.name, "told": draft.name}
    if any(_alike(a, b) for a in ours for b in theirs if "/" in a and "/" in b):
        reasons.append(Reason("The names are alike: {here}, {told}.", said))
        return "like"
    reasons.append(Reason("Another name: {here}, {told}.", said))
    return "other"


def _alike(ours: str, theirs: str) -> bool:
    """One given name begins the other, the parts changed places, or one letter differs."""
    family, _, own = ours.partition("/")
    other_family, _, other_own = theirs.partition("/")
    if family == other_family and own and other_own:
        return own.startswith(other_own) or other_own.startswith(own) or one_slip(own, other_own)
    turned = own == other_family and family == other_own
    length = len(family) + len(own)
    return turned or (length > 4 and one_slip(family + own, other_family + other_own))


def _birth(here: str, told: str, reasons: list[Reason]) -> str:
    if not here or not told:
        return ""
    said = {"here": here, "told": told}
    if here == told and len(here) == 10:
        reasons.append(Reason("The same date of birth: {date}.", {"date": here}))
        return "same"
    if here.startswith(told) or told.startswith(here):
        reasons.append(
            Reason("The dates of birth agree as far as they are told: {here}, {told}.", said)
        )
        return "like"
    if len(here) == len(told) == 10 and here == f"{told[:4]}-{told[8:]}-{told[5:7]}":
        reasons.append(Reason("Day and month of birth are exchanged: {here}, {told}.", said))
        return "turned"
    reasons.append(Reason("Another date of birth: {here}, {told}.", said))
    return "other"


def _phone(person: Person, draft: Person, reasons: list[Reason]) -> str:
    ours = {p.e164[-8:]: p.e164 for p in person.phones if p.e164}
    for phone in draft.phones:
        if phone.e164 and phone.e164[-8:] in ours:
            reasons.append(Reason("The same telephone: {phone}.", {"phone": phone.e164}))
            return "phone"
    return ""


def one_slip(one: str, other: str) -> bool:
    """Equal but for one character, one missing or one too many, or two neighbours exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    if len(one) == len(other):
        turned = one[at : at + 2] == other[at : at + 2][::-1]
        return one[at + 1 :] == other[at + 1 :] or (turned and one[at + 2 :] == other[at + 2 :])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]
