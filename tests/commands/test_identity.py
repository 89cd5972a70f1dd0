"""A check of a caller is kept with who asked what; the phrase itself goes nowhere."""

from dataclasses import replace

import pytest

from situationroom.cli import main
from situationroom.commands.identity import record_check
from situationroom.commands.merging import merge_persons
from situationroom.commands.people import add_person, edit_person
from situationroom.models import Person
from situationroom.models.errors import RuleError
from situationroom.models.person import Document
from situationroom.models.vocabulary import CheckOutcome, IdentityQuestion
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.cards import person_card
from situationroom.store.queries.people import persons
from situationroom.store.queries.search import search
from situationroom.store.verify import verify
from situationroom.views.field_words import value_text
from tests.cast import XIAO

PHRASE, BIRTH, DOCUMENT, KIN = IdentityQuestion
SECRET = "turquoise walrus 1998"


@pytest.fixture
def known(incident_file: IncidentFile) -> int:
    draft = Person(
        0, "沈海波", birth_date="1985-03-02", documents=(Document("P", "E12345678", "CHN"),),
        security_phrase=SECRET,
    )  # fmt: skip
    return incident_file.run(add_person, draft)[0].id


def test_that_a_check_is_kept_and_stands_on_the_card_and_in_the_journal(
    incident_file: IncidentFile, known: int
) -> None:
    check, entry = incident_file.run(
        record_check, known, (BIRTH, DOCUMENT), (BIRTH, DOCUMENT), "李强", "+8613800138000"
    )
    assert entry is not None
    assert check.outcome is CheckOutcome.PASSED and check.officer == entry.officer
    card = incident_file.ask(person_card, known)
    assert card is not None and card.checks == (check,)
    assert "passed the identity check" in entry.template
    assert incident_file.ask(verify).ok


def test_that_a_wrong_answer_fails_whatever_else_was_right(
    incident_file: IncidentFile, known: int
) -> None:
    check, _ = incident_file.run(record_check, known, (PHRASE, BIRTH), (BIRTH,), "x" * 10_000)
    assert check.outcome is CheckOutcome.FAILED and len(check.caller) == 200


def test_that_what_nobody_can_compare_is_not_asked(incident_file: IncidentFile, known: int) -> None:
    for asked, right in (((KIN,), ()), ((BIRTH,), (DOCUMENT,))):
        with pytest.raises(RuleError):
            incident_file.run(record_check, known, asked, right)


def test_that_checks_follow_a_merged_person(incident_file: IncidentFile, known: int) -> None:
    incident_file.run(record_check, known, (PHRASE,), (PHRASE,))
    incident_file.run(merge_persons, XIAO, known)
    card = incident_file.ask(person_card, XIAO)
    assert card is not None and len(card.checks) == 1
    assert card.person.security_phrase == SECRET


def test_that_the_phrase_is_found_in_no_list_no_search_and_no_journal_view(
    incident_file: IncidentFile, known: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = incident_file.ask(persons, [known])[0]
    _, entry = incident_file.run(edit_person, known, {"security_phrase": "violet heron"})
    path = str(incident_file.path)
    for noun in ("persons", "entries", "reports"):
        assert main(["list", noun, path, "--format", "json"]) == 0
    said = capsys.readouterr().out
    assert "沈海波" in said and "walrus" not in said and "heron" not in said
    assert not incident_file.ask(search, "walrus")
    assert value_text("person", "security_phrase", "violet heron", "UTC") == "•••••"
    assert entry is not None and "heron" not in entry.template + str(entry.values)
    assert replace(before, security_phrase="") == replace(
        incident_file.ask(persons, [known])[0], security_phrase=""
    )
