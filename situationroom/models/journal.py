"""Journal entries as the program hands them around (the store keeps them)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Fields: TypeAlias = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after: None where it did not or does not exist.

    A created or removed record has all its fields; a changed one only the fields that differ.
    """

    kind: str
    id: int
    before: Fields | None
    after: Fields | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. ``template`` and ``values`` say it; ``undoes`` is the revision taken back."""

    revision: int
    at: datetime
    officer: str
    workstation: str
    verb: str
    template: str
    values: Fields = field(default_factory=dict)
    undoes: int | None = None
    undoable: bool = True
    changes: tuple[Change, ...] = ()
    hash: str = ""
