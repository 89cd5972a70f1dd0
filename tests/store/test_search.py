"""Whatever an officer has of a person finds the person."""

from dataclasses import replace

import pytest

from situationroom.commands.people import add_person, edit_person
from situationroom.commands.requests import open_request
from situationroom.models.person import Document, Kin, Phone
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.asked import first_asked
from situationroom.store.queries.people import PersonFilter, count_persons, person_ids
from situationroom.store.queries.requests import RequestFilter, request_ids
from situationroom.store.queries.search import search
from situationroom.store.search_words import fts_query
from situationroom.store.undo import undo
from tests.cast import (
    AHMET,
    COACH,
    HAIYAN,
    HALL,
    LEI,
    NUO,
    OUYANG,
    SEARCH,
    XIAO,
    a_request,
    somebody,
)


def people(file: IncidentFile, typed: str) -> set[int]:
    """Ids of the persons the search box and the people table find; they agree."""
    boxed = {hit.id for hit in file.ask(search, typed) if hit.kind == "person"}
    assert boxed >= set(file.ask(person_ids, PersonFilter(text=typed)))
    return boxed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("陈海燕", {HAIYAN}),
        ("海燕", {HAIYAN}),
        ("陈海", {HAIYAN}),
        ("陈", {HAIYAN, LEI, NUO}),
        ("燕", {HAIYAN}),
        ("欧阳", {OUYANG}),
        ("chenhaiyan", {HAIYAN}),
        ("chen haiyan", {HAIYAN}),
        ("haiyan chen", {HAIYAN}),
        ("haiyanchen", {HAIYAN}),
        ("chen hai yan", {HAIYAN}),
        ("Chen Hai", {HAIYAN}),
        ("haiy", {HAIYAN}),
        ("CHEN", {HAIYAN, LEI, NUO}),
        ("shan", {XIAO}),
        ("dan xiaotong", set()),
        ("ouyang jianguo", {OUYANG}),
        ("0127", {HAIYAN}),
        ("0963", {HAIYAN}),
        ("2378", {XIAO}),
        ("E12340963", {HAIYAN}),
        ("e12340963", {HAIYAN}),
        ("5325550127", {HAIYAN}),
        ("532 555 01 27", {HAIYAN}),
        ("+905325550127", {HAIYAN}),
        ("0532 555 01 27", {HAIYAN}),
        ("1111", {HAIYAN}),
        ("陈志明", {HAIYAN}),
        ("0001-3", {HAIYAN}),
        ("00013", {HAIYAN}),
        ("0001", {HAIYAN}),
        ("0004-8", set()),
        ("izmir", {AHMET}),
        ("İzmir", {AHMET}),
        ("İZMİR", {AHMET}),
        ("işıl", {AHMET}),
        ("isil", {AHMET}),
        ("Isil Yildiz", {AHMET}),
        ("yıldız", {AHMET}),
        ("Antalya", {HAIYAN}),
        ("middle east tech", {XIAO}),
        ("晓彤 technical", {XIAO}),
        ("陈 0127", {HAIYAN}),
        ("nobody at all", set()),
    ],
)
def test_that_what_is_typed_finds_the_person(
    incident_file: IncidentFile, typed: str, expected: set[int]
) -> None:
    assert people(incident_file, typed) == expected


@pytest.mark.parametrize(
    "typed", ["", " ", "-", '"', "*", "(", "^:", "'; DROP TABLE person --", "%"]
)
def test_that_signs_alone_find_nothing_and_break_nothing(
    incident_file: IncidentFile, typed: str
) -> None:
    assert not [hit for hit in incident_file.ask(search, typed) if hit.kind == "person"]
    assert incident_file.ask(count_persons, PersonFilter()) == 6


@pytest.mark.parametrize(
    "typed", ["AND", "OR NOT", "NEAR(a b)", "words:陈", "a* b*", "陈^2", "\x00"]
)
def test_that_words_of_the_query_language_are_just_words(
    incident_file: IncidentFile, typed: str
) -> None:
    incident_file.ask(search, typed)
    assert fts_query("AND") == '"and"*'


def test_that_requests_movements_and_sites_are_found_too(incident_file: IncidentFile) -> None:
    found = {
        (h.kind, h.id) for t in ("b-07", "assembly", "联系") for h in incident_file.ask(search, t)
    }
    assert {("movement", COACH), ("site", HALL), ("request", SEARCH)} <= found


