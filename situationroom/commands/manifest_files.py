"""A movement's newest manifest as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from situationroom.exports.manifest_csv import write_manifest_csv
from situationroom.exports.manifest_pdf import write_manifest_pdf
from situationroom.exports.manifest_xlsx import write_manifest_xlsx
from situationroom.models import Incident, Manifest, Movement
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import BookingStatus
from situationroom.store.connection import Connection
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.transport import bookings_of, manifests_of, movement_with_id

Format = Literal["pdf", "xlsx", "csv"]
Ask = Callable[..., Any]
LONGEST = 60  # letters of a number in a file's name; hanzi take 3 of the 255 bytes it may have
ON_BOARD = (BookingStatus.BOARDED, BookingStatus.ARRIVED)


def write_manifest(ask: Ask, movement: int, folder: Path, kind: Format) -> Path:
    """Write the newest version into ``folder``; returns the file.

    Raises RuleError while the movement has never been closed, StoreError when the disk refuses.
    """
    incident, moving, versions, boarded = ask(_facts, movement)
    if not versions:
        raise RuleError("{movement} has no manifest yet; close it first.", movement=moving.number)
    newest, previous = versions[0], next(iter(versions[1:]), None)
    name = "".join(c if c.isalnum() or c in "-_" else "_" for c in moving.number[:LONGEST])
    path = folder / f"manifest-{name}-v{newest.version}.{kind}"
    if kind == "csv":
        write_manifest_csv(path, incident, moving, newest, boarded)
    else:
        write = write_manifest_pdf if kind == "pdf" else write_manifest_xlsx
        write(path, incident, moving, newest, previous, boarded)
    return path


def _facts(
    connection: Connection, movement: int
) -> tuple[Incident, Movement, list[Manifest], frozenset[int]]:
    rows = bookings_of(connection, movement)
    boarded = frozenset(row.person.id for row in rows if row.booking.status in ON_BOARD)
    return (
        the_incident(connection),
        movement_with_id(connection, movement),
        manifests_of(connection, movement),
        boarded,
    )
