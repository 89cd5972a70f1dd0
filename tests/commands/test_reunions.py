"""Who is looked for and who was seen: met, told to whoever asked, and over."""

import pytest

from situationroom.commands.calls import take_call
from situationroom.commands.matches import look, open_pairs
from situationroom.commands.merging import merge_persons
from situationroom.commands.people import add_person, confirm_death, report_death, set_safety
from situationroom.commands.requests import open_request
from situationroom.commands.reunions import Meeting, call_back, meetings
from situationroom.commands.shelters import check_in
from situationroom.models import Report
from situationroom.models.errors import RuleError
from situationroom.models.person import Document, Phone
from situationroom.models.vocabulary import Category, RequestStatus, Safety, Sex, Source
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.queries.requests import notes_of, requests
from situationroom.store.queries.reunions import Reunion, reunions
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import COLLEAGUE, HAIYAN, HALL, NOW, SEARCH, XIAO, Clock, a_request, somebody

MOTHER = Report(
    0, NOW, caller="单丽", caller_phone="+8613900002222", caller_relation="母亲", called_at=NOW
)


@pytest.fixture
def seen(incident_file: IncidentFile) -> int:
    """Shan Xiaotong, whom a hospital tells of under her Latin name; her mother has asked."""
    draft = somebody(
        "", surname="SHAN", given_names="Xiaotong", sex=Sex.FEMALE, birth_date="1995-06-17",
        phones=(Phone("+905321112233", ""),), documents=(Document("P", "G55512378", "CHN"),),
        safety=Safety.INJURED, safety_source=Source.HOSPITAL, safety_at=NOW,
    )  # fmt: skip
    incident_file.run(take_call, MOTHER, [XIAO], [], None, SEARCH)
    return incident_file.run(add_person, draft)[0].id


def met(file: IncidentFile) -> list[Meeting]:
    likeness = file.ask(look, lambda *_: None)
    return file.ask(meetings, file.ask(open_pairs, likeness, NOW))


def found(file: IncidentFile) -> list[Reunion]:
    return file.ask(reunions)


def test_that_missing_meets_found(incident_file: IncidentFile, seen: int) -> None:
    (meeting,) = met(incident_file)
    assert (meeting.sought, meeting.seen, meeting.death) == (XIAO, seen, False)
    assert [(s.kind, s.what, s.how) for s in meeting.sightings] == [
        ("safety", "injured", "hospital")
    ]


def test_that_two_who_are_both_only_sought_do_not_meet(incident_file: IncidentFile) -> None:
    twin = somebody("单晓彤", documents=(Document("P", "G55512378", "CHN"),))
    asked = incident_file.run(add_person, twin)[0].id
    incident_file.run(open_request, a_request(asked, category=Category.SEARCH))
    assert met(incident_file) == []


def test_that_whoever_asked_is_listed_after_the_merge(
    incident_file: IncidentFile, seen: int
) -> None:
    assert found(incident_file) == []
    incident_file.run(merge_persons, XIAO, seen)
    (reunion,) = found(incident_file)
    assert (reunion.state, reunion.request.id, reunion.missing) == ("reconciled", SEARCH, ())
    assert [(one.person.id, one.merged) for one in reunion.found] == [(XIAO, (seen,))]
    (asker,) = reunion.askers
    assert (asker.name, asker.phone, asker.relation, asker.at) == (
        "单丽", "+8613900002222", "母亲", NOW,
    )  # fmt: skip


def test_that_the_sighting_outlives_a_merge_that_keeps_missing(
    incident_file: IncidentFile, seen: int, clock: Clock
) -> None:
    clock.advance(hours=1)
    incident_file.run(set_safety, [XIAO], Safety.MISSING, Source.FAMILY)
    incident_file.run(merge_persons, XIAO, seen, {"safety": "kept"})
    (reunion,) = found(incident_file)
    assert reunion.found[0].person.safety is Safety.MISSING
    assert [(s.person, s.how) for s in reunion.found[0].sightings] == [(seen, "hospital")]


def test_that_what_others_saw_is_proposed_before_a_family_that_misses(
    incident_file: IncidentFile, seen: int, clock: Clock
) -> None:
    clock.advance(hours=1)
    incident_file.run(set_safety, [XIAO], Safety.MISSING, Source.FAMILY)
    one = incident_file.run(merge_persons, XIAO, seen)[0]
    assert (one.safety, one.safety_source) == (Safety.INJURED, Source.HOSPITAL)


def test_that_calling_back_resolves_the_search(incident_file: IncidentFile, seen: int) -> None:
    incident_file.run(merge_persons, XIAO, seen)
    over, entry = incident_file.run(call_back, SEARCH, "母亲已知悉")
    assert over and entry is not None
    assert incident_file.ask(requests, [SEARCH])[0].status is RequestStatus.RESOLVED
    assert [reunion.state for reunion in found(incident_file)] == ["closed"]
    incident_file.run(undo, entry.revision)
    assert [reunion.state for reunion in found(incident_file)] == ["reconciled"]
    assert incident_file.ask(verify).ok


def test_that_a_search_goes_on_for_those_still_missing(incident_file: IncidentFile) -> None:
    one, two = (
        incident_file.run(add_person, somebody(name, safety=Safety.MISSING))[0].id
        for name in ("何平", "何安")
    )
    asked = incident_file.run(open_request, a_request(one, two, category=Category.SEARCH))[0].id
    incident_file.run(check_in, [one], HALL)
    (reunion,) = found(incident_file)
    assert [person.id for person in reunion.missing] == [two]
    assert incident_file.run(call_back, asked, "何平在大使馆")[0] is False
    assert incident_file.ask(requests, [asked])[0].is_open
    assert [note.person for note in incident_file.ask(notes_of, asked)] == [one]
    assert [reunion.state for reunion in found(incident_file)] == ["closed"]
    incident_file.run(check_in, [two], HALL)
    assert [reunion.state for reunion in found(incident_file)] == ["reconciled"]


def test_that_a_shelter_before_the_loss_is_no_sighting(
    incident_file: IncidentFile, clock: Clock
) -> None:
    incident_file.run(check_in, [XIAO], HALL)
    clock.advance(hours=1)
    incident_file.run(set_safety, [XIAO], Safety.MISSING, Source.OFFICER)
    assert found(incident_file) == []


def test_that_without_a_caller_the_next_of_kin_is_listed(incident_file: IncidentFile) -> None:
    incident_file.run(open_request, a_request(HAIYAN, category=Category.SEARCH))
    incident_file.run(check_in, [HAIYAN], HALL, split_reason="—")
    (reunion,) = found(incident_file)
    assert [(a.name, a.relation, a.at) for a in reunion.askers] == [("陈志明", "父亲", None)]


def test_that_a_death_is_told_only_after_two_officers(
    incident_file: IncidentFile, seen: int
) -> None:
    incident_file.run(report_death, seen, "Numune Hospital")
    assert met(incident_file)[0].death
    incident_file.run(merge_persons, XIAO, seen)
    assert found(incident_file)[0].found[0].death == "reported"
    with pytest.raises(RuleError, match="only when two officers have confirmed"):
        incident_file.run(call_back, SEARCH, "—")
    path = incident_file.path
    colleague = open_incident(path, COLLEAGUE)
    colleague.run(confirm_death, XIAO)
    colleague.close()
    assert found(incident_file)[0].found[0].death == "confirmed"
    assert incident_file.run(call_back, SEARCH, "已由领导告知家属")[0]


def test_that_a_search_that_found_nobody_calls_nobody(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="found nobody"):
        incident_file.run(call_back, SEARCH, "—")
