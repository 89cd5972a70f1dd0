"""A record spelled once, for its row and for the journal entry that creates it.

An import writes very many new records. Each value becomes text or number once and serves both;
fields that say nothing cost a comparison only. ``codec`` reads back what is written here.
"""

from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring as quoted
from typing import Any, get_args, get_origin, get_type_hints

from situationroom.models import Record
from situationroom.store.codec import FieldCodec, bare, codecs, converters, dumps, time_text

Say = Callable[[Any], tuple[Any, str]]
"""One value as its column holds it, and as canonical JSON."""


def spelled(record: Record) -> tuple[list[Any], str]:
    """The record as a row in the order of its columns, and as the JSON of what it says.

    The JSON is canonical, as ``codec.dumps`` gives it, and leaves out fields that say nothing.
    """
    kind: Any = type(record)
    return _speller(kind)(record)


@cache
def _speller(kind: Any) -> Callable[[Any], tuple[list[Any], str]]:
    """One function of a kind, written from its fields: asking each how it is kept takes twice.

    It begins with ``blank``, the row of a record that says nothing, and reads

        value = record.city
        if value is not default12 and value != default12:
            row[12] = value
            said.append('"city":' + quoted(value))
    """
    hints, blank, lines = get_type_hints(kind), list[Any](), dict[str, str]()
    known: dict[str, Any] = {"quoted": quoted, "blank": blank, "time_text": time_text}
    for place, codec in enumerate(codecs(kind)):
        default, say = _default(codec), _saying(codec, hints[codec.name])
        blank.append(None if default is None else say(default)[0])
        known |= {f"default{place}": default, f"say{place}": say}
        lines[codec.name] = _lines(codec, place, hints[codec.name])
    del lines["id"]
    body = "".join(lines[name] for name in sorted(lines))
    spell: Callable[[Any], tuple[list[Any], str]] = _made(f"{_BEGINNING}{body}{_END}", known)
    return spell


_BEGINNING = """
def spell(record):
    row, said = blank.copy(), []
    row[0] = record.id
"""
_END = """
    return row, "{" + ",".join(said) + "}"
"""


def _lines(codec: FieldCodec, place: int, hint: Any) -> str:
    key, row, text = f"{quoted(codec.name)}:", f"row[{place}]", "text"
    kind = bare(hint)
    set_row = f"{row}, text = say{place}(value)"
    if hint is str:
        set_row, text = f"{row} = value", "quoted(value)"
    elif kind is datetime:  # a time holds nothing that JSON would write otherwise
        set_row = f"{row} = text = value and time_text(value)"
        text = "(f'\"{text}\"' if text else 'null')"
    elif kind is int:
        set_row, text = f"{row} = value", "('null' if value is None else repr(value))"
    return f"""
    value = record.{codec.name}
    if value is not default{place} and value != default{place}:
        {set_row}
        said.append({key!r} + {text})
"""


def _made(source: str, known: dict[str, Any]) -> Any:
    """The function ``spell`` of the source, which holds only names of fields of our records."""
    exec(source, known)  # noqa: S102 - nothing anybody typed; as dataclasses make theirs
    return known["spell"]


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
    if isinstance(bare(hint), type) and issubclass(bare(hint), StrEnum):
        known = _Words({member: (member.value, quoted(member.value)) for member in bare(hint)})
        known[None] = None, "null"
        return known.__getitem__
    if encode is None:
        return lambda value: (value, spell(value))
    return lambda value: (None, "null") if value is None else (text := encode(value), quoted(text))


class _Words(dict[Any, tuple[Any, str]]):
    """How the members of an enum are said; a text that stands for one is said as it is."""

    def __missing__(self, value: str) -> tuple[str, str]:
        return str(value), quoted(value)


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
    """A dataclass inside a record: every field, written out as ``_speller`` does."""
    hints = get_type_hints(kind)
    names = sorted(codec.name for codec in codecs(kind))
    known: dict[str, Any] = {f"say_{name}": _json(hints[name]) for name in names}
    keys = (f"{',' if place else '{'}{quoted(name)}:" for place, name in enumerate(names))
    told = (f"{key!r} + say_{name}(value.{name})" for key, name in zip(keys, names, strict=True))
    source = f"spell = lambda value: 'null' if value is None else {' + '.join(told)} + '}}'"
    spell: Callable[[Any], str] = _made(source, known)
    return spell
