"""What was typed into a call form as records. A refusal is in the officer's words."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from situationroom import legend
from situationroom.commands.typed import (
    LONGEST_NAME,
    location_fields,
    must_be_short,
    typed_document,
    typed_name,
    typed_phones,
)
from situationroom.commands.typed_mrz import typed_mrz
from situationroom.intake.own_places import OwnPlaces
from situationroom.models import Incident, Person, Report, Request
from situationroom.models.errors import RuleError
from situationroom.models.paper_number import is_mistyped
from situationroom.models.person import Kin
from situationroom.models.telling import differences, told_onto
from situationroom.models.triage import Answered
from situationroom.models.vocabulary import Category, Informed, Need, Priority, Wish
from situationroom.views.call_typed import Subject, TypedCall
from situationroom.views.past_times import typed_past


@dataclass(frozen=True, slots=True)
class CallRecords:
    """The drafts a call becomes, for ``take_call``."""

    report: Report
    persons: tuple[int, ...]
    new_persons: tuple[Person, ...]
    request: Request | None
    attach_to: int | None
    answers: tuple[Answered, ...] = ()
    informed: tuple[Informed, ...] = ()
    done: str = ""


def records_of(
    typed: TypedCall, incident: Incident, now: datetime, known: OwnPlaces | None = None
) -> CallRecords:
    """Report, persons and request out of what was typed. Raises RuleError in the officer's words.

    ``now`` is the incident's time, aware; ``known`` what the incident knows of places.
    """
    _must_be_sound(typed)
    kin = _kin(typed, incident)
    drafts = tuple(
        _draft(typed, subject, incident, now, kin, known)
        for subject in typed.subjects
        if subject.person is None and (subject.name.strip() or subject.phone.strip())
    )
    ids = tuple(s.person for s in typed.subjects if s.person is not None)
    request = None
    if typed.attach_to is None:
        request = Request(
            0,
            now,
            now,
            party=max(typed.party, len(drafts) + len(ids), 1),
            category=Category(typed.category),
            priority=Priority(typed.priority),
            description=typed.what.strip(),
        )
    report, answers = _report(typed, incident, now), tuple(typed.answers)
    informed, done = _informed(typed), typed.done.strip()
    return CallRecords(report, ids, drafts, request, typed.attach_to, answers, informed, done)


def _must_be_sound(typed: TypedCall) -> None:
    if not typed.what.strip() and not any(s.name.strip() or s.person for s in typed.subjects):
        raise RuleError("Say who the call is about or what is asked.")
    if is_mistyped(typed.paper):
        raise RuleError(
            "{number} is no number of a paper form; look at its digits again.",
            number=typed.paper.strip(),
        )
    for name in (typed.caller, typed.kin):
        must_be_short(name)


def _informed(typed: TypedCall) -> tuple[Informed, ...]:
    return tuple(one for one in Informed if str(one) in typed.informed)


def likely_drafts(typed: TypedCall, incident: Incident, now: datetime) -> list[Person]:
    """Whom the call is about as far as it is typed; what cannot be read yet is left out."""
    free = (s for s in typed.subjects if s.person is None and (s.name or s.phone or s.mrz))
    said = replace(typed, contact="", called="")
    return [_half_typed(said, subject, incident, now) for subject in free]


def _half_typed(typed: TypedCall, subject: Subject, incident: Incident, now: datetime) -> Person:
    kin = _kin(typed, incident)
    if any(mark.isdigit() for mark in subject.name):
        with suppress(RuleError):
            number = typed_document(subject.name)
            return replace(
                _draft(typed, replace(subject, name=""), incident, now, kin), documents=number
            )
    with suppress(RuleError):
        return _draft(typed, subject, incident, now, kin)
    return _draft(typed, replace(subject, name=""), incident, now, kin)


def told_of_known(
    typed: TypedCall,
    person: Person,
    incident: Incident,
    now: datetime,
    known: OwnPlaces | None = None,
) -> dict[str, Any]:
    """The fields a call changes of a person the cell already has, by the rules of the lists.

    A vaguer place never replaces a finer one; a blank replaces nothing.
    """
    subject = next((s for s in typed.subjects if s.person == person.id), Subject())
    kin = _kin(typed, incident)
    draft = _draft(typed, replace(subject, name=""), incident, now, kin, known)
    told = {name: new for name, _, new in differences(person, told_onto(person, draft))}
    if typed.wish and Wish(typed.wish) is not person.wish:
        told["wish"] = Wish(typed.wish)  # asked just now, by an officer
    if typed.phrase.strip() and not person.security_phrase:
        told["security_phrase"] = typed.phrase.strip()
    return told


def _report(typed: TypedCall, incident: Incident, now: datetime) -> Report:
    phones = typed_phones(typed.caller_phone, incident, at_home=True)
    subjects = "; ".join(f"{s.name} {s.phone}".strip() for s in typed.subjects)
    scanned = "\n".join(s.mrz for s in typed.subjects if s.mrz)
    told = {
        "caller": typed.caller,
        "caller phone": typed.caller_phone,
        "relation": typed.relation,
        "subject": subjects,
        "machine-readable lines": scanned,
        "what": typed.what,
        "where": typed.where,
        "party": str(typed.party),
        "last contact": typed.contact,
        "done already": " · ".join([*map(legend.label, _informed(typed)), typed.done]).strip(" ·"),
        "wish": legend.label(Wish(typed.wish)) if typed.wish else "",
        "kin": f"{typed.kin} {typed.kin_phone}".strip(),
        "triage": "; ".join(f"{one.asked} {legend.label(one.answer)}" for one in typed.answers),
    }
    return Report(
        0,
        now,
        headers=tuple(told),
        cells=tuple(told.values()),
        caller=typed.caller.strip(),
        caller_phone=phones[0].e164 or phones[0].told if phones else "",
        caller_relation=typed.relation.strip(),
        called_at=_past(typed.called, incident, now) or now,
        paper_number=typed.paper.strip(),
    )


def _draft(
    typed: TypedCall,
    subject: Subject,
    incident: Incident,
    now: datetime,
    kin: tuple[Kin, ...],
    known: OwnPlaces | None = None,
) -> Person:
    native, surname, given = typed_name(subject.name)
    paper = typed_mrz(subject.mrz, now)
    scanned = paper.person if paper else Person(0)
    return Person(
        0,
        native_name=native,
        surname=surname or scanned.surname,
        given_names=given if surname else scanned.given_names,
        sex=scanned.sex,
        birth_date=scanned.birth_date,
        nationality=scanned.nationality,
        documents=scanned.documents,
        phones=typed_phones(subject.phone, incident),
        needs=tuple(need for need in Need if str(need) in typed.needs),
        kin=kin,
        wish=Wish(typed.wish) if typed.wish else Wish.NOT_ASKED,
        last_contact=_past(typed.contact, incident, now),
        security_phrase=typed.phrase.strip()[:LONGEST_NAME],
        **location_fields(typed.where, incident.country, now, known),  # type: ignore[arg-type]
    )


def _kin(typed: TypedCall, incident: Incident) -> tuple[Kin, ...]:
    if not typed.kin.strip() and not typed.kin_phone.strip():
        return ()
    phones = typed_phones(typed.kin_phone, incident, at_home=True)
    number = phones[0].e164 or phones[0].told if phones else ""
    return (Kin(typed.kin.strip(), "", number),)


def _past(text: str, incident: Incident, now: datetime) -> datetime | None:
    if not text.strip():
        return None
    at = typed_past(text, now, incident.incident_zone)
    if at is None:
        raise RuleError(
            "{text} is no time; write minutes (20), hours (3h) or a clock time (18:30).",
            text=text.strip(),
        )
    return at
