"""Hand-offs: numbered per recipient, full or what is new since their last one."""

from collections.abc import Sequence
from dataclasses import replace

from situationroom.models import Handoff, Recipient
from situationroom.models.errors import RuleError
from situationroom.models.handoff import HandoffFile
from situationroom.store.queries.handoff_content import content_of, content_since, preview
from situationroom.store.queries.handoffs import handoffs_to
from situationroom.store.transaction import Transaction


def add_recipient(tx: Transaction, recipient: Recipient) -> Recipient:
    """Somebody the cell hands lists to. Raises RuleError without a name."""
    if not recipient.name.strip():
        raise RuleError("The recipient needs a name, such as Embassy Ankara.")
    added = tx.add(recipient)
    tx.describe("Added the recipient {name}", name=added.name)
    return added


def make_handoff(tx: Transaction, recipient: int, full: bool = False) -> Handoff:
    """The next hand-off: full, or a delta since the last one. The first is always full."""
    to = tx.get(Recipient, recipient)
    last = next(iter(tx.ask(handoffs_to, recipient)), None)
    since = 0 if full or last is None else last.cutoff
    draft = Handoff(
        0,
        recipient,
        number=(last.number if last else 0) + 1,
        full=since == 0,
        since=since,
        cutoff=tx.revision - 1,
        made_at=tx.now,
        made_by=tx.officer,
    )
    content = tx.ask(content_since, draft)
    items = [*content.new, *(c.item for c in content.changed), *content.resolved]
    made = tx.add(
        replace(
            draft,
            requests=tuple(item.request.id for item in items),
            persons=tuple(dict.fromkeys(p.id for item in items for p in item.persons)),
        )
    )
    tx.describe("Hand-off {number} for {name}", number=made.number, name=to.name)
    tx.lasting()
    return made


def record_files(tx: Transaction, handoff: int, files: Sequence[HandoffFile]) -> None:
    """Which files were made, with their SHA-256."""
    tx.put(replace(tx.get(Handoff, handoff), files=tuple(files)))
    tx.describe("Files of the hand-off: {names}", names=", ".join(file.name for file in files))
    tx.lasting()


def mark_sent(tx: Transaction, handoff: int) -> None:
    """It was sent. Raises RuleError when it was sent before."""
    made = tx.get(Handoff, handoff)
    if made.sent_at is not None:
        raise RuleError("This hand-off was sent before.")
    tx.put(replace(made, sent_at=tx.now))
    tx.describe("Sent hand-off {number} to {name}", number=made.number, name=_name(tx, made))
    tx.lasting()


def mark_received(tx: Transaction, handoff: int) -> None:
    """The recipient confirmed receipt. Raises RuleError when it was not sent."""
    made = tx.get(Handoff, handoff)
    if made.sent_at is None:
        raise RuleError("This hand-off was not sent yet.")
    tx.put(replace(made, received_at=tx.now))
    tx.describe("{name} confirmed hand-off {number}", number=made.number, name=_name(tx, made))
    tx.lasting()


def _name(tx: Transaction, handoff: Handoff) -> str:
    return tx.get(Recipient, handoff.recipient).name


__all__ = [
    "add_recipient",
    "content_of",
    "make_handoff",
    "mark_received",
    "mark_sent",
    "preview",
    "record_files",
]
