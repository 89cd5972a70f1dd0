"""Looking into a zipped workbook before anything unpacks it: bombs, lies and XML tricks.

Sizes in a zip are only claims, so each XML part is inflated here in small pieces and thrown away,
counting as it goes; whoever reads the file afterwards reads what was counted.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from situationroom.models.errors import InputError

MOST_PARTS = 5_000
MOST_UNPACKED = 1 << 30  # bytes in all
MOST_CELLS = 8_000_000  # of a rectangle that may be held in memory at once (about 250 MB)
MOST_RATIO = 300  # of a part over SMALL_PART; real sheets stay under 100, deflate can reach 1,032
SMALL_PART = 32 << 20
CHUNK = 1 << 20

# The reader takes an attribute for what it is though no blank stands before it, blanks stand
# around its "=", or its column is in small letters.
_IS = rb"""\s{0,8}=\s{0,8}["']"""
_R = rb"r(?<![A-Za-z:]r)" + _IS
_COLUMN = re.compile(_R + rb"([A-Za-z]{1,3})\d")
_ROW = re.compile(_R + rb"""[A-Za-z]{1,3}(\d{1,9})["']""")
_BEYOND = re.compile(  # XFD1048576 is the last cell
    _R + rb"(?:[A-Za-z]{4,}\d|[A-Za-z]*\d{8,})|r(?<![A-Za-z:]r)\s{9,}(?:=|\Z)"
)
_FAR = re.compile(_R + rb"(?:[A-Za-z]{2,}\d|[A-Za-z]*\d{6,})|r(?<![A-Za-z:]r)\s{9,}")
_NEAR = (99_999, 26)  # Z99999
_SIGNS = {
    "sheet": (
        (b"<f>", b"formula"), (b"<f ", b"formula"), (b"strike", b"strike"), (b't="e"', b"error"),
        (b'hidden="1"', b"hidden"), (b'hidden="true"', b"hidden"),
    ),
    "content": (
        (b'visibility="collapse"', b"hidden"), (b'visibility="filter"', b"hidden"),
        (b"line-through-style", b"strike"), (b"rows-spanned", b"merged"),
        (b"<office:annotation", b"note"),
    ),
    "other": ((b"strike", b"strike"),),
}  # fmt: skip
_LISTS = (".zip", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".et")
_TRICKS = (
    b"<!DOCTYPE",
    b"<!ENTITY",
    "<!DOCTYPE".encode("utf-16-le"),
    "<!DOCTYPE".encode("utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """How far the cells of one XML part reach, counted from 1, and what was seen in it.

    ``seen`` holds "formula", "hidden", "strike" and "error" (as bytes) where the part has any.
    """

    rows: int
    columns: int
    seen: frozenset[bytes] = frozenset()

    @property
    def area(self) -> int:
        """Cells of the smallest rectangle from A1 that holds them all."""
        return self.rows * self.columns


def inspect(path: Path) -> dict[str, Part]:
    """The parts of the zipped workbook by name. Raises InputError when it is not safe to unpack."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
        _refuse_files(path, infos)
        _refuse_bomb(path, infos)
        with path.open("rb") as file:
            return {i.filename: _part(path, file, i) for i in infos if _is_read(i.filename)}
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, NotImplementedError):
        raise damaged(path) from None


def damaged(path: Path) -> InputError:
    """The file begins like a workbook and does not go on like one."""
    return InputError(
        "{file} is damaged or was cut off on its way; ask for the file again.", file=path.name
    )


def too_large(path: Path) -> InputError:
    """The file unpacks to more than any list of persons."""
    return InputError(
        "{file} unpacks to far more than a list can be, and was not opened; "
        "copy the rows into a new workbook.",
        file=path.name,
    )


def holds_files(path: Path) -> InputError:
    """The file is an archive of files, or a workbook with another inside it."""
    return InputError(
        "{file} is an archive with files in it; unpack it and drop the lists themselves.",
        file=path.name,
    )


def inflated(path: Path, name: str) -> Iterator[bytes]:
    """One part in pieces of at most ``CHUNK`` bytes, of a workbook that ``inspect`` has passed."""
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        yield from _inflate(path, file, archive.getinfo(name))


def _refuse_bomb(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise too_large(path)
    for info in infos:
        packed = info.filename.lower().endswith((".zip", ".xlsx", ".xlsm", ".ods", ".xlsb"))
        if packed and "embeddings/" not in info.filename:
            raise too_large(path)
        if info.flag_bits & 1:
            raise protected(path)
        if info.file_size > SMALL_PART and info.file_size > MOST_RATIO * info.compress_size:
            raise too_large(path)


def _refuse_files(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Lists packed together are an archive; what a workbook embeds is never unpacked."""
    names = [info.filename.lower() for info in infos]
    if any(name.endswith(("content.xml", "workbook.xml", "workbook.bin")) for name in names):
        return
    if any(name.endswith(_LISTS) for name in names):
        raise holds_files(path)


def protected(path: Path) -> InputError:
    """The file is encrypted."""
    return InputError(
        "{file} is protected with a password; open it in Excel, save a copy without password "
        "and drop that copy here.",
        file=path.name,
    )


def _is_read(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".bin", ".vml"))


def _part(path: Path, file: BinaryIO, info: zipfile.ZipInfo) -> Part:
    """How far the part's cells reach, exactly where it is short, wide or long, else at most."""
    part = _looked_through(path, file, info, exact=False)
    return part if part.area <= MOST_CELLS else _looked_through(path, file, info, exact=True)


def _looked_through(path: Path, file: BinaryIO, info: zipfile.ZipInfo, exact: bool) -> Part:
    rows = columns = 0
    seen: set[bytes] = set()
    tail = b""
    is_sheet = "sheets/" in info.filename
    signs = _SIGNS["sheet" if is_sheet else "content" if "content" in info.filename else "other"]
    for chunk in _inflate(path, file, info):
        piece = tail + chunk
        if any(trick in piece for trick in _TRICKS) and not info.filename.endswith(".bin"):
            raise InputError(
                "{file} holds instructions for the computer that no list needs, and was not "
                "opened; save it again as XLSX from Excel.",
                file=path.name,
            )
        if is_sheet:
            down, across = _reach(path, piece, exact or not tail)
            rows, columns = max(rows, down), max(columns, across)
        seen.update(name for sign, name in signs if name not in seen and sign in piece)
        tail = piece[-64:]
    return Part(rows, columns, frozenset(seen))


def _reach(path: Path, piece: bytes, exact: bool) -> tuple[int, int]:
    """The last row and column of a piece of a sheet; at most Z99999 where none is farther."""
    if not exact and not _FAR.search(piece):
        return _NEAR
    if _BEYOND.search(piece):
        raise damaged(path)  # the reader would count past its integers
    letters = set(_COLUMN.findall(piece))
    down = max(map(int, set(_ROW.findall(piece))), default=0)
    return down, max(map(_column_number, letters), default=0)


def _inflate(path: Path, file: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    file.seek(info.header_offset)
    head = file.read(30)
    name_length, extra_length = struct.unpack("<HH", head[26:30])
    file.seek(name_length + extra_length, 1)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged(path)
    stored = info.compress_type == zipfile.ZIP_STORED
    pieces = _raw(file, info.compress_size) if stored else _deflated(file, info.compress_size)
    seen = 0
    for piece in pieces:
        seen += len(piece)
        if seen > info.file_size:
            raise too_large(path)  # it claimed to be smaller
        yield piece


def _raw(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left and (data := file.read(min(CHUNK, left))):
        left -= len(data)
        yield data
    if left:
        raise zipfile.BadZipFile


def _deflated(file: BinaryIO, left: int) -> Iterator[bytes]:
    engine = zlib.decompressobj(-15)
    for data in _raw(file, left):
        piece = engine.decompress(data, CHUNK)
        while piece:
            yield piece
            piece = engine.decompress(engine.unconsumed_tail, CHUNK)
    if not engine.eof:
        raise zipfile.BadZipFile


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
