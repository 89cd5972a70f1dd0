"""What an officer looks at in a long list: which rows, in what order, in which groups."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

from situationroom.store.queries.fields import Fields

LONGEST = 200
"""Characters of a text that is kept; nobody filters by more."""


@dataclass(frozen=True, slots=True)
class Look:
    """``view`` is one of the room's own views; ``fields`` stand above the columns by their key."""

    view: str
    sort: str
    down: bool = False
    text: str = ""
    fields: Fields = ()
    group: str = ""
    ids: tuple[int, ...] = ()
    """Only these records, as they were chosen elsewhere; no habit, so it is never kept."""

    @property
    def narrowed(self) -> bool:
        """True where more than the view decides what is shown."""
        return bool(self.text or self.fields or self.ids)

    def told(self) -> dict[str, Any]:
        """As JSON keeps it."""
        fields = {key: list(wanted) for key, wanted in self.fields}
        order = {"sort": self.sort, "down": self.down, "group": self.group}
        return {"view": self.view, "text": self.text, "fields": fields, **order}

    @classmethod
    def read(cls, told: Mapping[str, Any], first: Self, known: "Known") -> Self:
        """What was kept; whatever is not known here (any more) is as in ``first``."""
        fields = told.get("fields")
        return cls(
            view=_one_of(told.get("view"), known.views, first.view),
            sort=_one_of(told.get("sort"), known.sorts, first.sort),
            down=told.get("down") is True,
            text=_text(told.get("text")),
            fields=_fields(fields, known.fields) if isinstance(fields, dict) else (),
            group=_one_of(told.get("group"), known.groups, ""),
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What a room can be asked for."""

    views: Collection[str]
    sorts: Collection[str]
    groups: Collection[str]
    fields: Collection[str]


def _one_of(told: object, known: Collection[str], spare: str) -> str:
    return told if isinstance(told, str) and told in known else spare


def _text(told: object) -> str:
    return told[:LONGEST] if isinstance(told, str) else ""


def _fields(told: Mapping[str, object], known: Collection[str]) -> Fields:
    return tuple(
        (key, tuple(_text(value) for value in wanted))
        for key, wanted in told.items()
        if key in known and isinstance(wanted, list) and wanted
    )
