"""Lists kept as text: any delimiter, quoting and line end, in the encodings officers meet."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TextIO

from situationroom.intake import fixed
from situationroom.intake.columns import SURE, by_header
from situationroom.intake.encodings import SAMPLE, encoding_of, no_list
from situationroom.intake.results import Reason
from situationroom.intake.tables import Table, table
from situationroom.intake.tags import is_tag
from situationroom.models.errors import InputError

__all__ = ["delimiter_of", "encoding_of", "no_list", "read_delimited"]

COMMENT = Reason("A comment line of the file.")
OPEN_QUOTE = Reason("A quotation mark is opened here and never closed; check where the cells end.")
DAMAGED = Reason(
    "Some characters were damaged on their way and are shown as �; ask for them again."
)

SPACES = " "  # stands for columns set apart by two spaces or more
LONGEST_QUOTE = 100  # lines; no cell of a list is longer
MOST_COLUMNS = 16_384  # no sheet of Excel has more
MOST_LINES = 20_000  # of a text without columns
MOST_OPEN = 60  # rows with an open quote
_LONGEST_OPEN = 50_000  # characters
_DELIMITERS = (",", ";", "\t", "|", "，", "^", "~", "；")
_TOLD = re.compile(r"\"?sep=(.)\"?\s*", re.IGNORECASE)
_COMMENT = re.compile(r"\s*(?://|#(?!\d*\s*$))")


class _TooWideError(Exception):
    """A line with more columns than any sheet."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the cells of a file are set apart: a delimiter (or SPACES) and a quotation mark."""

    delimiter: str
    quote: str = '"'
    starts: tuple[int, ...] = ()
    told_as_text: bool = False  # ="0532" is how programs keep Excel from taking it for a number


def read_delimited(path: Path) -> Table:
    """The whole file as one table named after the file. Raises InputError when it is no text."""
    encoding = encoding_of(path)
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            sample = file.read(SAMPLE)
            style = replace(style_of(sample), told_as_text='="' in sample)
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            return _read(path, file, style)
    except _TooWideError:
        raise InputError(
            "{file} has a line of more than {limit} columns, which no list has; ask for the list "
            "as XLSX.",
            file=path.name,
            limit=MOST_COLUMNS,
        ) from None
    except (csv.Error, UnicodeError):
        raise InputError(
            "{file} cannot be read as a table of text; open it in Excel and save it as XLSX.",
            file=path.name,
        ) from None


def as_lines(path: Path) -> Table:
    """The text with each line as one cell. Raises InputError when it is no text."""
    with path.open(encoding=encoding_of(path), errors="replace") as file:
        lines = (line.rstrip("\n") for line in islice(file, MOST_LINES))
        return table(path.stem, ((n, (line,)) for n, line in enumerate(lines, 1) if line.strip()))


def _read(path: Path, file: TextIO, style: Style) -> Table:
    unclosed: list[str] = []
    if style.delimiter == SPACES:
        rows: Iterable[list[str]] = fixed.split(file, style.starts)
    else:
        lines = _records(file, style, unclosed)
        rows = csv.reader(lines, delimiter=style.delimiter, quotechar=style.quote)
    if style.told_as_text:
        rows = map(_bare, rows)
    made = table(path.stem, ((number, row) for number, row in enumerate(rows, 1) if row))
    apart = {number: COMMENT for number, cells in made.rows if _is_comment(cells)}
    return replace(made, set_apart=apart, row_remarks=_doubtful(made, unclosed, style))


def _bare(cells: list[str]) -> list[str]:
    """A formula that is only a text in quotes is that text."""
    return [c[2:-1] if c[:2] == '="' and c[-1:] == '"' and c.count('"') == 2 else c for c in cells]


def _is_comment(cells: tuple[str, ...]) -> bool:
    """'# made on …' and '// …' are comments; '#' alone is a header, '#affected' a HXL tag."""
    first = cells[0]
    if not first.lstrip().startswith(("#", "//")) or not _COMMENT.match(first):
        return False
    return not is_tag(first) and (len(cells) < 3 or " " in first.strip() or first.startswith("//"))


def _doubtful(made: Table, unclosed: list[str], style: Style) -> dict[int, tuple[Reason, ...]]:
    found: dict[int, tuple[Reason, ...]] = {}
    begins = {line.split(style.delimiter)[0].strip() for line in unclosed} - {""}
    for number, cells in made.rows if begins else ():
        if cells[0].strip() in begins:
            found[number] = (OPEN_QUOTE,)
    for number, cells in made.rows:
        if "\ufffd" in "".join(cells):
            found[number] = (*found.get(number, ()), DAMAGED)
    return found


