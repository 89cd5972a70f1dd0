"""``situationroom reconcile``: are all served, and how fast were they answered?"""

import argparse
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from situationroom.cli.opening import incident, local_time
from situationroom.cli.say import DONE, LOOK, out, out_json
from situationroom.models.case_number import case_number
from situationroom.store.codec import time_text
from situationroom.store.connection import Connection
from situationroom.store.past import as_of
from situationroom.store.queries import reconciliation as served
from situationroom.store.queries.responses import Responses, responses
from situationroom.texts import tr

ROWS = 1_000
"""At most so many rows of a check are listed; the count is always of all."""


def reconcile(arguments: argparse.Namespace) -> int:
    """The numbers that must be zero, with their lists. 1 while one of them is not."""
    with incident(arguments, read_only=True) as file:
        if arguments.as_of:
            at = local_time(file, arguments.as_of)
            found = file.ask(_then, at)
        else:
            at = file.now()
            found = file.ask(_document, at)
    if arguments.json:
        out_json(found)
    else:
        _print(found)
    return DONE if found["served"] else LOOK


def _then(connection: Connection, at: datetime) -> dict[str, Any]:
    with as_of(connection, at) as then:
        return _document(then, at)


def _document(connection: Connection, at: datetime) -> dict[str, Any]:
    counts = served.reconciliation(connection, at)
    lists = _lists(connection, at)
    return {
        "as_of": time_text(at),
        "served": counts.total == 0,
        "checks": {
            name: {"count": count, "definition": served.DEFINITIONS[name], "rows": lists[name]}
            for name, count in asdict(counts).items()
        },
        "responses": {str(p): _shape(r) for p, r in responses(connection).items()},
    }


def _lists(connection: Connection, at: datetime) -> dict[str, list[Any]]:
    lists = served.lists_without_request(connection)
    calls = served.calls_without_request(connection, ROWS)
    return {
        "reports": [
            *({"file": gap.file, "sheet": gap.name, "rows": gap.rows} for gap in lists),
            *({"report": told.report.id, "caller": told.report.caller} for told in calls),
        ],
        "unowned": [request.number for request in served.unowned(connection, ROWS)],
        "unplanned": [request.number for request in served.unplanned(connection, ROWS)],
        "persons": [person.case for person in served.unaccounted_persons(connection, ROWS)],
        "promises": [
            {
                "request": case_number(promise.request.id),
                "why": promise.why,
                "at": time_text(promise.at) if promise.at else None,
                "task": promise.task.what if promise.task else None,
            }
            for promise in served.broken_promises(connection, at, ROWS)
        ],
    }


def _shape(figures: Responses) -> dict[str, Any]:
    return {name: _seconds(value) for name, value in asdict(figures).items()}


def _seconds(value: Any) -> Any:
    return round(value.total_seconds()) if isinstance(value, timedelta) else value


def _print(found: dict[str, Any]) -> None:
    for check in found["checks"].values():
        out(f"{check['count']:>8}  {tr(check['definition'])}")
    out(tr("All are served.") if found["served"] else tr("Not all are served yet."))
