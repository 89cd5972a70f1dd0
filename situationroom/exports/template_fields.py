"""The fields of what the cell gives out to be filled in: one list for the workbook and the paper.

The list is data (``resources/intake/template.json``), reviewed by officers in both languages. A
field's place in it is its number, printed in the workbook and on the paper alike.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from situationroom.settings import resource

Language = Literal["zh", "en"]
OTHER: Final[dict[Language, Language]] = {"zh": "en", "en": "zh"}


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One field: ``number`` from 1, texts by language ("zh", "en").

    ``choices`` are the words offered, ``open`` tells that others may be written. ``width`` is the
    column's in characters; ``room`` is what it takes of a line of the paper form, in twelfths, and
    ``paper`` how it is filled in there: line, lines:N, boxes:N, date, ticks or number.
    """

    number: int
    field: str
    group: str
    label: dict[Language, str]
    hint: dict[Language, str]
    example: dict[Language, str]
    choices: dict[Language, list[str]]
    open: bool
    width: int
    room: int
    paper: str


@cache
def template_fields() -> tuple[TemplateField, ...]:
    """Every field in order."""
    loaded = _loaded()
    nothing: dict[Language, list[str]] = {"zh": [], "en": []}
    return tuple(
        TemplateField(
            number=number,
            choices=loaded["lists"].get(told.pop("list"), nothing),
            **told,
        )
        for number, told in enumerate(map(dict, loaded["fields"]), start=1)
    )


@cache
def template_groups() -> dict[str, dict[Language, str]]:
    """The groups the fields stand in, in order: key -> heading by language."""
    return {g["key"]: {"zh": g["zh"], "en": g["en"]} for g in _loaded()["groups"]}


def _loaded() -> Any:
    return json.loads(resource("intake/template.json").read_text(encoding="utf-8"))
