"""One place of the gazetteer while it is being built."""

from dataclasses import dataclass, field

from situationroom.intake.gazetteer import Kind

SMALL = 15_000  # inhabitants; smaller towns get no label on the map


@dataclass(slots=True)
class Row:
    """One place while it is being built; `names` holds every spelling it is found by.

    `own` are spellings that mean this place before any other: those of the supplement.
    """

    kind: Kind
    country: str
    en: str
    zh: str
    lat: float
    lon: float
    population: int = 0
    radius: float = 0
    region: str = ""  # GeoNames code of its province, "TR.07"
    names: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    serves: str = ""  # the town an airport's own table names
