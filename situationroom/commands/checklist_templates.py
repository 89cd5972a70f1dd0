"""The checklists the program brings along, one for every kind of incident and one for all."""

import json
from dataclasses import dataclass
from functools import cache

from situationroom.commands.checklists import ItemDraft
from situationroom.models.vocabulary import IncidentKind
from situationroom.settings import resource


@dataclass(frozen=True, slots=True)
class Template:
    """A reviewed list; ``kind`` is None for what every incident needs."""

    kind: IncidentKind | None
    name_zh: str
    name_en: str
    items: tuple[ItemDraft, ...]

    def name(self, language: str) -> str:
        """Its name in 'zh' or 'en'."""
        return self.name_zh if language == "zh" else self.name_en


@cache
def templates() -> tuple[Template, ...]:
    """All of them, the one for every incident first."""
    path = resource("knowledge/checklists.json")
    told = json.loads(path.read_text(encoding="utf-8"))["templates"]
    return tuple(
        Template(
            IncidentKind(one["kind"]) if one["kind"] else None,
            one["name"]["zh"],
            one["name"]["en"],
            tuple(ItemDraft(item["zh"], item["en"], item["due"]) for item in one["items"]),
        )
        for one in told
    )


def templates_for(kind: IncidentKind) -> list[Template]:
    """Those for this kind of incident first, then the one for all, then the others."""
    return sorted(templates(), key=lambda one: (one.kind is not kind, one.kind is not None))
