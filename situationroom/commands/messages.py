"""Messages to many: prepared, confirmed by a named officer, and what became of each copy."""

from collections.abc import Sequence
from dataclasses import replace

from situationroom.commands.people import called
from situationroom.messaging.fields import check_wording
from situationroom.messaging.prepare import TOLD_DEAD, Copy, Draft, Prepared, prepare
from situationroom.models import Delivery, Message, MessageTemplate, Person
from situationroom.models.errors import RuleError
from situationroom.models.message import (
    LEFT_HANGING,
    MOST_TRIES,
    DeliveryStatus,
    Outcome,
    Wording,
    must_go_to_a_file,
)
from situationroom.models.person import is_told_dead
from situationroom.store.connection import Connection
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.messages import (
    carried_with,
    deliveries_of,
    next_queued,
    with_journeys,
)
from situationroom.store.transaction import Transaction

ENDED_IN_THE_MIDDLE = "The program ended while this was being sent; it may have arrived."
NAMED_BESIDE = "Named beside somebody who was told dead since; write to this telephone anew."
STOPPED = "Stopped by an officer before it was sent."


def save_template(
    tx: Transaction, name: str, wordings: Sequence[Wording], asks: bool, id_: int = 0
) -> MessageTemplate:
    """A text to begin with, new or changed. Raises RuleError without a name or for a bad text."""
    if not name.strip():
        raise RuleError("Give the template a name.")
    for wording in wordings:
        check_wording(wording)
    draft = MessageTemplate(id_, name.strip(), tuple(wordings), asks)
    saved = tx.put(draft) if id_ and tx.find(MessageTemplate, id_) else tx.add(draft)
    tx.describe("Template {name}", name=saved.name)
    return saved


def withdraw_template(tx: Transaction, id_: int) -> None:
    """Nobody begins with it any more; messages that were made of it stay as they are."""
    template = tx.put(replace(tx.get(MessageTemplate, id_), withdrawn=True))
    tx.describe("Withdrew the template {name}", name=template.name)


def prepared(
    connection: Connection, draft: Draft, persons: Sequence[int], movement: int | None = None
) -> Prepared:
    """Every copy as it would leave now. Raises RuleError for a text nobody can be sent."""
    people = with_journeys(connection, persons, movement)
    return prepare(the_incident(connection), draft, people)


def queue_message(
    tx: Transaction,
    draft: Draft,
    persons: Sequence[int],
    confirmed: int,
    digest: str,
    movement: int | None = None,
) -> Message:
    """What a named officer has read and confirmed: ``confirmed`` messages of exactly this text.

    ``digest`` is that of the ``Prepared`` they saw. Nothing leaves yet. Raises RuleError when
    something else would be sent by now, in a drill for anything but a file, and without a name.
    """
    must_go_to_a_file(drill=tx.incident.drill, way=draft.way)
    if not tx.officer.strip():
        raise RuleError("Say who you are first: a message is sent in an officer's name.")
    plan = tx.ask(prepared, draft, persons, movement)
    _must_be_as_confirmed(plan, confirmed, digest)
    message = tx.add(
        Message(
            0, tx.now, tx.officer, draft.title.strip(), draft.about, draft.wordings,
            draft.constants, draft.channels, draft.way, draft.asks, plan.sent, draft.repeats,
        )
    )  # fmt: skip
    _queue(tx, message, plan.copies)
    tx.describe("Message {number} to {n}: {title}", number=message.number, n=plan.sent,
                title=message.title)  # fmt: skip
    return message


def hand_on(
    tx: Transaction, message: int, after: int = 0, sent: int | None = None,
    outcome: Outcome | None = None,
) -> Delivery | None:  # fmt: skip
    """Write down what became of ``sent``, and take the next copy past ``after`` for sending.

    One act, so that before a text leaves it is on the disk that it does, and after it what the
    server said. None when nothing waits any more. Raises RuleError in a drill.
    """
    letter = tx.get(Message, message)
    must_go_to_a_file(drill=tx.incident.drill, way=letter.way)
    if sent is not None and outcome is not None:
        _note(tx, tx.get(Delivery, sent), outcome, _carried(tx, sent))
    taken = _take_next(tx, letter, after)
    if taken is not None:
        person = called(tx.get(Person, taken.person))
        tx.describe("Sending {number} to {person}", number=letter.number, person=person)
    elif tx.touched_ids(Delivery):
        tx.describe("{number}: nothing waits any more", number=letter.number)
    tx.lasting()
    return taken


