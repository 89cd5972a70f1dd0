"""Five thousand: prepared, queued, written, answered, in a time nobody has to wait for."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from situationroom.commands.messages import prepared, queue_message
from situationroom.commands.replies import take_replies
from situationroom.commands.reply_reading import pasted_replies
from situationroom.commands.sending import write_message
from situationroom.models.message import Channel
from situationroom.models.person import Phone
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.messages import message_rows, silent_ids
from situationroom.store.transaction import Transaction
from tests.cast import Clock
from tests.messaging.cast import incident, with_phone, written

MANY = 5_000


def add_many(tx: Transaction) -> None:
    for number in range(MANY):
        tx.add(with_phone(number % 99, phones=(Phone(f"+90532{number:07}"),)))
    tx.describe("Added {person}", person="many")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Processor time, not the clock's: other programs run too."""
    before = time.process_time()
    yield
    assert time.process_time() - before < seconds


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    made = incident(tmp_path / "many.situation", clock, count=0)
    made.run(add_many)
    yield made
    made.close()


def test_that_five_thousand_are_written_to_and_answer(file: IncidentFile, tmp_path: Path) -> None:
    everybody, draft = list(range(1, MANY + 1)), written(channels=(Channel.SMS,))
    with within(2.0):
        plan = file.ask(prepared, draft, everybody)
    assert plan.sent == MANY
    with within(8.0):
        message = file.run(queue_message, draft, everybody, plan.sent, plan.digest)[0]
        write_message(file.run, file.ask, message.id, tmp_path, lambda *_told: None)
    (row,) = file.ask(message_rows)
    assert (row.reached, row.silent) == (MANY, MANY)
    lines = "\n".join(f"+90532{number:07} 1" for number in range(2_000))
    with within(10.0):
        told = pasted_replies(lines, file.ask(the_incident))
        taken = file.run(take_replies, lambda *_told: None, told)[0]
    assert taken.safe == 2_000
    with within(1.0):
        assert len(file.ask(silent_ids)) == MANY - 2_000
