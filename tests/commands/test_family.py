"""The family desk: what may be told, to whom, by whom, and when next."""

from datetime import timedelta

import pytest

from situationroom.commands.family import (
    add_family_contact,
    adopt_kin,
    edit_family_contact,
    log_family_call,
    make_contact_point,
    plan_family_call,
    set_family_scope,
)
from situationroom.commands.households import form_household
from situationroom.commands.merging import merge_persons
from situationroom.commands.people import add_person, report_death
from situationroom.commands.unmerging import unmerge
from situationroom.models import FamilyContact
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Scope
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.family import (
    calls_of_family,
    contacts_of_family,
    families_calling,
    family_counts,
    family_ids,
    family_rows,
    rows_of_person,
)
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import HAIYAN, LEI, NOW, NUO, OFFICER, OUYANG, XIAO, Clock, somebody

FATHER = "+8613800001111"


def father(file: IncidentFile) -> FamilyContact:
    """Chen Zhiming, Haiyan's father, as a caller named him."""
    (made,), _ = file.run(adopt_kin, HAIYAN)
    return made


def mother(file: IncidentFile, person: int = LEI) -> FamilyContact:
    draft = FamilyContact(0, person, "周秀兰", "母亲", "+8613900002222")
    return file.run(add_family_contact, draft)[0]


def known(file: IncidentFile, contact: int) -> FamilyContact:
    row = file.ask(family_rows, [contact])[contact]
    assert row.contact is not None
    return row.contact


def ids(file: IncidentFile, view: str, words: str = "") -> list[int]:
    return file.ask(family_ids, file.now(), OFFICER, view, words)


def test_that_kin_as_told_become_contacts_to_whom_nothing_may_be_told(
    incident_file: IncidentFile,
) -> None:
    made = father(incident_file)
    assert (made.name, made.relation, made.phone) == ("陈志明", "父亲", FATHER)
    assert (made.scope, made.point_since) == (Scope.NOTHING, NOW)
    with pytest.raises(RuleError, match="is not here"):
        incident_file.run(adopt_kin, HAIYAN)
    assert incident_file.ask(verify).ok


def test_that_more_than_nothing_needs_a_consent_with_a_name_and_a_time(
    incident_file: IncidentFile, clock: Clock
) -> None:
    made = father(incident_file)
    with pytest.raises(RuleError, match="who agreed"):
        incident_file.run(set_family_scope, [made.id], Scope.SAFETY, "  ", None)
    ahead = clock.at + timedelta(hours=1)
    with pytest.raises(RuleError, match="in the future"):
        incident_file.run(set_family_scope, [made.id], Scope.SAFETY, "陈海燕本人", ahead)
    incident_file.run(set_family_scope, [made.id], Scope.EVERYTHING, "陈海燕本人", None)
    now = known(incident_file, made.id)
    assert (now.scope, now.consent_by, now.consent_at) == (Scope.EVERYTHING, "陈海燕本人", NOW)


def test_that_nothing_is_told_to_whom_nothing_may_be_told(incident_file: IncidentFile) -> None:
    made = father(incident_file)
    with pytest.raises(RuleError, match="Nothing may be told to 陈志明"):
        incident_file.run(log_family_call, made.id, told="she is in Antalya")
    incident_file.run(log_family_call, made.id, said="asks for news, wants to come")
    ((call, whom),) = incident_file.ask(calls_of_family, LEI)
    assert (call.said, call.officer, call.scope, whom.id) == (
        "asks for news, wants to come", OFFICER, Scope.NOTHING, made.id,
    )  # fmt: skip


def test_that_a_call_says_something_unless_nobody_was_reached(incident_file: IncidentFile) -> None:
    made = father(incident_file)
    with pytest.raises(RuleError, match="what was told"):
        incident_file.run(log_family_call, made.id)
    incident_file.run(log_family_call, made.id, reached=False, next_at=NOW + timedelta(hours=2))
    assert known(incident_file, made.id).next_at == NOW + timedelta(hours=2)


def test_that_the_call_log_keeps_what_could_be_told_then(incident_file: IncidentFile) -> None:
    made = father(incident_file)
    incident_file.run(set_family_scope, [made.id], Scope.SAFETY, "陈海燕", None)
    incident_file.run(log_family_call, made.id, told="平安")
    incident_file.run(set_family_scope, [made.id], Scope.NOTHING, "陈海燕", None)
    ((call, _),) = incident_file.ask(calls_of_family, HAIYAN)
    assert (call.scope, call.told) == (Scope.SAFETY, "平安")


def test_that_a_household_has_one_contact_point(incident_file: IncidentFile, clock: Clock) -> None:
    dad, mum = father(incident_file), mother(incident_file)
    points = [row.point for row in incident_file.ask(rows_of_person, NUO)]
    assert {point.id for point in points if point} == {dad.id}
    clock.advance(minutes=5)
    incident_file.run(make_contact_point, mum.id)
    first, second = incident_file.ask(rows_of_person, NUO)
    assert first.contact is not None
    assert (first.contact.id, first.is_point, second.is_point) == (mum.id, True, False)
    assert ids(incident_file, "points") == [mum.id]


