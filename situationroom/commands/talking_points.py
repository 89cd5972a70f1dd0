"""Talking points: written, rewritten as a new version, withdrawn, brought back."""

from collections.abc import Mapping
from dataclasses import replace

from situationroom.models import TalkingPoint
from situationroom.models.errors import RuleError
from situationroom.models.talking_point import check_point
from situationroom.store.queries.talking_points import last_version
from situationroom.store.transaction import Transaction

OWN = ("id", "version", "withdrawn_at", "withdrawn_by", "withdrawn_reason")
"""What no form says: the number of the version counts by itself, withdrawing is an act."""


def add_talking_point(tx: Transaction, draft: TalkingPoint) -> TalkingPoint:
    """A new point, its first version. Raises RuleError where nobody could read it out."""
    added = tx.add(check_point(replace(draft, version=1)))
    tx.describe("New talking point: {topic}", topic=added.topic)
    return added


def revise_talking_point(
    tx: Transaction, point: int, fields: Mapping[str, object], based_on: int
) -> TalkingPoint:
    """Other words: the next version. ``based_on`` is the version the officer had before them.

    Raises RuleError when somebody has written a version in between, when it is withdrawn, and
    when nothing is different.
    """
    before = tx.get(TalkingPoint, point)
    _must_stand(before)
    if before.version != based_on:
        raise RuleError(
            "“{topic}” was changed meanwhile (version {version}); look at that version first.",
            topic=before.topic,
            version=before.version,
        )
    told = {name: value for name, value in fields.items() if name not in OWN}
    after = check_point(replace(before, **told))  # type: ignore[arg-type]
    if after == before:
        raise RuleError("Nothing was changed.")
    # Counted from the journal: a version that was taken back never gives its number away.
    number = tx.ask(last_version, point) + 1
    stored = tx.put(replace(after, version=number))
    tx.describe("Talking point {topic}: version {version}", topic=stored.topic, version=number)
    return stored


def withdraw_talking_point(tx: Transaction, point: int, reason: str) -> TalkingPoint:
    """It must not be said any more. Raises RuleError without a reason or when it was withdrawn."""
    before = tx.get(TalkingPoint, point)
    _must_stand(before)
    if not reason.strip():
        raise RuleError("Say why “{topic}” must not be said any more.", topic=before.topic)
    gone = replace(
        before, withdrawn_at=tx.now, withdrawn_by=tx.officer, withdrawn_reason=reason.strip()
    )
    tx.describe("Withdrew the talking point {topic}: {reason}", topic=before.topic, reason=reason)
    return tx.put(gone)


def restore_talking_point(tx: Transaction, point: int) -> TalkingPoint:
    """It may be said again, in the words it had. Raises RuleError when it was not withdrawn."""
    before = tx.get(TalkingPoint, point)
    if before.withdrawn_at is None:
        raise RuleError("“{topic}” is not withdrawn.", topic=before.topic)
    tx.describe("The talking point {topic} may be said again", topic=before.topic)
    return tx.put(replace(before, withdrawn_at=None, withdrawn_by="", withdrawn_reason=""))


def _must_stand(point: TalkingPoint) -> None:
    if point.withdrawn_at is not None:
        raise RuleError(
            "“{topic}” is withdrawn; bring it back before you change it.", topic=point.topic
        )
