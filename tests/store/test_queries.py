"""Pages, counts, figures and what the map holds, against the invented cast."""

from datetime import timedelta

import numpy as np
import pytest

from situationroom.commands.events import record_event
from situationroom.commands.journeys import arrive, depart
from situationroom.commands.people import add_person, edit_person, set_presence, set_safety
from situationroom.commands.requests import acknowledge, add_note, resolve, take
from situationroom.commands.shelters import check_in, record_head_count
from situationroom.commands.transport import assign, board, close_movement, start_boarding
from situationroom.models.vocabulary import Presence, Priority, Safety, Stage
from situationroom.store.incident_file import IncidentFile
from situationroom.store.past import as_of, figures_at
from situationroom.store.person_keys import person_keys
from situationroom.store.queries import packed
from situationroom.store.queries.cards import person_card, request_card
from situationroom.store.queries.figures import Figures, figures
from situationroom.store.queries.journal_pages import EntryFilter, entry_ids, entry_rows
from situationroom.store.queries.map_columns import map_columns
from situationroom.store.queries.map_details import map_details
from situationroom.store.queries.map_requests import open_requests
from situationroom.store.queries.overview import due_first, unaccounted
from situationroom.store.queries.people import (
    SORTS,
    PersonFilter,
    count_persons,
    person_ids,
    person_rows,
    persons_by_keys,
)
from situationroom.store.queries.requests import SORTS as REQUEST_SORTS
from situationroom.store.queries.requests import (
    VIEWS,
    RequestFilter,
    request_ids,
    request_rows,
    view_counts,
)
from situationroom.store.queries.shelters import sites, stays_of_site
from situationroom.store.queries.transport import movements
from situationroom.store.queries.trend import figures_moved
from tests.cast import (
    CAST,
    COACH,
    COLLEAGUE,
    EVACUATION,
    HAIYAN,
    HALL,
    LEI,
    NOW,
    NUO,
    OFFICER,
    OUYANG,
    PAPERS,
    SEARCH,
    XIAO,
    Clock,
    somebody,
)

FAMILY = [HAIYAN, LEI, NUO]


def bring_out(file: IncidentFile, clock: Clock) -> None:
    """The family boards the coach, Xiaotong misses it, the coach arrives an hour later."""
    file.run(assign, COACH, [*FAMILY, XIAO])
    for command in (close_movement, start_boarding):
        file.run(command, COACH)
    file.run(board, COACH, FAMILY)
    clock.advance(hours=3)
    file.run(depart, COACH)
    clock.advance(hours=1)
    file.run(arrive, COACH)


def test_that_every_sort_holds_every_person_once(incident_file: IncidentFile) -> None:
    for sort in SORTS:
        for down in (False, True):
            ids = incident_file.ask(person_ids, PersonFilter(), sort, descending=down)
            assert sorted(ids) == [1, 2, 3, 4, 5, 6], sort


def test_that_every_sort_of_the_rolling_list_holds_every_request(
    incident_file: IncidentFile,
) -> None:
    for sort in REQUEST_SORTS:
        which = RequestFilter(NOW, view="all")
        assert sorted(incident_file.ask(request_ids, which, sort)) == [1, 2, 3], sort


def test_that_filters_narrow_and_counts_agree(incident_file: IncidentFile) -> None:
    for which, expected in (
        (PersonFilter(safety=(Safety.MISSING,)), {XIAO}),
        (PersonFilter(city="Antalya"), {HAIYAN}),
        (PersonFilter(located=True), {HAIYAN}),
        (PersonFilter(grouped=True), set(FAMILY)),
        (PersonFilter(household=1), set(FAMILY)),
        (PersonFilter(stage=(Stage.SHELTERED,)), set()),
        (PersonFilter(ids=(1, 6)), {1, 6}),
        (PersonFilter(text="陈", located=False), {LEI, NUO}),
    ):
        assert set(incident_file.ask(person_ids, which)) == expected
        assert incident_file.ask(count_persons, which) == len(expected)


def test_that_a_page_has_stage_household_and_open_requests(incident_file: IncidentFile) -> None:
    rows = incident_file.ask(person_rows, [HAIYAN, OUYANG, 99])
    assert set(rows) == {HAIYAN, OUYANG}
    assert (rows[HAIYAN].household_name, rows[HAIYAN].open_requests) == ("陈家", 1)
    assert rows[OUYANG].stage is Stage.IN_AREA


def test_that_the_list_puts_the_most_urgent_first(incident_file: IncidentFile) -> None:
    assert incident_file.ask(request_ids, RequestFilter(NOW)) == [SEARCH, EVACUATION, PAPERS]


def test_that_saved_views_count_what_they_hold(incident_file: IncidentFile, clock: Clock) -> None:
    incident_file.run(take, [SEARCH])
    incident_file.run(resolve, [PAPERS], "papers found")
    clock.advance(hours=1)
    counts = incident_file.ask(view_counts, clock(), OFFICER)
    for view in VIEWS:
        ids = incident_file.ask(request_ids, RequestFilter(clock(), view=view, officer=OFFICER))
        assert counts[view] == len(ids), view
    assert (counts["mine"], counts["overdue"], counts["done"]) == (1, 2, 1)


