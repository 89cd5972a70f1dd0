"""The answer to a caller's words: a place, how well it is known, and what may be wrong with it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from situationroom.intake.results import Reason
from situationroom.models.vocabulary import Precision

Origin: TypeAlias = Literal["gazetteer", "table", "decided"]
"""Where a place is known from: the world's, a table of this incident, an officer's decision."""


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A place with how well it is known; degrees WGS-84, `uncertainty_m` metres around it.

    `city_en`, `city_zh` name the city an airport, landmark or district belongs to (for a city,
    itself; for a region or country ""). `alternatives` are other places the words could mean.
    `doubt` is what an officer should look at; None where the words say it plainly. `origin` says
    where the place is known from.
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
    origin: Origin = "gazetteer"


def abroad(place: str, country: str) -> Reason:
    """The words mean a place outside the incident's country without naming that country."""
    return Reason(
        "{place} lies in {country}, not in the country of the incident.",
        {"place": place, "country": country},
    )


def several(place: str, n: int) -> Reason:
    """`n` places of like size bear the name."""
    return Reason(
        "{n} places are called {place} here; the largest was taken.", {"place": place, "n": n}
    )


def in_country(place: str, country: str) -> Reason:
    """A position outside the incident's country."""
    return Reason(
        "This position ({place}) lies in {country}, not in the country of the incident.",
        {"place": place, "country": country},
    )


def not_as_told(country: str, told: str) -> Reason:
    """A position in another country than the place that is told beside it."""
    return Reason(
        "This position lies in {country}, but the place that is told lies in {told}.",
        {"country": country, "told": told},
    )


def misspelt(told: str, place: str) -> Reason:
    """No place bears the name, but one bears a name much like it."""
    return Reason(
        "No place is called {told}; it was read as {place}.", {"told": told, "place": place}
    )


def partly(place: str) -> Reason:
    """Only a village's name was recognised among other words."""
    return Reason("Of these words only {place}, a small place, was understood.", {"place": place})


def by_sound(told: str, place: str) -> Reason:
    """No name is written so, but a place's foreign name sounds like these hanzi."""
    return Reason(
        "{told} was read by its sound as {place}; please check.", {"told": told, "place": place}
    )


def alike_in_sound(told: str, place: str, n: int) -> Reason:
    """`n` places far apart sound like these hanzi."""
    return Reason(
        "{told} sounds like {n} places; {place} was taken, please check.",
        {"told": told, "n": n, "place": place},
    )


def abroad_by_sound(told: str, place: str, country: str) -> Reason:
    """Only in a country beside the incident's does a place sound so."""
    return Reason(
        "{told} was read by its sound as {place} in {country}, not in the country of the"
        " incident; please check.",
        {"told": told, "place": place, "country": country},
    )