def test_that_a_request_is_found_by_whom_it_is_about(incident_file: IncidentFile) -> None:
    hits = incident_file.ask(search, "2378")
    assert ("request", SEARCH) in {(hit.kind, hit.id) for hit in hits}


def test_that_a_corrected_name_is_found_and_the_wrong_one_no_more(
    incident_file: IncidentFile,
) -> None:
    entry = incident_file.run(edit_person, XIAO, {"native_name": "山晓彤"})[1]
    assert people(incident_file, "山晓") == {XIAO}
    assert people(incident_file, "单晓") == set()
    assert {h.id for h in incident_file.ask(search, "山晓") if h.kind == "request"} == {SEARCH}
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert people(incident_file, "单晓") == {XIAO}
    assert people(incident_file, "山晓") == set()


def test_that_somebody_taken_back_is_found_no_more(incident_file: IncidentFile) -> None:
    entry = incident_file.run(add_person, somebody("覃小燕"))[1]
    assert people(incident_file, "qin xiaoyan") == {7}
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert people(incident_file, "覃") == set()


def test_that_rare_hanzi_are_found(incident_file: IncidentFile) -> None:
    incident_file.run(add_person, somebody("𬱖𠮷明"))
    assert people(incident_file, "𠮷") == {7}
    assert people(incident_file, "𬱖𠮷") == {7}


def test_that_full_width_digits_are_digits(incident_file: IncidentFile) -> None:
    assert people(incident_file, "Ｅ１２３４０９６３") == {HAIYAN}


def test_that_every_kind_of_detail_is_indexed(incident_file: IncidentFile) -> None:
    draft = somebody(
        "吕秀英",
        other_names=("LU Xiuying", "吕绣英"),
        documents=(Document("I", "110101198503021234"),),
        phones=(Phone("", "unreadable 77-88"),),
        emails=("xiuying@example.org",),
        handles=("wx_lyu1985",),
        kin=(Kin("吕建国", "父", "+8613900002222"),),
        needs_text="insulin",
        remarks="red suitcase",
    )
    incident_file.run(add_person, draft)
    for typed in ("lyu xiuying", "Lu Xiu", "绣英", "1234", "7788", "example", "wx_lyu", "吕建国",
                  "2222", "insul", "suitcase"):  # fmt: skip
        assert 7 in people(incident_file, typed), typed


def test_that_a_hit_says_number_and_both_names(incident_file: IncidentFile) -> None:
    hit = incident_file.ask(search, "海燕")[0]
    assert (hit.kind, hit.number, hit.title, hit.detail) == (
        "person",
        "0001-3",
        "陈海燕 CHEN, Haiyan",
        "Antalya",
    )


def test_that_a_request_of_nobody_is_found_by_its_words(incident_file: IncidentFile) -> None:
    incident_file.run(open_request, a_request(description="团组三十人滞留棉花堡"))
    assert [h.kind for h in incident_file.ask(search, "棉花堡")] == ["request"]


@pytest.mark.parametrize(
    "typed",
    ["海燕 棉花堡", "棉花堡 haiyan", "海燕 Xiaotong", "0963 Xiaotong 三十人", "cotton 海燕 晓彤"],
)
def test_that_a_request_is_found_by_words_of_its_own_and_of_several_persons(
    incident_file: IncidentFile, typed: str
) -> None:
    draft = a_request(HAIYAN, XIAO, description="三十人滞留棉花堡 Cotton Castle")
    made = incident_file.run(open_request, draft)[0]
    assert [h.id for h in incident_file.ask(search, typed) if h.kind == "request"] == [made.id]
    rolling = RequestFilter(incident_file.now(), text=typed)
    assert incident_file.ask(request_ids, rolling) == [made.id]
    nobody = replace(rolling, text=typed + " 科尼亚")
    assert not incident_file.ask(request_ids, nobody)


def test_that_a_group_of_one_name_hides_no_other_request(incident_file: IncidentFile) -> None:
    group = [incident_file.run(add_person, somebody(f"覃{n}"))[0].id for n in "一二三四五"]
    many = incident_file.run(open_request, a_request(*group))[0]
    one = incident_file.run(open_request, a_request(group[0]))[0]
    assert incident_file.ask(first_asked, "覃", 2) == [many.id, one.id]
