"""Letters that came back, from an mbox file or a single letter (RFC 5322); all of it is hostile."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final, NamedTuple

MOST_LETTERS: Final = 20_000
LARGEST_LETTER: Final = 2 << 20  # bytes; more is attachments, which nobody here reads
_QUOTED = re.compile(
    r"^\s*>|^\s*-{2,}\s*(original|原始|转发|forwarded)|^\s*(on|在) .{4,120}(wrote|写道)[:：]\s*$",
    re.I,
)
_HEAD = re.compile(rb"\A(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n|[ \t]+[^\n]*\n){2,}", re.M)


class Letter(NamedTuple):
    """From whom, what, when (aware UTC, None where the letter does not say)."""

    sender: str
    text: str
    at: datetime | None


def is_mailbox_file(head: bytes) -> bool:
    """True where a file begins as an mbox or as the headers of a letter."""
    start = head.lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n")
    if start.startswith(b"From ") and b"\n" in start and b":" in start.partition(b"\n")[2][:400]:
        return True
    found = _HEAD.match(start + b"\n")
    return bool(found and re.search(rb"^(from|date|received|message-id):", found[0], re.I | re.M))


def letters(data: bytes) -> Iterator[Letter]:
    """Every letter of the file, with what its sender wrote above the quotation."""
    parts = re.split(rb"(?m)^From [^\n]*\n", data.replace(b"\r\n", b"\n"))
    for part in [part for part in parts if part.strip()][:MOST_LETTERS]:
        yield _letter(part[:LARGEST_LETTER])


def _letter(data: bytes) -> Letter:
    try:
        made = BytesParser(policy=policy.default).parsebytes(data)
        assert isinstance(made, EmailMessage)  # noqa: S101 - what this policy makes
        sender, text = parseaddr(str(made.get("From", "")))[1], _text(made)
        return Letter(sender, text or str(made.get("Subject", "")), _date(made))
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, AssertionError):
        return Letter("", data[:400].decode("utf-8", "replace"), None)  # broken on purpose, maybe


def _text(made: EmailMessage) -> str:
    body = made.get_body(preferencelist=("plain",))
    told = str(body.get_content()) if body is not None else ""
    kept = []
    for line in told[:20_000].splitlines():
        if _QUOTED.search(line):
            break
        kept.append(line.rstrip())
    return "\n".join(kept).strip()


def _date(made: EmailMessage) -> datetime | None:
    try:
        at = parsedate_to_datetime(str(made.get("Date", "")))
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
