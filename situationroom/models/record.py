"""What every record has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """Something the journal remembers. ``id`` counts up within its kind; 0 is a draft."""

    id: int
