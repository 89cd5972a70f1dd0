"""What stands in a call form, as plain data: kept as a draft, turned into records when stored."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from situationroom import legend
from situationroom.commands.typed import (
    location_fields,
    typed_document,
    typed_name,
    typed_phones,
)
from situationroom.commands.typed_mrz import typed_mrz
from situationroom.models import Incident, Person, Report, Request
from situationroom.models.errors import RuleError
from situationroom.models.paper_number import is_mistyped
from situationroom.models.person import Kin
from situationroom.models.telling import differences, told_onto
from situationroom.models.triage import Answered
from situationroom.models.vocabulary import Answer, Category, Need, Priority
from situationroom.settings import config_dir
from situationroom.views.time_field import typed_past


@dataclass(slots=True)
class Subject:
    """One person the call is about; ``person`` is the id of somebody the cell already has.

    ``mrz`` holds the machine-readable lines that were scanned or pasted.
    """

    name: str = ""
    phone: str = ""
    person: int | None = None
    mrz: str = ""


@dataclass(slots=True)
class TypedCall:
    """The fields of a call form as they were typed.

    ``by_hand``: an officer chose the priority, so that answers of the triage only propose.
    """

    caller: str = ""
    caller_phone: str = ""
    relation: str = ""
    subjects: list[Subject] = field(default_factory=lambda: [Subject()])
    what: str = ""
    where: str = ""
    priority: str = str(Priority.YELLOW)
    category: str = str(Category.OTHER)
    party: int = 1
    contact: str = ""
    needs: list[str] = field(default_factory=list)
    kin: str = ""
    kin_phone: str = ""
    paper: str = ""
    attach_to: int | None = None
    answers: list[Answered] = field(default_factory=list)
    by_hand: bool = False

    @property
    def is_empty(self) -> bool:
        """True while nothing was typed that would be a loss."""
        told = (self.caller, self.caller_phone, self.what, self.where, self.kin, self.paper)
        if self.answers or any(told):
            return False
        return not any(s.name or s.phone for s in self.subjects)


@dataclass(frozen=True, slots=True)
class CallRecords:
    """The drafts a call becomes, for ``take_call``."""

    report: Report
    persons: tuple[int, ...]
    new_persons: tuple[Person, ...]
    request: Request | None
    attach_to: int | None
    answers: tuple[Answered, ...] = ()


def records_of(typed: TypedCall, incident: Incident, now: datetime) -> CallRecords:
    """Report, persons and request out of what was typed. Raises RuleError in the officer's words.

    ``now`` is the incident's time, aware.
    """
    if not typed.what.strip() and not any(s.name.strip() or s.person for s in typed.subjects):
        raise RuleError("Say who the call is about or what is asked.")
    if is_mistyped(typed.paper):
        raise RuleError(
            "{number} is no number of a paper form; look at its digits again.",
            number=typed.paper.strip(),
        )
    kin = _kin(typed, incident)
    drafts = tuple(
        _draft(typed, subject, incident, now, kin)
        for subject in typed.subjects
        if subject.person is None and (subject.name.strip() or subject.phone.strip())
    )
    known = tuple(s.person for s in typed.subjects if s.person is not None)
    request = None
    if typed.attach_to is None:
        request = Request(
            0,
            now,
            now,
            party=max(typed.party, len(drafts) + len(known), 1),
            category=Category(typed.category),
            priority=Priority(typed.priority),
            description=typed.what.strip(),
        )
    report, answers = _report(typed, incident, now), tuple(typed.answers)
    return CallRecords(report, known, drafts, request, typed.attach_to, answers)


def likely_drafts(typed: TypedCall, incident: Incident, now: datetime) -> list[Person]:
    """Whom the call is about as far as it is typed; what cannot be read yet is left out."""
    free = (s for s in typed.subjects if s.person is None and (s.name or s.phone or s.mrz))
    said = replace(typed, contact="")
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
    typed: TypedCall, person: Person, incident: Incident, now: datetime
) -> dict[str, Any]:
    """The fields a call changes of a person the cell already has, by the rules of the lists.

    A vaguer place never replaces a finer one; a blank replaces nothing.
    """
    subject = next((s for s in typed.subjects if s.person == person.id), Subject())
    draft = _draft(typed, replace(subject, name=""), incident, now, _kin(typed, incident))
    return {name: new for name, _, new in differences(person, told_onto(person, draft))}


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
        called_at=now,
        paper_number=typed.paper.strip(),
    )


def _draft(
    typed: TypedCall, subject: Subject, incident: Incident, now: datetime, kin: tuple[Kin, ...]
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
        last_contact=_contact(typed, incident, now),
        **location_fields(typed.where, incident.country, now),  # type: ignore[arg-type]
    )


def _kin(typed: TypedCall, incident: Incident) -> tuple[Kin, ...]:
    if not typed.kin.strip() and not typed.kin_phone.strip():
        return ()
    phones = typed_phones(typed.kin_phone, incident, at_home=True)
    number = phones[0].e164 or phones[0].told if phones else ""
    return (Kin(typed.kin.strip(), "", number),)


def _contact(typed: TypedCall, incident: Incident, now: datetime) -> datetime | None:
    if not typed.contact.strip():
        return None
    at = typed_past(typed.contact, now, incident.incident_zone)
    if at is None:
        raise RuleError(
            "{text} is no time; write minutes (20), hours (3h) or a clock time (18:30).",
            text=typed.contact.strip(),
        )
    return at


def drafts_dir() -> Path:
    """Where open call forms are kept until they are stored."""
    return config_dir() / "drafts"


def keep_draft(path: Path, incident: Path, typed: TypedCall) -> None:
    """Write a draft beside the old one and move it into place; a full disk loses nothing else."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    told = {"incident": str(incident), "call": asdict(typed)}
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)


def kept_drafts(incident: Path) -> list[tuple[Path, TypedCall]]:
    """Call forms of this incident that were not stored when the program ended, oldest first."""
    found = []
    for path in sorted(drafts_dir().glob("call-*.json")):
        with suppress(OSError, ValueError, TypeError, KeyError):
            told = json.loads(path.read_text(encoding="utf-8"))
            if told["incident"] == str(incident):
                found.append((path, _typed(told["call"])))
    return found


def _typed(told: dict[str, Any]) -> TypedCall:
    known = {f.name for f in fields(TypedCall)}
    plain = {name: value for name, value in told.items() if name in known}
    subjects: Sequence[dict[str, Any]] = plain.pop("subjects", [])
    answers = [_answered(one) for one in plain.pop("answers", [])]
    people = [Subject(**one) for one in subjects] or [Subject()]
    return TypedCall(**plain, subjects=people, answers=answers)


def _answered(told: dict[str, Any]) -> Answered:
    proposed = told.get("proposes")
    priority = Priority(proposed) if proposed else None
    return Answered(told["question"], told["asked"], Answer(told["answer"]), priority)
