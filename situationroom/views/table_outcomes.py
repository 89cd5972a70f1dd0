"""What becomes of the rows of a table: words, looks and chips; what is wrong comes first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from situationroom.legend import Shape, Tone
from situationroom.texts import tr
from situationroom.views.widgets import Chip

LOOKS: Final[dict[str, tuple[Shape, Tone]]] = {
    "new": ("circle", "safe"),
    "updated": ("diamond", "accent"),
    "unchanged": ("ring", "quiet"),
    "rejected": ("triangle", "red"),
    "skipped": ("square", "unknown"),
}
_WEIGHT: Final = {"rejected": 0, "new": 1, "updated": 1, "unchanged": 2, "skipped": 3}


class Planned(Protocol):
    """A row of a plan."""

    @property
    def outcome(self) -> str:
        """One of ``LOOKS``."""


def outcome_name(outcome: str) -> str:
    """An outcome by its word."""
    return {
        "new": tr("New"),
        "updated": tr("Updated"),
        "unchanged": tr("As before"),
        "rejected": tr("Rejected"),
        "skipped": tr("Skipped"),
    }[outcome]


def outcome_chips() -> dict[str, Chip]:
    """A chip for each outcome, by its name."""
    return {name: Chip(outcome_name(name), None, *look) for name, look in LOOKS.items()}


def show_counts(chips: Mapping[str, Chip], count: Callable[..., int]) -> None:
    """How many rows each outcome has; one without rows has no chip."""
    for name, chip in chips.items():
        chip.set_count(count(name))
        chip.setVisible(bool(count(name)))


def sifted(rows: Sequence[Planned], chips: Mapping[str, Chip]) -> list[int]:
    """Places of the rows with a chosen outcome, all without a choice; what is wrong first."""
    chosen = {name for name, chip in chips.items() if chip.isChecked()}
    places = [n for n, one in enumerate(rows) if not chosen or one.outcome in chosen]
    return sorted(places, key=lambda n: _WEIGHT[rows[n].outcome])
