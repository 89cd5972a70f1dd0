"""Ranges as officers type them."""

import pytest

from situationroom.models.errors import RuleError
from situationroom.models.ranges import Range, number_range, span_range


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (">2h", Range(7_200)),
        ("<30m", Range(None, 1_800)),
        ("1h-3h", Range(3_600, 10_800)),
        ("1–3h", Range(3_600, 10_800)),
        ("3h-1h", Range(3_600, 10_800)),
        ("2h", Range(7_200)),
        ("≥ 1.5 h", Range(5_400)),
        ("＞2小时", Range(7_200)),
        ("90", Range(5_400)),
        ("<0", Range(None, 0)),
        ("2天", Range(172_800)),
    ],
)
def test_that_a_span_is_read_as_it_is_typed(typed: str, expected: Range) -> None:
    assert span_range(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3", Range(3, 3)),
        (">3", Range(4)),
        ("<10", Range(None, 9)),
        (">=3", Range(3)),
        ("3-10", Range(3, 10)),
        ("２至５", Range(2, 5)),
    ],
)
def test_that_a_number_is_read_as_it_is_typed(typed: str, expected: Range) -> None:
    assert number_range(typed) == expected


@pytest.mark.parametrize("typed", ["<2x", "h", ">", "2h3", "1-2-3", "9" * 40, "'; DROP", "二"])
def test_that_what_is_no_range_is_refused(typed: str) -> None:
    with pytest.raises(RuleError):
        span_range(typed)
    with pytest.raises(RuleError):
        number_range(typed)
