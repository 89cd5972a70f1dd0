"""A context with a gazetteer of four cities, so that intake is tested by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from situationroom.intake.results import Context, Reason
from situationroom.models.vocabulary import Precision
from tests.samples import CITIES


@dataclass(frozen=True, slots=True)
class Town:
    """What the real gazetteer answers, for a town."""

    name_en: str
    city_en: str
    country: str = "TR"
    lat: float = 39.9
    lon: float = 32.8
    precision: Precision = Precision.CITY
    uncertainty_m: float = 10_000.0
    doubt: Reason | None = None
    origin: str = "gazetteer"


def resolve(text: str, country: str | None) -> Town | None:
    """The first of the four cities that the text names."""
    for native, english in CITIES.items():
        if native in text or english in text:
            return Town(english, english)
    return None


@pytest.fixture
def context() -> Context:
    return Context(
        country="TR",
        home="CHN",
        home_zone="Asia/Shanghai",
        incident_zone="Europe/Istanbul",
        started_at=datetime(2016, 7, 15, 19, tzinfo=UTC),
        now=datetime(2026, 7, 16, 10, tzinfo=UTC),
        resolve=resolve,
    )
