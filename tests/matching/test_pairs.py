"""Who is one person and who is not, told as facts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from situationroom.matching import against, clusters, hits, index, pairs, prepare
from situationroom.models import Person
from situationroom.models.errors import Cancelled
from situationroom.models.person import Document, Kin, Phone
from situationroom.models.vocabulary import Sex, Source
from tests.matching.facts import CROWD, found, quiet, somebody, verdict

WHOLE = somebody(
    1, "欧阳翥", "1985-03-12", "E38861234", "+905321234567", sex=Sex.MALE, city="Ankara"
)


def again(**changes: object) -> Person:
    """The same person told once more."""
    return replace(WHOLE, id=2, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        again(),
        again(native_name="", surname="OUYANG", given_names="Zhu", documents=()),
        again(native_name="", surname="Zhu", given_names="Ouyang", phones=()),
        again(documents=(Document("P", "E38861243", "CHN"),), phones=()),
        again(documents=(Document("P", "E3886I234", "CHN"),), birth_date="1985"),
        again(documents=(), phones=(), birth_date="1985-12-03", city=""),
        again(documents=(), birth_date=None, age=31, age_on=date(2016, 7, 16)),
        again(documents=(), birth_date="1985-03-13"),
        again(documents=(), phones=(Phone("+86 532 1234567", "0532-1234567"),)),
    ],
)
def test_that_one_person_told_twice_is_found(other: Person) -> None:
    assert verdict(WHOLE, other) in ("same", "probably")


def test_that_a_rare_name_is_stronger_than_a_common_one() -> None:
    rare = found([somebody(1, "欧阳翥", "1985"), somebody(2, "欧阳翥", "1985"), *CROWD])
    common = found([somebody(1, "王伟", "1985"), somebody(2, "王伟", "1985"), *CROWD])
    weight = {"rare": rare[0].score, "common": max((p.score for p in common), default=0.0)}
    assert weight["rare"] > weight["common"]


def test_that_a_father_and_his_son_with_one_telephone_are_two() -> None:
    father = somebody(1, "张建国", "1970-05-02", phone="+905321112233", place_text="Hotel Pera")
    son = somebody(2, "张伟", "1998-08-20", phone="+905321112233", place_text="Hotel Pera")
    assert verdict(father, son) == "nothing"


def test_that_twins_are_two() -> None:
    kin = (Kin("李秀英", "母亲", "+8613812345678"),)
    one = somebody(1, "赵子轩", "2008-01-05", phone="+905321112233", kin=kin, sex=Sex.MALE)
    two = somebody(2, "赵子涵", "2008-01-05", phone="+905321112233", kin=kin, sex=Sex.MALE)
    assert verdict(one, two) in ("nothing", "possible")


def test_that_a_couple_on_one_booking_are_two() -> None:
    one = somebody(1, "孙强", phone="+905321112233", place_text="Hotel Pera, room 12")
    two = somebody(2, "周敏", phone="+905321112233", place_text="Hotel Pera, room 12")
    assert verdict(one, two) == "nothing"


def test_that_two_at_one_hotel_are_two() -> None:
    one = somebody(
        1, "王伟", "1980-01-02", place_text="Grand Hotel, Ankara", affiliation="第3旅行团"
    )
    two = somebody(
        2, "王芳", "1983-04-05", place_text="Grand Hotel, Ankara", affiliation="第3旅行团"
    )
    assert verdict(one, two) == "nothing"


@pytest.mark.parametrize(
    "other",
    [
        again(sex=Sex.FEMALE, documents=()),
        again(birth_date="1961-11-27", documents=()),
        again(documents=(Document("P", "G71234567", "CHN"),)),
    ],
)
def test_that_a_contradiction_never_counts_as_the_same(other: Person) -> None:
    assert verdict(WHOLE, other) != "same"


def test_that_nobody_is_seen_at_two_places_in_one_hour() -> None:
    at = datetime(2016, 7, 16, 10, tzinfo=UTC)
    here = replace(
        WHOLE, lat=41.0, lon=29.0, located_at=at, location_source=Source.GPS, documents=()
    )
    there = replace(here, id=2, lat=36.9, lon=30.7, located_at=at + timedelta(minutes=20))
    pair = next(p for p in found([here, there, *CROWD]) if (p.a, p.b) == (1, 2))
    assert pair.against
    assert pair.verdict != "same"
    assert any(reason.field == "moment" and reason.weight < 0 for reason in pair.reasons)


def test_that_reasons_say_what_agrees_and_what_does_not() -> None:
    other = again(documents=(Document("P", "E38861235", "CHN"),), city="Izmir")
    pair = next(p for p in found([WHOLE, other, *CROWD]) if (p.a, p.b) == (1, 2))
    said = [str(reason) for reason in pair.reasons]
    assert "same document but for one character: E38861234, E38861235" in said
    assert "same surname: 欧阳" in said
    assert "born on the same day: 1985-03-12" in said
    assert [abs(r.weight) for r in pair.reasons] == sorted(
        (abs(r.weight) for r in pair.reasons), reverse=True
    )


def test_that_hits_come_while_somebody_types() -> None:
    known = index(prepare([WHOLE, *CROWD]))
    for typed in (
        Person(0, native_name="欧阳翥"),
        Person(0, surname="Ouyang", given_names="Zhu"),
        Person(0, phones=(Phone("", "0532 123 4567"),)),
        Person(0, documents=(Document("P", "E38861234"),)),
    ):
        assert [pair.b for pair in hits(known, typed, 3)][:1] == [1]
    assert hits(known, Person(0), 3) == []


def test_that_what_was_added_replaced_and_removed_is_known() -> None:
    known = index(prepare(CROWD))
    draft = replace(WHOLE, id=0)
    assert against(known, [draft], quiet) == [[]]
    known.add([WHOLE])
    assert [pair.b for pair in against(known, [draft], quiet)[0]] == [1]
    known.replace([replace(WHOLE, native_name="林雪", birth_date="1999-01-01", documents=())])
    assert all(p.verdict != "same" for p in against(known, [draft], quiet)[0])
    known.remove([1])
    assert against(known, [draft], quiet) == [[]]
    known.add([replace(WHOLE, id=7)])
    assert {p.b for p in pairs(known, quiet)} <= {7} | {p.id for p in CROWD}


def test_that_nobody_and_one_person_are_no_pairs() -> None:
    assert found([]) == []
    assert found([WHOLE]) == []
    known = index(prepare([]))
    assert against(known, [WHOLE], quiet) == [[]]
    known.add([WHOLE])
    assert len(against(known, [replace(WHOLE, id=0)], quiet)[0]) == 1


def test_that_a_long_comparison_can_be_cancelled() -> None:
    def stop(_done: int, _total: int, _label: str) -> None:
        raise Cancelled

    known = index(prepare([WHOLE, again(), *CROWD]))
    with pytest.raises(Cancelled):
        pairs(known, stop)


def test_that_a_cluster_never_holds_two_who_contradict() -> None:
    man, woman = again(sex=Sex.MALE), replace(WHOLE, id=3, sex=Sex.FEMALE, documents=(), phones=())
    nobody = replace(WHOLE, id=1, sex=None)
    everybody = found([nobody, man, woman, *CROWD])
    for cluster in clusters(everybody):
        assert not {2, 3} <= set(cluster)


def test_that_officers_answer_keeps_two_apart() -> None:
    everybody = found([WHOLE, again(), *CROWD])
    assert [1, 2] in clusters(everybody)
    assert clusters(everybody, {}, {(1, 2)}) == []