def _records(lines: Iterable[str], style: Style, unclosed: list[str]) -> Iterator[str]:
    """One string a row, with the line breaks inside its quotes; blank lines become empty at once.

    A quote that is not closed within ``LONGEST_QUOTE`` lines would swallow the rest of the list:
    it is taken as a letter, and its row is kept in ``unclosed``. After ``MOST_OPEN`` such rows
    quotes mean nothing in this file, and none is looked for.
    """
    quote = style.quote
    rest = iter(lines)
    waiting: list[str] = []
    while line := waiting.pop(0) if waiting else next(rest, ""):
        if len(line) > MOST_COLUMNS and line.count(style.delimiter) >= MOST_COLUMNS:
            raise _TooWideError
        given_up = len(unclosed) >= MOST_OPEN
        if (
            quote not in line
            or line.count(quote) % 2 == 0
            or not (given_up or _is_open(line, style))
        ):
            yield line if line.strip(",;\t| \r\n") else "\n"
            continue
        whole = ""
        if not given_up:
            following = [*waiting, *islice(rest, LONGEST_QUOTE - len(waiting))]
            whole, waiting = _closed(line, following, style)
        if not whole:
            whole = line.replace(quote, "")
            if not given_up:
                unclosed.append(whole)
        yield whole


def _closed(line: str, following: list[str], style: Style) -> tuple[str, list[str]]:
    """The row that begins with an open quote, up to the line that closes it; '' without one.

    Only the last cell can be open, so only what was added since it began is looked at again.
    """
    open_from = _open_from(line, style)
    whole, last = line, line[open_from:]
    for used, more in enumerate(following, 1):
        whole += more
        last += more
        if len(whole) > _LONGEST_OPEN:
            break
        if style.quote not in more or more.count(style.quote) % 2 == 0:
            continue
        if (begins := _open_from(last, style)) < 0:
            return whole, following[used:]
        last = last[begins:]
    return "", following


def _is_open(text: str, style: Style) -> bool:
    """Whether a cell that begins with a quote is still open at the end of the text."""
    return _open_from(text, style) >= 0


def _open_from(text: str, style: Style) -> int:
    """Where the cell begins that is still open at the end of the text; -1 without one."""
    closed, opening = _quoted(style.quote, style.delimiter)
    at = 0
    while begins := opening.search(text, at):
        start = begins.start(1)
        ends = closed.match(text, start)
        if ends is None:
            return start
        at = ends.end()
    return -1


@cache
def _quoted(quote: str, delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A whole quoted cell, and where one begins."""
    q, d = re.escape(quote), re.escape(delimiter)
    return re.compile(rf"{q}(?:[^{q}]|{q}{q})*+{q}(?={d}|[\r\n]*$)"), re.compile(rf"(?:^|{d})({q})")


def style_of(sample: str) -> Style:
    """The delimiter and quotation mark of a file that begins like this."""
    delimiter = delimiter_of(sample)
    if delimiter == SPACES:
        return Style(SPACES, starts=fixed.column_starts(re.split(r"\r\n|\r|\n", sample)[:60]))
    d = re.escape(delimiter)
    single, double = (
        len(re.findall(rf"(?:{d}|^){q}[^{q}\r\n]*{q}(?={d}|[\r\n]|$)", sample, re.MULTILINE))
        for q in ("'", '"')
    )
    return Style(delimiter, "'" if single >= 3 and single > 4 * double else '"')


def delimiter_of(sample: str) -> str:
    """The delimiter that cuts the first lines into the most columns, most evenly.

    Excel's own first line ``sep=;`` decides; a line of labels we know speaks for its delimiter.
    """
    lines = [line for line in re.split(r"\r\n|\r|\n", sample[:100_000]) if line.strip()][:60]
    if lines and (told := _TOLD.fullmatch(lines[0])):
        return told[1]
    scores = {d: _evenness(lines, d) for d in _DELIMITERS}
    best = max(scores, key=lambda d: scores[d])
    spaced = _even(fixed.widths(lines))
    return SPACES if spaced > scores[best] and "\t" not in "".join(lines) else best


def _evenness(lines: list[str], delimiter: str) -> float:
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0
    labels = max((_labels(row) for row in rows[:15] if len(row) > 1), default=0)
    return _even([len(row) for row in rows]) + 3 * labels


def _even(widths: list[int]) -> float:
    usual = max(set(widths), key=lambda w: (widths.count(w), w), default=0)
    return 0 if usual < 2 else widths.count(usual) / len(widths) * min(usual, 12)


def _labels(cells: list[str]) -> int:
    return sum(1 for cell in cells[:200] if by_header(cell.strip(" '\""))[1] >= SURE)
