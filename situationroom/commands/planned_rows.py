"""What the plan of a table says is done: new records added, updated ones put, with progress."""

from collections.abc import Iterable, Sequence
from typing import Final

from situationroom.intake.results import Step
from situationroom.models import Contact, Place
from situationroom.store.transaction import Transaction

STEP: Final = 500
"""Rows between two words of progress."""


def store_planned(
    tx: Transaction, step: Step, rows: Sequence[tuple[str, str, Place | Contact | None]]
) -> None:
    """Store every row's record; a row is its sheet, its outcome and the record it would become."""
    for done, (sheet, outcome, record) in enumerate(rows):
        if done % STEP == 0:
            step(done, len(rows), sheet)
        if outcome == "new" and record is not None:
            tx.add(record)
        elif outcome == "updated" and record is not None:
            tx.put(record)


def files_of(names: Iterable[str]) -> str:
    """The files of an import as the journal names them, each once."""
    return ", ".join(dict.fromkeys(names))
