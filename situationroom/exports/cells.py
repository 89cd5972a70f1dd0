"""Cells that leave the program for a spreadsheet: text that can never run as a formula there."""

import re
from datetime import date, datetime
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bool | date | datetime | None"
LONGEST_IN_EXCEL = 32_767  # characters in one cell (Excel specifications and limits)

# A CSV cell beginning with one of these may run when Excel opens it (OWASP, CSV injection);
# Chinese and Japanese Excel takes the full-width signs for the same.
_STARTS_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# What XML 1.0 cannot hold; openpyxl refuses it.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def could_run(text: str) -> bool:
    """True where a spreadsheet might take ``text`` for a formula."""
    return bool(_STARTS_FORMULA.match(text))


def as_it_is(value: Value) -> bool:
    """True where openpyxl stores the bare value as what it is: no formula, no error, no escape."""
    if not isinstance(value, str):
        return value is None or isinstance(value, int | float)
    plain_text = len(value) <= LONGEST_IN_EXCEL and not _NOT_IN_XML.search(value)
    return plain_text and not could_run(value) and not value.startswith("#")


def in_csv(value: Value) -> str:
    """The cell as CSV text; an apostrophe stands before what could run as a formula."""
    text = plain(value)
    return f"'{text}" if isinstance(value, str) and could_run(text) else text


def in_xml(text: str) -> str:
    """``text`` with characters an XLSX cannot hold shown as '[U+0001]'."""
    return _NOT_IN_XML.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def plain(value: Value) -> str:
    """The value as text: times as ISO 8601 with their zone, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return str(value)