def test_that_a_request_page_names_its_people_and_last_note(incident_file: IncidentFile) -> None:
    incident_file.run(add_note, SEARCH, "first")
    incident_file.run(add_note, SEARCH, "last")
    row = incident_file.ask(request_rows, [SEARCH])[SEARCH]
    assert row.persons[0].native_name == "单晓彤"
    assert row.last_note is not None
    assert row.last_note.text == "last"


def test_that_the_clock_of_a_request_follows_its_priority(incident_file: IncidentFile) -> None:
    rows = incident_file.ask(request_rows, [SEARCH, EVACUATION, PAPERS])
    minutes = [int((rows[n].request.due_at - NOW).total_seconds() / 60) for n in (1, 2, 3)]
    assert minutes == [15, 30, 120]
    assert incident_file.ask(due_first, NOW, 2) == [SEARCH, EVACUATION]


def test_that_stages_follow_from_stays_and_bookings(
    incident_file: IncidentFile, clock: Clock
) -> None:
    def stages() -> list[Stage]:
        rows = incident_file.ask(person_rows, [HAIYAN, XIAO])
        return [rows[HAIYAN].stage, rows[XIAO].stage]

    incident_file.run(check_in, FAMILY, HALL)
    assert stages() == [Stage.SHELTERED, Stage.IN_AREA]
    incident_file.run(assign, COACH, [*FAMILY, XIAO])
    assert stages() == [Stage.ASSIGNED, Stage.ASSIGNED]
    for command in (close_movement, start_boarding):
        incident_file.run(command, COACH)
    incident_file.run(board, COACH, FAMILY)
    assert stages() == [Stage.BOARDED, Stage.ASSIGNED]
    incident_file.run(depart, COACH)
    assert stages() == [Stage.BOARDED, Stage.IN_AREA]
    incident_file.run(arrive, COACH)
    assert stages() == [Stage.ARRIVED, Stage.IN_AREA]


def test_that_figures_count_the_story(incident_file: IncidentFile, clock: Clock) -> None:
    assert incident_file.ask(figures, NOW) == Figures(6, 6, 3, 0, 0, 0, 0)
    incident_file.run(check_in, [OUYANG], HALL)
    incident_file.run(set_safety, [OUYANG], Safety.SAFE)
    bring_out(incident_file, clock)
    incident_file.run(set_presence, [5], Presence.LEFT_INDEPENDENTLY)
    told = incident_file.ask(figures, clock())
    assert (told.affected, told.unaccounted, told.sheltered) == (6, 1, 1)
    assert (told.moving, told.out, told.open) == (0, 4, 3)


def test_that_past_figures_are_what_they_were(incident_file: IncidentFile, clock: Clock) -> None:
    seen = []
    for step in (
        lambda: incident_file.run(set_safety, [XIAO], Safety.SAFE),
        lambda: incident_file.run(check_in, FAMILY, HALL),
        lambda: incident_file.run(acknowledge, [SEARCH]),
        lambda: incident_file.run(add_person, somebody()),
        lambda: bring_out(incident_file, clock),
        lambda: incident_file.run(resolve, [SEARCH], "found"),
    ):
        step()
        seen.append((clock(), incident_file.ask(figures, clock())))
        clock.advance(minutes=20)
    for at, was in seen:
        assert incident_file.ask(figures_at, at) == was


def test_that_opening_plus_moves_is_closing(incident_file: IncidentFile, clock: Clock) -> None:
    start = clock()
    opening = incident_file.ask(figures, start)
    clock.advance(minutes=5)
    incident_file.run(check_in, FAMILY, HALL)
    bring_out(incident_file, clock)
    incident_file.run(resolve, [PAPERS], "done")
    moved = incident_file.ask(figures_moved, start, clock())
    closing = incident_file.ask(figures, clock())
    assert moved is not None
    for name in ("affected", "unaccounted", "open", "overdue", "sheltered", "moving", "out"):
        assert getattr(opening, name) + getattr(moved, name) == getattr(closing, name), name


def test_that_the_past_knows_nothing_of_later(incident_file: IncidentFile, clock: Clock) -> None:
    revision = incident_file.ask(entry_ids, EntryFilter())[0]
    incident_file.run(edit_person, HAIYAN, {"city": "Bursa"})

    def city_then(connection: object) -> str:
        with as_of(connection, revision=revision) as then:  # type: ignore[arg-type]
            return person_rows(then, [HAIYAN])[HAIYAN].person.city

    assert incident_file.ask(city_then) == "Antalya"


def test_that_missing_tiers_rise_by_themselves(incident_file: IncidentFile, clock: Clock) -> None:
    incident_file.run(edit_person, XIAO, {"last_contact": NOW})
    targets = incident_file.run(lambda tx: tx.incident.targets)[0]
    for hours, tier in ((1, "yellow"), (30, "orange"), (60, "red")):
        told = incident_file.ask(unaccounted, NOW + timedelta(hours=hours), targets)
        assert {t: n for t, n in told.by_tier.items() if n} == {tier: 1}
        assert told.never == 5


