"""Cells that need their header to make sense: 'Pregnant: yes', '是否平安: 是'."""

from situationroom.intake import ages, words
from situationroom.intake.row import Row
from situationroom.models.vocabulary import Safety


def told_needs(row: Row) -> str:
    """The needs of a row in words: a yes stands for its header, a no for nothing."""
    told = row.get("needs")
    if not told or not any(words.read_yes(part.strip()) is not None for part in told.split(";")):
        return told
    layout = row.layout
    said = [
        _said(layout.header(i), row.told[i].strip())
        for i, field in layout.mapped
        if field == "needs" and i < len(row.told)
    ]
    row.cells["needs"] = "; ".join(part for part in said if part)
    return row.cells["needs"]


def _said(header: str, told: str) -> str:
    if not told or words.is_unknown(told):
        return ""
    answer = words.read_yes(told)
    if answer is None:
        return told
    return "" if answer is False else header if words.read_needs(header) else told


def asked_safety(row: Row, told: str) -> Safety | None:
    """Safe, where the header asks whether somebody is safe and the cell says yes."""
    column = row.column("safety", told)
    if column is None or not words.read_yes(told):
        return None
    asked = words.read_safety(row.layout.header(column).removeprefix("是否"))
    return asked if asked is Safety.SAFE else None


def age_under_birth(row: Row) -> None:
    """An age with its unit in the column of birth dates is read as the age it is."""
    told = row.get("birth_date")
    if not told or len(told) > 12 or told[0] not in "0123456789半新" or row.get("age"):
        return
    if told[-1].isdecimal() or told[:4].isdecimal():
        return
    if ages.read_age(told).reason is not ages.NO_AGE:
        row.cells["age"] = row.cells.pop("birth_date")
