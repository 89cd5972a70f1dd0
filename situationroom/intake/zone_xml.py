"""Hostile XML of a few megabytes as a tree: no entities, no document types, bounded in all ways."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from situationroom.intake.archive import damaged
from situationroom.models.errors import InputError

MOST_BYTES: Final = 50 << 20
MOST_ELEMENTS: Final = 500_000
DEEPEST: Final = 60
_DECLARED: Final = re.compile(
    rb"""\s*<\?xml[^>]{0,80}?encoding\s*=\s*["']([\w.-]{1,40})["'][^>]{0,80}>"""
)


def tree(path: Path, data: bytes) -> Element:
    """The root of the XML in ``data``. Raises InputError, in one sentence, for what is none."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    if len(data) > MOST_BYTES:
        raise too_large(path)
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(_in_utf8(data)), ("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                continue
            depth, count = depth + 1, count + 1
            root = element if root is None else root
            if depth > DEEPEST or count > MOST_ELEMENTS:
                raise too_large(path)
    except DefusedXmlException:
        raise InputError(
            "{file} holds instructions for the computer that no map needs, and was not opened.",
            file=path.name,
        ) from None
    except (ParseError, ValueError, LookupError):
        raise damaged(path) from None
    if root is None:
        raise damaged(path)
    return root


def _in_utf8(data: bytes) -> bytes:
    """What is declared to be in GBK or the like, which the parser does not know, as UTF-8."""
    head = _DECLARED.match(data)
    encoding = head[1].decode("ascii") if head else "utf-8"
    if head is None or encoding.lower().startswith("utf"):
        return data
    return data[head.end() :].decode(encoding, "replace").encode()


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
