"""Families call again: what they did before, the phrase agreed with them, and a stranger."""

from situationroom.commands.calls import take_call
from situationroom.commands.identity import record_check
from situationroom.commands.people import edit_person
from situationroom.models import Person, Report, Request
from situationroom.models.identity import questions_of
from situationroom.models.vocabulary import IdentityQuestion, Informed
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import RequestFilter, request_ids
from situationroom.store.queries.requests import requests as read_requests

PHRASE = "外婆的青花瓷"
_BIRTH, _DOCUMENT = IdentityQuestion.BIRTH_DATE, IdentityQuestion.DOCUMENT


def call_again(file: IncidentFile) -> int:
    """A family that went to the police first; a phrase is agreed with them. About whom."""
    person, request = _asked_about(file)
    told = Report(
        0, file.now(), headers=("what",), cells=("已在当地报警，等医院答复",), caller=_name(person),
        caller_phone=person.kin[0].phone if person.kin else "", caller_relation="母亲",
    )  # fmt: skip
    turned_to = (Informed.POLICE, Informed.HOSPITAL)
    file.run(take_call, told, [person.id], [], None, request.id, (), turned_to, "报警编号 4711")
    file.run(edit_person, person.id, {"security_phrase": PHRASE})
    return person.id


def ask_who_calls(file: IncidentFile, about: int) -> None:
    """She names the phrase and may be told; somebody else does not know the passport."""
    person = file.ask(persons, [about])[0]
    phrase = (IdentityQuestion.PHRASE,)
    told = (about, (_BIRTH, _DOCUMENT), (_BIRTH,), "自称同事", "+8613900001234")
    file.run(record_check, *told, "对方要求提供酒店房号")
    file.run(record_check, about, phrase, phrase, _name(person))


def _name(person: Person) -> str:
    return next((kin.name for kin in person.kin if kin.name), "赵女士")


def _asked_about(file: IncidentFile) -> tuple[Person, Request]:
    """The first open request about somebody with birth date and papers."""
    ids = file.ask(request_ids, RequestFilter(now=file.now()), "number")
    for request in file.ask(read_requests, ids):
        for person in file.ask(persons, request.persons):
            if {_BIRTH, _DOCUMENT} <= set(questions_of(person)):
                return person, request
    raise LookupError("nobody with an open request")
