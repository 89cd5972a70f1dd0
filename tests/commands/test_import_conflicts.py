"""What an officer typed, and who somebody is, no list overrules by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from situationroom.commands.imports import Decisions, ImportPlan
from situationroom.commands.people import edit_person
from situationroom.commands.requests import acknowledge, set_priority
from situationroom.models import Request
from situationroom.models.person import Document
from situationroom.models.vocabulary import Priority, RequestStatus
from situationroom.store.incident_file import IncidentFile, create_incident
from situationroom.store.queries.listing import records
from situationroom.store.undo import undo
from tests.cast import OFFICER, Clock, an_incident
from tests.commands.lists import HEADER, bring, people, planned, row, write

WIDE = (*HEADER[:-1], "紧急程度")
KNOWN = row(1, "赵一", birth="1985-03-02", passport="E10000001", city="安卡拉", asks="被困机场")
SECOND = row(2, "赵二", birth="1986-03-02", passport="E10000002", city="安卡拉", asks="被困机场")


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    opened = create_incident(tmp_path / "x.situation", an_incident(), OFFICER, "desk", clock)
    bring(opened, write(tmp_path / "a.csv", [KNOWN, SECOND]))
    yield opened
    opened.close()


def but(cells: tuple[str, ...], **more: str) -> tuple[str, ...]:
    places = {"birth": 3, "passport": 4, "phone": 5, "city": 6, "asks": 7, "remarks": 8}
    changed = list(cells)
    for name, told in more.items():
        changed[places[name]] = told
    return tuple(changed)


def against(plan: ImportPlan) -> list[tuple[str, str, object, object, str]]:
    return [(c.label, c.field, c.here, c.told, c.officer) for r in plan.rows for c in r.conflicts]


def test_that_what_an_officer_typed_is_a_conflict_and_stays(
    file: IncidentFile, tmp_path: Path
) -> None:
    file.run(edit_person, 1, {"city": "Izmir", "place_text": "Izmir"})
    path = write(tmp_path / "b.csv", [but(KNOWN, city="伊斯坦布尔"), SECOND])
    plan, _ = bring(file, path)
    assert against(plan) == [("0001-3", "city", "Izmir", "Istanbul", OFFICER)]
    assert people(file)["赵一"].city == "Izmir"
    assert [r.outcome for r in plan.rows if r.conflicts] == ["unchanged"]


@pytest.mark.parametrize("one_by_one", [True, False])
def test_that_an_officer_may_take_what_the_list_says(
    file: IncidentFile, tmp_path: Path, one_by_one: bool
) -> None:
    file.run(edit_person, 1, {"city": "Izmir", "place_text": "Izmir"})
    path = write(tmp_path / "b.csv", [but(KNOWN, city="伊斯坦布尔"), SECOND])
    plan = planned(file, path)
    (asked,) = [r for r in plan.rows if r.conflicts]
    chosen = Decisions(conflict_fields={(*asked.key, "city"): "list"})
    plan, _ = bring(file, path, decisions=chosen if one_by_one else Decisions(conflicts="list"))
    assert people(file)["赵一"].city == "Istanbul"
    assert [r.outcome for r in plan.rows if r.conflicts] == ["updated"]


def test_that_what_an_officer_left_alone_is_no_conflict(file: IncidentFile, tmp_path: Path) -> None:
    file.run(edit_person, 1, {"remarks": "spoken to"})
    plan, _ = bring(file, write(tmp_path / "b.csv", [but(KNOWN, city="伊斯坦布尔"), SECOND]))
    assert against(plan) == []
    assert people(file)["赵一"].city == "Istanbul"
    assert people(file)["赵一"].remarks == "spoken to"


def test_that_a_list_that_repeats_itself_does_not_ask_again(
    file: IncidentFile, tmp_path: Path
) -> None:
    file.run(edit_person, 1, {"birth_date": "1985-03-20"})
    plan, _ = bring(file, write(tmp_path / "b.csv", [but(KNOWN, city="伊斯坦布尔"), SECOND]))
    assert against(plan) == []
    assert people(file)["赵一"].birth_date == "1985-03-20"
    assert people(file)["赵一"].city == "Istanbul"


def test_that_an_undone_edit_is_no_conflict(file: IncidentFile, tmp_path: Path) -> None:
    entry = file.run(edit_person, 1, {"city": "Izmir", "place_text": "Izmir"})[1]
    assert entry is not None
    file.run(undo, entry.revision)
    plan, _ = bring(file, write(tmp_path / "b.csv", [but(KNOWN, city="伊斯坦布尔"), SECOND]))
    assert against(plan) == []
    assert people(file)["赵一"].city == "Istanbul"


def test_that_another_list_does_not_say_who_somebody_is(file: IncidentFile, tmp_path: Path) -> None:
    other = write(
        tmp_path / "other.csv",
        [["赵一", "1985-03-20", "E10000001", "伊兹密尔"]],
        ["Name", "Date of birth", "Passport no", "City"],
    )
    plan, _ = bring(file, other)
    assert [(c[1], c[2], c[3]) for c in against(plan)] == [
        ("birth_date", "1985-03-02", "1985-03-20")
    ]
    one = people(file)["赵一"]
    assert (one.birth_date, one.city) == ("1985-03-02", "Izmir")


def test_that_a_list_may_correct_itself_but_not_the_other(
    file: IncidentFile, tmp_path: Path
) -> None:
    header = ["Name", "Date of birth", "Passport no", "City"]
    other = write(tmp_path / "o.csv", [["赵一", "1985-03-20", "E10000001", "伊兹密尔"]], header)
    bring(file, other, decisions=Decisions(conflicts="list"))
    assert people(file)["赵一"].birth_date == "1985-03-20"
    mine = write(tmp_path / "b.csv", [but(KNOWN, birth="1985-03-22"), SECOND])
    assert [c[1] for c in against(planned(file, mine))] == ["birth_date"]
    theirs = write(tmp_path / "o2.csv", [["赵一", "1985-03-21", "E10000001", "伊兹密尔"]], header)
    plan, _ = bring(file, theirs)
    assert against(plan) == []
    assert people(file)["赵一"].birth_date == "1985-03-21"


def test_that_two_rows_of_a_batch_are_not_played_off_against_each_other(
    file: IncidentFile, tmp_path: Path
) -> None:
    rows = [
        row(3, "钱一", birth="1990-01-01", passport="E30000001"),
        row(4, "钱一", birth="1990-01-02", passport="E30000001"),
    ]
    plan, _ = bring(file, write(tmp_path / "b.csv", rows))
    assert [c[:4] for c in against(plan)] == [("钱一", "birth_date", "1990-01-01", "1990-01-02")]
    assert people(file)["钱一"].birth_date == "1990-01-01"


def test_that_status_and_owner_are_never_touched(file: IncidentFile, tmp_path: Path) -> None:
    file.run(acknowledge, [1])
    bring(file, write(tmp_path / "b.csv", [but(KNOWN, asks="被困机场，有老人"), SECOND]))
    one = requests(file)[0]
    assert (one.description, one.status, one.owner) == (
        "被困机场，有老人",
        RequestStatus.ACKNOWLEDGED,
        OFFICER,
    )


def test_that_a_priority_an_officer_set_stays(tmp_path: Path, clock: Clock) -> None:
    file = create_incident(tmp_path / "p.situation", an_incident(), OFFICER, "desk", clock)
    bring(file, write(tmp_path / "a.csv", [but(KNOWN, remarks="一般")], WIDE))
    bring(file, write(tmp_path / "b.csv", [but(KNOWN, remarks="紧急")], WIDE))
    assert requests(file)[0].priority is Priority.ORANGE
    file.run(set_priority, [1], Priority.YELLOW)
    plan, _ = bring(file, write(tmp_path / "c.csv", [but(KNOWN, remarks="特别紧急")], WIDE))
    assert [c[1:4] for c in against(plan)] == [("priority", Priority.YELLOW, Priority.RED)]
    assert requests(file)[0].priority is Priority.YELLOW
    file.close()


def test_that_another_passport_of_the_same_country_is_asked_about(
    file: IncidentFile, tmp_path: Path
) -> None:
    paper = Document("I", "110101198503020016")
    file.run(edit_person, 1, {"documents": (*people(file)["赵一"].documents, paper)})
    other = write(
        tmp_path / "other.csv",
        [["赵一", "110101198503020016", "E77777777"]],
        ["Name", "身份证号", "护照号"],
    )
    plan = planned(file, other)
    assert [c[1:4] for c in against(plan)] == [("documents", "E10000001", "E77777777")]


def requests(file: IncidentFile) -> list[Request]:
    return [r for r in file.ask(lambda c: list(records(c, "request"))) if isinstance(r, Request)]
