"""Lists kept as text: any delimiter, quoting, line end and the encodings officers meet.

Order of trial: byte order mark, NUL bytes, strict UTF-8, strict GB18030 if what comes out is
common Chinese, then chardet. Detectors alone misread GBK files that are mostly English.
"""

import codecs
import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from situationroom.intake.tables import Table, table
from situationroom.models.errors import InputError

LARGEST_TEXT = 1 << 30  # bytes
SAMPLE = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EAST_ASIAN = ("big5", "cp950", "shift", "cp932", "euc", "iso2022", "iso-2022", "hz")
_DELIMITERS = (",", ";", "\t", "|", "，")


def read_delimited(path: Path) -> Table:
    """The whole file as one table named after the file. Raises InputError when it is no text."""
    encoding = encoding_of(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            sample = file.read(SAMPLE)
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(_lines(file), delimiter=delimiter_of(sample))
            return table(path.stem, _numbered(reader))
    except (csv.Error, UnicodeError):
        raise InputError(
            "{file} cannot be read as a table of text; open it in Excel and save it as XLSX.",
            file=path.name,
        ) from None


def _numbered(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    return ((number, row) for number, row in enumerate(rows, 1) if row)


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines of nothing but delimiters become empty at once: a million of them cost nothing."""
    quoted = False
    for line in lines:
        blank = not quoted and not line.strip(",;\t| \r\n")
        if '"' in line and line.count('"') % 2:
            quoted = not quoted
        yield "\n" if blank else line


def delimiter_of(sample: str) -> str:
    """The delimiter that cuts the first lines into the most columns, most evenly."""
    lines = [line for line in sample.splitlines()[:60] if line.strip()]
    return max(_DELIMITERS, key=lambda d: _evenness(lines, d))


def _evenness(lines: list[str], delimiter: str) -> float:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        return 0
    if not widths:
        return 0
    usual = max(set(widths), key=lambda w: (widths.count(w), w))
    return 0 if usual < 2 else widths.count(usual) / len(widths) * min(usual, 12)


def encoding_of(path: Path) -> str:
    """The encoding's Python name. Raises InputError when the bytes are no text in any."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if b"\0" in sample:
        return _without_mark(path, sample)
    if _decodes(path, "utf-8"):
        return "utf-8"
    if _is_chinese(sample) and _decodes(path, "gb18030"):
        return "gb18030"
    return _detected(path, sample)


def _without_mark(path: Path, sample: bytes) -> str:
    """UTF-16 without its mark has NULs on one side of Latin letters, digits and line ends."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 8 * even and odd > len(sample) // 20 and _decodes(path, "utf-16-le"):
        return "utf-16-le"
    if even > 8 * odd and even > len(sample) // 20 and _decodes(path, "utf-16-be"):
        return "utf-16-be"
    raise no_list(path)


def no_list(path: Path) -> InputError:
    """The file is something else altogether."""
    return InputError(
        "{file} is not a spreadsheet; drop an Excel, OpenDocument or CSV file.", file=path.name
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while data := file.read(1 << 20):
                decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _is_chinese(sample: bytes) -> bool:
    """In Chinese text nearly every pair is one of the 6,763 hanzi and signs of GB 2312."""
    text = sample.decode("gb18030", "ignore")
    beyond = [c for c in text if ord(c) > 127]
    common = sum(1 for c in beyond if _in_gb2312(c))
    return bool(beyond) and common / len(beyond) > 0.9


def _in_gb2312(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _detected(path: Path, sample: bytes) -> str:
    import chardet

    found = chardet.detect(sample[: 1 << 16])
    guess = str(found.get("encoding") or "").lower()
    sure = float(found.get("confidence") or 0) >= 0.5 or guess.startswith(_EAST_ASIAN)
    for name in (guess if sure else "", "cp1252", "latin-1"):
        try:
            if name and codecs.lookup(name) and _decodes(path, name) and _is_text(sample, name):
                return name
        except LookupError:
            continue
    raise no_list(path)


def _is_text(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, "ignore")
    odd = sum(1 for c in text if not (c.isprintable() or c.isspace()))
    return odd * 50 <= len(text)
