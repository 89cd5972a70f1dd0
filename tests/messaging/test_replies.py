"""Replies are kept word for word, and understood only where they can mean one thing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from situationroom.commands.merging import merge_persons
from situationroom.commands.people import add_person, edit_person, report_death, set_safety
from situationroom.commands.replies import (
    Taken,
    decide_reply,
    search_for_silent,
    take_replies,
)
from situationroom.commands.reply_reading import address_of, pasted_replies, read_replies
from situationroom.commands.sending import write_message
from situationroom.messaging.meaning import meaning_of
from situationroom.models import Message, Person, Reply
from situationroom.models.errors import InputError, RuleError
from situationroom.models.message import Channel, Meaning, ReplyState
from situationroom.models.person import Phone
from situationroom.models.vocabulary import Category, Safety, Source
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.listing import records, reports
from situationroom.store.queries.messages import deliveries_of, message_rows, silent_ids
from situationroom.store.queries.people import persons
from situationroom.store.queries.replies import reply_ids, reply_rows
from situationroom.store.queries.requests import requests_of
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import NOW, Clock
from tests.messaging.cast import incident, queued, with_phone, written

SAFE, HELP, OTHER = Meaning.SAFE, Meaning.NEEDS_HELP, Meaning.OTHER


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    made = incident(tmp_path / "real.situation", clock)
    yield made
    made.close()


@pytest.fixture
def message(file: IncidentFile, tmp_path: Path, clock: Clock) -> Message:
    made = queued(file, [1, 2, 3, 4, 5, 6], written(channels=(Channel.SMS,)))
    write_message(file.run, file.ask, made.id, tmp_path, lambda *_told: None)
    clock.advance(minutes=30)
    return made


def never(_done: int, _total: int, _label: str) -> None:
    """Nobody watches and nobody cancels."""


def number(person: int) -> str:
    return f"+90 532 555 01 {person:02}"


def pasted(file: IncidentFile, *lines: str) -> Taken:
    told = pasted_replies("\n".join(lines), file.ask(the_incident))
    return file.run(take_replies, never, told)[0]


def person(file: IncidentFile, id_: int) -> Person:
    return file.ask(persons, [id_])[0]


def open_ones(file: IncidentFile) -> list[Reply]:
    ids = file.ask(reply_ids, ReplyState.OPEN)
    rows = file.ask(reply_rows, ids)
    return [rows[id_].reply for id_ in ids]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1", SAFE), ("1 safe", SAFE), ("１", SAFE), ("平安", SAFE), ("1平安！", SAFE),
        ("OK.", SAFE), ("I'm safe", SAFE), ("我们都平安", SAFE), ("2", HELP), ("SOS", HELP),
        ("需要帮助", HELP), ("2，需要帮助。", HELP), ("2 need help", HELP),
        ("", OTHER), ("12", OTHER), ("1 2", OTHER), ("ok?", OTHER), ("1 need help", OTHER),
        ("not safe", OTHER), ("不平安", OTHER), ("1 but my wife is injured", OTHER), ("3", OTHER),
        ("ok" * 500_000, OTHER), ("1 平安 求助", OTHER), ("who is this", OTHER), ("2 safe", OTHER),
    ],
)  # fmt: skip
def test_that_only_what_can_mean_one_thing_is_understood(text: str, meaning: Meaning) -> None:
    assert meaning_of(text) is meaning


def test_that_a_safe_reply_is_their_own_word_with_its_time(
    file: IncidentFile, message: Message
) -> None:
    assert pasted(file, f"{number(1)} 1 safe").safe == 1
    told = person(file, 1)
    assert (told.safety, told.safety_source) == (Safety.SAFE, Source.SELF)
    assert told.last_contact == told.safety_at == NOW + timedelta(minutes=30)
    (row,) = file.ask(message_rows)
    assert (row.answers, row.silent) == ({SAFE: 1}, 5)
    assert file.ask(verify).ok


def test_that_a_cry_for_help_opens_one_request_however_often_it_comes(
    file: IncidentFile, message: Message, clock: Clock
) -> None:
    assert pasted(file, f"{number(2)}: 2 need help").requests == 1
    clock.advance(minutes=5)
    assert pasted(file, f"{number(2)}: 需要帮助").requests == 0
    (request,) = file.ask(requests_of, 2)
    assert request.category is Category.SAFETY
    assert "need help" in request.description
    assert person(file, 2).safety is Safety.NEEDS_HELP


def test_that_the_same_replies_again_change_nothing(file: IncidentFile, message: Message) -> None:
    lines = [f"{number(1)} 1", f"{number(2)} 2", f"{number(3)} wo sind Sie?"]
    assert pasted(file, *lines).same == 0
    before = [report.report for report in file.ask(reports)]
    again = pasted(file, *lines)
    assert (again.rows, again.same) == (3, 3)
    assert [report.report for report in file.ask(reports)] == before


def test_that_every_reply_is_kept_word_for_word_as_a_report(
    file: IncidentFile, message: Message
) -> None:
    pasted(file, f"{number(3)} <b>我在机场</b> =1+1")
    (report,) = file.ask(reports)
    assert report.report.cells[1] == "<b>我在机场</b> =1+1"
    assert report.report.persons == (3,)


def test_that_what_is_unclear_is_asked_and_changes_nothing(
    file: IncidentFile, message: Message
) -> None:
    before = person(file, 3)
    assert pasted(file, f"{number(3)} 1 but my wife is hurt").to_decide == 1
    assert person(file, 3) == before
    (asked,) = open_ones(file)
    assert (asked.persons, asked.meaning) == ((3,), OTHER)
    assert len(file.ask(silent_ids)) == 5


def test_that_nobody_told_dead_or_injured_becomes_safe_by_a_text(
    file: IncidentFile, message: Message
) -> None:
    file.run(report_death, 1, "hospital")
    file.run(set_safety, [2], Safety.INJURED, Source.HOSPITAL)
    file.run(set_safety, [3], Safety.NEEDS_HELP, Source.OFFICER)
    before = [person(file, id_) for id_ in (1, 2, 3)]
    assert pasted(file, *(f"{number(id_)} 1" for id_ in (1, 2, 3))).to_decide == 3
    assert [person(file, id_) for id_ in (1, 2, 3)] == before
    assert {reply.meaning for reply in open_ones(file)} == {SAFE}


def test_that_a_sign_of_life_ends_a_search_but_no_newer_news(
    file: IncidentFile, message: Message, clock: Clock
) -> None:
    file.run(set_safety, [1, 2], Safety.MISSING, Source.OFFICER)
    at = (clock.at - timedelta(hours=2)).isoformat()
    told = pasted(file, f"{number(1)}\t1\t{at}")
    assert (told.safe, told.to_decide) == (0, 1)
    assert person(file, 1).safety is Safety.MISSING
    clock.advance(minutes=1)
    assert pasted(file, f"{number(2)}\t1").safe == 1


def test_that_a_telephone_two_persons_share_is_asked_about(
    file: IncidentFile, tmp_path: Path, clock: Clock
) -> None:
    phone = (Phone("+905325550199"),)
    for one in (7, 8):
        file.run(add_person, with_phone(one, phones=phone))
    made = queued(file, [7, 8], written(channels=(Channel.SMS,)))
    write_message(file.run, file.ask, made.id, tmp_path, lambda *_told: None)
    clock.advance(minutes=1)
    assert pasted(file, "+905325550199 1").to_decide == 1
    (asked,) = open_ones(file)
    assert asked.persons == (7, 8)
    file.run(decide_reply, asked.id, SAFE, [7, 8])
    assert [person(file, id_).safety for id_ in (7, 8)] == [Safety.SAFE] * 2
    assert not file.ask(silent_ids)


def test_that_an_unknown_sender_is_listed_and_can_be_named(
    file: IncidentFile, message: Message
) -> None:
    assert pasted(file, "+905329999999 2").unknown == 1
    (asked,) = open_ones(file)
    with pytest.raises(RuleError, match="Choose the person"):
        file.run(decide_reply, asked.id, HELP, [])
    file.run(decide_reply, asked.id, HELP, [4], "a friend's telephone")
    assert person(file, 4).safety is Safety.NEEDS_HELP
    assert len(file.ask(requests_of, 4)) == 1
    with pytest.raises(RuleError, match="decided before"):
        file.run(decide_reply, asked.id, HELP, [4])


def test_that_an_officer_cannot_decide_somebody_told_dead_alive(
    file: IncidentFile, message: Message
) -> None:
    file.run(report_death, 1, "hospital")
    pasted(file, f"{number(1)} 1")
    (asked,) = open_ones(file)
    with pytest.raises(RuleError, match="told dead"):
        file.run(decide_reply, asked.id, SAFE, [1])
    file.run(decide_reply, asked.id, OTHER, [1])
    assert not open_ones(file)


def test_that_whoever_is_silent_can_be_searched_for_once(
    file: IncidentFile, message: Message
) -> None:
    pasted(file, f"{number(1)} 1")
    silent = file.ask(silent_ids, message.id)
    assert file.run(search_for_silent, silent)[0] == 5
    with pytest.raises(RuleError, match="searched for already"):
        file.run(search_for_silent, silent)
    (request,) = file.ask(requests_of, 2)
    assert request.category is Category.SEARCH
    assert "M-001" in request.description


def test_that_taking_replies_can_be_undone(file: IncidentFile, message: Message) -> None:
    before = person(file, 1)
    file.run(take_replies, never, pasted_replies(f"{number(1)} 1", file.ask(the_incident)))
    file.run(undo, file.ask(last_revision))
    assert person(file, 1) == before
    assert len(file.ask(silent_ids)) == 6
    assert file.ask(verify).ok


def test_that_messages_and_replies_follow_a_merge(file: IncidentFile, message: Message) -> None:
    pasted(file, f"{number(2)} hello")
    file.run(merge_persons, 1, 2)
    assert [copy.person for copy in file.ask(deliveries_of, message.id)][:2] == [1, 1]
    assert open_ones(file)[0].persons == (1,)
    assert file.ask(verify).ok


def test_that_a_gateways_table_is_read_by_its_columns(file: IncidentFile, tmp_path: Path) -> None:
    told = tmp_path / "replies.csv"
    told.write_text(
        "时间,号码,内容\n2016-07-16 10:00,905325550101,1 平安\n,0532 555 01 02,=cmd\n", "utf-8"
    )
    found = read_replies(told, file.ask(the_incident))
    assert [line.text for line in found.lines] == ["1 平安", "=cmd"]
    incident_ = file.ask(the_incident)
    assert [address_of(line.sender, incident_) for line in found.lines] == [
        "+905325550101",
        "+905325550102",
    ]
    assert found.lines[0].at is not None
    assert found.lines[0].at.hour == 7  # 10:00 in Istanbul


def test_that_a_mailbox_is_read_without_its_quotations(file: IncidentFile, tmp_path: Path) -> None:
    box = tmp_path / "replies.mbox"
    box.write_bytes(
        b"From x Sat Jul 16 10:00:00 2016\nFrom: Wang <WANG1@example.org>\nSubject: Re: x\n"
        b"Date: Sat, 16 Jul 2016 10:00:00 +0300\n\n1 safe\n\nOn Sat, cell wrote:\n> 2 need help\n\n"
        b"From y Sat Jul 16 10:00:00 2016\nFrom: wang2@example.org\nSubject: 2\n"
        b"Content-Type: text/plain; charset=nonsense\n\n\xff\xfe\n"
    )
    found = read_replies(box, file.ask(the_incident))
    assert found.lines[0].text == "1 safe"
    assert address_of(found.lines[0].sender, file.ask(the_incident)) == "wang1@example.org"
    assert len(found.lines) == 2


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50, b"a,b\n1,2\n", b"%PDF-1.4 x"])
def test_that_anything_else_is_refused_in_one_sentence(
    file: IncidentFile, tmp_path: Path, content: bytes
) -> None:
    told = tmp_path / "replies.csv"
    told.write_bytes(content)
    with pytest.raises(InputError):
        read_replies(told, file.ask(the_incident))
    with pytest.raises(InputError):
        pasted_replies("  \n", file.ask(the_incident))


@pytest.mark.parametrize(
    ("line", "sender", "text"),
    [
        ("+90 532 555 01 01 1", "+90 532 555 01 01", "1"),
        ("+90 532 555 01 01", "+90 532 555 01 01", ""),
        ("0532 555 01 01: 2 need help", "0532 555 01 01", "2 need help"),
        ("+8613800138000，平安", "+8613800138000", "平安"),
        ("li@example.org 1", "li@example.org", "1"),
        ("平安", "", "平安"),
    ],
)
def test_that_a_pasted_line_is_cut_behind_its_number(
    file: IncidentFile, line: str, sender: str, text: str
) -> None:
    (read,) = pasted_replies(line, file.ask(the_incident)).lines
    assert (read.sender, read.text) == (sender, text)


def test_that_hostile_lines_are_only_text(file: IncidentFile, message: Message) -> None:
    lines = ["x" * 100_000, "\u202e1 safe", "+1" * 40, "@@@@ 1", "'; DROP TABLE reply; --", "\x00"]
    taken = pasted(file, *lines)
    assert taken.to_decide == taken.rows - taken.same
    assert file.ask(verify).ok
    assert all(not reply.persons for reply in open_ones(file))


def test_that_a_reply_of_tomorrow_counts_from_now(file: IncidentFile, message: Message) -> None:
    pasted(file, f"{number(1)}\t1\t2036-01-01T00:00:00+00:00")
    assert person(file, 1).safety_at == NOW + timedelta(minutes=30)


def test_that_who_has_no_message_is_known_by_their_telephone(file: IncidentFile) -> None:
    assert pasted(file, f"{number(4)} 平安").safe == 1
    assert person(file, 4).safety is Safety.SAFE
    file.run(edit_person, 5, {"emails": ("Mixed@Example.org",)})
    assert pasted(file, "mixed@example.org 2").needs_help == 1


def test_that_records_are_found_by_kind(file: IncidentFile, message: Message) -> None:
    pasted(file, f"{number(1)} 1")
    kept = [replace(one, id=0) for one in file.ask(lambda c: list(records(c, "reply")))]
    assert len(kept) == 1
