"""Long lists: in order, in groups, narrowed above their columns."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from situationroom.commands.people import edit_person
from situationroom.models import Person, Request
from situationroom.models.person import needs_on
from situationroom.models.vocabulary import Need, Priority, RequestStatus
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.queries.fields import Fields
from situationroom.store.queries.ordered import numbers
from situationroom.store.queries.people import (
    GROUPS as PEOPLE_GROUPS,
)
from situationroom.store.queries.people import (
    PersonFilter,
    count_persons,
    person_ids,
    person_listing,
    persons,
)
from situationroom.store.queries.requests import (
    GROUPS,
    SORTS,
    VIEWS,
    RequestFilter,
    request_ids,
    request_listing,
    request_rows,
    request_total,
    view_counts,
)
from situationroom.store.verify import verify
from tests.views.lists import cast

NOW = datetime(2016, 7, 17, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IncidentFile]:
    """120 persons, 90 requests, always the same."""
    path: Path = cast.make(tmp_path_factory.mktemp("list") / "list.situation", 120, 90, NOW)
    opened = open_incident(path, "Li Kai", clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.mark.parametrize("group", GROUPS)
def test_that_groups_add_up_to_the_list_and_stand_together(file: IncidentFile, group: str) -> None:
    for view in VIEWS:
        for fields in ((), (("party", (">1",)),)):
            which = RequestFilter(NOW, view, "Li Kai", fields=fields)
            listed = file.ask(request_listing, which, group=group)
            plain = file.ask(request_ids, which)
            assert sorted(listed.ids.tolist()) == sorted(plain)
            assert sum(g.count for g in listed.groups) == len(plain)
            assert file.ask(request_total, which).requests == len(plain)
            assert len({g.key for g in listed.groups}) == len(listed.groups)


def test_that_everybody_of_a_group_has_what_the_group_is_called_by(file: IncidentFile) -> None:
    listed = file.ask(request_listing, RequestFilter(NOW, "all"), group="owner")
    rows, start = file.ask(request_rows, listed.ids.tolist()), 0
    for group in listed.groups:
        part = listed.ids[start : start + group.count].tolist()
        assert {rows[id_].request.owner for id_ in part} == {group.key}
        start += group.count
    assert listed.groups[-1].key == "", "what nobody owns stands last"


@pytest.mark.parametrize("group", PEOPLE_GROUPS)
def test_that_groups_of_people_add_up(file: IncidentFile, group: str) -> None:
    listed = file.ask(person_listing, PersonFilter(), group=group)
    assert sorted(listed.ids.tolist()) == sorted(file.ask(person_ids, PersonFilter()))
    assert sum(g.count for g in listed.groups) == file.ask(count_persons, PersonFilter())


def test_that_the_usual_order_is_the_one_that_sorting_gives(file: IncidentFile) -> None:
    def clock(request: Request) -> datetime:
        if request.status is RequestStatus.NEW:
            return request.due_at
        return request.waiting_until or request.due_at

    for view in ("open", "all", "red", "done"):
        which = RequestFilter(NOW, view)
        rows = file.ask(request_rows, ids := file.ask(request_ids, which))
        due = set(file.ask(request_ids, RequestFilter(NOW, "due")))
        found = [rows[id_].request for id_ in ids]
        keys = [
            (
                r.status is not RequestStatus.NEW and r.id not in due,
                list(Priority).index(r.priority),
            )
            for r in found
        ]
        times = [(*key, clock(r)) for key, r in zip(keys, found, strict=True)]
        assert times == sorted(times)


def test_that_every_view_holds_as_many_as_are_counted(file: IncidentFile) -> None:
    counts = file.ask(view_counts, NOW, "李凯")
    for view in VIEWS:
        assert counts[view] == len(file.ask(request_ids, RequestFilter(NOW, view, "李凯"))), view


def test_that_every_order_lists_everything(file: IncidentFile) -> None:
    for sort in SORTS:
        for down in (False, True):
            ids = file.ask(request_ids, RequestFilter(NOW, "all"), sort, descending=down)
            assert sorted(ids) == list(range(1, 91))


Kept = Callable[[Request, list[Person]], bool]
ASKED: list[tuple[Fields, Kept]] = [
    ((("priority", ("red", "orange")),), lambda r, _p: r.priority is not Priority.YELLOW),
    ((("owner", ("",)),), lambda r, _p: r.owner == ""),
    ((("party", (">2",)),), lambda r, _p: r.party > 2),
    ((("what", ("航班",)),), lambda r, _p: "航班" in r.description),
    ((("what", ("%",)),), lambda r, _p: "%" in r.description),
    ((("number", ("0012",)),), lambda r, _p: r.number.startswith("0012")),
    ((("who", ("ouyang",)),), lambda _r, p: any("Ouyang" in one.surname for one in p)),
    (
        (("place", ("Sultanahmet",)),),
        lambda _r, p: any("Sultanahmet" in one.place_text for one in p),
    ),
    (
        (("due", ("<10m",)),),
        lambda r, _p: (
            (r.status is RequestStatus.NEW and r.due_at <= NOW + timedelta(minutes=10))
            or (
                r.status is RequestStatus.WAITING
                and r.waiting_until is not None
                and r.waiting_until <= NOW + timedelta(minutes=10)
            )
        ),
    ),
    (
        (("contact", (">5h",)),),
        lambda _r, p: (
            max((one.last_contact for one in p if one.last_contact), default=None) is None
            or max(one.last_contact for one in p if one.last_contact) <= NOW - timedelta(hours=5)
        ),
    ),
    (
        (("needs", ("elderly", "child")),),
        lambda _r, p: any({Need.ELDERLY, Need.CHILD} & set(needs_on(one, NOW.date())) for one in p),
    ),
    (
        (("status", ("new",)), ("priority", ("red",))),
        lambda r, _p: r.status is RequestStatus.NEW and r.priority is Priority.RED,
    ),
]


@pytest.mark.parametrize(("fields", "kept"), ASKED, ids=[str(asked)[:40] for asked, _ in ASKED])
def test_that_a_field_keeps_what_it_says(file: IncidentFile, fields: Fields, kept: Kept) -> None:
    rows = file.ask(request_rows, file.ask(request_ids, RequestFilter(NOW, "all")))
    expected = {id_ for id_, row in rows.items() if kept(row.request, list(row.persons))}
    which = RequestFilter(NOW, "all", fields=fields)
    assert set(file.ask(request_ids, which)) == expected


def test_that_every_field_of_people_can_be_asked(file: IncidentFile) -> None:
    everybody = file.ask(persons, file.ask(person_ids, PersonFilter()))
    some = everybody[3]
    asked: list[tuple[str, str, Callable[[Person], bool]]] = [
        ("case", some.case[:4], lambda p: p.case.startswith(some.case[:4])),
        ("safety", "missing", lambda p: p.safety == "missing"),
        ("birth", "1985", lambda p: (p.birth_date or "").startswith("1985")),
        ("document", some.documents[0].number[-5:], lambda p: some.documents[0].number[-5:]
         in p.documents[0].number),
        ("phone", "555 1003", lambda p: "5551003" in p.phones[0].e164),
        ("nationality", "CHN", lambda p: p.nationality == "CHN"),
    ]  # fmt: skip
    for key, typed, kept in asked:
        which = PersonFilter(fields=((key, (typed,)),), now=NOW)
        assert set(file.ask(person_ids, which)) == {p.id for p in everybody if kept(p)}, key
    more = {"household": "一家", "requests": ">0", "contact": ">2d", "birth": ">60",
            "needs": "infant", "remarks": "x", "stage": "in_area", "place": "安"}  # fmt: skip
    for key, typed in more.items():
        file.ask(person_ids, PersonFilter(fields=((key, (typed,)),), now=NOW))


def test_that_place_and_contact_of_a_request_follow_its_persons(tmp_path: Path) -> None:
    path = cast.make(tmp_path / "moved.situation", 12, 8, NOW)
    file = open_incident(path, "Li Kai", clock=lambda: NOW)
    asked = file.ask(request_rows, [1])[1]
    file.run(edit_person, asked.persons[0].id, {"city": "Adana"})
    listed = file.ask(request_listing, RequestFilter(NOW, "all"), group="place")
    start = sum(g.count for g in listed.groups if g.key < "Adana" and g.key)
    assert listed.groups[[g.key for g in listed.groups].index("Adana")].count >= 1
    assert 1 in listed.ids[start : start + 3].tolist()
    assert file.ask(verify).ok
    file.close()


def test_that_very_many_numbers_are_read_in_slices() -> None:
    dice = Random(3)  # noqa: S311 - any numbers will do
    told = [dice.randrange(1, 10**9) for _ in range(40_000)]
    assert numbers(",".join(map(str, told))).tolist() == told
    assert numbers("").tolist() == []
