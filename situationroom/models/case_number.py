"""Case and request numbers: short, speakable on the telephone, with a check digit.

Five or more digits: the running number, then one check digit by the Damm algorithm, which
catches every single wrong digit and every swap of neighbours (H. M. Damm, 2004).
"""

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def _check(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


def case_number(running: int) -> str:
    """The number as spoken and printed: 412 -> '0412-6'. Raises ValueError below 1."""
    if running < 1:
        raise ValueError(running)
    digits = f"{running:04d}"
    return f"{digits}-{_check(digits)}"


def running_number(text: str) -> int | None:
    """The running number in a typed case number, with or without the dash; None if it is wrong."""
    digits = "".join(ch for ch in text.strip() if ch not in "- ")
    if not (digits.isascii() and digits.isdigit()) or len(digits) < 5 or _check(digits):
        return None
    return int(digits[:-1])