def note_outcome(tx: Transaction, sent: int, outcome: Outcome) -> None:
    """Write down what became of one copy, and take no other."""
    delivery = tx.get(Delivery, sent)
    _note(tx, delivery, outcome, _carried(tx, sent))
    number = tx.get(Message, delivery.message).number
    person = called(tx.get(Person, delivery.person))
    tx.describe("{number} to {person}: what became of it", number=number, person=person)
    tx.lasting()


def take_for_file(tx: Transaction, message: int, file: str) -> list[Delivery]:
    """All that waits goes into the file of this name: noted before it is written."""
    letter, taken = tx.get(Message, message), list[Delivery]()
    for delivery, carried in _with_carried(tx, message, DeliveryStatus.QUEUED):
        if _somebody_died(tx, delivery, carried):
            continue
        sending = replace(_sending(tx, delivery), file=file)
        taken.append(_put_all(tx, sending, carried))
    if taken:
        tx.describe("{number} goes into the file {file}", number=letter.number, file=file)
        tx.lasting()
    return taken


def in_file(tx: Transaction, message: int, file: str, written: bool) -> int:
    """The file stands in its folder (or does not: all waits again). Gives how many it holds."""
    letter, count = tx.get(Message, message), 0
    status = DeliveryStatus.HANDED_OVER if written else DeliveryStatus.QUEUED
    for delivery, carried in _with_carried(tx, message, DeliveryStatus.SENDING):
        if delivery.file == file:
            _note(tx, delivery, Outcome(status, counts=False), carried)
            count += 1
    if count:
        tx.describe("{number}: {n} in the file {file}", number=letter.number, n=count, file=file)
        tx.lasting()
    return count


def settle_hanging(tx: Transaction, message: int) -> int:
    """What a program that ended in the middle has left: it may have been sent, so it stays so.

    Nothing of it is sent again by itself. Gives how many there were.
    """
    letter, count = tx.get(Message, message), 0
    for delivery, carried in _with_carried(tx, message, DeliveryStatus.SENDING):
        if not delivery.file and tx.now - (delivery.tried_at or tx.now) > LEFT_HANGING:
            _note(tx, delivery, Outcome(DeliveryStatus.UNCERTAIN, ENDED_IN_THE_MIDDLE), carried)
            count += 1
    if count:
        tx.describe("{number}: {n} may have been sent", number=letter.number, n=count)
        tx.lasting()
    return count


def stop_message(tx: Transaction, message: int) -> int:
    """What has not left will not leave. Gives how many. Raises RuleError when nothing waits."""
    letter = tx.get(Message, message)
    waiting = [d for d in tx.ask(deliveries_of, message) if d.status is DeliveryStatus.QUEUED]
    if not waiting:
        raise RuleError("Nothing of {number} waits to be sent.", number=letter.number)
    for delivery in waiting:
        tx.put(replace(delivery, status=DeliveryStatus.STOPPED, reason=STOPPED))
    tx.describe("Stopped {number}: {n} not sent", number=letter.number, n=len(waiting))
    tx.lasting()
    return len(waiting)


def send_failed_again(tx: Transaction, deliveries: Sequence[int]) -> int:
    """Failed, stopped or doubtful copies go back into the queue: an officer has decided so."""
    again = (DeliveryStatus.FAILED, DeliveryStatus.STOPPED, DeliveryStatus.UNCERTAIN)
    carriers = {d.carried_by or d.id for d in tx.get_all(Delivery, deliveries) if d.status in again}
    for delivery in tx.get_all(Delivery, sorted(carriers)):
        waiting = replace(delivery, status=DeliveryStatus.QUEUED, reason="", tries=0, file="")
        _put_all(tx, waiting, _carried(tx, delivery.id))
    if not carriers:
        raise RuleError("Choose messages that failed, were stopped or may have been sent.")
    tx.describe("{n} messages wait to be sent again", n=len(carriers))
    tx.lasting()
    return len(carriers)


