"""A table on paper or in a file: the visible columns of all its rows, written in the background."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from situationroom.jobs import Step
from situationroom.store.connection import Connection
from situationroom.texts import tr
from situationroom.views.frame import Frame
from situationroom.views.icons import icon
from situationroom.views.table import RecordTable
from situationroom.views.table_column import Column
from situationroom.views.table_model import RowsQuery

AT_ONCE = 500

Kind: TypeAlias = Literal["pdf", "xlsx", "csv"]


def export_menu(
    parent: QWidget,
    frame: Frame,
    table: RecordTable,
    title: str,
    described: Callable[[], str] = str,
) -> QMenu:
    """Print as PDF, save as XLSX or CSV, copy. ``described`` says what the list holds."""

    def write(kind: Kind, path: Path) -> None:
        export(frame, table, title, kind, path, described())

    menu = _menu(parent, frame, title, write)
    menu.addSeparator()
    menu.addAction(icon("copy"), tr("Copy selected rows")).triggered.connect(table.copy)
    return menu


def export_ids_menu(
    parent: QWidget,
    frame: Frame,
    of: tuple[Sequence[Column], RowsQuery],
    ids: Sequence[int],
    title: str,
    note: str,
) -> QMenu:
    """As ``export_menu``, for records that stand in no table; ``of`` are columns and query."""

    def write(kind: Kind, path: Path) -> None:
        _export(frame, *of, ids, title, kind, path, note)

    return _menu(parent, frame, title, write)


def _menu(parent: QWidget, frame: Frame, title: str, write: Callable[[Kind, Path], None]) -> QMenu:
    menu = QMenu(parent)
    names: tuple[tuple[Kind, str, str], ...] = (
        ("pdf", tr("Print as PDF …"), "print"),
        ("xlsx", tr("Save as Excel workbook …"), "export"),
        ("csv", tr("Save as CSV …"), "export"),
    )
    for kind, name, sign in names:
        action = menu.addAction(icon(sign), name)
        action.triggered.connect(_asking(parent, frame, title, kind, write))
    return menu


def _asking(
    parent: QWidget, frame: Frame, title: str, kind: Kind, write: Callable[[Kind, Path], None]
) -> Callable[[], None]:
    def ask() -> None:
        name = f"{title} {frame.desk.now():%Y-%m-%d %H%M}.{kind}"
        chosen, _ = QFileDialog.getSaveFileName(parent, title, name, f"*.{kind}")
        if chosen:
            write(kind, Path(chosen))

    return ask


def export(
    frame: Frame, table: RecordTable, title: str, kind: Kind, path: Path, note: str = ""
) -> None:
    """Write all rows of the table to ``path``; the bottom strip shows it, the frame says it.

    ``note`` says on paper what was filtered.
    """
    shown = table.columns.shown()
    _export(frame, shown, table.records.query, list(table.ids()), title, kind, path, note)


def _export(
    frame: Frame,
    columns: Sequence[Column],
    query: RowsQuery,
    ids: Sequence[int],
    title: str,
    kind: Kind,
    path: Path,
    note: str,
) -> None:
    desk, incident = frame.desk, frame.desk.incident
    headers = [column.title for column in columns]

    def write(connection: Connection, step: Step) -> Path:
        lines = _lines(connection, step, path.name, query, columns, ids)
        if kind == "pdf":
            from situationroom.exports.list_pdf import write_list_pdf

            write_list_pdf(path, incident, title, headers, lines, desk.now(), note)
        else:
            from situationroom.exports.tables import write_table

            write_table(path, kind, headers, lines)
        return path

    job = desk.study(tr("Writing {file}", file=path.name), write)
    job.succeeded.connect(lambda _path: frame.say(tr("Saved {file}", file=str(path))))


def _lines(
    connection: Connection,
    step: Step,
    label: str,
    query: RowsQuery,
    columns: Sequence[Column],
    ids: Sequence[int],
) -> Iterator[list[str]]:
    """The lines of a file, some hundred records read at a time: a million would fill the memory."""
    for start in range(0, len(ids), AT_ONCE):
        step(start, len(ids), label)
        some = ids[start : start + AT_ONCE]
        rows = query(connection, some)
        yield from ([c.copied(rows[id_]) for c in columns] for id_ in some if id_ in rows)
