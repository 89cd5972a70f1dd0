"""Numbers of paper forms: P, a running number, and the check digit of case numbers."""

from situationroom.models.case_number import case_number, running_number


def paper_number(running: int) -> str:
    """The number as printed at the head of a form: 412 -> 'P0412-6'. ValueError below 1."""
    return f"P{case_number(running)}"


def paper_running(text: str) -> int | None:
    """The running number in a form's number as typed or scanned; None where a digit is wrong."""
    told = text.strip().upper()
    return running_number(told[1:]) if told.startswith("P") else None
