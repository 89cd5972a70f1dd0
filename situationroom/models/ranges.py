"""Ranges as they are typed above a column: '>2h', '<30m', '1h-3h', '≥ 3', '2–5'."""

import re
from typing import NamedTuple

from situationroom.models.errors import RuleError

_UNITS = {
    "s": 1, "秒": 1,
    "m": 60, "min": 60, "分": 60, "分钟": 60,
    "h": 3_600, "时": 3_600, "小时": 3_600,
    "d": 86_400, "天": 86_400, "日": 86_400,
}  # fmt: skip
_AMOUNT = r"(-?\d{1,9}(?:\.\d{1,3})?)\s*(min|分钟|小时|[smhd秒分时天日])?"
_SIGNED = re.compile(rf"(>=|<=|[><=≥≤])\s*{_AMOUNT}")
_BETWEEN = re.compile(rf"{_AMOUNT}\s*(?:-|–|—|~|至|到)\s*{_AMOUNT}")
_ALONE = re.compile(_AMOUNT)
_FULL = str.maketrans("＞＜＝－～０１２３４５６７８９", "><=-~0123456789")


class Range(NamedTuple):
    """From ``least`` to ``most``, both included; None for no limit. Spans are in seconds."""

    least: float | None = None
    most: float | None = None


def number_range(typed: str) -> Range:
    """A range of whole numbers: '3' is exactly three. Raises RuleError for anything else."""
    found = _read(typed)
    if found is None or any(unit for _, unit in found[1]):
        raise RuleError("Write a number, >3, <10 or 3-10.")
    sign, amounts = found
    numbers = [float(amount) for amount, _ in amounts]
    return _range(sign or "=", numbers, 1)


def span_range(typed: str) -> Range:
    """A range of time: '>2h', '<30m', '1h-3h'; '2h' alone is two hours or more.

    An amount without a unit has the unit of the other one, else minutes. Raises RuleError.
    """
    found = _read(typed)
    if found is None:
        raise RuleError("Write >2h, <30m, 1h-3h or 2d.")
    sign, amounts = found
    spare = next((unit for _, unit in reversed(amounts) if unit), "m")
    seconds = [float(amount) * _UNITS[unit or spare] for amount, unit in amounts]
    return _range(sign or ">=", seconds, 0)


def _read(typed: str) -> tuple[str, list[tuple[str, str]]] | None:
    told = typed.translate(_FULL).strip().lower()
    if found := _SIGNED.fullmatch(told):
        return found[1], [(found[2], found[3] or "")]
    if found := _BETWEEN.fullmatch(told):
        return "-", [(found[1], found[2] or ""), (found[3], found[4] or "")]
    if found := _ALONE.fullmatch(told):
        return "", [(found[1], found[2] or "")]
    return None


def _range(sign: str, amounts: list[float], step: int) -> Range:
    """``step`` is what lies between a number and the next: 1 for whole numbers, 0 for time."""
    if sign == "-":
        return Range(min(amounts), max(amounts))
    amount = amounts[0]
    return {
        ">": Range(amount + step),
        "<": Range(None, amount - step),
        "=": Range(amount, amount),
    }.get(sign) or (Range(amount) if sign in (">=", "≥") else Range(None, amount))
