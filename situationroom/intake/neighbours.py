"""Whose a column is by the columns beside it: '来电人, 电话, 当事人, 电话' has two telephones.

A bare '电话' belongs to whom the columns before it name; a caller's number is never taken for the
person's own.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from situationroom.intake.content import Look
from situationroom.intake.fold import normal
from situationroom.intake.headers import owner
from situationroom.intake.results import ColumnReading
from situationroom.intake.weighing import FIRM

NAMES: Final = frozenset({"name", "plain_name", "native_name", "latin_name", "surname"})
_ASKERS: Final = ("求助", "登记人", "报平安人", "申报人")  # themselves, where nobody else is named
_CONTACTS: Final = ("联系人", "联络人", "contact")
_LIKELY: Final = 0.7
Columns = list[ColumnReading]


def settled(columns: Sequence[ColumnReading], looks: Sequence[Look]) -> Columns:
    """The columns with the owner of each name and telephone put right by what stands beside.

    ``looks`` tell what stands below each column, by its index.
    """
    return _telephones(_contact(_asker(list(columns))), looks)


def _asker(columns: Columns) -> Columns:
    """'求助人' is the person where no other column names one."""
    if any(c.field in NAMES for c in columns):
        return columns
    asker = next((c for c in columns if c.field == "caller" and _asks(c)), None)
    if asker is None:
        return columns
    own = {"caller": "name", "caller_phone": "phone"}
    return [
        replace(c, field=own[c.field or ""], confidence=min(c.confidence, 0.85))
        if c is asker or (c.field == "caller_phone" and _asks(c))
        else c
        for c in columns
    ]


def _asks(column: ColumnReading) -> bool:
    return normal(column.header).startswith(_ASKERS)


def _contact(columns: Columns) -> Columns:
    """'联系人电话' is the kin's where a kin is named and a caller has another name."""
    told = {c.field for c in columns}
    named = any(c.field == "caller" and _is_contact(c) for c in columns)
    if "kin_name" not in told or told & {"kin_phone", "kin"} or named:
        return columns
    return _changed(columns, "kin_phone", lambda c: c.field == "caller_phone" and _is_contact(c))


def _is_contact(column: ColumnReading) -> bool:
    return any(word in normal(column.header) for word in _CONTACTS)


def _changed(columns: Columns, field: str, test: Callable[[ColumnReading], bool]) -> Columns:
    first = next((c for c in columns if test(c)), None)
    return [replace(c, field=field, confidence=_LIKELY) if c is first else c for c in columns]


def _telephones(columns: Columns, looks: Sequence[Look]) -> Columns:
    """A bare telephone right after the caller or the kin is theirs."""
    told = {c.field for c in columns}
    names = [place for place, c in enumerate(columns) if c.field in NAMES]
    bare = [c for c in columns if c.field == "phone" and not owner(c.header)]
    side, result = "", []
    for place, column in enumerate(columns):
        side = _side(column, side)
        mine = f"{side}_phone"
        apart = len(bare) > 1 or (side == "caller" and bool(names) and place < names[0])
        if side == "kin" and "kin" in (columns[place - 1].field or ""):
            apart = apart or looks[column.index].share("mobile") >= FIRM  # numbers at home
        if column in bare and side and apart and mine not in told:
            told.add(mine)
            result.append(replace(column, field=mine, confidence=_LIKELY))
        else:
            result.append(column)
    return result


def _side(column: ColumnReading, before: str) -> str:
    """Whose the columns from here on are: the caller's, the kin's, or '' for the person's."""
    field = column.field or ""
    if field in ("caller", "kin_name"):
        return "caller" if field == "caller" else "kin"
    if field.endswith("relation") or field in ("phone", ""):
        return before
    return ""
