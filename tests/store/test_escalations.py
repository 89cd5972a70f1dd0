"""The escalation list: what nobody acknowledged in time, who has been out of contact too long."""

from datetime import timedelta
from pathlib import Path

import pytest

from situationroom.commands.escalations import acknowledge_escalations
from situationroom.commands.incidents import set_targets
from situationroom.commands.people import edit_person, set_safety
from situationroom.commands.requests import acknowledge, reopen, resolve, set_priority
from situationroom.models.errors import RuleError
from situationroom.models.incident import Targets
from situationroom.models.vocabulary import Priority, Safety, Source
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.queries.escalations import (
    EscalationRow,
    escalation_counts,
    escalation_ids,
    escalation_rows,
    row_id,
)
from situationroom.store.queries.requests import alarming
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import EVACUATION, NOW, OFFICER, OUYANG, PAPERS, SEARCH, XIAO, Clock

TARGETS = Targets()
RED = row_id("request", SEARCH)
LOST = row_id("person", XIAO)


def listed(file: IncidentFile, view: str = "open", targets: Targets = TARGETS) -> list[int]:
    return file.ask(escalation_ids, file.now(), targets, view)


def line(file: IncidentFile, row: int) -> EscalationRow:
    return file.ask(escalation_rows, [row], file.now(), TARGETS)[row]


def test_that_a_red_request_goes_up_by_itself_and_a_step_higher(
    incident_file: IncidentFile, clock: Clock
) -> None:
    assert listed(incident_file) == []
    clock.advance(minutes=16)
    assert listed(incident_file) == [RED]
    assert (line(incident_file, RED).step, line(incident_file, RED).since) == (
        1, NOW + timedelta(minutes=15),
    )  # fmt: skip
    clock.advance(minutes=15)
    assert line(incident_file, RED).step == 2
    assert listed(incident_file)[1:] == [row_id("request", EVACUATION)]


def test_that_what_an_officer_has_seen_comes_back_a_step_higher(
    incident_file: IncidentFile, clock: Clock
) -> None:
    clock.advance(minutes=16)
    incident_file.run(acknowledge_escalations, [SEARCH], [], "calls the embassy")
    assert listed(incident_file) == []
    assert listed(incident_file, "seen") == [RED]
    seen = line(incident_file, RED).seen
    assert seen is not None
    assert (seen.officer, seen.note, seen.at) == (OFFICER, "calls the embassy", clock.at)
    clock.advance(minutes=16)
    assert RED in listed(incident_file)
    assert line(incident_file, RED).seen is None
    assert incident_file.ask(verify).ok


def test_that_an_acknowledged_request_leaves_the_list_and_a_reopened_one_begins_anew(
    incident_file: IncidentFile, clock: Clock
) -> None:
    clock.advance(minutes=16)
    incident_file.run(acknowledge_escalations, [SEARCH], [], "")
    incident_file.run(acknowledge, [SEARCH])
    assert listed(incident_file, "all") == []
    assert line(incident_file, RED).step == 0
    incident_file.run(resolve, [SEARCH], "found")
    incident_file.run(reopen, [SEARCH], "wrong person")
    clock.advance(minutes=16)
    assert RED in listed(incident_file)


def test_that_a_person_goes_up_at_24_and_48_hours_until_heard_of(
    incident_file: IncidentFile, clock: Clock
) -> None:
    incident_file.run(edit_person, XIAO, {"last_contact": NOW})
    clock.advance(hours=24, minutes=1)
    assert listed(incident_file, "persons") == [LOST]
    assert line(incident_file, LOST).since == NOW + timedelta(hours=24)
    incident_file.run(acknowledge_escalations, [], [XIAO], "police told")
    assert listed(incident_file, "persons") == []
    clock.advance(hours=24)
    assert listed(incident_file, "persons") == [LOST]
    assert line(incident_file, LOST).step == 2
    incident_file.run(set_safety, [XIAO], Safety.SAFE, Source.SELF)
    assert listed(incident_file, "persons") == []


def test_that_who_was_never_heard_of_or_is_safe_does_not_go_up(
    incident_file: IncidentFile, clock: Clock
) -> None:
    incident_file.run(edit_person, OUYANG, {"last_contact": NOW, "safety": Safety.SAFE})
    clock.advance(days=9)
    assert listed(incident_file, "persons") == []


def test_that_the_counts_are_those_of_the_lists(incident_file: IncidentFile, clock: Clock) -> None:
    incident_file.run(edit_person, XIAO, {"last_contact": NOW})
    clock.advance(hours=30)
    incident_file.run(acknowledge_escalations, [PAPERS], [], "")
    counts = incident_file.ask(escalation_counts, incident_file.now(), TARGETS)
    assert counts == {view: len(listed(incident_file, view)) for view in counts}
    assert (counts["requests"], counts["persons"], counts["seen"]) == (2, 1, 1)


def test_that_other_steps_and_targets_move_the_list(
    incident_file: IncidentFile, clock: Clock
) -> None:
    clock.advance(minutes=16)
    assert listed(incident_file, targets=Targets(steps=())) == []
    incident_file.run(set_targets, Targets(red_minutes=20))
    assert listed(incident_file, targets=Targets(red_minutes=20)) == []


def test_that_taking_it_back_puts_it_before_the_lead_again(
    incident_file: IncidentFile, clock: Clock
) -> None:
    clock.advance(minutes=16)
    _, entry = incident_file.run(acknowledge_escalations, [SEARCH], [], "")
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert listed(incident_file) == [RED]


def test_that_what_is_in_time_cannot_be_acknowledged(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="any more"):
        incident_file.run(acknowledge_escalations, [SEARCH], [XIAO], "")


def test_that_nobody_without_a_name_has_seen_anything(incident_path: Path, clock: Clock) -> None:
    clock.advance(minutes=16)
    file = open_incident(incident_path, " ", "desk 3", clock)
    with pytest.raises(RuleError, match="who you are"):
        file.run(acknowledge_escalations, [SEARCH], [], "")
    file.close()


def test_that_a_request_is_alarming_once_when_red_and_once_when_overdue(
    incident_file: IncidentFile, clock: Clock
) -> None:
    first = incident_file.ask(alarming, incident_file.now())
    assert [id_ for id_, _ in first] == [SEARCH]
    clock.advance(minutes=16)
    assert len(incident_file.ask(alarming, incident_file.now()) - first) == 1
    incident_file.run(set_priority, [EVACUATION], Priority.RED)
    assert {id_ for id_, _ in incident_file.ask(alarming, incident_file.now())} == {
        SEARCH, EVACUATION,
    }  # fmt: skip
    incident_file.run(acknowledge, [SEARCH, EVACUATION])
    assert not incident_file.ask(alarming, incident_file.now())
