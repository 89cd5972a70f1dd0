"""What a column of a table shows of a row. Plain data; the painting is in ``table_paint``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from situationroom import legend
from situationroom.legend import Shape, Tone

Row: TypeAlias = Any
"""Whatever the rows function of the table gives: a RequestRow, a PersonRow."""
Align: TypeAlias = Literal["left", "right", "center"]
Ground: TypeAlias = Literal["", "overdue", "notice", "done", "raised"]


@dataclass(frozen=True, slots=True)
class Label:
    """A small label in a cell, such as a need: short text, tone and the words for the tooltip."""

    text: str
    tone: Tone = "quiet"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """The field above a column: words, a number, a span of time, or a choice among values.

    ``choices`` gives (value, what it is called) when the menu is opened.
    """

    kind: Literal["text", "number", "span", "choice"] = "text"
    choices: Callable[[], Sequence[tuple[str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` in pixels at 13 px text; ``sort`` is a key of the query's SORTS.

    ``text`` is the main text and what is copied; ``more`` stands quietly behind it; ``shape`` is
    drawn before it; ``ground`` puts it on a badge; ``labels`` are drawn instead of the text.
    ``exact`` is what a copy, a print or a file says where the screen says something relative.
    ``live`` cells are painted again every second. ``hidden`` columns wait in the header's menu.
    ``ask`` is the field in the filter row; a table where no column has one has no such row.
    ``least`` is the width to which the column gives way on a narrow screen; 0 for not at all.
    """

    key: str
    title: str
    width: int
    text: Callable[[Row], str]
    tone: Callable[[Row], Tone] | None = None
    align: Align = "left"
    sort: str | None = None
    tooltip: Callable[[Row], str] | None = None
    shape: Callable[[Row], Shape | None] | None = None
    more: Callable[[Row], str] | None = None
    ground: Callable[[Row], Ground] | None = None
    labels: Callable[[Row], Sequence[Label]] | None = None
    exact: Callable[[Row], str] | None = None
    bold: bool = False
    tabular: bool = False
    live: bool = False
    stretch: bool = False
    hidden: bool = False
    least: int = 0
    ask: Ask | None = None

    def copied(self, row: Row) -> str:
        """The cell as text for the clipboard, a print or a file."""
        if self.exact is not None:
            return self.exact(row)
        main = self.text(row)
        if self.labels is not None and not main:
            main = ", ".join(label.words or label.text for label in self.labels(row))
        return " ".join(part for part in (main, self.more(row) if self.more else "") if part)


def with_fields(columns: Sequence[Column], fields: Mapping[str, Ask]) -> list[Column]:
    """The columns with a field above each that has one here, by key."""
    return [replace(column, ask=fields.get(column.key)) for column in columns]


def one_of(kind: type[StrEnum]) -> Ask:
    """A choice among the members of a vocabulary."""
    return Ask("choice", lambda: [(str(member), legend.label(member)) for member in kind])