def test_that_the_map_holds_everybody_with_or_without_a_position(
    incident_file: IncidentFile,
) -> None:
    columns = incident_file.ask(map_columns)
    assert columns.id.tolist() == [1, 2, 3, 4, 5, 6]
    assert int(np.isnan(columns.lat).sum()) == 5
    assert incident_file.ask(map_columns, [HAIYAN, 99]).lat.tolist() == [36.9]


@pytest.mark.parametrize("at_once", [1, 2, 4, 20_000])
def test_that_the_map_reads_the_same_in_parts_of_any_size(
    incident_file: IncidentFile, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    where = {"lat": -17.75500000000001, "lon": 179.9 + 1e-11, "uncertainty_m": 1234.56}
    incident_file.run(edit_person, XIAO, {**where, "affiliation": ' 华源"电力, Ltd\n'})
    monkeypatch.setattr(packed, "AT_ONCE", at_once)
    columns, told = incident_file.ask(map_columns), incident_file.ask(map_details)
    at = columns.id.tolist().index(XIAO)
    assert (columns.lat[at], columns.lon[at]) == (where["lat"], where["lon"])
    assert int(np.isnan(columns.lat).sum()) == 4
    assert told.id.tolist() == columns.id.tolist() == [1, 2, 3, 4, 5, 6]
    assert told.sureness[at] == np.float32(1234.56)
    assert told.groups[told.group[at]] == '华源"电力, Ltd\n'.strip(" ")
    asked = incident_file.ask(open_requests)
    assert asked.id.tolist() == sorted([SEARCH, EVACUATION, PAPERS])
    assert incident_file.ask(map_columns, [XIAO]).lat.tolist() == [where["lat"]]


def test_that_keys_find_the_same_person(incident_file: IncidentFile) -> None:
    found = incident_file.ask(persons_by_keys, person_keys(CAST[0]))
    assert set(map(tuple, found.values())) == {(HAIYAN,)}
    assert "D:E12340963" in found
    assert not any(key.startswith("N:") for key in person_keys(CAST[1]))  # no full date, no phone


def test_that_keys_look_past_the_script_of_a_name() -> None:
    both = {"birth_date": "1985-03-02"}
    hanzi = set(person_keys(somebody("陈海燕", **both)))
    latin = set(person_keys(somebody("", surname="CHEN", given_names="Haiyan", **both)))
    assert hanzi & latin


def test_that_fill_follows_stays_and_head_counts_stand_beside(
    incident_file: IncidentFile, clock: Clock
) -> None:
    incident_file.run(check_in, FAMILY, HALL)
    incident_file.run(record_head_count, HALL, 2, "Ayşe")
    clock.advance(minutes=1)
    incident_file.run(record_head_count, HALL, 6, "Ayşe")
    hall = incident_file.ask(sites)[0]
    assert (hall.fill.occupied, hall.fill.available, hall.unexplained) == (3, 1, 3)
    assert hall.over_capacity == 2
    assert len(incident_file.ask(stays_of_site, HALL)) == 3


def test_that_seats_are_counted_by_kind(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, FAMILY)
    coach = incident_file.ask(movements)[0]
    assert coach.movement.number == "B-07"
    assert coach.free() == 1


def test_that_cards_hold_everything_about_somebody(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, FAMILY)
    incident_file.run(check_in, FAMILY, HALL)
    card = incident_file.ask(person_card, HAIYAN)
    assert card is not None
    assert [p.id for p in card.members] == FAMILY
    assert (len(card.bookings), len(card.stays), len(card.requests)) == (1, 1, 1)
    assert card.history[-1].verb == "add_person"
    asked = incident_file.ask(request_card, EVACUATION)
    assert asked is not None
    assert [p.id for p in asked.persons] == FAMILY
    assert incident_file.ask(person_card, 99) is None
    assert incident_file.ask(request_card, 99) is None


def test_that_the_journal_is_paged_by_officer_verb_and_record(incident_file: IncidentFile) -> None:
    incident_file.run(record_event, "x")
    everything = incident_file.ask(entry_ids, EntryFilter())
    assert everything == sorted(everything, reverse=True)
    assert incident_file.ask(entry_ids, EntryFilter(verbs=("record_event",))) == everything[:1]
    assert incident_file.ask(entry_ids, EntryFilter(officer=COLLEAGUE)) == []
    about = incident_file.ask(entry_ids, EntryFilter(record=("person", HAIYAN)))
    assert [incident_file.ask(entry_rows, about)[r].verb for r in about] == [
        "form_household",
        "add_person",
    ]


def test_that_priority_narrows_the_list(incident_file: IncidentFile) -> None:
    which = RequestFilter(NOW, priority=(Priority.RED,))
    assert incident_file.ask(request_ids, which) == [SEARCH]
