"""Replies from wherever they come: a gateway's table, a mailbox file, pasted or typed lines."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from situationroom.commands.typed import typed_phones
from situationroom.intake.files import LARGEST_FILE, open_tables
from situationroom.intake.moments import Clockwork, read_moment
from situationroom.intake.tables import Table
from situationroom.messaging.mailbox import is_mailbox_file, letters
from situationroom.messaging.prepare import is_mailbox
from situationroom.models import Incident
from situationroom.models.errors import InputError

MOST_REPLIES: Final = 100_000
LONGEST: Final = 4_000  # characters of a reply that are kept
PASTED: Final = "Pasted"
_FROM = re.compile(
    r"^(from|sender|number|phone|mobile|msisdn|tel|e-?mail|发件人|发送人|来自|号码|手机|电话|邮箱)",
    re.I,
)
_TEXT = re.compile(r"^(text|message|reply|body|content|answer|内容|短信内容|回复|正文|消息)", re.I)
_TIME = re.compile(r"^(time|date|received|at\b|sent|timestamp|时间|接收时间|回复时间|日期)", re.I)
_MAILBOX = re.compile(r"\s*<?([^\s@,;<>]{1,80}@[^\s@,;<>:]{1,120})>?\s*[:：,;，；|]?\s*(.*)", re.S)
_NUMBER = re.compile(r"\s*[+(]?\d[\d ()\-.]{5,22}")
_ENDS = re.compile(r"[\s:：,;，；|]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One reply as it was told: who, what, when, where it stood, and all its cells."""

    sender: str
    text: str
    at: datetime | None
    row: int
    cells: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """The same line again is the same reply."""
        told = "\x1f".join((self.sender, self.text, self.at.isoformat() if self.at else ""))
        return "reply:" + hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class ReplyFile:
    """The replies of one file, under its headers."""

    name: str
    headers: tuple[str, ...]
    lines: tuple[Line, ...]
    sha256: str = ""


def read_replies(path: Path, incident: Incident) -> ReplyFile:
    """A gateway's table (any the import reads) or an mbox. Raises InputError for anything else."""
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if is_mailbox_file(data[:4_096]):
        found = [
            Line(one.sender, one.text[:LONGEST], one.at, row, (one.sender, one.text[:LONGEST],
                 one.at.isoformat() if one.at else ""))
            for row, one in enumerate(letters(data), 1)
        ]  # fmt: skip
        return ReplyFile(path.name, ("from", "text", "at"), tuple(found), digest)
    tables = [table for table in open_tables(path) if table.rows]
    if not tables:
        raise InputError("{file} is empty; ask for the file again.", file=path.name)
    headers, lines = _of_table(path, tables[0], incident)
    return ReplyFile(path.name, headers, tuple(lines), digest)


def pasted_replies(text: str, incident: Incident) -> ReplyFile:
    """Lines such as '+90 532 … 1 safe', or rows copied from a table. Raises InputError."""
    rows = [line[: 2 * LONGEST] for line in text.splitlines() if line.strip()]
    if not rows:
        raise InputError("Paste the replies first: a number or e-mail and the text on each line.")
    if len(rows) > MOST_REPLIES:
        raise _too_many(PASTED)
    lines = [_pasted(number, line, incident) for number, line in enumerate(rows, 1)]
    return ReplyFile(PASTED, ("from", "text", "at"), tuple(lines))


def address_of(sender: str, incident: Incident) -> str:
    """E.164 or a mailbox in small letters; "" where it is neither."""
    told = sender.strip()[:200]
    if "@" in told:
        return told.casefold() if is_mailbox(told) else ""
    found = typed_phones(told, incident)
    if len(found) == 1 and found[0].e164:
        return found[0].e164
    digits = re.sub(r"\D", "", told)  # gateways leave the '+' away
    return f"+{digits}" if 10 <= len(digits) <= 15 and not digits.startswith("0") else ""


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(
                "{file} is larger than {limit} MB, and was not opened; send the list without "
                "pictures or in parts.",
                file=path.name,
                limit=LARGEST_FILE >> 20,
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            "{file} cannot be opened: {reason}.", file=path.name, reason=error.strerror or "?"
        ) from None


