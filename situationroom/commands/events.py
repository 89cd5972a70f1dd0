"""Entries that change no record: what happened, what was decided."""

from situationroom.models.errors import RuleError
from situationroom.store.transaction import Transaction


def record_event(tx: Transaction, text: str) -> None:
    """Something that happened, such as a call with the embassy. Raises RuleError when empty."""
    tx.describe("Event: {text}", text=_said(text))


def record_decision(tx: Transaction, text: str) -> None:
    """Something that was decided, such as "we do not send the bus". Raises RuleError when empty."""
    tx.describe("Decision: {text}", text=_said(text))


def _said(text: str) -> str:
    if not text.strip():
        raise RuleError("Say in a few words what happened or what was decided.")
    return text.strip()
