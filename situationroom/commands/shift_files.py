"""The printed sheet of a shift: what the store knows, as the export wants it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from situationroom.exports.shift_pdf import OpenLine, Shift, write_shift_pdf
from situationroom.store.connection import Connection
from situationroom.store.queries.followups import next_tasks
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.requests import RequestFilter, request_ids, request_rows

Ask = Callable[..., Any]


def open_lines(connection: Connection, officer: str, now: datetime) -> list[OpenLine]:
    """Every open request of one officer, the most urgent first."""
    ids = request_ids(connection, RequestFilter(now, "mine", officer), "priority")
    rows, tasks = request_rows(connection, ids), next_tasks(connection, ids)
    return [
        OpenLine(rows[id_].request, rows[id_].persons, rows[id_].last_note, tasks.get(id_))
        for id_ in ids
    ]


def write_shift_sheet(ask: Ask, path: Path, shift: Shift) -> Path:
    """Write the sheet of a shift. Raises StoreError when the disk refuses."""
    write_shift_pdf(path, ask(the_incident), shift)
    return path
