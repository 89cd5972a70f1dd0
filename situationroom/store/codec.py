"""Records to and from plain JSON values: one place decides how a field is kept.

``to_fields`` gives what the journal keeps and ``to_row`` what a table keeps; both can be read
back without loss (times to the second, always UTC).
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from situationroom.models import RECORDS, Record
from situationroom.models.journal import Fields, Json

R = TypeVar("R", bound=Record)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_EMPTY: dict[Any, str] = {list: "[]", dict: "{}"}
KIND_OF: dict[type[Record], str] = {record: kind for kind, record in RECORDS.items()}


@dataclass(frozen=True, slots=True)
class FieldCodec:
    """How one field is kept. ``column`` is 'text', 'integer', 'real', 'bool' or 'json'."""

    name: str
    column: str
    default: Json
    encode: Callable[[Any], Json] | None
    decode: Callable[[Any], Any] | None


_CODECS: dict[Any, tuple[FieldCodec, ...]] = {}
_DEFAULTS: dict[Any, Mapping[str, Json]] = {}
Encoders = tuple[tuple[str, Callable[[Any], Json]], ...]
Reader = tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], Encoders]
"""Field names without the id, one call that reads them all, and what must be encoded."""
_READERS: dict[Any, Reader] = {}
_ROWS: dict[Any, tuple[Callable[[Any], Sequence[Any]], Sequence[tuple[int, Any]]]] = {}
"""One call that reads a row, and by place what has to be made of the value."""


def codecs(record: type[Any]) -> tuple[FieldCodec, ...]:
    """The codecs of every field of a record class, in the order of its fields."""
    if record not in _CODECS:
        hints = typing.get_type_hints(record)
        fields = dataclasses.fields(record)
        _CODECS[record] = tuple(_codec(field, hints[field.name]) for field in fields)
    return _CODECS[record]


def to_fields(record: Any) -> dict[str, Json]:
    """Every field but the id as JSON values."""
    names, read, encoders = _reader(type(record))
    fields = dict(zip(names, read(record), strict=True))
    for name, encode in encoders:
        if fields[name] is not None:
            fields[name] = encode(fields[name])
    return fields


def _reader(record: type[Any]) -> Reader:
    if record not in _READERS:
        wanted = codecs(record)[1:]
        names = tuple(codec.name for codec in wanted)
        encoders = tuple((codec.name, codec.encode) for codec in wanted if codec.encode)
        # One name would read a bare value; no record has only one field.
        _READERS[record] = (names, attrgetter(*names), encoders)
    return _READERS[record]


def default_fields(kind: type[Any]) -> Mapping[str, Json]:
    """What every field says when nothing was said."""
    if kind not in _DEFAULTS:
        _DEFAULTS[kind] = {codec.name: codec.default for codec in codecs(kind)[1:]}
    return _DEFAULTS[kind]


def from_fields(kind: type[R], id_: int, fields: Fields) -> R:
    """The record again; fields that are missing take their defaults."""
    values = {
        codec.name: codec.decode(fields[codec.name])
        if codec.decode and fields[codec.name] is not None
        else fields[codec.name]
        for codec in codecs(kind)[1:]
        if codec.name in fields
    }
    return kind(id=id_, **values)


def row_of(kind: type[Any], id_: int, fields: Fields) -> dict[str, Any]:
    """JSON values as one table row; missing fields take their defaults."""
    row: dict[str, Any] = {"id": id_}
    for codec in codecs(kind)[1:]:
        value = fields.get(codec.name, codec.default)
        if codec.column == "json":
            value = dumps(value) if value else _EMPTY.get(type(value), "null")
        row[codec.name] = value
    return row


def from_row(kind: type[R], row: Mapping[Any, Any]) -> R:
    """One table row as a record."""
    if kind not in _ROWS:
        wanted = codecs(kind)
        _ROWS[kind] = (
            itemgetter(*(codec.name for codec in wanted)),
            tuple((i, read) for i, codec in enumerate(wanted) if (read := _of_column(codec))),
        )
    values_of, readers = _ROWS[kind]
    values = list(values_of(row))
    for place, read in readers:
        value = values[place]
        if value is not None:
            values[place] = read(value)
    return kind(*values)


def _of_column(codec: FieldCodec) -> Callable[[Any], Any] | None:
    """From what a table keeps to the field, for any value but NULL; None where it is the same."""
    if codec.column == "bool":
        return bool
    if codec.column != "json":
        return codec.decode
    decode = codec.decode or (lambda value: value)
    nothing = decode([]) if isinstance(codec.default, list) else None

    def read(told: str) -> Any:
        if told == "[]" and nothing is not None:
            return nothing
        value = json.loads(told)
        return None if value is None else decode(value)

    return read


def fields_of_row(kind: type[Any], row: Mapping[Any, Any]) -> dict[str, Json]:
    """One table row as JSON values."""
    fields: dict[str, Json] = {}
    for codec in codecs(kind)[1:]:
        value = row[codec.name]
        if codec.column == "json":
            value = [] if value == "[]" else json.loads(value)
        elif codec.column == "bool" and value is not None:
            value = bool(value)
        fields[codec.name] = value
    return fields


def dumps(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, characters as they are."""
    return _ENCODER.encode(value)


