"""Triage through the commands: answers are kept, targets and questions belong to the incident."""

from datetime import timedelta
from pathlib import Path

import pytest

from situationroom.commands.calls import take_call
from situationroom.commands.incidents import set_questions, set_targets
from situationroom.commands.requests import acknowledge
from situationroom.commands.triage import answer_triage
from situationroom.models import Report
from situationroom.models.errors import RuleError
from situationroom.models.incident import EscalationStep, Targets
from situationroom.models.triage import Answered, Question
from situationroom.models.triage_questions import QUESTIONS
from situationroom.models.vocabulary import Answer, IncidentKind, Priority
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.requests import requests
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import EVACUATION, NOW, OFFICER, PAPERS, SEARCH, Clock, a_request, as_colleague

HURT = Answered("injured", "Is anybody injured?", Answer.YES, Priority.RED)
CALM = Answered("danger", "In danger?", Answer.NO)


def test_that_answers_are_signed_and_kept_with_the_request(incident_file: IncidentFile) -> None:
    incident_file.run(answer_triage, PAPERS, [HURT, CALM])
    (asked,) = incident_file.ask(requests, [PAPERS])
    assert [(one.asked, one.answer) for one in asked.triage] == [
        ("Is anybody injured?", Answer.YES),
        ("In danger?", Answer.NO),
    ]
    assert {(one.officer, one.at) for one in asked.triage} == {(OFFICER, NOW)}
    assert asked.priority is Priority.YELLOW
    assert incident_file.ask(verify).ok


def test_that_the_officer_decides_whatever_is_proposed(incident_file: IncidentFile) -> None:
    incident_file.run(answer_triage, PAPERS, [HURT], Priority.ORANGE)
    (asked,) = incident_file.ask(requests, [PAPERS])
    assert asked.priority is Priority.ORANGE
    assert asked.due_at == asked.opened_at + timedelta(minutes=30)


def test_that_taking_answers_back_restores_the_request(incident_file: IncidentFile) -> None:
    before = incident_file.ask(requests, [PAPERS])
    _, entry = incident_file.run(answer_triage, PAPERS, [HURT], Priority.RED)
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert incident_file.ask(requests, [PAPERS]) == before


def test_that_nothing_answered_is_refused(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="Nothing is answered"):
        incident_file.run(answer_triage, PAPERS, [])


def test_that_a_call_keeps_its_answers_with_a_new_request(incident_file: IncidentFile) -> None:
    draft = a_request(description="hurt", priority=Priority.RED)
    report, _ = incident_file.run(take_call, Report(0, NOW), [], [], draft, None, [HURT])
    (asked,) = incident_file.ask(requests, [report.request or 0])
    assert [one.question for one in asked.triage] == ["injured"]
    assert asked.due_at == NOW + timedelta(minutes=15)


def test_that_a_call_adds_its_answers_to_an_open_request(incident_file: IncidentFile) -> None:
    incident_file.run(answer_triage, PAPERS, [CALM])
    incident_file.run(take_call, Report(0, NOW), [], [], None, PAPERS, [HURT])
    (asked,) = incident_file.ask(requests, [PAPERS])
    assert [one.question for one in asked.triage] == ["danger", "injured"]
    assert asked.priority is Priority.YELLOW


def test_that_whoever_waits_is_due_by_the_new_times(
    incident_file: IncidentFile, clock: Clock
) -> None:
    incident_file.run(acknowledge, [EVACUATION])
    done, _ = incident_file.run(set_targets, Targets(red_minutes=5, orange_minutes=10))
    search, evacuation = incident_file.ask(requests, [SEARCH, EVACUATION])
    assert done == 1
    assert search.due_at == search.opened_at + timedelta(minutes=5)
    assert evacuation.due_at == evacuation.opened_at + timedelta(minutes=30)


def test_that_steps_of_escalation_are_read_back(incident_file: IncidentFile) -> None:
    steps = (EscalationStep(1.5, "值班组长"), EscalationStep(3.0, "部领导"))
    incident_file.run(set_targets, Targets(steps=steps))
    assert incident_file.ask(the_incident).targets.steps == steps
    assert incident_file.ask(verify).ok


def test_that_bad_times_change_nothing(incident_file: IncidentFile) -> None:
    for bad in (Targets(red_minutes=0), Targets(red_minutes=500)):
        with pytest.raises(RuleError):
            incident_file.run(set_targets, bad)
    assert incident_file.ask(the_incident).targets == Targets()


def test_that_two_officers_do_not_overwrite_each_others_tables(
    incident_file: IncidentFile, incident_path: Path, clock: Clock
) -> None:
    seen = incident_file.ask(the_incident)
    own = Question("own", "问？", "Ask?", yes=Priority.RED)
    colleague = as_colleague(incident_path, clock)
    colleague.run(set_questions, [own], seen.triage)
    colleague.run(set_targets, Targets(red_minutes=10), seen.targets)
    colleague.close()
    with pytest.raises(RuleError, match="Somebody else has changed the questions"):
        incident_file.run(set_questions, [], seen.triage)
    with pytest.raises(RuleError, match="Somebody else has changed the targets"):
        incident_file.run(set_targets, Targets(), seen.targets)
    assert incident_file.ask(the_incident).triage == (own,)


def test_that_an_empty_table_asks_by_the_kind_again(incident_file: IncidentFile) -> None:
    incident_file.run(set_questions, [Question("own", "问？", "", yes=Priority.RED)])
    incident_file.run(set_questions, [])
    assert incident_file.ask(the_incident).triage == QUESTIONS[IncidentKind.COUP]
