"""Two cards of the overview: follow-ups that come due, and the numbers that must be zero."""

from dataclasses import asdict
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from situationroom.store.queries.work_left import WorkLeft
from situationroom.views.card_work import task_row
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.served_page import check_name


def followup_rows(frame: Frame, parent: QWidget, left: WorkLeft, now: datetime) -> list[QWidget]:
    """Follow-ups by time; a click says what can be done with one."""
    return [task_row(frame, parent, task, now, request.number) for task, request in left.tasks]


def served_rows(frame: Frame, left: WorkLeft) -> list[QWidget]:
    """Each number with its name; a click opens the list behind it."""
    return [
        LinkRow(
            check_name(check),
            "",
            f"{count:,}",
            "square" if count else "circle",
            "orange" if count else "safe",
            "orange" if count else "safe",
            partial(frame.open_room, "requests", f"served:{check}"),
        )
        for check, count in asdict(left.served).items()
    ]
