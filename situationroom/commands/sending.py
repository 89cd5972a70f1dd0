"""Letting a confirmed message leave: one copy after another, or all in one file.

Before a copy leaves it is on the disk that it does, and afterwards what the server said. So a
program that ends in the middle leaves exactly one copy in doubt, and nothing is sent twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from situationroom.commands.messages import (
    hand_on,
    in_file,
    note_outcome,
    settle_hanging,
    take_for_file,
)
from situationroom.exports.gateway_file import Line, write_gateway_file
from situationroom.messaging.segments import segments
from situationroom.messaging.transport import Transport
from situationroom.models import Delivery, Message
from situationroom.models.errors import RuleError, StoreError
from situationroom.models.message import Channel, DeliveryStatus, Outcome
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.messages import deliveries_of, message_with_id, waiting_count
from situationroom.texts import tr

Step = Callable[[int, int, str], None]
Run = Callable[..., Any]
"""``IncidentFile.run`` and ``IncidentFile.ask``."""
PAUSES: Final = (2, 5, 15, 30, 60)
"""Seconds until a server that is not there is tried again."""
SLICE = 0.2  # seconds between two looks whether the officer has cancelled


@dataclass(frozen=True, slots=True)
class Sent:
    """How it went: copies that left, were refused, may have left; ``waits`` with ``trouble``."""

    handed_over: int = 0
    failed: int = 0
    uncertain: int = 0
    waits: int = 0
    trouble: StoreError | None = None
    file: Path | None = None


def write_message(run: Run, ask: Run, message: int, folder: Path, step: Step) -> Sent:
    """All that waits into one file in ``folder``; resumes what a broken-off try has left.

    Raises StoreError when the disk refuses: then all waits as before.
    """
    letter = _letter(ask, message)
    drill = ask(the_incident).drill
    for name in {d.file for d in _left_in(ask, message)}:
        run(in_file, message, name, (folder / name).exists())
    copies = ask(deliveries_of, message)
    name = _file_name(letter, len({d.file for d in copies if d.file}) + 1, drill=drill)
    taken = run(take_for_file, message, name)[0]
    if not taken:
        return Sent(waits=ask(waiting_count, message))
    try:
        step(0, len(taken), name)
        write_gateway_file(folder / name, (_line(one) for one in taken), drill=drill)
    except BaseException:
        run(in_file, message, name, False)
        raise
    run(in_file, message, name, True)
    step(len(taken), len(taken), name)
    return Sent(len(taken), file=folder / name)


def send_message(
    run: Run,
    ask: Run,
    message: int,
    transports: Mapping[Channel, Transport],
    step: Step,
    pauses: tuple[int, ...] = PAUSES,
) -> Sent:
    """All that waits to the servers, one after another. What cannot leave stays in the queue.

    Raises RuleError in a drill. ``step`` may raise Cancelled between two copies: the rest waits.
    """
    letter = _letter(ask, message)
    run(settle_hanging, message)
    tally = _Tally(ask(waiting_count, message))
    try:
        for pause in (*pauses, None):
            trouble = _one_round(run, letter, transports, step, tally)
            waits = ask(waiting_count, message)
            if not waits or pause is None:
                break
            _wait(pause, step, tally, trouble)
    finally:
        for transport in transports.values():
            transport.close()
    return tally.sent(waits, trouble)


class _Tally:
    """Counts what became of the copies of one run."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.counts: dict[DeliveryStatus, int] = {}

    def note(self, outcome: Outcome) -> None:
        self.counts[outcome.status] = self.counts.get(outcome.status, 0) + 1

    @property
    def done(self) -> int:
        return sum(n for s, n in self.counts.items() if s is not DeliveryStatus.QUEUED)

    def sent(self, waits: int, trouble: StoreError | None) -> Sent:
        def count(status: DeliveryStatus) -> int:
            return self.counts.get(status, 0)

        return Sent(
            count(DeliveryStatus.HANDED_OVER), count(DeliveryStatus.FAILED),
            count(DeliveryStatus.UNCERTAIN), waits, trouble if waits else None,
        )  # fmt: skip


def _one_round(
    run: Run, letter: Message, transports: Mapping[Channel, Transport], step: Step, tally: _Tally
) -> StoreError | None:
    """Once through the queue; the error of a server that is not there, which ends the round."""
    title = tr("Sending {number}", number=letter.number)
    step(tally.done, tally.total, title)
    taken = run(hand_on, letter.id)[0]
    while taken is not None:
        try:
            outcome = _sent(transports, taken)
        except StoreError as error:
            run(note_outcome, taken.id, Outcome(DeliveryStatus.QUEUED, error.template, False))
            return error
        tally.note(outcome)
        try:
            step(tally.done, tally.total, title)
        except BaseException:
            run(note_outcome, taken.id, outcome)
            raise
        taken = run(hand_on, letter.id, taken.id, taken.id, outcome)[0]
    return None


def _sent(transports: Mapping[Channel, Transport], delivery: Delivery) -> Outcome:
    transport = transports.get(delivery.channel or Channel.SMS)
    if transport is None:
        return Outcome(DeliveryStatus.FAILED, "No server is set up for this kind of message.")
    return transport.send(delivery, identity(delivery))


def identity(delivery: Delivery) -> str:
    """The same at every try, so that a server may tell a second one: 'm7-d301'."""
    return f"m{delivery.message}-d{delivery.id}"


def _wait(seconds: int, step: Step, tally: _Tally, trouble: StoreError | None) -> None:
    label = tr("The server is not there; trying again …") if trouble else tr("Trying again …")
    end = monotonic() + seconds
    while (left := end - monotonic()) > 0:
        step(tally.done, tally.total, label)
        sleep(min(SLICE, left))


def _letter(ask: Run, message: int) -> Message:
    letter: Message | None = ask(message_with_id, message)
    if letter is None:
        raise RuleError("This record no longer exists; somebody took it back.")
    return letter


def _left_in(ask: Run, message: int) -> list[Delivery]:
    copies: list[Delivery] = ask(deliveries_of, message)
    return [d for d in copies if d.status is DeliveryStatus.SENDING and d.file]


def _line(delivery: Delivery) -> Line:
    size = segments(delivery.text)
    return identity(delivery), delivery, size.parts, size.encoding


def _file_name(letter: Message, part: int, *, drill: bool) -> str:
    return f"{'DRILL-' if drill else ''}{letter.number}-{part}.csv"
