"""The first rows of a file of any size, to see what it lists before it is read."""

from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

from situationroom.intake.files import is_text, open_tables
from situationroom.intake.tables import Table, table
from situationroom.models.errors import InputError

ROWS: Final = 60
SMALL: Final = 256 * 1024
"""Bytes up to which a file is simply read."""
HEAD: Final = 64 * 1024
"""Bytes of a longer text that are looked at."""
SHARED: Final = 32 * 1024 * 1024
"""Bytes of a workbook's words, unpacked, above which it is not looked into."""


def top_tables(path: Path) -> tuple[Table, ...]:
    """Every sheet with its first rows at least; () where that would take long.

    Raises InputError for a file that cannot be opened.
    """
    if not path.is_file() or path.stat().st_size <= SMALL:
        return open_tables(path)
    if is_text(path):
        return _head_of_text(path)
    with path.open("rb") as file:
        workbook = file.read(4) == b"PK\x03\x04"
    return _head_of_workbook(path) if workbook else ()


def _head_of_text(path: Path) -> tuple[Table, ...]:
    with path.open("rb") as file:
        head = file.read(HEAD)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(head[: head.rfind(b"\n") + 1] or head)
        return open_tables(copy)


def _head_of_workbook(path: Path) -> tuple[Table, ...]:
    """XLSX and XLSM row by row; other packages are not looked into."""
    try:
        with ZipFile(path) as package:
            sizes = {part.filename: part.file_size for part in package.infolist()}
        if "xl/workbook.xml" not in sizes or sizes.get("xl/sharedStrings.xml", 0) > SHARED:
            return ()
        return _streamed(path)
    except Exception as error:  # whatever is wrong with it is said when it is read
        raise InputError(
            "{file} cannot be opened: {reason}.", file=path.name, reason=type(error).__name__
        ) from error


def _streamed(path: Path) -> tuple[Table, ...]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        return tuple(
            table(sheet.title, enumerate(_texts(sheet.iter_rows(values_only=True)), 1))
            for sheet in book.worksheets
        )
    finally:
        book.close()


def _texts(rows: object) -> list[tuple[str, ...]]:
    some = islice(rows, ROWS)  # type: ignore[call-overload]
    return [tuple("" if cell is None else str(cell) for cell in row) for row in some]
