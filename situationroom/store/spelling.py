"""A record spelled once, for its row and for the journal entry that creates it.

An import writes very many new records. Each value becomes text or number once and serves both;
fields that say nothing cost a comparison only. ``codec`` reads back what is written here.
"""

from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cache
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from situationroom.models import Record
from situationroom.store.codec import FieldCodec, bare, codecs, dumps

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
    read, spellings, blank = _kind(type(record))
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
        blank.append(say(default)[0])
        spellings.append((default, place, f"{quoted(codec.name)}:", say))
    named = sorted(spellings[1:], key=lambda spelling: spelling[2])
    return _Kind(attrgetter(*sorted(c.name for c in codecs(kind)[1:])), tuple(named), blank)


def _default(codec: FieldCodec) -> Any:
    if codec.default is None or codec.decode is None:
        return codec.default
    return codec.decode(codec.default)


def _saying(codec: FieldCodec, hint: Any) -> Say:
    if codec.column == "json":
        spell = _json(hint)
        return lambda value: (text := spell(value), text)
    if codec.column != "text":
        return lambda value: (value, dumps(value))
    if codec.encode is None:
        return lambda value: (value, "null" if value is None else quoted(value))
    return _encoded(codec.encode)


def _encoded(encode: Callable[[Any], Any]) -> Say:
    def say(value: Any) -> tuple[Any, str]:
        if value is None:
            return None, "null"
        text = encode(value)
        return text, quoted(text)

    return say


def _json(hint: Any) -> Callable[[Any], str]:
    """How values of a type are spelled inside JSON; the same text as ``codec.dumps`` gives."""
    kind = bare(hint)
    if get_origin(kind) is tuple:
        item = _json(get_args(kind)[0])
        return lambda values: "[" + ",".join(map(item, values)) + "]"
    if kind is str:
        return quoted
    if is_dataclass(kind):
        return _object(kind)
    return dumps


def _object(kind: Any) -> Callable[[Any], str]:
    hints = get_type_hints(kind)
    fields = sorted(codecs(kind), key=lambda codec: codec.name)
    read = attrgetter(*(codec.name for codec in fields))
    keys = [f"{quoted(codec.name)}:" for codec in fields]
    says = [_saying(codec, hints[codec.name]) for codec in fields]

    def spell(value: Any) -> str:
        if value is None:
            return "null"
        told = zip(keys, says, read(value), strict=True)
        return "{" + ",".join([key + say(part)[1] for key, say, part in told]) + "}"

    return spell
