"""The person and note records of an XML file, whatever prefix and version its names carry.

The XML is hostile until read: a document type, entities or endless nesting are refused in one
sentence, and nothing is ever fetched. Texts declared as one encoding and written in another, and
the Chinese encodings the parser does not know, are read through ``delimited.encoding_of``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, Final, Literal
from xml.etree.ElementTree import Element

from situationroom.intake.archive import damaged
from situationroom.intake.delimited import encoding_of
from situationroom.models.errors import InputError

MOST_BYTES: Final = 200 << 20
DEEPEST: Final = 40  # elements inside one another; PFIF needs three, in a feed six
MOST_RECORDS: Final = 500_000
_PFIF = re.compile(rb"zesty\.ca/pfif/|<(?:[\w.-]+:)?pfif[\s>]")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Record:
    """One person or note: its fields in order, and a person's own notes."""

    kind: Literal["person", "note"]
    fields: Mapping[str, str]
    notes: "tuple[Record, ...]" = field(default=())

    def get(self, name: str) -> str:
        """The field's text, '' where it is missing."""
        return self.fields.get(name, "")

    def __getitem__(self, name: str) -> str:
        return self.fields[name]


def is_pfif(path: Path) -> bool:
    """Whether the file begins as Person Finder's XML, in any encoding of Latin letters."""
    with path.open("rb") as file:
        head = file.read(16_384).replace(b"\0", b"")
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    page = start.startswith((b"<html", b"<!doctype html"))
    return start.startswith(b"<") and not page and bool(_PFIF.search(head))


def records(path: Path) -> Iterator[Record]:
    """Every person (with the notes inside it) and every other note, in the file's order.

    Raises InputError in one sentence for XML that is damaged, too large or full of tricks.
    """
    if path.stat().st_size > MOST_BYTES:
        raise InputError(
            "{file} is larger than {limit} MB, and was not opened; send the list without pictures "
            "or in parts.",
            file=path.name,
            limit=MOST_BYTES >> 20,
        )
    try:
        found = _parsed(path, path.open("rb"))
    except (_Unparsed, LookupError):
        found = _parsed_again(path)
    return iter(found)


class _Unparsed(Exception):  # noqa: N818 - a signal inside this module
    """The bytes are no XML in the encoding they claim."""


def _parsed_again(path: Path) -> list[Record]:
    """Read in the encoding the bytes are really in."""
    try:
        text = path.read_bytes().decode(encoding_of(path), "strict")
        plain = _DECLARATION.sub("", text, count=1)
        return _parsed(path, BytesIO(plain.encode("utf-8", "strict")))
    except (UnicodeError, LookupError, _Unparsed):
        raise damaged(path) from None


def _parsed(path: Path, source: IO[bytes]) -> list[Record]:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        with source:
            return list(_collected(path, iterparse(source, ("start", "end"), forbid_dtd=True)))
    except DefusedXmlException:
        raise InputError(
            "{file} holds instructions for the computer that no list needs, and was not opened; "
            "ask for the file again.",
            file=path.name,
        ) from None
    except (ParseError, ValueError, LookupError):
        raise _Unparsed from None


def _collected(path: Path, events: Iterator[tuple[str, Element]]) -> Iterator[Record]:
    """The records as they end; whatever has been read is let go of at once."""
    around: list[Element] = []
    count = 0
    for event, element in events:
        if event == "start":
            around.append(element)
            if len(around) > DEEPEST:
                raise damaged(path)
            continue
        around.pop()
        if any(_is_record(outer) for outer in around):
            continue
        if _is_record(element):
            count += 1
            if count > MOST_RECORDS:
                raise damaged(path)
            yield _record(element)
        element.clear()
        if around:
            around[-1].remove(element)


def _is_record(element: Element) -> bool:
    return _local(element) in ("person", "note")


def _record(element: Element) -> Record:
    fields: dict[str, str] = {}
    notes = []
    for child in element:
        name = _local(child)
        if name == "note":
            notes.append(_record(child))
            continue
        text = "".join(child.itertext()).strip()
        if text:
            fields[name] = f"{fields[name]}\n{text}" if name in fields else text
    return Record("note" if _local(element) == "note" else "person", fields, tuple(notes))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