def _of_table(path: Path, table: Table, incident: Incident) -> tuple[tuple[str, ...], list[Line]]:
    head, columns = _columns(table)
    if columns is None:
        raise InputError(
            "{file} has no columns for number and text; name them 'from' and 'text' in the first "
            "row, and 'time' where it is known.",
            file=path.name,
        )
    rows = [row for row in table.rows if row[0] > head]
    if len(rows) > MOST_REPLIES:
        raise _too_many(path.name)
    headers = next((cells for number, cells in table.rows if number == head), ())
    lines = [_line(number, cells, columns, incident) for number, cells in rows]
    return headers, [line for line in lines if line.sender or line.text]


def _columns(table: Table) -> tuple[int, tuple[int, int, int | None] | None]:
    """The header's row number, and the columns of sender, text and time."""
    for number, cells in table.rows[:10]:
        found = [_first(cells, kind) for kind in (_FROM, _TEXT, _TIME)]
        if found[0] is not None and found[1] is not None and found[0] != found[1]:
            return number, (found[0], found[1], found[2])
    first = table.rows[0][1]
    if len(first) > 1 and (_MAILBOX.fullmatch(first[0]) or _NUMBER.fullmatch(first[0])):
        return 0, (0, 1, 2 if len(first) > 2 else None)
    return 0, None


def _first(cells: Sequence[str], kind: "re.Pattern[str]") -> int | None:
    return next((n for n, cell in enumerate(cells) if kind.match(cell.strip())), None)


def _line(
    number: int, cells: tuple[str, ...], columns: tuple[int, int, int | None], incident: Incident
) -> Line:
    def cell(place: int | None) -> str:
        return cells[place].strip() if place is not None and place < len(cells) else ""

    sender, text, time = (cell(place) for place in columns)
    return Line(sender[:200], text[:LONGEST], _time(time, incident), number, cells)


def _pasted(number: int, line: str, incident: Incident) -> Line:
    if "\t" in line:
        cells = tuple(cell.strip() for cell in line.split("\t"))
        at = _time(cells[2], incident) if len(cells) > 2 else None
        return Line(cells[0][:200], cells[1][:LONGEST], at, number, cells)
    sender, text = _apart(line, incident)
    return Line(sender[:200], text[:LONGEST], None, number, (sender, text))


def _apart(line: str, incident: Incident) -> tuple[str, str]:
    """Sender and text: '+90 532 555 01 01 1 safe' is cut where the number is one, from behind."""
    if mailbox := _MAILBOX.fullmatch(line):
        return mailbox[1], mailbox[2].strip()
    head = _NUMBER.match(line)
    if head is None:
        return "", line.strip()
    cuts = [(end.start(), end.end()) for end in _ENDS.finditer(line) if 0 < end.start() <= 26]
    for start, end in [(len(line), len(line)), *reversed(cuts)]:
        number = line[:start].strip()
        if len(number) <= 26 and _NUMBER.fullmatch(number) and _is_number(number, incident):
            return number, line[end:].strip()
    return "", line.strip()


def _is_number(text: str, incident: Incident) -> bool:
    found = typed_phones(text, incident)
    return len(found) == 1 and bool(found[0].e164)


def _time(text: str, incident: Incident) -> datetime | None:
    if not text:
        return None
    zone = incident.incident_zone
    clockwork = Clockwork(zone, zone, incident.started_at.year)
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        told = None
    if told is not None and told.tzinfo is not None:
        return told
    return read_moment(text, clockwork)[0]


def _too_many(name: str) -> InputError:
    return InputError(
        "{file} holds more than {most} replies; bring it in parts.", file=name, most=MOST_REPLIES
    )
