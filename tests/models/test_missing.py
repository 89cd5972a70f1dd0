"""Tiers and steps follow from the records and the time, nobody has to act."""

from datetime import timedelta

import pytest

from situationroom.models.escalation import due_of_steps, step_of
from situationroom.models.incident import EscalationStep, Targets
from situationroom.models.missing import rose_at, tier_of
from situationroom.models.vocabulary import Presence, Priority, RequestStatus, Safety, Stage, Tier
from tests.cast import NOW, a_request, somebody

TARGETS = Targets()


@pytest.mark.parametrize(
    ("hours", "tier"),
    [(0, Tier.YELLOW), (24, Tier.YELLOW), (24.1, Tier.ORANGE), (48, Tier.ORANGE), (49, Tier.RED)],
)
def test_that_a_tier_rises_with_the_hours_since_the_last_contact(hours: float, tier: Tier) -> None:
    person = somebody(safety=Safety.MISSING, last_contact=NOW - timedelta(hours=hours))
    assert tier_of(person, TARGETS, NOW) is tier


def test_that_whoever_is_accounted_for_or_was_never_heard_of_has_no_tier() -> None:
    long_ago = NOW - timedelta(days=9)
    safe = somebody(safety=Safety.SAFE, last_contact=long_ago)
    left = somebody(presence=Presence.LEFT_INDEPENDENTLY, last_contact=long_ago)
    there = somebody(last_contact=long_ago)
    assert [tier_of(one, TARGETS, NOW) for one in (safe, left, somebody())] == [None] * 3
    assert tier_of(there, TARGETS, NOW) is Tier.RED
    assert tier_of(there, TARGETS, NOW, Stage.BOARDED) is None


def test_that_a_tier_says_since_when() -> None:
    assert rose_at(NOW, TARGETS, Tier.ORANGE) == NOW + timedelta(hours=24)
    assert rose_at(NOW, TARGETS, Tier.RED) == NOW + timedelta(hours=48)


def test_that_steps_are_counted_in_targets_from_when_the_clock_began() -> None:
    red = a_request(priority=Priority.RED, due_at=NOW + timedelta(minutes=15))
    assert due_of_steps(red, TARGETS) == [
        NOW + timedelta(minutes=15), NOW + timedelta(minutes=30),
    ]  # fmt: skip
    steps = {m: step_of(red, TARGETS, NOW + timedelta(minutes=m)) for m in (15, 16, 30, 31, 600)}
    assert steps == {15: 0, 16: 1, 30: 1, 31: 2, 600: 2}


def test_that_an_acknowledged_request_does_not_go_up() -> None:
    asked = a_request(status=RequestStatus.ACKNOWLEDGED)
    assert step_of(asked, TARGETS, NOW + timedelta(days=9)) == 0
    none = Targets(steps=())
    assert step_of(a_request(), none, NOW + timedelta(days=9)) == 0
    half = Targets(steps=(EscalationStep(1.5),))
    late = a_request(priority=Priority.RED)
    assert step_of(late, half, NOW + timedelta(minutes=7)) == 0
    assert step_of(late, half, NOW + timedelta(minutes=8)) == 1
