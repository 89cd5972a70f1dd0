"""A record spelled once, for its row and for the journal entry that creates it.

An import writes very many new records. Each value becomes text or number once and serves both;
fields that say nothing cost a comparison only. ``codec`` reads back what is written here.
"""

from collections.abc import Callable
from dataclasses import is_dataclass
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from situationroom.models import Record
from situationroom.store.codec import FieldCodec, bare, codecs, converters, dumps

Say = Callable[[Any], tuple[Any, str]]
"""One value as its column holds it, and as canonical JSON."""


class _Kind(NamedTuple):
    """How a kind is spelled: field by field in the order of the names, as the JSON has them.

    ``blank`` is the row of a record that says nothing; a spelling is (default, place in the row,
    JSON key, how to say the value).
    """

    read: Callable[[Any], tuple[Any, ...]]
    spellings: tuple[tuple[Any, int, str, Say], ...]
    blank: list[Any]


def spelled(record: Record) -> tuple[list[Any], str]:
    """The record as a row in the order of its columns, and as the JSON of what it says.

    The JSON is canonical, as ``codec.dumps`` gives it, and leaves out fields that say nothing.
    """
    kind: Any = type(record)
    read, spellings, blank = _kind(kind)
    row, parts = blank.copy(), []
    row[0] = record.id
    for value, (default, place, key, say) in zip(read(record), spellings, strict=True):
        if value is not default and value != default:
            row[place], said = say(value)
            parts.append(key + said)
    return row, "{" + ",".join(parts) + "}"


@cache
def _kind(kind: Any) -> _Kind:
    hints = get_type_hints(kind)
    blank, spellings = [], []
    for place, codec in enumerate(codecs(kind)):
        default, say = _default(codec), _saying(codec, hints[codec.name])
        blank.append(None if default is None else say(default)[0])
        spellings.append((default, place, f"{quoted(codec.name)}:", say))
    named = sorted(spellings[1:], key=lambda spelling: spelling[2])
    return _Kind(attrgetter(*sorted(c.name for c in codecs(kind)[1:])), tuple(named), blank)


def _default(codec: FieldCodec) -> Any:
    if codec.default is None or codec.decode is None:
        return codec.default
    return codec.decode(codec.default)


def _saying(codec: FieldCodec, hint: Any) -> Say:
    """How a column's values are said; JSON of a value that is text or a time holds that text."""
    spell = _json(hint)
    if codec.column == "json":
        return lambda value: (text := spell(value), text)
    encode: Callable[[Any], Any] | None = codec.encode
    if encode is None:
        return lambda value: (value, spell(value))
    return lambda value: (None, "null") if value is None else (text := encode(value), quoted(text))


def _json(hint: Any) -> Callable[[Any], str]:
    """How values of a type are spelled inside JSON; the same text as ``codec.dumps`` gives."""
    kind = bare(hint)
    if get_origin(kind) is tuple:
        return _array(_json(get_args(kind)[0]))
    if is_dataclass(kind):
        return _object(kind)
    if kind is str or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return quoted if kind is hint else lambda text: "null" if text is None else quoted(text)
    if kind is int or kind is float:
        return _number
    encode = converters(hint)[0]
    return dumps if encode is None else lambda value: dumps(value and encode(value))


def _number(value: int | float | None) -> str:
    # JSON has its own words for nothing and for what is no number (only those minus themselves
    # are not 0).
    return repr(value) if value is not None and value - value == 0 else dumps(value)


def _array(item: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda values: "[" + ",".join(map(item, values)) + "]"


def _object(kind: Any) -> Callable[[Any], str]:
    hints = get_type_hints(kind)
    names = sorted(codec.name for codec in codecs(kind))
    read = attrgetter(*names)
    parts = [(f"{quoted(name)}:", _json(hints[name])) for name in names]

    def spell(value: Any) -> str:
        if value is None:
            return "null"
        told = zip(parts, read(value), strict=True)
        return "{" + ",".join([key + said(part) for (key, said), part in told]) + "}"

    return spell
