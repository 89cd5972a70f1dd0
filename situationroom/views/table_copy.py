"""Rows of a table as text: for the clipboard, a print or a file."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from situationroom.views.table_column import Column, Row


def told(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    """Header and lines, exact where the screen says something relative."""
    return [c.title for c in columns], [[c.copied(row) for c in columns] for row in rows]


def to_clipboard(columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Header and rows to the clipboard: they paste into Excel, and cannot run there."""
    from situationroom.exports.tables import pasted

    QGuiApplication.clipboard().setText(pasted(*told(columns, rows)))