@lru_cache(maxsize=1_024)  # the times of one row are often the same
def time_text(at: datetime) -> str:
    """'2016-07-15T19:00:00Z': UTC to the second, so that text order is time order."""
    utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return utc.isoformat()[:19] + "Z"


def time_of(text: str) -> datetime:
    """The aware time of a ``time_text``."""
    return datetime.fromisoformat(text)


def _codec(field: "dataclasses.Field[Any]", hint: Any) -> FieldCodec:
    encode, decode = converters(hint)
    default: Any = None
    if field.default is not dataclasses.MISSING:
        default = field.default
    elif field.default_factory is not dataclasses.MISSING:
        default = field.default_factory()
    plain = encode(default) if encode and default is not None else default
    return FieldCodec(field.name, _column(hint), plain, encode, decode)


def bare(hint: Any) -> Any:
    """The type of a field without its "or None"."""
    if isinstance(hint, types.UnionType):
        return next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
    return hint


def _column(hint: Any) -> str:
    kind = bare(hint)
    if typing.get_origin(kind) is tuple or dataclasses.is_dataclass(kind):
        return "json"
    return {int: "integer", float: "real", bool: "bool"}.get(kind, "text")


def converters(hint: Any) -> tuple[Callable[[Any], Json] | None, Callable[[Any], Any] | None]:
    """To a JSON value and back, for the values of a type; None where they are JSON already."""
    kind = bare(hint)
    if typing.get_origin(kind) is tuple:
        return _tuple_converters(typing.get_args(kind)[0])
    if dataclasses.is_dataclass(kind):
        return _nested_converters(kind)
    if kind is datetime:
        return time_text, time_of
    if kind is date:
        return date.isoformat, date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return str, kind
    return None, None


def _tuple_converters(item: Any) -> tuple[Callable[[Any], Json], Callable[[Any], Any]]:
    encode, decode = converters(item)
    return (
        (lambda values: [encode(value) for value in values]) if encode else list,
        (lambda values: tuple(decode(value) for value in values)) if decode else tuple,
    )


def _nested_converters(kind: Any) -> tuple[Callable[[Any], Json], Callable[[Any], Any]]:
    """To and from the JSON object of a dataclass inside a record."""
    inner = codecs(kind)
    decoders = [(codec.name, codec.decode) for codec in inner if codec.decode]
    encoders = [(codec.name, codec.encode) for codec in inner if codec.encode]
    names = [codec.name for codec in inner]

    def encode(value: Any) -> Json:
        fields = {name: getattr(value, name) for name in names}
        for name, convert in encoders:
            if fields[name] is not None:
                fields[name] = convert(fields[name])
        return fields

    def decode(fields: Mapping[str, Any]) -> Any:
        values = {name: fields[name] for name in names if name in fields}
        for name, convert in decoders:
            if values.get(name) is not None:
                values[name] = convert(values[name])
        return kind(**values)

    return encode, decode
