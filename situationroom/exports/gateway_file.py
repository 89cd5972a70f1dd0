"""The file somebody else sends from: one line a message (docs/FORMATS.md, "Gateway file")."""

import csv
from collections.abc import Iterable
from typing import Final

from situationroom.exports.cells import in_csv
from situationroom.exports.files import FilePath, replacing
from situationroom.models.message import Channel, Delivery

HEADERS: Final = (
    "id", "channel", "to", "language", "subject", "text", "parts", "encoding", "drill"
)  # fmt: skip
"""Telephones are in international form without '+': no spreadsheet takes them for a formula."""

Line = tuple[str, Delivery, int, str]
"""The message's own number, what is sent, how many SMS it takes, and in which encoding."""


def write_gateway_file(path: FilePath, lines: Iterable[Line], *, drill: bool) -> None:
    """UTF-8 with BOM, CRLF, RFC 4180. Raises StoreError when the disk refuses."""
    with replacing(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(_cells(*line, drill=drill) for line in lines)


def _cells(number: str, made: Delivery, parts: int, encoding: str, *, drill: bool) -> list[str]:
    sms = made.channel is Channel.SMS
    return [
        number,
        str(made.channel or ""),
        made.address.lstrip("+") if sms else in_csv(made.address),
        made.language,
        "" if sms else in_csv(made.subject),
        in_csv(made.text),
        str(parts) if sms else "",
        encoding if sms else "",
        "yes" if drill else "no",
    ]
