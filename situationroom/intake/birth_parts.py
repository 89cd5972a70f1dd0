"""A date of birth in two or three columns: year, month and day, as some registers keep it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from situationroom.intake.fold import words_of
from situationroom.intake.months import hanzi_number, month_of
from situationroom.intake.results import ColumnReading
from situationroom.intake.row import Row

PARTS: Final = ("birth_year", "birth_month", "birth_day")
_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    "birth_year": re.compile(
        r"年|yyyy|\b(?:year|yob|jahr|annee|ano|anno|yil|yili|год|سنة|rok)\b|geburtsjahr|연도"
    ),
    "birth_month": re.compile(
        r"月|mm|\b(?:month|mob|monat|mois|mes|mese|ay|ayi|месяц|شهر)\b|geburtsmonat|월"
    ),
    "birth_day": re.compile(
        r"日|dd|\b(?:day|tag|jour|dia|giorno|gun|gunu|день|число|يوم)\b|geburtstag|일"
    ),
}
_DATE: Final = re.compile(r"日期|年月日|date|datum|fecha|data|tarih")
_UNITS: Final = re.compile(r"[年月日号]|(?:st|nd|rd|th)$")


def in_parts(columns: Sequence[ColumnReading]) -> tuple[ColumnReading, ...]:
    """The columns, with those that hold a part of the birth date named so.

    A month and a year make a date; a year alone stays what it was. Bare 'Year, Month, Day' are
    parts of a birth only side by side with one that says so.
    """
    told = {column.index: _part(column) for column in columns}
    found = {i: part for i, part in told.items() if part and _of_birth(columns[i])}
    if not found:
        return tuple(columns)
    for i in sorted(told):
        near = any(abs(i - other) <= 2 for other in found)
        if told[i] and near and told[i] not in found.values() and columns[i].field is None:
            found[i] = told[i]
    parts = list(found.values())
    if not {"birth_year", "birth_month"} <= {*parts} or len(parts) != len({*parts}):
        return tuple(columns)
    return tuple(
        replace(c, field=found[c.index], confidence=max(c.confidence, 0.9))
        if c.index in found
        else c
        for c in columns
    )


def _part(column: ColumnReading) -> str:
    told = words_of(column.header)
    if not told or _DATE.search(told.replace("birthdate", "birth").replace("dateofbirth", "")):
        return ""
    return next((part for part, words in _WORDS.items() if words.search(told)), "")


def _of_birth(column: ColumnReading) -> bool:
    told = words_of(column.header)
    return column.field in ("birth_date", *PARTS) or bool(
        re.search(r"birth|born|出生|诞生|geburt|naiss|nacim|nascim|рожд|dogum|ميلاد", told)
    )


def join_birth(row: Row) -> None:
    """Year, month and day of a row as one date of birth, as far as they are told."""
    if PARTS[0] not in row.cells or "birth_date" in row.cells:
        return
    year, month, day = (_number(row.get(part)) for part in PARTS)
    told = [year, month, day] if month and day else [year, month] if month else [year]
    row.cells["birth_date"] = "-".join(told)


def _number(told: str) -> str:
    """'3月', 'March', '三' and '03' are 3; what is no number stays as it is told."""
    plain = _UNITS.sub("", told.strip())
    number = hanzi_number(plain) or month_of(plain)
    if number:
        return f"{number:02}"
    return plain.removesuffix(".0").zfill(2) if plain else ""