def test_that_two_points_become_one_when_their_families_are_one(
    incident_file: IncidentFile, clock: Clock
) -> None:
    draft = FamilyContact(0, XIAO, "单伟", "父亲", "+8613700003333")
    one, _ = incident_file.run(add_family_contact, draft)
    clock.advance(minutes=5)
    other, _ = incident_file.run(add_family_contact, FamilyContact(0, OUYANG, "欧阳静"))
    assert other.point_since is not None
    incident_file.run(form_household, "同团", [XIAO, OUYANG])
    points = [row for row in incident_file.ask(rows_of_person, XIAO) if row.is_point]
    assert [row.contact.id for row in points if row.contact] == [other.id]
    assert one.point_since is not None


def test_that_calls_come_due_and_overdue_by_themselves(
    incident_file: IncidentFile, clock: Clock
) -> None:
    made = father(incident_file)
    incident_file.run(plan_family_call, [made.id], OFFICER, NOW + timedelta(hours=3))
    seen = []
    for hours in (0, 2.5, 1):
        clock.advance(hours=hours)
        seen.append([bool(ids(incident_file, view)) for view in ("due", "overdue", "mine")])
    assert seen == [[False, False, True], [True, False, True], [True, True, True]]
    counts = incident_file.ask(family_counts, incident_file.now(), OFFICER)
    assert (counts["due"], counts["overdue"], counts["mine"], counts["all"]) == (1, 1, 1, 1)


def test_that_a_next_call_lies_ahead(incident_file: IncidentFile) -> None:
    made = father(incident_file)
    with pytest.raises(RuleError, match="still to come"):
        incident_file.run(plan_family_call, [made.id], OFFICER, NOW)
    with pytest.raises(RuleError, match="still to come"):
        incident_file.run(log_family_call, made.id, said="x", next_at=NOW - timedelta(hours=1))


def test_that_families_asked_about_without_a_contact_are_a_view(
    incident_file: IncidentFile,
) -> None:
    before = ids(incident_file, "without")
    assert {-HAIYAN, -LEI, -NUO, -XIAO} <= set(before)
    father(incident_file)
    after = ids(incident_file, "without")
    assert {-HAIYAN, -LEI, -NUO}.isdisjoint(after)
    assert -XIAO in after
    rows = incident_file.ask(family_rows, after)
    assert all(row.contact is None for row in rows.values())


def test_that_the_list_is_narrowed_by_either_name_and_the_telephone(
    incident_file: IncidentFile,
) -> None:
    made = father(incident_file)
    for words in ("陈志明", "8613800001111", "haiyan"):
        assert ids(incident_file, "all", words) == [made.id]
    assert ids(incident_file, "all", "nobody at all") == []


def test_that_a_calling_telephone_finds_contacts_and_kin_as_told(
    incident_file: IncidentFile,
) -> None:
    (row,) = incident_file.ask(families_calling, FATHER)
    assert row.contact is None
    assert row.person.id == HAIYAN
    made = father(incident_file)
    (row,) = incident_file.ask(families_calling, FATHER)
    assert row.contact is not None
    assert row.contact.id == made.id
    assert incident_file.ask(families_calling, "+8613811112222") == []


def test_that_a_death_that_is_told_of_stands_with_the_family(incident_file: IncidentFile) -> None:
    made = father(incident_file)
    incident_file.run(report_death, LEI, "hospital in Antalya")
    assert incident_file.ask(family_rows, [made.id])[made.id].death == "reported"


def test_that_contacts_follow_a_merge_and_its_taking_apart(incident_file: IncidentFile) -> None:
    twin, _ = incident_file.run(add_person, somebody("单晓彤"))
    draft = FamilyContact(0, twin.id, "单伟", "父亲")
    contact, _ = incident_file.run(add_family_contact, draft)
    incident_file.run(merge_persons, XIAO, twin.id)
    assert [one.id for one in incident_file.ask(contacts_of_family, XIAO)] == [contact.id]
    incident_file.run(unmerge, twin.id)
    assert incident_file.ask(contacts_of_family, XIAO) == []
    assert incident_file.ask(verify).ok


def test_that_a_contact_needs_a_name_or_a_telephone(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="name or a telephone"):
        incident_file.run(add_family_contact, FamilyContact(0, XIAO, " "))
    made = father(incident_file)
    with pytest.raises(RuleError, match="name or a telephone"):
        incident_file.run(edit_family_contact, made.id, {"name": "", "phone": ""})


def test_that_taking_a_point_back_gives_it_to_the_one_before(
    incident_file: IncidentFile, clock: Clock
) -> None:
    dad, mum = father(incident_file), mother(incident_file)
    clock.advance(minutes=1)
    _, entry = incident_file.run(make_contact_point, mum.id)
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert [row.is_point for row in incident_file.ask(rows_of_person, HAIYAN)] == [True, False]
    assert ids(incident_file, "points") == [dad.id]
