"""Checklists: every template, due times, ticking, and what is refused."""

from datetime import timedelta

import pytest

from situationroom.commands.checklist_templates import templates, templates_for
from situationroom.commands.checklists import (
    ItemDraft,
    add_check_item,
    assign_items,
    close_checklist,
    count_checklist_from,
    drop_item,
    edit_check_item,
    reopen_checklist,
    start_checklist,
    tick_items,
    untick_items,
)
from situationroom.models import CheckItem, Checklist
from situationroom.models.checklist import LONGEST_ITEM
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import IncidentKind
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.checklists import checklists, due_count, due_items, items_of
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import NOW, OFFICER, START

ITEMS = (ItemDraft("通知", "Tell", 15), ItemDraft("名单", "List", 900), ItemDraft("总结", "Sum up"))


@pytest.fixture
def begun(incident_file: IncidentFile) -> Checklist:
    """A list that counts from the incident's start, twelve hours ago."""
    return incident_file.run(start_checklist, "启动", "Start", ITEMS, START)[0]


def test_that_there_is_a_template_for_every_kind_of_incident() -> None:
    assert {one.kind for one in templates()} == {None, *IncidentKind}
    for one in templates():
        assert one.name_zh and one.name_en and len(one.items) >= 6, one.name_en
        times = [item.minutes for item in one.items]
        assert times == sorted(times, key=lambda minutes: minutes or 0), one.name_en
        for item in one.items:
            assert item.zh and item.en and max(len(item.zh), len(item.en)) < LONGEST_ITEM
    first, second = templates_for(IncidentKind.FLOOD)[:2]
    assert (first.kind, second.kind) == (IncidentKind.FLOOD, None)


def test_that_due_times_count_from_the_incidents_start(
    incident_file: IncidentFile, begun: Checklist
) -> None:
    (row,) = incident_file.ask(checklists)
    assert [item.due_at for item in row.items] == [
        START + timedelta(minutes=15),
        START + timedelta(hours=15),
        None,
    ]
    assert (row.overdue(NOW), row.settled) == (1, 0)
    (due,) = incident_file.ask(due_items, NOW, 5)
    assert (due.item.text_en, due.checklist) == ("Tell", begun)
    assert incident_file.ask(due_count, NOW) == 1


def test_that_due_times_move_with_what_they_count_from(
    incident_file: IncidentFile, begun: Checklist
) -> None:
    items = incident_file.ask(items_of, begun.id)
    incident_file.run(tick_items, [items[0].id])
    incident_file.run(count_checklist_from, begun.id, START + timedelta(hours=1))
    after = incident_file.ask(items_of, begun.id)
    assert after[0].due_at == START + timedelta(minutes=15)
    assert after[1].due_at == START + timedelta(hours=16)
    assert incident_file.ask(verify).ok


def test_that_an_item_is_ticked_by_the_officer_once(
    incident_file: IncidentFile, begun: Checklist
) -> None:
    first = incident_file.ask(items_of, begun.id)[0]
    entry = incident_file.run(tick_items, [first.id])[1]
    (done, *_) = incident_file.ask(items_of, begun.id)
    assert (done.done_by, done.done_at, done.is_open) == (OFFICER, NOW, False)
    with pytest.raises(RuleError, match="already"):
        incident_file.run(tick_items, [first.id])
    assert incident_file.ask(due_count, NOW) == 0
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert incident_file.ask(due_count, NOW) == 1
    incident_file.run(tick_items, [first.id])
    incident_file.run(untick_items, [first.id])
    assert incident_file.ask(items_of, begun.id)[0].is_open


def test_that_an_item_is_given_to_somebody_noted_and_dropped_with_a_reason(
    incident_file: IncidentFile, begun: Checklist
) -> None:
    first = incident_file.ask(items_of, begun.id)[0]
    incident_file.run(assign_items, [first.id], " Wang Min ")
    incident_file.run(edit_check_item, first.id, {"note": "asked twice"})
    with pytest.raises(RuleError, match="Say why"):
        incident_file.run(drop_item, first.id, " ")
    incident_file.run(drop_item, first.id, "no flights")
    (after, *_) = incident_file.ask(items_of, begun.id)
    assert (after.owner, after.note, after.dropped) == ("Wang Min", "asked twice", "no flights")
    assert not after.is_open


def test_that_a_closed_list_is_not_due_and_takes_nothing(
    incident_file: IncidentFile, begun: Checklist
) -> None:
    incident_file.run(close_checklist, begun.id)
    assert incident_file.ask(due_items, NOW, 5) == []
    first = incident_file.ask(items_of, begun.id)[0]
    with pytest.raises(RuleError, match="closed"):
        incident_file.run(tick_items, [first.id])
    with pytest.raises(RuleError, match="closed"):
        incident_file.run(add_check_item, begun.id, CheckItem(0, begun.id, 0, "x"))
    incident_file.run(reopen_checklist, begun.id)
    assert incident_file.ask(due_count, NOW) == 1


def test_that_a_new_item_stands_at_the_end_and_an_empty_one_is_refused(
    incident_file: IncidentFile, begun: Checklist
) -> None:
    added = incident_file.run(add_check_item, begun.id, CheckItem(0, 0, 0, "再通知"))[0]
    assert [item.id for item in incident_file.ask(items_of, begun.id)][-1] == added.id
    with pytest.raises(RuleError, match="what has to be done"):
        incident_file.run(add_check_item, begun.id, CheckItem(0, 0, 0, " "))
    with pytest.raises(RuleError, match="at most"):
        incident_file.run(edit_check_item, added.id, {"text_zh": "长" * 501})
