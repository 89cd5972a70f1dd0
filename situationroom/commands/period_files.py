"""The printed report of a period: what the store knows, as the export wants it."""

from datetime import datetime
from pathlib import Path

from situationroom.exports.period_pdf import PeriodReport, write_period_pdf
from situationroom.models import Period
from situationroom.store.connection import Connection
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.period_figures import flows, period_entries
from situationroom.store.queries.shifts import on_duty_between


def period_report(connection: Connection, period: Period, now: datetime) -> PeriodReport:
    """Everything the report says; replays the journal, so not for the GUI thread."""
    entries, count = period_entries(connection, period)
    until = period.closed_at or now
    return PeriodReport(
        period,
        flows(connection, period),
        on_duty_between(connection, period.opened_at, until),
        entries,
        count,
        now,
    )


def write_period(connection: Connection, path: Path, period: Period, now: datetime) -> Path:
    """Write a period's PDF. Raises StoreError when the disk refuses."""
    report = period_report(connection, period, now)
    write_period_pdf(path, the_incident(connection), report)
    return path
