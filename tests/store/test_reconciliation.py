"""Are all served? Each number, the list behind it, and how fast the cell answered."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta

import pytest

from situationroom.commands.followups import add_task, finish_task
from situationroom.commands.people import set_presence, set_safety
from situationroom.commands.reports import (
    lead_to,
    list_needs_no_request,
    needs_no_request,
    search_for,
)
from situationroom.commands.request_links import join
from situationroom.commands.requests import (
    acknowledge,
    attempt,
    close_requests,
    open_request,
    reopen,
    resolve,
    set_next_action,
    set_priority,
    take,
    wait_until,
)
from situationroom.models import Report, Sheet
from situationroom.models.vocabulary import Presence, Priority, Safety
from situationroom.store.incident_file import IncidentFile
from situationroom.store.past import as_of
from situationroom.store.queries.reconciliation import (
    broken_promises,
    calls_without_request,
    lists_without_request,
    reconciliation,
    rows_without_request,
    unaccounted_persons,
    unowned,
    unplanned,
)
from situationroom.store.queries.responses import percentile
from situationroom.store.transaction import Transaction
from situationroom.store.undo import next_undo, undo
from tests.answering import journal_says, query_says
from tests.cast import (
    AHMET,
    EVACUATION,
    HAIYAN,
    LEI,
    NOW,
    NUO,
    OUYANG,
    PAPERS,
    SEARCH,
    XIAO,
    Clock,
    a_request,
)

ALL = 100


def numbers(file: IncidentFile) -> dict[str, int]:
    return asdict(file.ask(reconciliation, file.now()))


def keep(tx: Transaction, sheet: Sheet | None, *reports: Report) -> list[int]:
    """Reports as an import or the call form leaves them."""
    tx.describe("Call on request {number}", number="")
    stood = tx.add(sheet).id if sheet else None
    return [tx.add(replace(report, sheet=stood)).id for report in reports]


def told(*persons: int) -> Report:
    return Report(0, NOW, persons=persons, caller="陈志明")


def test_that_a_report_counts_until_it_leads_somewhere(incident_file: IncidentFile) -> None:
    file = incident_file
    assert numbers(file)["reports"] == 0
    rows = file.run(keep, Sheet(0, NOW, "camp.xlsx", "1"), told(HAIYAN), told(LEI))[0]
    calls = file.run(keep, None, told(XIAO), told(NUO))[0]
    assert numbers(file)["reports"] == 4
    assert [(g.file, g.rows) for g in file.ask(lists_without_request)] == [("camp.xlsx", 2)]
    assert [t.report.id for t in file.ask(rows_without_request, 1, ALL)] == rows
    assert [t.report.id for t in file.ask(calls_without_request, ALL)] == calls
    file.run(list_needs_no_request, 1, "the camp's own register")
    assert (numbers(file)["reports"], file.ask(lists_without_request)) == (2, [])
    file.run(needs_no_request, calls[:1], "wanted to know the number")
    file.run(lead_to, calls[1:], SEARCH)
    assert numbers(file)["reports"] == 0


def test_that_every_open_request_needs_an_owner(incident_file: IncidentFile) -> None:
    file = incident_file
    assert [r.id for r in file.ask(unowned, ALL)] == [SEARCH, EVACUATION, PAPERS]
    file.run(take, [SEARCH, EVACUATION])
    file.run(resolve, [PAPERS], "done")
    assert (numbers(file)["unowned"], file.ask(unowned, ALL)) == (0, [])


def test_that_every_answered_request_needs_a_next_time(incident_file: IncidentFile) -> None:
    file = incident_file
    assert numbers(file)["unplanned"] == 0  # a new one has its clock
    file.run(acknowledge, [SEARCH, EVACUATION, PAPERS])
    assert [r.id for r in file.ask(unplanned, ALL)] == [SEARCH, EVACUATION, PAPERS]
    file.run(add_task, SEARCH, "call back", NOW + timedelta(hours=1))
    file.run(wait_until, [EVACUATION], NOW + timedelta(hours=2))
    file.run(set_next_action, PAPERS, "ask the consulate", NOW + timedelta(hours=3))
    assert numbers(file)["unplanned"] == 0
    file.run(finish_task, 1)
    assert [r.id for r in file.ask(unplanned, ALL)] == [SEARCH]


@pytest.mark.parametrize(
    "mended",
    [
        lambda file: file.run(set_safety, [AHMET], Safety.SAFE),
        lambda file: file.run(set_safety, [AHMET], Safety.INJURED),
        lambda file: file.run(set_presence, [AHMET], Presence.LEFT_INDEPENDENTLY),
        lambda file: file.run(search_for, [AHMET]),
        lambda file: (
            file.run(resolve, [PAPERS], "has them"),
            file.run(close_requests, [PAPERS]),
        ),
    ],
)
def test_that_whoever_was_asked_about_is_accounted_for(
    incident_file: IncidentFile, mended: Callable[[IncidentFile], object]
) -> None:
    asked = [p.id for p in incident_file.ask(unaccounted_persons, ALL)]
    assert asked == [HAIYAN, LEI, NUO, AHMET]  # the student is searched for, nobody asked for 6
    assert (XIAO in asked, OUYANG in asked) == (False, False)
    mended(incident_file)
    assert AHMET not in [p.id for p in incident_file.ask(unaccounted_persons, ALL)]
    assert numbers(incident_file)["persons"] == 3


def test_that_a_joined_request_accounts_for_nobody(incident_file: IncidentFile) -> None:
    incident_file.run(join, EVACUATION, PAPERS)
    assert AHMET in [p.id for p in incident_file.ask(unaccounted_persons, ALL)]


def test_that_a_promise_counts_once_its_time_has_passed(
    incident_file: IncidentFile, clock: Clock
) -> None:
    file = incident_file
    file.run(attempt, SEARCH, "no answer", NOW + timedelta(minutes=20))
    file.run(acknowledge, [EVACUATION, PAPERS])
    file.run(add_task, EVACUATION, "send the form", NOW + timedelta(minutes=10))
    file.run(set_next_action, PAPERS, "ask the consulate", None)
    assert [(p.why, p.request.id) for p in file.ask(broken_promises, clock(), ALL)] == [
        ("no_time", PAPERS)
    ]
    clock.advance(minutes=30)
    file.run(open_request, a_request(HAIYAN))
    clock.advance(hours=3)
    found = [(p.why, p.request.id) for p in file.ask(broken_promises, clock(), ALL)]
    assert found == [("task", EVACUATION), ("retry", SEARCH), ("answer", 4), ("no_time", PAPERS)]
    assert numbers(file)["promises"] == len(found)


def test_that_the_past_has_its_own_numbers(incident_file: IncidentFile, clock: Clock) -> None:
    before = numbers(incident_file)
    then = clock()
    clock.advance(minutes=10)
    incident_file.run(take, [SEARCH, EVACUATION, PAPERS])
    incident_file.run(set_safety, [HAIYAN, LEI, NUO, AHMET], Safety.SAFE)
    assert numbers(incident_file) != before

    def at(connection: object, when: datetime) -> dict[str, int]:
        with as_of(connection, when) as past:  # type: ignore[arg-type]
            return asdict(reconciliation(past, when))

    assert incident_file.ask(at, then) == before


# --- how fast ------------------------------------------------------------------------------------


def test_that_the_statistics_are_those_of_the_journal(
    incident_file: IncidentFile, clock: Clock
) -> None:
    file = incident_file
    for number in range(30):
        priority = list(Priority)[number % 3]
        file.run(open_request, a_request(XIAO, opened_at=clock(), priority=priority))
        clock.advance(minutes=1 + number % 4)
        if number % 5:
            file.run(acknowledge, [4 + number])
        clock.advance(minutes=7 * (number % 3))
        if number % 3:
            file.run(resolve, [4 + number], "done")
    file.run(reopen, [5], "not done")
    clock.advance(minutes=11)
    file.run(acknowledge, [5])
    entry = file.ask(next_undo, file.officer)
    assert entry is not None
    file.run(undo, entry.revision)
    clock.advance(minutes=4)
    file.run(take, [5])
    file.run(acknowledge, [5])
    file.run(set_priority, [5, 7], Priority.RED)
    file.run(join, SEARCH, PAPERS)
    assert query_says(file) == journal_says(file)
    assert any(figures["answered"] for figures in query_says(file).values())


def test_that_a_percentile_is_the_nearest_rank() -> None:
    spans = [timedelta(minutes=n) for n in range(1, 21)]
    assert percentile(spans, 95) == timedelta(minutes=19)
    assert percentile(spans[:1], 95) == timedelta(minutes=1)
    assert percentile([], 95) is None
