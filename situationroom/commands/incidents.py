"""The incident's own data."""

from dataclasses import replace
from datetime import datetime

from situationroom.models.incident import Targets
from situationroom.store.transaction import Transaction


def rename_incident(tx: Transaction, name: str) -> None:
    """Another name for the incident. Raises RuleError when empty."""
    tx.put(replace(tx.incident, name=name.strip()))
    tx.describe("Renamed the incident to {name}", name=name.strip())


def set_targets(tx: Transaction, targets: Targets) -> None:
    """Other times to acknowledge, missing tiers and days of supplies."""
    tx.put(replace(tx.incident, targets=targets))
    tx.describe("Changed the response targets")


def set_exercise_time(tx: Transaction, now: datetime, clock: datetime) -> None:
    """From now on it is ``now`` in this drill, while ``clock`` is what the workstation says.

    Raises RuleError in a real incident.
    """
    seconds = round((now - clock).total_seconds())
    tx.put(replace(tx.incident, exercise_seconds=seconds))
    tx.describe("Set the exercise time")
    tx.lasting()
