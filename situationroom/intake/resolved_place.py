"""The answer to a caller's words: a place, how well it is known, and what may be wrong with it."""

from dataclasses import dataclass
from typing import Final

from situationroom.intake.results import Reason
from situationroom.models.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A place with how well it is known; degrees WGS-84, `uncertainty_m` metres around it.

    `city_en`, `city_zh` name the city an airport, landmark or district belongs to (for a city,
    itself; for a region or country ""). `alternatives` are other places the words could mean.
    `doubt` is what an officer should look at; None where the words say it plainly.
    """

    name_en: str
    name_zh: str
    country: str
    lat: float
    lon: float
    precision: Precision
    uncertainty_m: float
    alternatives: tuple[str, ...] = ()
    city_en: str = ""
    city_zh: str = ""
    doubt: Reason | None = None


ABROAD: Final = "{place} lies in {country}, not in the country of the incident."
SEVERAL: Final = "{n} places are called {place} here; the largest was taken."
MISSPELT: Final = "No place is called {told}; it was read as {place}."
PARTLY: Final = "Of these words only {place}, a small place, was understood."


def abroad(place: str, country: str) -> Reason:
    """The words mean a place outside the incident's country without naming that country."""
    return Reason(ABROAD, {"place": place, "country": country})


def several(place: str, n: int) -> Reason:
    """`n` places of like size bear the name."""
    return Reason(SEVERAL, {"place": place, "n": n})


def misspelt(told: str, place: str) -> Reason:
    """No place bears the name, but one bears a name much like it."""
    return Reason(MISSPELT, {"told": told, "place": place})


def partly(place: str) -> Reason:
    """Only a village's name was recognised among other words."""
    return Reason(PARTLY, {"place": place})
