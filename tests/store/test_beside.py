"""Texts of very many records are written beside what comes next; nothing of that may show."""

from threading import Event

import pytest

from situationroom.models import Person
from situationroom.models.errors import RuleError
from situationroom.store.beside import Beside
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.people import PersonFilter, person_ids
from situationroom.store.transaction import MANY, Transaction
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import records


def _come(tx: Transaction, *, refuse: bool = False) -> None:
    """Two parts of people with the same remark, the second begun while the first is written."""
    for part in ("一", "二"):
        for number in range(MANY):
            tx.add(Person(0, native_name=f"赵{part}", remarks=f"Bus\0 Nr{number} teal"))
        tx.settle()
    if refuse:
        raise RuleError("Nobody may come.")
    tx.describe("Came")


def _teal(file: IncidentFile) -> int:
    return len(file.ask(person_ids, PersonFilter(text="teal")))


def test_that_everybody_is_found_and_the_undo_finds_nobody(incident_file: IncidentFile) -> None:
    entry = incident_file.run(_come)[1]
    assert entry is not None
    assert _teal(incident_file) == 2 * MANY
    assert incident_file.ask(verify).faults == ()
    incident_file.run(undo, entry.revision)
    assert _teal(incident_file) == 0


def test_that_an_act_that_says_nothing_leaves_nothing(incident_file: IncidentFile) -> None:
    def come_silently(tx: Transaction) -> None:
        _come(tx)
        tx.describe("")

    before = records(incident_file)
    assert incident_file.run(come_silently)[1] is None
    assert records(incident_file) == before
    assert _teal(incident_file) == 0


def test_that_a_refusal_leaves_nothing(incident_file: IncidentFile) -> None:
    before = records(incident_file)
    with pytest.raises(RuleError):
        incident_file.run(_come, refuse=True)
    assert records(incident_file) == before
    assert _teal(incident_file) == 0


def test_that_what_fails_beside_is_raised_where_somebody_waits() -> None:
    go, beside = Event(), Beside()

    def fail() -> None:
        go.wait()
        raise OSError("full")

    beside.then(fail)
    beside.start()
    go.set()
    with pytest.raises(OSError, match="full"):
        beside.wait()
    beside.wait()


def test_that_what_is_queued_is_done_in_its_order_before_anybody_goes_on() -> None:
    done, beside = list[int](), Beside()
    beside.then(lambda: done.append(1))
    beside.then(lambda: done.append(2))
    beside.start()
    beside.then(lambda: done.append(3))
    beside.wait()
    assert done == [1, 2, 3]


def test_that_what_was_queued_behind_a_failure_is_never_done() -> None:
    done, beside = list[int](), Beside()
    beside.then(lambda: 1 / 0)
    beside.start()
    beside.then(lambda: done.append(1))
    with pytest.raises(ZeroDivisionError):
        beside.wait()
    beside.wait()
    assert done == []
