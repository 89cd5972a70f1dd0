"""A pasted link taken apart: host, path, fields; the parts a map service hides a position in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote_plus, urlsplit

LONGEST: Final = 4_000
"""Characters of a link; no map service writes longer ones with the position so late."""
_START: Final = re.compile(
    r"(?:https?|geo|androidamap|iosamap|amapuri|baidumap|bdapp|qqmap|om|comgooglemaps|maps|waze|yandexmaps|here"
    r"|here-location|intent):|(?:[a-z\d\-]{1,40}\.){1,4}(?:com|org|net|cn|ru|gl|app|de|co|me|is)/",
    re.I,
)
_FIELDS: Final = 60


@dataclass(frozen=True, slots=True)
class Link:
    """``host`` in small letters, or the scheme with its colon; ``fields`` of query and fragment."""

    host: str
    path: str
    fields: Mapping[str, str] = field(default_factory=dict)
    fragment: str = ""

    def first(self, *names: str) -> str:
        """The first of these fields that says something."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def link_in(told: str) -> Link | None:
    """The first link in a text; None without one that can be taken apart."""
    start = _START.search(told)
    if start is None:
        return None
    text = told[start.start() : start.start() + LONGEST].split(maxsplit=1)[0]
    text = re.split(r"[<>\"\u3000-\u303f\uff01-\uff5e]", text)[0]
    try:
        return _parted(text)
    except ValueError:  # a broken host such as 'http://[::'
        return None


def _parted(text: str) -> Link:
    scheme, _, rest = text.partition(":")
    if scheme.casefold() == "geo":
        point, _, query = rest.partition("?")
        return Link("geo:", point, _fields(query))
    if scheme.casefold() not in ("http", "https") and "//" in rest[:2]:
        parts = urlsplit(text)
        return Link(f"{parts.scheme.casefold()}:", parts.netloc + parts.path, _fields(parts.query))
    parts = urlsplit(text if "//" in text[:9] else f"//{text}")
    fields = _fields(parts.query) | _fields(parts.fragment.lstrip("!/?"))
    host = (parts.hostname or "").removeprefix("www.")
    return Link(host, unquote_plus(parts.path), fields, unquote_plus(parts.fragment))


def _fields(query: str) -> dict[str, str]:
    pairs = parse_qsl(query[:LONGEST], max_num_fields=None)[:_FIELDS]
    return {name.casefold(): value for name, value in reversed(pairs)}
