"""How the room is briefed: small numbers, pages, which typed texts it may read; sitreps made."""

from collections.abc import Sequence
from dataclasses import replace

from situationroom.models import Briefing, Sitrep
from situationroom.models.briefing import Releasable, Release, SitrepFile, check_briefing
from situationroom.models.errors import RuleError
from situationroom.models.harmless import must_be_harmless
from situationroom.store.queries.briefing import (
    names_somebody,
    sitreps,
    the_briefing,
    typed_texts,
)
from situationroom.store.queries.figures import figures
from situationroom.store.transaction import Transaction


def set_small_numbers(tx: Transaction, small: int) -> None:
    """Counts below ``small`` are hidden from now on. Raises RuleError outside of 3 to 100."""
    _keep(tx, replace(_known(tx), small=small))
    tx.describe("Briefing: numbers below {n} are hidden", n=small)


def set_dwell(tx: Transaction, dwell: Sequence[int]) -> None:
    """Seconds of each page in their order, 0 leaves one out. Raises RuleError for none at all."""
    _keep(tx, replace(_known(tx), dwell=tuple(dwell)))
    tx.describe("Briefing: how long the pages stay")


def release(tx: Transaction, kind: Releasable, record: int) -> None:
    """Let the room read a typed text as it stands now.

    Raises RuleError where it names somebody, holds a number or a health word, or does not exist.
    """
    said = next((t for k, r, t in tx.ask(typed_texts) if (k, r) == (kind, record)), None)
    if not said:
        raise RuleError("There is no such text any more.")
    must_be_harmless(said)
    if tx.ask(names_somebody, said):
        raise RuleError(
            "“{text}” holds the name of somebody in this incident; a room must not read it.",
            text=said[:80],
        )
    known = _known(tx)
    others = tuple(one for one in known.released if (one.kind, one.record) != (kind, record))
    _keep(tx, replace(known, released=(*others, Release(kind, record, said, tx.officer))))
    tx.describe("Briefing: “{text}” may be shown", text=said)


def hold_back(tx: Transaction, kind: Releasable, record: int) -> None:
    """The room shall not read a text any more."""
    known = _known(tx)
    gone = [one for one in known.released if (one.kind, one.record) == (kind, record)]
    if not gone:
        raise RuleError("This text was not released.")
    _keep(tx, replace(known, released=tuple(one for one in known.released if one not in gone)))
    tx.describe("Briefing: “{text}” is held back", text=gone[0].text)


def make_sitrep(tx: Transaction) -> Sitrep:
    """The next situation report with the figures of now; its files are recorded afterwards."""
    last = next(iter(tx.ask(sitreps)), None)
    now = tx.ask(figures, tx.now)
    made = tx.add(
        Sitrep(
            0,
            number=(last.number if last else 0) + 1,
            made_at=tx.now,
            made_by=tx.officer,
            cutoff=tx.revision - 1,
            affected=now.affected,
            unaccounted=now.unaccounted,
            open=now.open,
            overdue=now.overdue,
            sheltered=now.sheltered,
            moving=now.moving,
            out=now.out,
        )
    )
    tx.describe("Sitrep {number}", number=made.number)
    tx.lasting()
    return made


def record_sitrep_files(tx: Transaction, sitrep: int, files: Sequence[SitrepFile]) -> None:
    """Which files a sitrep was written to, with their SHA-256."""
    made = tx.put(replace(tx.get(Sitrep, sitrep), files=tuple(files)))
    tx.describe(
        "Files of sitrep {number}: {names}",
        number=made.number,
        names=", ".join(file.name for file in files),
    )
    tx.lasting()


def record_page(tx: Transaction, name: str, persons: int, encrypted: bool) -> None:
    """A briefing page with persons on it left the cell."""
    if encrypted:
        tx.describe("Briefing page {name} with {n} persons, encrypted", name=name, n=persons)
    else:
        tx.describe("Briefing page {name} with {n} persons, open", name=name, n=persons)
    tx.lasting()


def _known(tx: Transaction) -> Briefing:
    return tx.ask(the_briefing)


def _keep(tx: Transaction, briefing: Briefing) -> None:
    check_briefing(briefing)
    if briefing.id:
        tx.put(briefing)
    else:
        tx.add(briefing)
