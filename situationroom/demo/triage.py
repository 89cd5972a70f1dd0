"""The triage of the demonstration: answers on requests, and what the lead has seen."""

from typing import Final

from situationroom.commands.escalations import acknowledge_escalations
from situationroom.commands.triage import answer_triage
from situationroom.models.triage import Answered, Question, proposal
from situationroom.models.vocabulary import Answer, Category
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.escalations import escalation_ids, kind_and_record
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.requests import RequestFilter, request_ids, requests

MOST: Final = 12
_GRAVE: Final = (Category.MEDICAL, Category.SAFETY)
SEEN: Final = 2


def ask_triage(file: IncidentFile) -> None:
    """Officers ask about the most urgent of the list; what is grave becomes as urgent as it is."""
    ids = file.ask(request_ids, RequestFilter(now=file.now()))[:MOST]
    questions = file.ask(the_incident).triage
    for place, request in enumerate(file.ask(requests, list(ids))):
        hurt = request.category in _GRAVE
        answers = [_answer(q, place + n, hurt=hurt) for n, q in enumerate(questions[:6])]
        file.run(answer_triage, request.id, answers, proposal(answers) if hurt else None)


def see_escalations(file: IncidentFile) -> None:
    """The shift lead has seen the first of what went up."""
    ids = file.ask(escalation_ids, file.now(), file.ask(the_incident).targets)[:SEEN]
    told = [kind_and_record(row) for row in ids]
    asked = [id_ for kind, id_ in told if kind == "request"]
    lost = [id_ for kind, id_ in told if kind == "person"]
    if told:
        file.run(acknowledge_escalations, asked, lost, "已请使馆领侨处核实")


def _answer(question: Question, turn: int, *, hurt: bool) -> Answered:
    """Calm answers, unless somebody is hurt; every seventh is not known."""
    grave = question.key in ("injured", "contact")
    said = Answer.UNKNOWN if turn % 7 == 6 else Answer.YES if hurt and grave else _calm(question)
    return Answered(question.key, question.zh, said, question.proposes(said))


def _calm(question: Question) -> Answer:
    return Answer.NO if question.yes is not None else Answer.YES