def _must_be_as_confirmed(plan: Prepared, confirmed: int, digest: str) -> None:
    if not plan.sent:
        raise RuleError("Nobody on this list can be reached this way; nothing would be sent.")
    if plan.sent != confirmed:
        raise RuleError(
            "{sent} messages would be sent, and {confirmed} were confirmed. Look at the list, then "
            "confirm the number.",
            sent=plan.sent,
            confirmed=confirmed,
        )
    if plan.digest != digest:
        raise RuleError(
            "What would be sent has changed since you looked; look at the preview again."
        )


def _queue(tx: Transaction, message: Message, copies: Sequence[Copy]) -> None:
    carriers: dict[tuple[object, str], int] = {}
    for copy in copies:
        key = (copy.channel, copy.address.casefold())
        carried = carriers.get(key) if copy.shares is not None else None
        added = tx.add(
            Delivery(
                0, message.id, copy.person.id, copy.status, copy.channel, copy.address,
                copy.language, copy.subject if carried is None else "",
                copy.text if carried is None else "", carried, reason=copy.reason,
            )
        )  # fmt: skip
        if copy.goes:
            carriers[key] = added.id


def _take_next(tx: Transaction, message: Message, after: int) -> Delivery | None:
    while (waiting := tx.ask(next_queued, message.id, after)) is not None:
        after, carried = waiting.id, _carried(tx, waiting.id)
        if not _somebody_died(tx, waiting, carried):
            return _put_all(tx, _sending(tx, waiting), carried)
    return None


def _somebody_died(tx: Transaction, delivery: Delivery, carried: Sequence[Delivery]) -> bool:
    """Who was told dead since it was written gets nothing, nor does who is greeted beside them."""
    copies = [delivery, *carried]
    dead = [copy.id for copy in copies if is_told_dead(tx.get(Person, copy.person))]
    for copy in copies if dead else ():
        reason = TOLD_DEAD if copy.id in dead else NAMED_BESIDE
        tx.put(replace(copy, status=DeliveryStatus.LEFT_OUT, reason=reason))
    return bool(dead)


def _sending(tx: Transaction, delivery: Delivery) -> Delivery:
    status, tries = DeliveryStatus.SENDING, delivery.tries + 1
    return replace(delivery, status=status, tried_at=tx.now, tries=tries)


def _with_carried(
    tx: Transaction, message: int, status: DeliveryStatus
) -> list[tuple[Delivery, list[Delivery]]]:
    """The copies of a state that go to an address of their own, with whom they carry."""
    copies, carried = tx.ask(deliveries_of, message), dict[int, list[Delivery]]()
    for copy in copies:
        if copy.carried_by is not None:
            carried.setdefault(copy.carried_by, []).append(copy)
    found = [c for c in copies if c.status is status and c.carried_by is None]
    tx.read_ahead(Person, [copy.person for copy in copies])
    tx.read_ahead(Delivery, [copy.id for copy in copies])
    return [(copy, carried.get(copy.id, [])) for copy in found]


def _carried(tx: Transaction, delivery: int) -> list[Delivery]:
    return tx.get_all(Delivery, tx.ask(carried_with, delivery))


def _note(
    tx: Transaction, delivery: Delivery, outcome: Outcome, carried: Sequence[Delivery]
) -> None:
    """A try that certainly sent nothing is made again, until there were enough of them."""
    status, tries = outcome.status, delivery.tries
    if status is DeliveryStatus.QUEUED:
        tries = tries if outcome.counts else max(0, tries - 1)
        status = DeliveryStatus.FAILED if tries >= MOST_TRIES else status
    handed = status in (DeliveryStatus.HANDED_OVER, DeliveryStatus.UNCERTAIN)
    at = tx.now if handed else None
    noted = replace(delivery, status=status, tries=tries, reason=outcome.reason, handed_at=at)
    _put_all(tx, noted, carried)


def _put_all(tx: Transaction, delivery: Delivery, carried: Sequence[Delivery]) -> Delivery:
    """The copy, and those that are reached by it, which share its fate."""
    for copy in carried:
        tx.put(
            replace(copy, status=delivery.status, tries=delivery.tries, file=delivery.file,
                    tried_at=delivery.tried_at, handed_at=delivery.handed_at)
        )  # fmt: skip
    return tx.put(delivery)
