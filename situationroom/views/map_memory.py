"""How this officer likes the map: colouring, what is hidden, in what order the layers lie."""

from collections.abc import Iterable, Sequence
from typing import Any

from situationroom.views import table_memory

NAME = "map look"
NAMES = "affiliation"
"""Classes called after what is in the incident: nothing of that is kept beside it."""


class MapMemory:
    """Kept beside the columns of the tables; whatever cannot be read is as on the first day."""

    def __init__(self) -> None:
        kept = table_memory.recall(NAME)
        self.colour = _text(kept.get("colour")) or "safety"
        hidden = kept.get("hidden")
        told = hidden if isinstance(hidden, dict) else {}
        self.hidden = {_text(part): set(_texts(keys)) for part, keys in told.items()}
        self.order = _texts(kept.get("order"))

    def is_hidden(self, part: str, key: str) -> bool:
        """Whether a line of a part ('layers', or a colouring) is switched off."""
        return key in self.hidden.get(part, set())

    def hide(self, part: str, key: str, hidden: bool) -> None:
        """Switch a line off or on, and keep that."""
        keys = self.hidden.setdefault(part, set())
        (keys.add if hidden else keys.discard)(key)
        self.keep()

    def ordered(self, layers: Sequence[str]) -> list[str]:
        """Layers as they were left, those not known then at their places of the first day."""
        known = [layer for layer in dict.fromkeys(self.order) if layer in layers]
        for place, layer in enumerate(layers):
            if layer not in known:
                known.insert(place, layer)
        return known

    def keep(self) -> None:
        """Write it down."""
        hidden = {part: sorted(keys) for part, keys in self.hidden.items() if part != NAMES}
        told = {"colour": self.colour, "hidden": hidden, "order": self.order}
        table_memory.keep(NAME, told)


def _text(told: Any) -> str:
    return told if isinstance(told, str) else ""


def _texts(told: Any) -> list[str]:
    items: Iterable[Any] = told if isinstance(told, list) else ()
    return [item for item in items if isinstance(item, str)]
