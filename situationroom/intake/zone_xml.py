"""Hostile XML of a few megabytes as a tree: no entities, no document types, bounded in all ways."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from situationroom.intake.archive import damaged
from situationroom.intake.encodings import encoding_of
from situationroom.models.errors import InputError

MOST_BYTES: Final = 50 << 20
MOST_ELEMENTS: Final = 500_000
DEEPEST: Final = 60
MOST_PREFIXES: Final = 200
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE: Final = re.compile(rb"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|amp;|lt;|gt;|quot;|apos;)")
_ROOT: Final = re.compile(rb"<([A-Za-z_][\w.:-]{0,80})(?:\s[^<>]{0,8000})?>")
_NAMED: Final = re.compile(rb"\sxmlns:([A-Za-z_][\w.-]{0,40})\s{0,4}=")
_PREFIX: Final = re.compile(rb"(?:</?|\s)([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
_DECLARED: Final = re.compile(
    rb"""\s*<\?xml[^>]{0,80}?encoding\s*=\s*["']([\w.-]{1,40})["'][^>]{0,80}>"""
)


def tree(path: Path, data: bytes) -> Element:
    """The root of the XML in ``data``. Raises InputError, in one sentence, for what is none."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    if len(data) > MOST_BYTES:
        raise too_large(path)
    try:
        told = _in_utf8(path, data)
        try:
            return _parsed(path, told)
        except ParseError:
            return _parsed(path, _mended(told))
    except DefusedXmlException:
        raise InputError(
            "{file} holds instructions for the computer that no map needs, and was not opened.",
            file=path.name,
        ) from None
    except (ParseError, ValueError, LookupError):
        raise damaged(path) from None


def _parsed(path: Path, data: bytes) -> Element:
    from defusedxml.ElementTree import iterparse

    depth = count = 0
    root: Element | None = None
    for event, element in iterparse(BytesIO(data), ("start", "end"), forbid_dtd=True):
        if event == "end":
            depth -= 1
            continue
        depth, count = depth + 1, count + 1
        root = element if root is None else root
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise too_large(path)
    if root is None:
        raise damaged(path)
    return root


def _mended(data: bytes) -> bytes:
    """What many programs forget: prefixes declared (gx:, atom:, xsi:), and "&" written as such."""
    data = _BARE.sub(b"&amp;", data)
    root = _ROOT.search(data)
    if root is None:
        return data
    known = {b"xml", b"xmlns", *_NAMED.findall(root[0])}
    missing = sorted({prefix for prefix in _PREFIX.findall(data) if prefix not in known})
    told = b"".join(b' xmlns:%b="urn:undeclared:%b"' % (p, p) for p in missing[:MOST_PREFIXES])
    at = root.start() + 1 + len(root[1])
    return data[:at] + told + data[at:]


def _in_utf8(path: Path, data: bytes) -> bytes:
    """In UTF-8 and without a declaration: the parser knows no GBK, and some declare what is not so.

    Raises LookupError for a coding that is none of texts.
    """
    for mark, wide in _MARKS:
        if data.startswith(mark):
            data = data[len(mark) :].decode(wide, "replace").encode()
    data = data.lstrip()  # before a declaration nothing may stand, but does
    head = _DECLARED.match(data)
    encoding = head[1].decode("ascii").lower() if head else "utf-8"
    if head is not None:
        data = data[head.end() :]
    if encoding.startswith(("utf", "ucs", "us-ascii", "iso-10646")):
        with suppress(UnicodeDecodeError):
            data.decode("utf-8")
            return data
        encoding = encoding_of(path) if path.suffix.lower() != ".kmz" else "gb18030"
    return data.decode(encoding, "replace").encode()


def too_large(path: Path) -> InputError:
    """More than any file of zones holds."""
    return InputError(
        "{file} is far larger than a file of zones can be, and was not opened; "
        "ask for the affected area alone.",
        file=path.name,
    )


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names."""
    return (child for child in element if local(child) in names)


def text_of(element: Element, name: str) -> str:
    """The text of the first child of a name, '' without one."""
    found = next(children(element, name), None)
    return "" if found is None else "".join(found.itertext()).strip()
