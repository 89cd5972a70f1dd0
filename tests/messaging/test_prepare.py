"""Who gets which text where, before anything leaves."""

import time
from dataclasses import replace

import pytest

from situationroom.messaging.fields import filled
from situationroom.messaging.prepare import Draft, is_mailbox, language_of, prepare
from situationroom.messaging.segments import segments
from situationroom.models import Booking, Person
from situationroom.models.errors import RuleError
from situationroom.models.message import Channel, DeliveryStatus, Journey, Wording
from situationroom.models.person import Phone
from situationroom.models.vocabulary import BookingStatus, Safety
from tests.cast import a_movement, an_incident, somebody
from tests.messaging.cast import with_phone, written

HERE = an_incident(name="Turkey")


def numbered(*people: Person) -> list[tuple[Person, Journey]]:
    return [(replace(person, id=n), Journey()) for n, person in enumerate(people, 1)]


@pytest.mark.parametrize(
    ("text", "parts", "encoding"),
    [
        ("", 0, "GSM-7"),
        ("a" * 160, 1, "GSM-7"),
        ("a" * 161, 2, "GSM-7"),
        ("a" * 306, 2, "GSM-7"),
        ("a" * 307, 3, "GSM-7"),
        ("€" * 80, 1, "GSM-7"),
        ("€" * 81, 2, "GSM-7"),
        ("平" * 70, 1, "UCS-2"),
        ("平" * 71, 2, "UCS-2"),
        ("平" * 134, 2, "UCS-2"),
        ("𠮷" * 35, 1, "UCS-2"),
        ("𠮷" * 36, 2, "UCS-2"),
        ("Işıl", 1, "UCS-2"),
    ],
)
def test_that_sms_are_counted_as_operators_count_them(text: str, parts: int, encoding: str) -> None:
    found = segments(text)
    assert (found.parts, found.encoding) == (parts, encoding)


def test_that_everybody_is_written_to_in_their_language() -> None:
    turk = with_phone(2, native_name="", surname="YILDIZ", given_names="Işıl", nationality="TUR")
    plan = prepare(HERE, written(), numbered(with_phone(1), turk))
    assert [copy.language for copy in plan.copies] == ["zh", "en"]
    assert plan.copies[0].text.startswith("王二您好")
    assert plan.copies[1].text.startswith("Dear Işıl YILDIZ")


def test_that_a_text_in_the_language_of_their_country_comes_first() -> None:
    turk = somebody("", nationality="TUR")
    assert language_of(turk, ["zh", "en", "tr"]) == "tr"
    assert language_of(turk, ["zh"]) == "zh"
    assert language_of(somebody("赵国强", nationality=None), ["en", "zh"]) == "zh"


def test_that_the_fields_of_a_movement_are_filled_in() -> None:
    movement = replace(a_movement("B-07"), id=1, departure_zone="Europe/Istanbul")
    booking = Booking(1, 1, 1, BookingStatus.ASSIGNED, seat="12A")
    text = "{name}: {movement} {departure} {assembly_point}→{destination} {seat}"
    draft = written(wordings=(Wording("zh", text),))
    person = replace(with_phone(1), id=1)
    plan = prepare(HERE, draft, [(person, Journey(movement, booking))])
    assert plan.copies[0].text == "王二: B-07 7月16日 13:00（伊斯坦布尔时间） Ankara→Esenboğa 12A"


def test_that_whoever_lacks_a_field_is_named_and_gets_nothing() -> None:
    draft = written(wordings=(Wording("zh", "{name}: {movement}"),))
    (copy,) = prepare(HERE, draft, numbered(with_phone(1))).copies
    assert (copy.status, copy.missing) == (DeliveryStatus.LEFT_OUT, ("movement",))
    spare = written(wordings=(Wording("zh", "{name}: {movement|待定}"),))
    assert prepare(HERE, spare, numbered(with_phone(1))).copies[0].text == "王二: 待定"


def test_that_one_telephone_gets_one_message_with_both_names() -> None:
    phone = (Phone("+905325550199"),)
    two = numbered(with_phone(1, phones=phone), with_phone(2, phones=phone), with_phone(3))
    plan = prepare(HERE, written(channels=(Channel.SMS,)), two)
    assert plan.sent == 2
    assert plan.copies[0].text.startswith("王二、王三您好")
    assert plan.copies[1].shares == 1


def test_that_the_dead_and_the_unreachable_are_left_out_and_said() -> None:
    dead = with_phone(1, safety=Safety.DECEASED, death_reported_by="x", death_source="y")
    reported = with_phone(2, death_reported_by="x", death_source="y")
    nobody = somebody("赵国强")
    plan = prepare(HERE, written(), numbered(dead, reported, nobody, with_phone(3)))
    assert [copy.status for copy in plan.copies] == [
        DeliveryStatus.LEFT_OUT,
        DeliveryStatus.LEFT_OUT,
        DeliveryStatus.UNREACHABLE,
        DeliveryStatus.QUEUED,
    ]
    assert all(copy.reason for copy in plan.copies[:3])


def test_that_a_name_can_neither_break_a_line_nor_become_a_field() -> None:
    person = with_phone(1, native_name="王\r\nBcc: x@example.org {case}\u202e")
    plan = prepare(HERE, written(), numbered(person))
    assert plan.copies[0].text.startswith("王 Bcc: x@example.org {case}您好")
    assert "\n" not in plan.copies[0].subject


def test_that_an_exercise_says_so_in_every_text() -> None:
    drill = an_incident(drill=True)
    plan = prepare(drill, written(), numbered(with_phone(1), with_phone(2, nationality="TUR")))
    assert plan.copies[0].text.startswith("【演练】")
    assert plan.copies[1].text.startswith("[EXERCISE] ")


@pytest.mark.parametrize(
    "draft",
    [
        Draft("", (Wording("zh", "x"),)),
        Draft("t", ()),
        Draft("t", (Wording("zh", "  "),)),
        Draft("t", (Wording("zh", "{nmae}"),)),
        Draft("t", (Wording("zh", "{name"),)),
        Draft("t", (Wording("zh", "{name.__class__}"),)),
        Draft("t", (Wording("zh", "x" * 2001),)),
        Draft("t", (Wording("zh", "x"),), channels=()),
    ],
)
def test_that_a_text_nobody_can_be_sent_is_refused(draft: Draft) -> None:
    with pytest.raises(RuleError):
        prepare(HERE, draft, numbered(with_phone(1)))


def test_that_a_value_is_never_filled_in_twice() -> None:
    assert filled("{name} {case}", {"name": "{case}", "case": "7"}) == ("{case} 7", ())


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("li.kai@example.org", True),
        ("a@b", False),
        ("a@b.org\nBcc: c@d.org", False),
        ("a b@c.org", False),
        ("a@b.org, c@d.org", False),
        ("<a@b.org>", False),
        ("@b.org", False),
    ],
)
def test_that_only_one_plain_mailbox_is_written_to(text: str, good: bool) -> None:
    assert is_mailbox(text) is good


def test_that_five_thousand_copies_are_prepared_in_a_second_of_processor_time() -> None:
    people = [
        (with_phone(n % 99, id=n, phones=(Phone(f"+9053{n:08}"),)), Journey())
        for n in range(1, 5_001)
    ]
    before = time.process_time()
    plan = prepare(HERE, written(), people)
    assert plan.sent == 5_000
    assert plan.digest
    assert time.process_time() - before < 1.0
