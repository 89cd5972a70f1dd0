"""The reconciliation on paper: every number, and every row behind it."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from situationroom import legend
from situationroom.desk import Desk
from situationroom.jobs import Job, Step
from situationroom.models import Incident, Person, Request
from situationroom.store.queries import reconciliation as served
from situationroom.store.queries.reconciliation import ListGap, Promise
from situationroom.store.queries.reports import Told
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.served_lines import why_words
from situationroom.views.served_page import check_name, rows_of

MOST = 5_000


def print_served(desk: Desk, path: Path) -> Job:
    """Write the PDF in the background; succeeds with the path."""
    incident, now = desk.incident, desk.now()

    def work(connection: Any, step: Step) -> Path:
        step(0, len(served.CHECKS), path.name)
        counts = asdict(served.reconciliation(connection, now))
        rows = [
            (check_name(check), *words)
            for check in served.CHECKS
            for one in rows_of(connection, check, now, MOST)
            for words in line(one, incident, now)
        ]
        _write(path, incident, counts, rows, now)
        return path

    return desk.study(tr("Writing {file}", file=path.name), work)


def line(one: Any, incident: Incident, now: datetime) -> Iterator[tuple[str, str, str]]:
    """Number or case, what it is about, since when or how many."""
    zone = incident.incident_zone
    if isinstance(one, ListGap):
        yield one.file, one.name, tr("{n} rows", n=one.rows)
    elif isinstance(one, Told):
        who = one.report.caller or one.report.caller_phone or tr("Call")
        said = " · ".join(cell.text for cell in one.cells)
        yield who, said, times.short_stamp(one.report.received_at, zone, now)
    elif isinstance(one, Person):
        where = one.place_text or one.city
        yield f"{one.case} {one.name}", where, times.short_stamp(one.last_contact, zone, now)
    elif isinstance(one, Promise):
        what = one.task.what if one.task else one.request.next_action or one.request.description
        said = f"{why_words(one.why)}: {what}"
        yield one.request.number, said, times.short_stamp(one.at, zone, now)
    elif isinstance(one, Request):
        yield one.number, one.description, legend.label(one.status)


def _write(
    path: Path,
    incident: Incident,
    counts: dict[str, int],
    rows: list[tuple[str, str, str, str]],
    now: datetime,
) -> None:
    from situationroom.exports.list_pdf import write_list_pdf

    numbers = " · ".join(f"{check_name(check)}: {count}" for check, count in counts.items())
    heads = (tr("Check"), tr("Number"), tr("About"), tr("When"))
    write_list_pdf(path, incident, tr("Are all served?"), heads, rows, now, numbers)
