"""Numbers of paper forms: P, a running number, and the check digit of case numbers."""

import re

from situationroom.models.case_number import case_number, running_number

_OURS = re.compile(r"P\s*\d{4,}\s*-?\s*\d")


def paper_number(running: int) -> str:
    """The number as printed at the head of a form: 412 -> 'P0412-6'. ValueError below 1."""
    return f"P{case_number(running)}"


def paper_running(text: str) -> int | None:
    """The running number in a form's number as typed or scanned; None where a digit is wrong."""
    told = text.strip().upper()
    return running_number(told[1:]) if told.startswith("P") else None


def is_mistyped(text: str) -> bool:
    """Whether this looks like a number of our forms and its check digit does not fit."""
    return bool(_OURS.fullmatch(text.strip().upper())) and paper_running(text) is None
